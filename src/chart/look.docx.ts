import { readFileSync } from 'node:fs'
import { AlignmentType, BorderStyle, type IParagraphStyleOptions, type IStylesOptions, LevelFormat, TextRun } from 'docx'
import { readTokens } from '../kernel/picture.ts'
import { printable, stretches } from './document.rules.ts'

/** The sheets that drawings take their colours and classes from. */
export const styleSheet = ['tokens.css', 'drawing.css'].map((name) => readFileSync(new URL(`../ui/${name}`, import.meta.url), 'utf8')).join('\n')

const tokens = readTokens(styleSheet)

/** A colour of the house, as Word writes it: six hexadecimal digits. */
export function colour(token: string): string {
  return (tokens.get(`--${token}`) ?? '#000000').slice(1)
}

export const fonts = { latin: 'Noto Sans', arabic: 'Noto Sans Arabic' }

/** A4, in twentieths of a point. */
export const page = { width: 11906, height: 16838, margin: 1247, head: 1361, foot: 1304 }

const size = (points: number) => ({ size: points * 2, sizeComplexScript: Math.round(points * 2.1) })
const ink = { color: colour('ink') }
const second = { color: colour('ink-2') }
const third = { color: colour('ink-3') }

function style(id: string, run: IParagraphStyleOptions['run'], paragraph: IParagraphStyleOptions['paragraph']): IParagraphStyleOptions {
  return { id, name: id, basedOn: 'Normal', next: 'Normal', quickFormat: true, run, paragraph }
}

/** The paragraph styles, in the language given as BCP 47 tag with its region. */
export function styles(language: string): IStylesOptions {
  const heading = (points: number, before: number, after: number) => ({
    next: 'Normal',
    run: { ...size(points), ...ink, bold: true },
    paragraph: { keepNext: true, keepLines: true, spacing: { before, after, line: 240 } }
  })
  const contents = (level: number) => ({ ...style(`TOC${level}`, level === 1 ? { bold: true } : {}, { spacing: { before: level === 1 ? 140 : 0, after: 40 }, indent: { left: (level - 1) * 340, right: 567 } }), name: `toc ${level}` })
  return {
    default: {
      document: {
        run: {
          font: { ascii: fonts.latin, hAnsi: fonts.latin, eastAsia: fonts.latin, cs: fonts.arabic },
          ...size(10.5),
          ...ink,
          language: { value: language, bidirectional: language }
        },
        paragraph: { spacing: { after: 120, line: 264 } }
      },
      title: { next: 'Normal', run: { ...size(30), ...ink, bold: true }, paragraph: { spacing: { after: 160, line: 240 } } },
      heading1: heading(20, 0, 160),
      heading2: heading(14, 360, 100),
      heading3: heading(11.5, 240, 80)
    },
    paragraphStyles: [
      style('Subtitle', { ...size(14), ...second }, { spacing: { after: 240 } }),
      style('Kicker', { ...size(10.5), ...third }, { keepNext: true, spacing: { after: 60 } }),
      style('Lead', { ...size(11.5), ...second }, { spacing: { after: 240 } }),
      style('Notice', {}, { spacing: { before: 120, after: 200 }, shading: { fill: colour('sunk') }, indent: { left: 113, right: 113 }, border: { top: edge('sunk', 6), bottom: edge('sunk', 6), left: edge('sunk', 6), right: edge('sunk', 6) } }),
      style('Finding', { ...size(11.5), bold: true }, { keepNext: true, keepLines: true, spacing: { before: 320, after: 120 }, border: { top: { style: BorderStyle.SINGLE, size: 12, space: 6, color: colour('ink') } } }),
      style('Picture', {}, { spacing: { after: 240, line: 240 } }),
      style('Source', { ...size(9), ...third }, { spacing: { after: 40 } }),
      style('Running', { ...size(8.5), ...third }, { spacing: { after: 40 } }),
      style('TableHead', { ...size(9), bold: true }, { keepNext: true, spacing: { before: 60, after: 60, line: 240 } }),
      style('TableText', size(9), { spacing: { before: 60, after: 60, line: 240 } }),
      style('Gap', size(4), { spacing: { after: 0, line: 120 } }),
      style('ContentsTitle', { ...size(20), bold: true }, { keepNext: true, spacing: { after: 160 } }),
      contents(1),
      contents(2)
    ]
  }
}

function edge(token: string, space: number) {
  return { style: BorderStyle.SINGLE, size: 4, space, color: colour(token) }
}

export const hairline = { style: BorderStyle.SINGLE, size: 4, color: colour('hair') }
export const inkLine = { style: BorderStyle.SINGLE, size: 8, color: colour('ink') }
export const noLine = { style: BorderStyle.NONE, size: 0, color: 'auto' }

/** Bulleted lists: flat ones, and trees of up to nine levels, which is what a word processor can hold. */
export const numbering = {
  config: [bullets('list', ['•']), bullets('tree', Array.from({ length: 9 }, (_, level) => (level === 0 ? '•' : '–')))]
}

function bullets(reference: string, signs: string[]) {
  return {
    reference,
    levels: signs.map((text, level) => ({
      level,
      format: LevelFormat.BULLET,
      text,
      alignment: AlignmentType.START,
      style: { run: { font: fonts.latin, color: colour('ink-3') }, paragraph: { indent: { left: 340 * (level + 1), hanging: 340 }, spacing: { after: 60 } } }
    }))
  }
}

/** Runs of a text: each stretch in its own direction of reading, line ends as breaks. */
export function runs(text: string, direction: 'ltr' | 'rtl', look: { bold?: boolean; color?: string } = {}): TextRun[] {
  return printable(text)
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [new TextRun({ break: 1 })] : []),
      ...stretches(line, direction).map((part) => new TextRun({ ...look, text: part.text, rightToLeft: part.rightToLeft || undefined }))
    ])
}

/**
 * The table of fonts: which ones stand in where Noto is not installed. Without it a word processor falls back on a serif.
 */
export const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${font(fonts.latin, 'Segoe UI,Arial,Helvetica', '020B0502040504020204', '00')}${font(fonts.arabic, 'Segoe UI,Arial,Tahoma', '020B0502040504020204', 'B2')}</w:fonts>`

function font(name: string, others: string, panose: string, characters: string): string {
  return `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:panose1 w:val="${panose}"/><w:charset w:val="${characters}"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>`
}

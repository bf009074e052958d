import {
  AlignmentType,
  BorderStyle,
  type IParagraphStyleOptions,
  type IParagraphStylePropertiesOptions,
  type IStylesOptions,
  LevelFormat,
  LineRuleType,
  TextRun
} from 'docx'
import { type Colour, light } from '../ui/palette.ts'
import { printable, stretches } from './document.rules.ts'

/** A colour of the house, as Word writes it: six hexadecimal digits. */
export function colour(name: Colour): string {
  return light[name].slice(1)
}

const latinFont = 'Noto Sans'
const arabicFont = 'Noto Sans Arabic'

/** A4, in twentieths of a point. */
export const page = { width: 11906, height: 16838, margin: 1247, head: 1361, foot: 1304 }

type Spacing = { before?: number; after?: number }
type Voice = { size: number; colour?: Colour; bold?: boolean; tight?: boolean }

/** The paragraph styles of a language, given as BCP 47 tag with its region, and its direction. */
export function styles(language: string, direction: 'ltr' | 'rtl'): IStylesOptions {
  const set = setter(direction)
  const style = (
    id: string,
    voice: Voice,
    spacing: Spacing,
    paragraph: IParagraphStylePropertiesOptions = {}
  ): IParagraphStyleOptions => ({
    ...set(voice, spacing, paragraph),
    id,
    name: id,
    basedOn: 'Normal',
    next: 'Normal',
    quickFormat: true
  })
  const heading = (size: number, spacing: Spacing) => ({
    next: 'Normal',
    ...set({ size, bold: true, tight: true }, spacing, together)
  })
  const contents = (level: number, voice: Voice, spacing: Spacing): IParagraphStyleOptions => ({
    ...style(`TOC${level}`, voice, spacing, { indent: { left: (level - 1) * 340 } }),
    name: `toc ${level}`
  })
  const latin = direction === 'rtl' ? arabicFont : latinFont
  const normal = set({ size: 10.5, colour: 'ink' }, { after: 120 })
  const font = { ascii: latin, hAnsi: latin, eastAsia: latin, cs: arabicFont }
  return {
    default: {
      document: { ...normal, run: { ...normal.run, font, language: { value: language, bidirectional: language } } },
      title: { next: 'Normal', ...set({ size: 30, bold: true, tight: true }, { after: 160 }) },
      heading1: heading(20, { after: 160 }),
      heading2: heading(14, { before: 360, after: 100 }),
      heading3: heading(11.5, { before: 240, after: 80 })
    },
    paragraphStyles: [
      style('Subtitle', { size: 14, colour: 'ink-2' }, { after: 240 }),
      style('Kicker', { size: 10.5, colour: 'ink-3' }, { after: 60 }, { keepNext: true }),
      style('Lead', { size: 11.5, colour: 'ink-2' }, { after: 240 }),
      style('Notice', { size: 10.5 }, { before: 120, after: 200 }, tinted),
      style(
        'Finding',
        { size: 11.5, bold: true, tight: true },
        { before: 320, after: 120 },
        { ...together, border: { top: { ...inkLine, size: 12, space: 6 } } }
      ),
      {
        id: 'Picture',
        name: 'Picture',
        basedOn: 'Normal',
        paragraph: { spacing: { after: 240, line: 240, lineRule: LineRuleType.AUTO } }
      },
      style('Source', { size: 9, colour: 'ink-3' }, { after: 40 }),
      style('Running', { size: 8.5, colour: 'ink-3', tight: true }, { after: 40 }),
      style('TableHead', { size: 9, bold: true, tight: true }, { before: 60, after: 60 }, { keepNext: true }),
      style('TableText', { size: 9, tight: true }, { before: 60, after: 60 }),
      style('Gap', { size: 4, tight: true }, { after: 0 }),
      style('ContentsTitle', { size: 20, bold: true, tight: true }, { after: 0 }, { keepNext: true }),
      contents(1, { size: 10.5, bold: true }, { before: 120, after: 20 }),
      contents(2, { size: 10.5 }, { after: 20 })
    ]
  }
}

/**
 * How a voice is set. The Arabic face asks for lines of twice its size, and the faces that stand in for it for far
 * less: so lines of right-to-left text have a height in points, and others follow their face.
 */
function setter(direction: 'ltr' | 'rtl') {
  return (
    { size, colour: name, bold, tight = false }: Voice,
    spacing: Spacing,
    paragraph: IParagraphStylePropertiesOptions = {}
  ) => {
    const arabicSize = Math.round(size * 2.1) / 2
    const line =
      direction === 'rtl'
        ? { line: Math.round(arabicSize * 20 * (tight ? 1.5 : 1.75)), lineRule: LineRuleType.EXACT }
        : { line: tight ? 240 : 264, lineRule: LineRuleType.AUTO }
    return {
      run: {
        size: size * 2,
        sizeComplexScript: arabicSize * 2,
        ...(name && { color: colour(name) }),
        ...(bold && { bold })
      },
      paragraph: { ...paragraph, spacing: { ...spacing, ...line } }
    }
  }
}

export const hairline = { style: BorderStyle.SINGLE, size: 4, color: colour('hair') }
export const inkLine = { style: BorderStyle.SINGLE, size: 8, color: colour('ink') }
export const noLine = { style: BorderStyle.NONE, size: 0, color: 'auto' }

const together = { keepNext: true, keepLines: true }
const tintedEdge = { style: BorderStyle.SINGLE, size: 4, space: 6, color: colour('sunk') }
const tinted = {
  keepLines: true,
  indent: { left: 113, right: 113 },
  shading: { fill: colour('sunk') },
  border: { top: tintedEdge, bottom: tintedEdge, left: tintedEdge, right: tintedEdge }
}

/** Bulleted lists: flat ones, and trees of up to nine levels, which is what a word processor can hold. */
export const numbering = {
  config: [
    bullets('list', ['•']),
    bullets(
      'tree',
      Array.from({ length: 9 }, (_, level) => (level === 0 ? '•' : '–'))
    )
  ]
}

function bullets(reference: string, signs: string[]) {
  return {
    reference,
    levels: signs.map((text, level) => ({
      level,
      format: LevelFormat.BULLET,
      text,
      alignment: AlignmentType.START,
      style: {
        run: { font: latinFont, color: colour('ink-3') },
        paragraph: { indent: { left: 340 * (level + 1), hanging: 340 }, spacing: { after: 60 } }
      }
    }))
  }
}

/** Runs of a text: each stretch in its own direction of reading, line ends as breaks. */
export function runs(text: string, direction: 'ltr' | 'rtl', look: { bold?: boolean; color?: string } = {}): TextRun[] {
  return printable(text)
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [new TextRun({ break: 1 })] : []),
      ...stretches(line, direction).map(
        (part) => new TextRun({ ...look, text: part.text, rightToLeft: part.rightToLeft || undefined })
      )
    ])
}

/**
 * The table of fonts: which ones stand in where Noto is not installed. Without it a word processor takes a serif.
 */
export const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
${font(latinFont, 'Segoe UI,Arial,Helvetica', '00')}
${font(arabicFont, 'Segoe UI,Arial,Tahoma', 'B2')}
</w:fonts>`

function font(name: string, others: string, characters: string): string {
  return `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:panose1 w:val="020B0502040504020204"/>
<w:charset w:val="${characters}"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>`
}

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
import { shippedFonts } from '../ui/picture.ts'
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
  const normal = set({ size: 10.5, colour: 'ink' }, { after: 120 })
  const font = { ascii: latinFont, hAnsi: latinFont, eastAsia: latinFont, cs: arabicFont }
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
      style(
        'Chapter',
        { size: 10.5, colour: 'ink-3' },
        { ...chapterStart.spacing, after: 60 },
        {
          ...together,
          border: chapterStart.border
        }
      ),
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
      contents(1, { size: 10.5, bold: true, tight: true }, { before: 120, after: 20 }),
      contents(2, { size: 10.5, tight: true }, { after: 20 })
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

/** Where a chapter begins, by its name or, where it has none, by its heading: a line above it. */
export const chapterStart = { spacing: { before: 560 }, border: { top: { ...inkLine, size: 12, space: 10 } } }

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

const leftToRightMark = '\u200e'

/**
 * Runs of a text: each stretch in its own direction of reading, line ends as breaks. Where the document reads from right
 * to left, marks hold a Latin stretch together: LibreOffice orders a line by its characters, whatever its runs say.
 */
export function runs(text: string, direction: 'ltr' | 'rtl', look: { bold?: boolean; color?: string } = {}): TextRun[] {
  return printable(text)
    .replace(/[\u200e\u200f]/g, '')
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [new TextRun({ break: 1 })] : []),
      ...stretches(line, direction).map(
        ({ text: part, rightToLeft }) =>
          new TextRun({
            ...look,
            text: direction === 'rtl' && !rightToLeft && /^\P{L}|\P{L}$/u.test(part) ? held(part) : part,
            rightToLeft: rightToLeft || undefined
          })
      )
    ])
}

/**
 * A stretch that keeps its own order; a short one, such as a reference to a law, also stays on one line. The broad
 * no-break space would not do: within Arabic lines LibreOffice breaks at it.
 */
function held(text: string): string {
  return leftToRightMark + (text.length <= longestHeld ? text.replace(/[ \u00a0]/g, '\u202f') : text) + leftToRightMark
}

const longestHeld = 28

/** The bytes of a face, and where it is in the document; its key hides it from other programs (ECMA-376, part 1, 17.8.1). */
type EmbeddedFace = { name: string; bold: boolean; fontKey: string }

/**
 * The faces that a document carries: regular and bold of each script in it, whole, so that who writes in it has every
 * letter. Their licence (OFL 1.1) allows it, and so do the faces themselves (OS/2 fsType 0).
 */
export async function facesOf(direction: 'ltr' | 'rtl'): Promise<{ name: string; data: Buffer; bold: Buffer }[]> {
  const [regular, bold, arabic, arabicBold] = (await shippedFonts()).map((data) => Buffer.from(data)) as Faces
  return [
    { name: latinFont, data: regular, bold },
    ...(direction === 'rtl' ? [{ name: arabicFont, data: arabic, bold: arabicBold }] : [])
  ]
}

type Faces = [Buffer, Buffer, Buffer, Buffer]

/**
 * The table of fonts: where each embedded face is, and which ones stand in where a program reads no embedded faces.
 * Without stand-ins it would take a serif.
 */
export function fontTable(faces: readonly EmbeddedFace[]): string {
  const places = faces.map(({ name, bold, fontKey }, index) => ({
    name,
    xml: `<w:embed${bold ? 'Bold' : 'Regular'} r:id="rId${index + 1}" w:fontKey="{${fontKey.toUpperCase()}}"/>`
  }))
  const font = (name: string, others: string, characters: string) =>
    `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:panose1 w:val="020B0502040504020204"/>
<w:charset w:val="${characters}"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>${places
      .filter((place) => place.name === name)
      .map(({ xml }) => xml)
      .join('')}</w:font>`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
${font(latinFont, 'Segoe UI,Arial,Helvetica', '00')}
${font(arabicFont, 'Segoe UI,Arial,Tahoma', 'B2')}
</w:fonts>`
}

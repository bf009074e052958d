import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { DOMParser } from 'linkedom'
import { root } from '../kernel/root.ts'

const latinFont = 'Noto Sans'
const arabicFont = 'Noto Sans Arabic'
const fontFiles = ['NotoSans-Regular.ttf', 'NotoSans-Bold.ttf', 'NotoSansArabic-Regular.ttf', 'NotoSansArabic-Bold.ttf']

const arabicLetter = /\p{Script=Arabic}/u
/** One character that no font draws makes the whole label lose its Arabic glyphs, so pictographs are left out. */
const pictograph = /\p{Emoji_Presentation}|\p{Co}|[\ufe00-\ufe0f\u200d]/gu
const rightToLeftStart = '\u2067'
const directionEnd = '\u2069'
const mirrored: Record<string, string> = { start: 'end', middle: 'middle', end: 'start' }

type Picture = InstanceType<typeof Resvg>

let started: Promise<Uint8Array[]> | undefined

/** The bytes of the fonts in `assets/fonts`: Noto Sans regular and bold, Noto Sans Arabic regular and bold. */
export function shippedFonts(): Promise<Uint8Array[]> {
  return Promise.all(fontFiles.map((name) => readFile(join(root, 'assets/fonts', name))))
}

async function start(): Promise<Uint8Array[]> {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
  return shippedFonts()
}

/** Draws an SVG that stands alone (colours written out, a size of its own) with the shipped fonts, alike everywhere. */
async function draw<Drawn>(svg: string, take: (picture: Picture) => Drawn, width?: number): Promise<Drawn> {
  started ??= start()
  const picture = new Resvg(prepare(svg), {
    font: {
      fontBuffers: await started,
      loadSystemFonts: false,
      defaultFontFamily: latinFont,
      serifFamily: latinFont,
      sansSerifFamily: latinFont,
      monospaceFamily: latinFont
    },
    ...(width ? { fitTo: { mode: 'width', value: Math.round(width) } } : {})
  })
  try {
    return take(picture)
  } finally {
    picture.free()
  }
}

const outlinesOf = (picture: Picture) => roundPaths(picture.toString())

function pixelsOf(picture: Picture): Uint8Array {
  const image = picture.render()
  try {
    return image.asPng()
  } finally {
    image.free()
  }
}

/** The SVG with its words as outlines, so that who shows it need neither have the fonts nor shape Arabic. */
export const outlinePicture = (svg: string) => draw(svg, outlinesOf)

/** The SVG as a PNG that is `width` pixels broad. */
export const paintPicture = (svg: string, width: number) => draw(svg, pixelsOf, width)

/** Both, as a word processor takes them: outlines, and a PNG for one that shows no SVG. */
export function drawPicture(svg: string, { width }: { width: number }): Promise<{ svg: string; png: Uint8Array }> {
  return draw(svg, (picture) => ({ svg: outlinesOf(picture), png: pixelsOf(picture) }), width)
}

/** Outlines with five digits to a number, which is more than anyone sees, and half the size. */
function roundPaths(svg: string): string {
  return svg.replace(/ d="[^"]+"/g, (path) =>
    path.replace(/\d+\.\d+/g, (number) => String(Number(Number(number).toPrecision(5))))
  )
}

function prepare(svg: string): string {
  const document = new DOMParser().parseFromString(svg.replace(pictograph, ''), 'image/svg+xml')
  for (const text of document.querySelectorAll('text')) prepareText(text)
  return document.toString()
}

/**
 * The renderer shapes Arabic, but takes a stand-in glyph from a regular face even in a bold label, lays every label out
 * from left to right, and measures `text-anchor` from the left. So Arabic labels name their font, and where `direction`
 * says "rtl" they are put between direction marks and their anchor is mirrored.
 */
function prepareText(text: Element): void {
  const style = text.getAttribute('style')
  if (arabicLetter.test(text.textContent ?? ''))
    text.setAttribute('style', `${style ? `${style};` : ''}font-family:${arabicFont}`)
  if (text.closest('[direction]')?.getAttribute('direction') !== 'rtl') return
  const chunks = [text, ...text.querySelectorAll('tspan[x], tspan[y]')]
  const anchors = chunks.map((chunk) => chunk.closest('[text-anchor]')?.getAttribute('text-anchor') ?? 'start')
  for (const [index, chunk] of chunks.entries()) {
    chunk.setAttribute('text-anchor', mirrored[anchors[index] ?? 'start'] ?? 'start')
    chunk.prepend(rightToLeftStart)
    chunk.append(directionEnd)
  }
}

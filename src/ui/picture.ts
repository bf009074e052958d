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

let started: Promise<Uint8Array[]> | undefined

/** The bytes of the fonts in `assets/fonts`: Noto Sans regular and bold, Noto Sans Arabic regular and bold. */
export function shippedFonts(): Promise<Uint8Array[]> {
  return Promise.all(fontFiles.map((name) => readFile(join(root, 'assets/fonts', name))))
}

async function start(): Promise<Uint8Array[]> {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
  return shippedFonts()
}

/**
 * Draws an SVG that stands alone (colours written out, a size of its own) with the shipped fonts, alike everywhere.
 * Gives back the SVG with its words as outlines, so that a word processor need neither have the fonts nor shape Arabic,
 * and a PNG that is `width` pixels broad.
 */
export async function drawPicture(
  svg: string,
  { width }: { width: number }
): Promise<{ svg: string; png: Uint8Array }> {
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
    fitTo: { mode: 'width', value: Math.round(width) }
  })
  const image = picture.render()
  const drawn = { svg: roundPaths(picture.toString()), png: image.asPng() }
  image.free()
  picture.free()
  return drawn
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

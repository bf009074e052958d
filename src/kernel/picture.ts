import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { DOMParser } from 'linkedom'

const latinFont = 'Noto Sans'
const arabicFont = 'Noto Sans Arabic'
const fontFiles = [
  'NotoSans-Regular.ttf',
  'NotoSans-Bold.ttf',
  'NotoSansArabic-Regular.ttf',
  'NotoSansArabic-Bold.ttf',
  'NotoSansMath-Signs.ttf',
  'NotoSansSymbols2-Signs.ttf'
]

const arabicLetter = /\p{Script=Arabic}/u
/** One character that no font draws makes the whole label lose its Arabic glyphs, so pictographs are left out. */
const pictograph = /\p{Emoji_Presentation}|\p{Co}|[\ufe00-\ufe0f\u200d]/gu
const startRightToLeft = '\u2067'
const endOfDirection = '\u2069'
const mirrored: Record<string, string> = { start: 'end', end: 'start' }
const dotsPerPixel = 2

/**
 * How a picture is drawn: the size in pixels at which it is shown; the style sheet that its classes and `var(--…)` colours
 * come from; the direction of the text around it, which its labels take over unless they state their own.
 */
export interface PictureOptions {
  width: number
  height: number
  css?: string
  direction?: 'ltr' | 'rtl'
}

let started: Promise<Uint8Array[]> | undefined

/** The bytes of the fonts in `assets/fonts`, in the order of Noto Sans regular, bold, Noto Sans Arabic regular, bold, signs. */
export function shippedFonts(): Promise<Uint8Array[]> {
  return Promise.all(fontFiles.map((name) => readFile(new URL(`../../assets/fonts/${name}`, import.meta.url))))
}

async function start(): Promise<Uint8Array[]> {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
  return shippedFonts()
}

/**
 * Draws an SVG with the shipped fonts, alike on every machine.
 * Gives back the SVG without style sheet, with its words as outlines (a word processor need not have the fonts, nor shape
 * Arabic in a drawing), and a PNG of twice the width shown.
 */
export async function drawPicture(svg: string, options: PictureOptions): Promise<{ svg: string; png: Uint8Array }> {
  started ??= start()
  const picture = new Resvg(standAlone(svg, options), {
    font: {
      fontBuffers: await started,
      loadSystemFonts: false,
      defaultFontFamily: latinFont,
      serifFamily: latinFont,
      sansSerifFamily: latinFont,
      monospaceFamily: latinFont
    },
    fitTo: { mode: 'width', value: Math.round(options.width * dotsPerPixel) }
  })
  try {
    const image = picture.render()
    const png = image.asPng()
    image.free()
    return { svg: picture.toString(), png }
  } finally {
    picture.free()
  }
}

/** The SVG with everything that it takes from the page around it: size, style sheet, values of tokens, direction. */
function standAlone(svg: string, { width, height, css = '', direction = 'ltr' }: PictureOptions): string {
  const tokens = readTokens(css)
  const document = new DOMParser().parseFromString(fillTokens(svg, tokens).replace(pictograph, ''), 'image/svg+xml')
  const root = document.documentElement
  if (!root.hasAttribute('viewBox') && !root.hasAttribute('width')) {
    root.setAttribute('width', String(width))
    root.setAttribute('height', String(height))
  }
  const style = document.createElement('style')
  style.textContent = fillTokens(withoutConditions(css), tokens)
  root.prepend(style)
  for (const text of document.querySelectorAll('text')) setDirection(text, direction)
  return document.toString()
}

/** The custom properties of the first `:root` of a style sheet: those of the light page, as on paper. */
export function readTokens(css: string): Map<string, string> {
  const root = /:root\s*\{([^}]*)\}/.exec(css)?.[1] ?? ''
  return new Map([...root.matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]))
}

/** Puts the values of tokens in the place of `var(--…)`; a token may name another, and an unknown one has its default. */
function fillTokens(text: string, tokens: Map<string, string>, depth = 0): string {
  if (depth > 5 || !text.includes('var(')) return text
  const filled = text.replace(/var\((--[\w-]+)(?:,\s*([^()]*))?\)/g, (_, name, other = 'currentColor') => tokens.get(name) ?? other)
  return fillTokens(filled, tokens, depth + 1)
}

/** The rules of a style sheet that always hold: not those of a screen's size, of dark or of high contrast. */
function withoutConditions(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/@[\w-]+[^{;]*(;|\{([^{}]*\{[^{}]*\})*[^{}]*\})/g, '')
    .replace(/:(root|lang)[^{}]*\{[^{}]*\}/g, '')
}

/**
 * The renderer shapes Arabic, but lays every label out from left to right and measures `text-anchor` from the left. So a
 * right-to-left label is put between direction marks, and its anchor is mirrored.
 */
function setDirection(text: Element, around: 'ltr' | 'rtl'): void {
  const style = text.getAttribute('style')
  if (arabicLetter.test(text.textContent ?? '')) text.setAttribute('style', `${style ? `${style};` : ''}font-family:${arabicFont}`)
  if ((text.closest('[direction]')?.getAttribute('direction') ?? around) !== 'rtl') return
  const chunks = [text, ...text.querySelectorAll('tspan[x], tspan[y]')]
  const anchors = chunks.map((chunk) => chunk.closest('[text-anchor]')?.getAttribute('text-anchor') ?? 'start')
  for (const [index, chunk] of chunks.entries()) {
    chunk.setAttribute('text-anchor', mirrored[anchors[index] ?? ''] ?? 'middle')
    chunk.prepend(startRightToLeft)
    chunk.append(endOfDirection)
  }
}

/** Widths of letters as hundredths of the type size, in the bold of the faces we draw with: an upper bound. */
const widths = new Map<string, number>()
const groups: readonly (readonly [number, string])[] = [
  [28, " !',.:;`"],
  [31, 'ijl'],
  [35, '()-[]I/J|{}'],
  [41, '"ft\\_°·'],
  [46, 'rz?’‘'],
  [51, 'cs«»“”'],
  [58, 'vxyEFLTZ*0123456789+$<=>~^–'],
  [61, 'aegkY€'],
  [66, 'bdhnopquSPRBCVXK#'],
  [77, 'ADGHNU&'],
  [80, 'OQ…'],
  [98, 'mwMW%@—']
]
for (const [width, letters] of groups) for (const letter of letters) widths.set(letter, width)

const combining = /\p{M}|\p{Cf}/u
const arabic = /\p{Script=Arabic}/u
const square = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}/u

function widthOf(letter: string): number {
  const known = widths.get(letter)
  if (known !== undefined) return known
  if (combining.test(letter)) return 0
  if (arabic.test(letter)) return 56
  if (square.test(letter)) return 104
  return widths.get(letter.normalize('NFD').charAt(0)) ?? 72
}

/** The type size of every drawing, and the distance of its lines. Nothing is written smaller. */
export const typeSize = 14
export const lineStep = 18

const latin = /\p{Script=Latin}/u
const rightToLeftLetter = /\p{Script=Arabic}|\p{Script=Hebrew}/u

/** The direction of a text where it is not that of its page: an English name in Arabic, an Arabic one in English. */
export function ownDirection(text: string, page: 'ltr' | 'rtl'): 'ltr' | 'rtl' | undefined {
  if (page === 'rtl') return latin.test(text) && !rightToLeftLetter.test(text) ? 'ltr' : undefined
  return rightToLeftLetter.test(/\p{L}/u.exec(text)?.[0] ?? '') ? 'rtl' : undefined
}

/**
 * A line of a drawing, whose places run left to right, in the order of its own text. `whole` is the text that the line
 * is of, so that each of its lines runs alike; isolates within, which a break may have cut, are left out.
 */
export function isolate(line: string, rightToLeft: boolean, whole: string = line): string {
  const direction = ownDirection(whole, rightToLeft ? 'rtl' : 'ltr') ?? (rightToLeft ? 'rtl' : 'ltr')
  if (direction === 'ltr' && !rightToLeft) return line
  return `${direction === 'rtl' ? '\u2067' : '\u2066'}${line.replaceAll(/[\u2066-\u2069]/g, '')}\u2069`
}

/** About how broad a text is, in pixels: rather too broad than too narrow. */
export function textWidth(text: string, size: number = typeSize): number {
  let sum = 0
  for (const letter of text) sum += widthOf(letter)
  return Math.ceil((sum * size) / 100)
}

/**
 * Breaks a text into lines no broader than `width` pixels. A word that is too long is cut. What does not fit into
 * `most` lines ends in an ellipsis.
 */
export function wrapText(
  text: string,
  width: number,
  most = Number.POSITIVE_INFINITY,
  size: number = typeSize
): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of pieces(text, width, size)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && textWidth(longer, size) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  if (line !== '') lines.push(line)
  if (lines.length <= most) return lines
  const last = `${lines[most - 1] ?? ''}…`
  return [...lines.slice(0, most - 1), shorten(last, width, size)]
}

function pieces(text: string, width: number, size: number): string[] {
  return text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((word) => {
      const parts: string[] = []
      let part = ''
      for (const letter of word) {
        if (part !== '' && textWidth(part + letter, size) > width) {
          parts.push(part)
          part = letter
        } else part += letter
      }
      return part === '' ? parts : [...parts, part]
    })
}

/** Cuts a text that ends in an ellipsis until it fits. */
function shorten(text: string, width: number, size: number): string {
  const letters = [...text.slice(0, -1)]
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

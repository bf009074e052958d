import { type Board, columnsOf } from './rules.ts'
import type { Place } from './spot.rules.ts'

/** Lines that belong together: what stands between two empty lines or headings. `place`: where they are put, if a heading said so. */
export type PastedBlock = { heading: string; place: Place; lines: PastedLine[] }
/** `number`: which line of what was pasted it was, from 1. `like`: it says what another line or the wall says already. */
export type PastedLine = { number: number; text: string; like: boolean }

/** What stands before a line that is an item of a list. */
const bullet = /^(?:[-–—*+•·▪▫■□◦‣●○☐☑✓✔➢>]+|\[[ xX]?\])\s+/u
/** "1.", "12)", "(3)", "4 -", "b)", also with the digits of Arabic; "1.5 million" is no number of a list. */
const numbering = /^(?:\(\p{Nd}{1,3}\)\s*|\p{Nd}{1,3}\s*[.)\]:،-]\s+|\p{Nd}{1,3}\s+[–—-]\s+|\(?\p{L}\)\s+)/u

/** A line without what only says that it is an item of a list. */
export function readLine(line: string): string {
  const trimmed = line.normalize('NFC').replace(/\s+/gu, ' ').trim()
  return /[\p{L}\p{N}]/u.test(trimmed) ? trimmed.replace(bullet, '').replace(numbering, '') : ''
}

/** What two texts must share to say the same: letters and digits, in small letters and without accents. */
export function alike(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLocaleLowerCase('en')
}

const wordsOf = (text: string) => alike(text.replace(/[:：]\s*$/u, ''))

/**
 * The blocks of a pasted list. A line that names a column of the board is the heading of what follows; so is one that ends with a
 * colon. `columns`: what the columns are called, by their option. `known`: what hangs on the wall already.
 */
export function readBlocks(
  pasted: string,
  board: Board,
  columns: ReadonlyMap<string, string>,
  known: readonly string[] = []
): PastedBlock[] {
  const optionOf = new Map(
    columnsOf(board).flatMap((option): [string, string][] => [
      [wordsOf(option), option],
      [wordsOf(columns.get(option) ?? option), option]
    ])
  )
  const seen = new Set(known.map(alike))
  const blocks: PastedBlock[] = []
  let open: PastedBlock | undefined
  for (const [index, line] of pasted.split(/\r\n?|\n/u).entries()) {
    const text = readLine(line)
    if (text === '') {
      // What a heading says holds on after an empty line, until another block has begun.
      if (open && open.lines.length > 0) open = undefined
      continue
    }
    const option = optionOf.get(wordsOf(text))
    if (option !== undefined || /[:：]$/u.test(text)) {
      open = { heading: text, place: option === undefined ? {} : { [board.columns]: option }, lines: [] }
      blocks.push(open)
      continue
    }
    if (!open) {
      open = { heading: '', place: {}, lines: [] }
      blocks.push(open)
    }
    open.lines.push({ number: index + 1, text, like: seen.has(alike(text)) })
    seen.add(alike(text))
  }
  return blocks.filter(({ lines }) => lines.length > 0)
}

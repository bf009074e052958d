/** How alike two words are when one is misspelt, and which short pieces of them lead from one to the other. */

/** All pieces of three signs of a word that stands between two blanks; the same word, the same pieces. */
export function gramsOf(word: string): string[] {
  const padded = ` ${word} `
  const grams = new Set<string>()
  for (let at = 0; at + 3 <= padded.length; at++) grams.add(padded.slice(at, at + 3))
  return [...grams]
}

/** How many slips of the pen a word of this length is forgiven. */
export function slipsFor(length: number): number {
  return length < 4 ? 0 : length < 6 ? 1 : length < 12 ? 2 : 3
}

/**
 * Letters left out, put in, changed, or two neighbours changed round, from one word to the other (optimal string alignment);
 * `most + 1` where there are more than `most`.
 */
export function countSlips(one: string, other: string, most: number): number {
  const [rows, columns] = [one.length, other.length]
  if (Math.abs(rows - columns) > most) return most + 1
  let before = new Uint8Array(columns + 1)
  let last = Uint8Array.from({ length: columns + 1 }, (_, column) => column)
  let now = new Uint8Array(columns + 1)
  for (let row = 1; row <= rows; row++) {
    // Only what lies this near to the diagonal can come out small enough.
    const [from, to] = [Math.max(1, row - most), Math.min(columns, row + most)]
    now.fill(most + 1)
    now[0] = row
    let least = most + 1
    for (let column = from; column <= to; column++) {
      const same = one.charCodeAt(row - 1) === other.charCodeAt(column - 1)
      let slips = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1)
      )
      const turned =
        row > 1 &&
        column > 1 &&
        one.charCodeAt(row - 1) === other.charCodeAt(column - 2) &&
        one.charCodeAt(row - 2) === other.charCodeAt(column - 1)
      if (turned) slips = Math.min(slips, (before[column - 2] ?? 0) + 1)
      now[column] = slips
      if (slips < least) least = slips
    }
    if (least > most) return most + 1
    ;[before, last, now] = [last, now, before]
  }
  return Math.min(last[columns] ?? 0, most + 1)
}

/** From 0 to 1: 1 for the same word, less for each slip; 0 where it is another word. */
export function likeness(asked: string, found: string): number {
  if (asked === found) return 1
  const most = slipsFor(Math.min(asked.length, found.length))
  const slips = countSlips(asked, found, most)
  return slips > most ? 0 : 1 - (0.9 * slips) / Math.max(asked.length, found.length)
}

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
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const now = [i]
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      let slips = Math.min((last[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        slips = Math.min(slips, (before[j - 2] ?? 0) + 1)
      now.push(slips)
      least = Math.min(least, slips)
    }
    if (least > most) return most + 1
    before = last
    last = now
  }
  return Math.min(last[other.length] ?? 0, most + 1)
}

/** From 0 to 1: 1 for the same word, less for each slip; 0 where it is another word. */
export function likeness(asked: string, found: string): number {
  if (asked === found) return 1
  const most = slipsFor(Math.min(asked.length, found.length))
  const slips = countSlips(asked, found, most)
  return slips > most ? 0 : 1 - (0.9 * slips) / Math.max(asked.length, found.length)
}

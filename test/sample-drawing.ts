/** A small drawing with words in it, as the plan's drawings are: colours written out, a size of its own. */
export function sampleDrawing(words: string[], direction: 'ltr' | 'rtl'): string {
  const x = direction === 'rtl' ? 610 : 10
  const rows = words.map(
    (word, row) =>
      `<text x="${x}" y="${40 * row + 30}" font-weight="${row === 0 ? 700 : 400}">${word}</text><path d="M10 ${40 * row + 42}h600" stroke="#cfd8d4"/>`
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 ${40 * words.length + 20}" width="620" height="${40 * words.length + 20}" font-family="Noto Sans, Noto Sans Arabic" font-size="14" fill="#12242b" direction="${direction}"><rect width="100%" height="100%" fill="#fff"/>${rows.join('')}<path d="M310 4v${40 * words.length - 6}" stroke="#a06800" stroke-width="2"/></svg>`
}

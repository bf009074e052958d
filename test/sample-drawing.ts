/** A small drawing with words in it, as the plan's drawings are: colours written out, a size of its own. */
export function sampleDrawing(words: string[], direction: 'ltr' | 'rtl'): string {
  const x = direction === 'rtl' ? 610 : 10
  const height = 40 * words.length + 20
  const rows = words.map((word, row) => {
    const weight = row === 0 ? 700 : 400
    return `<text x="${x}" y="${40 * row + 30}" font-weight="${weight}">${word}</text>
<path d="M10 ${40 * row + 42}h600" stroke="#cfd8d4"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 ${height}" width="620" height="${height}"
font-family="Noto Sans, Noto Sans Arabic" font-size="14" fill="#12242b" direction="${direction}">
<rect width="620" height="${height}" fill="#fff"/>${rows.join('')}
<path d="M310 4v${height - 26}" stroke="#a06800" stroke-width="2"/></svg>`
}

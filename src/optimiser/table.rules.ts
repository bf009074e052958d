/** What is wrong with a cell of a pasted table: the line as a spreadsheet counts, and the column by its name. */
export type TableFault = { line: number; column: string; code: 'number' | 'unknown' | 'missing' | 'order' | 'twice' }

/** Cuts what was pasted from a spreadsheet (tabs) or comes from a CSV file (commas or semicolons) into lines and cells. */
export function cutTable(text: string): { line: number; cells: string[] }[] {
  const first = text.split('\n', 1)[0] ?? ''
  const mark = ['\t', ';', ','].find((one) => first.includes(one)) ?? '\t'
  const lines: { line: number; cells: string[] }[] = []
  let rest = text.replaceAll('\r\n', '\n').replace(/^\ufeff/, '')
  let line = 1
  while (rest !== '') {
    const cells: string[] = []
    const start = line
    for (;;) {
      const quoted = /^"((?:[^"]|"")*)"/.exec(rest)
      const end = quoted
        ? quoted[0].length
        : rest.search(mark === '\t' ? /[\t\n]|$/ : mark === ';' ? /[;\n]|$/ : /[,\n]|$/)
      const cell = quoted ? (quoted[1] ?? '').replaceAll('""', '"') : rest.slice(0, end)
      cells.push(cell.trim().replace(/^'(?=[=+@-])/, ''))
      line += cell.split('\n').length - 1
      rest = rest.slice(end)
      if (rest[0] !== mark) break
      rest = rest.slice(1)
    }
    rest = rest.slice(1)
    line += 1
    if (cells.some((cell) => cell !== '')) lines.push({ line: start, cells })
  }
  return lines
}

/** A table as it is pasted back into a spreadsheet. */
export function writeTable(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map((cell) => String(cell).replace(/[\t\n]+/g, ' ')).join('\t')).join('\n')
}

/** A word as names are compared: without case and what surrounds it. */
export const plainName = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** Whether a cell ticks something: anything but nothing, 0 and a dash. */
export const isTicked = (cell: string) => !['', '0', '-', '–', 'no', 'non', 'لا'].includes(plainName(cell))

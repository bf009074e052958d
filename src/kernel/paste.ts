import { emptyValue, type Field, type Fields, readControl } from './field.ts'

/** One column that pasted lines may have. */
export type PasteColumn = {
  name: string
  field: Field
  /** What the first line may call it, in the person's language or by its code. */
  titles: readonly string[]
  /** What a cell of a choice, a yes or a reference may say, as `plain` writes it, and what that means. */
  meanings?: ReadonlyMap<string, unknown>
}

export type PastedItem = { line: number; values: Record<string, unknown> }
export type PasteFault = { line: number; column: string; code: string; written: string }

/**
 * The columns of pasted lines: what is not the same for all of them. What people call the record by comes first, so
 * that a plain list is a list of names; the others follow in the order of the fields.
 */
export function pastedFields(
  kind: { fields: Fields; title: string | readonly string[]; apart?: readonly string[] },
  fixed: readonly string[]
): [string, Field][] {
  const titles = [kind.title].flat()
  return Object.entries(kind.fields)
    .filter(
      ([name, { type }]) => type !== 'json' && type !== 'files' && ![...fixed, ...(kind.apart ?? [])].includes(name)
    )
    .sort(([a], [b]) => Number(titles.includes(b)) - Number(titles.includes(a)))
}

/** A word as it is compared: without case, without what surrounds it. */
export function plain(word: string): string {
  return word.normalize('NFKC').trim().replace(/\s+/g, ' ').replace(/[:.]$/, '').toLocaleLowerCase('en')
}

const bullet = /^[ \t]*(?:[•·▪◦‣*–—-]|\d{1,3}[.)])(?:[ \t]+|(?=\n|$))/

type Line = { line: number; cells: string[] }

/**
 * Cuts pasted text into lines and cells. A spreadsheet puts a cell with a line break in quotation marks; a list of a
 * word processor brings its bullets or numbers, which are dropped.
 */
export function cutLines(text: string): Line[] {
  const lines: Line[] = []
  let line = 1
  let rest = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  while (rest !== '') {
    const cells: string[] = []
    const start = line
    rest = rest.replace(bullet, '')
    for (;;) {
      const quoted = /^"((?:[^"]|"")*)"(?=\t|\n|$)/.exec(rest)
      const cell = quoted ? (quoted[1] ?? '').replaceAll('""', '"') : (/^[^\t\n]*/.exec(rest)?.[0] ?? '')
      cells.push(cell.trim())
      line += cell.split('\n').length - 1
      rest = rest.slice(quoted ? quoted[0].length : cell.length)
      if (rest[0] !== '\t') break
      rest = rest.slice(1)
    }
    rest = rest.slice(1)
    line += 1
    while (cells.at(-1) === '') cells.pop()
    if (cells.length > 0) lines.push({ line: start, cells })
  }
  return lines
}

function readCell(column: PasteColumn, written: string, decimal: '.' | ','): { value: unknown; code?: string } {
  const { field, meanings } = column
  if (written === '') return { value: emptyValue(field) }
  if (field.type === 'references') {
    const ids = written.split(/[;\n]/).map((one) => meanings?.get(plain(one)))
    return ids.includes(undefined) ? { value: [], code: 'choose' } : { value: ids }
  }
  if (meanings) {
    const value = meanings.get(plain(written))
    return value === undefined ? { value: emptyValue(field), code: 'choose' } : { value }
  }
  return readControl(field, written, decimal)
}

/**
 * The order of the columns: as the first line names them, if it is a head; otherwise their own. It is a head if most of
 * its cells are names of columns. One that is not is named, and refuses the whole: its cells would be lost unseen.
 */
function orderColumns(first: Line | undefined, columns: readonly PasteColumn[]) {
  const named = (first?.cells ?? []).map((cell) =>
    columns.find(({ titles }) => titles.some((title) => plain(title) === plain(cell)))
  )
  const known = named.filter((column) => column !== undefined)
  const isHead = known.length * 2 > named.length && new Set(known).size === known.length
  if (!first || !isHead) return { isHead: false, order: columns, faults: [] }
  const faults = first.cells.flatMap((written, index) =>
    named[index] ? [] : [{ line: first.line, column: '', code: 'heading', written }]
  )
  return { isHead, order: named, faults }
}

/**
 * Reads pasted text: one line is one item, its columns divided by tabs. What cannot be read is named by its line,
 * counted from 1 as it was pasted; `values` then holds nothing half right, because any fault refuses the whole.
 */
export function parsePaste(
  text: string,
  columns: readonly PasteColumn[],
  decimal: '.' | ',' = '.'
): { items: PastedItem[]; faults: PasteFault[] } {
  const lines = cutLines(text)
  const { isHead, order, faults: unnamed } = orderColumns(lines[0], columns)
  const faults: PasteFault[] = [...unnamed]
  const items = lines.slice(isHead ? 1 : 0).map(({ line, cells }) => {
    const values: Record<string, unknown> = {}
    if (cells.length > order.length) faults.push({ line, column: '', code: 'columns', written: String(cells.length) })
    for (const [index, column] of order.entries()) {
      if (!column) continue
      const written = cells[index] ?? ''
      const { value, code } = readCell(column, written, decimal)
      values[column.name] = value
      if (code) faults.push({ line, column: column.name, code, written })
    }
    return { line, values }
  })
  return { items, faults }
}

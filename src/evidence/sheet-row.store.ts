import { attribute, local, refuse, xmlReader } from './workbook-xml.store.ts'

/** The rows of a sheet as lines of CSV: what a cell says, what was merged down, and how broad a row is. */

const mostColumn = 16_384
export const mostRows = 1_048_576

/** Cells of one column that were merged down: only the first holds their value. */
export type Merged = { column: number; from: number; to: number }

type Cell = { column: number; type: string; style: number; value: string }
type SheetMeans = { texts: readonly string[]; dates: readonly boolean[]; since1904: boolean }

/** Makes lines of CSV of the rows of a sheet. */
export function rowReader(of: SheetMeans & { merged: ReadonlyMap<number, readonly Merged[]> }) {
  let running: (Merged & { value: string })[] = []
  // Empty cells at the end of a row are not in the file: a row is as broad as the broadest above it.
  let broadest = 0
  let ready = ''
  let lines = 0
  let cells: string[] = []
  let cell: Cell | undefined
  let reading = false

  const reader = xmlReader({
    open(tag) {
      const name = local(tag)
      if (name === 'row') {
        const number = Number(attribute(tag, 'r')) || lines + 1
        if (number > mostRows) throw refuse('xlsx')
        for (; lines < number - 1; lines++) ready += '\n'
        cells = []
      } else if (name === 'c') {
        const column = columnOf(attribute(tag, 'r')) ?? cells.length
        cell = { column, type: attribute(tag, 't'), style: Number(attribute(tag, 's')) || 0, value: '' }
      }
      reading = name === 'v' || name === 't'
    },
    close(tag) {
      const name = local(tag)
      if (name === 'v' || name === 't') reading = false
      if (name === 'c' && cell) {
        if (cell.column >= mostColumn) throw refuse('xlsx')
        while (cells.length < cell.column) cells.push('')
        cells[cell.column] = textOf(cell, of)
        cell = undefined
      }
      if (name !== 'row') return
      for (const { column, value } of running) {
        while (cells.length <= column) cells.push('')
        cells[column] ||= value
      }
      const row = lines + 1
      running = [...running, ...repeated(of.merged.get(row) ?? [], cells)].filter(({ to }) => to > row)
      const lacking = ','.repeat(Math.max(0, broadest - Math.max(1, cells.length)))
      broadest = Math.max(broadest, cells.length)
      ready += `${cells.map(quoted).join(',')}${lacking}\n`
      lines += 1
    },
    text(found) {
      if (reading && cell) cell.value += found
    }
  })
  return {
    ...reader,
    take() {
      const taken = ready
      ready = ''
      return taken
    }
  }
}

/**
 * What the rows below say too. A number only where everything before it was merged alike, as it then names what follows: an
 * amount behind is of all these rows together, and would be counted with each.
 */
function repeated(merged: readonly Merged[], cells: readonly string[]): (Merged & { value: string })[] {
  const leads = ({ column, to }: Merged) =>
    Array.from({ length: column }, (_, before) => merged.some((one) => one.column === before && one.to === to))
  return merged
    .map((one) => ({ ...one, value: cells[one.column] ?? '' }))
    .filter((one) => !/^-?[\d.]+$/.test(one.value) || leads(one).every(Boolean))
}

/** Column 0 of "A12", 27 of "AB3". */
export function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
  if (!letters) return undefined
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function textOf(cell: Cell, of: SheetMeans): string {
  const { type, value, style } = cell
  if (value === '' || type === 'e') return ''
  if (type === 's') return of.texts[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'd') return value.slice(0, 10)
  if (type === 'str' || type === 'inlineStr') return value
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  return of.dates[style] ? dayOf(number, of.since1904) : plainNumber(number)
}

/** 0.1 + 0.2 as a person wrote it: a spreadsheet keeps fifteen figures of a number. */
function plainNumber(number: number): string {
  const text = String(Number(number.toPrecision(15)))
  return text.includes('e') ? number.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : text
}

const dayLength = 86_400_000

/** A day that a spreadsheet counts: 1 is 1 January 1900, and 29 February 1900, which never was, is counted too. */
function dayOf(number: number, since1904: boolean): string {
  const since = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, number < 61 ? 31 : 30)
  const time = new Date(since + Math.round(number * dayLength))
  return Number.isNaN(time.getTime()) ? String(number) : time.toISOString().slice(0, 10)
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

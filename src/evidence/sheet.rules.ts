import { readTableStart } from './header.rules.ts'

/** Which sheet of a workbook is read, and which others are read alike. */

/** A sheet as it is shown: rows below the names of its columns, and how many columns they name. */
export type SheetSize = { name: string; rows: number; columns: number }

/** A sheet as it was looked at: its beginning as CSV, and how many of its rows say something. */
export type SheetLook = { name: string; start: string; filled: number }

export type SheetTable = SheetSize & { header: readonly string[] }

/** What a sheet holds, judged by its beginning. A sheet without a table has no rows. */
export function tableOfSheet({ name, start, filled }: SheetLook): SheetTable {
  const table = readTableStart(start)
  if (!table) return { name, rows: 0, columns: 0, header: [] }
  const rows = Math.max(0, filled - table.above - table.headerLines)
  return { name, rows, columns: table.header.length, header: table.header }
}

/** Columns beyond these make no sheet more of a table. */
const enoughColumns = 30

/** The sheet that holds most: a cover, an index or a legend is small, or has one column. The first of those that are alike. */
export function largestTable<S extends SheetSize>(sheets: readonly S[]): S | undefined {
  const cells = ({ rows, columns }: SheetSize) => (columns < 2 ? 0 : rows) * Math.min(columns, enoughColumns)
  const [first, ...others] = sheets
  return others.reduce((most, next) => (most && cells(next) > cells(most) ? next : most), first)
}

/** Those whose columns are called the same, in the order of the workbook: the years of one register. */
export function sheetsLike(sheet: SheetTable, sheets: readonly SheetTable[]): SheetTable[] {
  return sheets.filter(
    ({ header, rows }) =>
      rows > 0 && header.length === sheet.header.length && header.every((name, index) => name === sheet.header[index])
  )
}

/** What a file is called of which one of several sheets is read: "cases (2018).xlsx". */
export function fileNameOfSheet(file: string, sheet: string): string {
  const [, name = file, end = ''] = /^(.*?)(\.[^.]+)?$/s.exec(file) ?? []
  return `${name} (${sheet})${end}`
}

export function fileNameWithoutSheet(file: string, sheet: string | undefined): string {
  return sheet ? file.replace(` (${sheet})`, '') : file
}

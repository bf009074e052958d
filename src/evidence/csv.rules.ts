export type CsvCell = string | number | boolean | null

/** How a formula begins, as a pattern; spreadsheets of East Asia read the wide signs alike. A dash alone is none. */
export const formulaPattern = '^([=@\\t\\r\\n＝＠]|[-+－＋]+[^-+－＋])'
const formula = new RegExp(formulaPattern)

/** Whether a spreadsheet that is typed or pasted into would carry a text out. */
export const isFormula = (text: string): boolean => formula.test(text)

/** The mark of UTF-8 at the beginning of a file, without which spreadsheets garble every letter beyond English. */
export const csvMark = '\ufeff'

/**
 * A cell as CSV (RFC 4180). A text that a spreadsheet would take for a formula gets a leading apostrophe; a number is
 * written plainly, with a point.
 */
export function csvCell(value: CsvCell): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const safe = isFormula(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as CSV in UTF-8 with the mark by which spreadsheets know it. */
export function writeCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `${csvMark}${[header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`
}

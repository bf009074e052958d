/** Names of columns that stand over several lines, as in a report: groups above, and what each group holds below. */

/** Lines that are taken together at most. */
export const mostHeadingLines = 3

type Lines = readonly (readonly string[])[]
export type Heading = { first: number; lines: number; names: string[] }

const said = (cell: string | undefined) => (cell ?? '').trim()
const filled = (cells: readonly string[]) => cells.filter((cell) => said(cell) !== '').length
const width = (cells: readonly string[]) => cells.findLastIndex((cell) => said(cell) !== '') + 1

/** Whether a cell is a number or a day, which no name of a column is; a year alone may be one. */
export function isData(cell: string): boolean {
  const text = said(cell)
  if (/^(19|20)\d\d$/.test(text)) return false
  return /^[-+]?[\d.,' ]*\d[\d.,' ]*%?$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(text)
}

/**
 * The heading around the record `found`, which fills most cells: with the lines above or below it that name groups of its
 * columns or what the groups hold. Only where the line is not enough by itself (it has holes, or names twice) and the line
 * below the heading is data. Undefined where one line names everything.
 */
export function findHeading(records: Lines, found: number): Heading | undefined {
  for (const lines of [3, 2])
    for (let first = Math.max(0, found - lines); first <= found; first++) {
      const names = joinedLines(records.slice(first, first + lines))
      const below = records.slice(first + lines, first + lines + 5)
      if (names && names.length >= width(records[found] ?? []) && isAbove(records[first + lines - 1], below))
        return { first, lines, names }
    }
  return undefined
}

/** Under a line of names stand numbers or days, in one of the columns at least that it names. */
function isAbove(last: readonly string[] | undefined, below: Lines): boolean {
  return (last ?? []).some((cell, column) => said(cell) !== '' && below.some((cells) => isData(cells[column] ?? '')))
}

/** The names of a heading; undefined where the lines do not fit together. From below: a group may hold groups. */
function joinedLines(lines: Lines): string[] | undefined {
  const [last = [], ...above] = lines.toReversed()
  let names: string[] | undefined = [...last]
  for (const line of above) names = names && belongTogether(line, names) ? joinNames(line, names) : undefined
  return above.length > 0 ? names : undefined
}

/** Whether a line says what the groups above it hold: it fills every hole that they leave, and does not do alone. */
function belongTogether(above: readonly string[], below: readonly string[]): boolean {
  if ([...above, ...below].some(isData)) return false
  if (new Set(above.map(said).filter(Boolean)).size < 2) return false
  const columns = Math.max(width(above), width(below))
  const first = above.findIndex((cell) => said(cell) !== '')
  const holes = Array.from({ length: columns }, (_, column) => column).filter(
    (column) => column > first && isHole(above, column)
  )
  if (holes.length === 0 || holes.some((column) => said(below[column]) === '')) return false
  const alone = below.slice(0, columns).map(said)
  return filled(alone) < columns || new Set(alone).size < columns
}

/** A cell of a group's name that was merged over several columns: empty, or the name again. */
function isHole(above: readonly string[], column: number): boolean {
  const name = said(above[column])
  return name === '' || (column > 0 && name === said(above[column - 1]))
}

/**
 * Joins a line of groups and the line below: "Fines" over "imposed" and "paid" is "Fines imposed" and "Fines paid". A group
 * reaches over the holes at its right; a name with nothing below, or with itself again, names its column alone.
 */
export function joinNames(above: readonly string[], below: readonly string[]): string[] {
  const names: string[] = []
  let group = ''
  for (let column = 0; column < Math.max(width(above), width(below)); column++) {
    const own = said(above[column])
    const under = said(below[column])
    const holds = under !== '' && under !== own
    if (!isHole(above, column)) group = holds ? own : ''
    names.push(holds ? `${group} ${under}`.trim() : own)
  }
  return names
}

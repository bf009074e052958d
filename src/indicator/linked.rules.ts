/**
 * The dashboard's eight dimensions and the selection that its charts share. A chart shows the cases that pass the
 * selections of all other dimensions; the headline those that pass all.
 */

/**
 * `time`: the month of the day by which the source counts a case. `sector`: section of ISIC. `place`: the county where the
 * data set has counties, else the region. `issue`: found broken, or alleged where nobody has looked yet; a case can have
 * several. `size`: employees, in classes. `origin`: how the case came about, in the source's words. `outcome`: the gravest
 * of penalty, back wages, violation, none. `repeat`: how many cases with a violation the workplace has in its whole data
 * set, whatever is selected (see `codedTables`).
 */
export const linkedDimensions = ['time', 'sector', 'place', 'issue', 'size', 'origin', 'outcome', 'repeat'] as const
export type LinkedDimension = (typeof linkedDimensions)[number]

/** Values of a dimension by which cases are selected; `from` and `to` are months, both included. */
export type Period = { from: string; to: string }
export type Selection = { dataSets?: string[]; time?: Period } & Partial<
  Record<Exclude<LinkedDimension, 'time'>, string[]>
>

/** Stands for the cases of which the source does not say it. */
export const unsaid = '-'
/** Stands for all values that are too many to be told apart. */
export const allOthers = '*'

const sizes = ['0', '10', '50', '250']
const outcomes = ['penalty', 'wages', 'violation', 'none']
const repeats = ['0', '1', '2', '3', '5']

/** The values of a dimension that has an order of its own. Each size and each repeat begins a class. */
export const fixedValues: Partial<Record<LinkedDimension, readonly string[]>> = {
  size: sizes,
  outcome: outcomes,
  repeat: repeats
}

/** Whether a stretch of a dimension's values means something: classes that rise. Time has its own chart. */
export const hasOrder = (dimension: LinkedDimension) => dimension === 'size' || dimension === 'repeat'

/** The dimensions that say what was found: a share of what they select would only repeat the selection. */
export const findingDimensions = ['issue', 'outcome'] as const satisfies readonly LinkedDimension[]

const escaped = (value: string) => value.replaceAll('%', '%25').replaceAll('|', '%7C')
const unescaped = (value: string) => value.replaceAll('%7C', '|').replaceAll('%25', '%')

/** The values of a dimension as an address writes them; '' where none are chosen. */
export function writeValues(selection: Selection, dimension: LinkedDimension): string {
  if (dimension === 'time') return selection.time ? `${selection.time.from}..${selection.time.to}` : ''
  return (selection[dimension] ?? []).map(escaped).join('|')
}

const month = String.raw`\d{4}-(?:0[1-9]|1[0-2])`
const periods = new RegExp(String.raw`^(\d{4}|${month})(?:\.\.(\d{4}|${month}))?$`)

/** A period as it is written: a year or a month, or two of them with two dots between. */
export function readPeriod(text: string): Period | undefined {
  const [, first, last = first] = periods.exec(text.trim()) ?? []
  if (!first || !last) return undefined
  const from = first.length === 4 ? `${first}-01` : first
  const to = last.length === 4 ? `${last}-12` : last
  return from <= to ? { from, to } : { from: to, to: from }
}

/** A selection with the values of one dimension as they are written; what cannot be read selects nothing. */
export function withValues(selection: Selection, dimension: LinkedDimension, written: string): Selection {
  const { [dimension]: _before, ...rest } = selection
  if (dimension === 'time') {
    const time = readPeriod(written)
    return time ? { ...rest, time } : rest
  }
  const values = [...new Set(written.split('|').map(unescaped))].filter((value) => value !== '')
  return values.length > 0 ? { ...rest, [dimension]: values } : rest
}

export function withoutDimensions(selection: Selection, dimensions: readonly LinkedDimension[]): Selection {
  return Object.fromEntries(
    Object.entries(selection).filter(([name]) => !dimensions.includes(name as LinkedDimension))
  ) as Selection
}

/** A selection that has the value too, or no longer. */
export function toggled(selection: Selection, dimension: LinkedDimension, value: string): Selection {
  if (dimension === 'time') {
    const asked = readPeriod(value)
    const same = asked?.from === selection.time?.from && asked?.to === selection.time?.to
    return withValues(selection, 'time', same ? '' : value)
  }
  const chosen = selection[dimension] ?? []
  const values = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
  return values.length > 0 ? { ...selection, [dimension]: values } : withoutDimensions(selection, [dimension])
}

/** The dimensions by which a selection narrows. */
export function narrowedBy(selection: Selection): LinkedDimension[] {
  return linkedDimensions.filter((dimension) => selection[dimension] !== undefined)
}

/** A selection as the query of an address; in a fixed order, so that the same selection is the same address. */
export function selectionToQuery(selection: Selection): URLSearchParams {
  const query = new URLSearchParams()
  for (const dataSet of selection.dataSets ?? []) query.append('dataSet', dataSet)
  for (const dimension of linkedDimensions) {
    const { [dimension]: values } = selection
    const sorted = Array.isArray(values) ? { ...selection, [dimension]: [...values].sort() } : selection
    const written = writeValues(sorted, dimension)
    if (written) query.set(dimension, written)
  }
  return query
}

/** The selection that an address asks for. */
export function selectionFromQuery(query: URLSearchParams): Selection {
  const dataSets = query.getAll('dataSet').filter((dataSet) => dataSet !== '')
  const begun: Selection = dataSets.length > 0 ? { dataSets } : {}
  return linkedDimensions.reduce(
    (selection, dimension) => withValues(selection, dimension, query.get(dimension) ?? ''),
    begun
  )
}

/** What is compared with the selection: the same with other values of one dimension, written "place:US-NY". */
export function comparedOf(
  selection: Selection,
  written: string
): { dimension: LinkedDimension; selection: Selection } | undefined {
  const [, name = '', values = ''] = /^(\w+):(.+)$/.exec(written) ?? []
  const dimension = linkedDimensions.find((one) => one === name)
  if (!dimension) return undefined
  const other = withValues(selection, dimension, values)
  const same = writeValues(other, dimension) === writeValues(selection, dimension)
  return other[dimension] === undefined || same ? undefined : { dimension, selection: other }
}

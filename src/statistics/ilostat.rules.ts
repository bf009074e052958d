/** Files of ILOSTAT: their shapes, and what in them cannot be right. */

/** What a row of a file of ILOSTAT is read into; `value` is as the file has it, `scale` the power of ten it is meant in. */
export type IlostatRow = {
  vintage: string
  area: string
  indicator: string
  source: string
  sex: string
  classif1: string
  classif2: string
  time: string
  value: number | null
  scale: number
  status: string
  noteClassif: string
  noteIndicator: string
  noteSource: string
}

/** The labour inspection series that ship with the portal: ILOSTAT as it stood in 2021 (CC BY 4.0). */
export const shippedVintage = 'shipped-2021'

/** By which column of a file each part of a row is read; `classifs` are dimensions of SDMX beside the usual ones. */
export type FileShape = {
  kind: 'bulk' | 'sdmx'
  columns: Partial<Record<keyof Omit<IlostatRow, 'vintage'>, string>>
  classifs: string[]
}

const bulk = {
  area: ['ref_area'],
  indicator: ['indicator'],
  source: ['source'],
  sex: ['sex'],
  classif1: ['classif1'],
  classif2: ['classif2'],
  time: ['time'],
  value: ['obs_value'],
  status: ['obs_status'],
  noteClassif: ['note_classif'],
  noteIndicator: ['note_indicator'],
  noteSource: ['note_source']
} as const

const sdmx = {
  area: ['ref_area'],
  indicator: ['dataflow', 'structure_id'],
  source: ['source'],
  sex: ['sex'],
  time: ['time_period'],
  value: ['obs_value'],
  scale: ['unit_mult'],
  status: ['obs_status'],
  noteClassif: ['note_classif'],
  noteIndicator: ['note_indicator'],
  noteSource: ['note_source']
} as const

/** Columns of an SDMX file that are no dimension of the figure beside area, sex and time. */
const noClassif = /^(dataflow|structure|structure_id|action|ref_area|freq|measure|sex|time_period|obs_value)$|_label$/

/**
 * The shape of a file by its header: ILOSTAT's own download (bulk files and tables by code) or SDMX-CSV 1.0 and 2.0. Where
 * it is neither, the columns that the nearer of both lacks.
 */
export function shapeOfFile(header: readonly string[]): { shape: FileShape } | { lacking: string[] } {
  const plain = header.map((name) => name.trim().toLowerCase().replace(/:.*$/, ''))
  const at = (names: readonly string[]) => header[plain.findIndex((name) => names.includes(name))]
  const isSdmx = plain.some((name) => ['dataflow', 'structure_id', 'time_period'].includes(name))
  const wanted: Readonly<Record<string, readonly string[]>> = isSdmx ? sdmx : bulk
  const found = Object.entries(wanted).flatMap(([name, names]) => {
    const column = at(names)
    return column === undefined ? [] : [[name, column] as const]
  })
  const needed = ['area', 'indicator', 'time', 'value']
  const lacking = needed.filter((name) => !found.some(([one]) => one === name)).map((name) => wanted[name]?.[0] ?? name)
  if (lacking.length > 0) return { lacking }
  const last = plain.indexOf('time_period')
  const classifs = isSdmx ? header.filter((_, index) => index < last && !noClassif.test(plain[index] ?? '')) : []
  return { shape: { kind: isSdmx ? 'sdmx' : 'bulk', columns: Object.fromEntries(found), classifs } }
}

/**
 * The power of ten in which a file of ILOSTAT's own shape means its values: its dictionary says so in the name of the
 * indicator. Of the number of inspectors it says thousands too, and its values are heads: only as heads they agree with
 * the visits and the visits per inspector.
 */
export function scaleOf(indicator: string, label: string): number {
  return /\(thousands\)/i.test(label) && !indicator.startsWith('LAI_') ? 3 : 0
}

/** One series of one area from one source: what a rule looks at. */
export type Point = { year: number; value: number }

/** What is plainly wrong, or may be; the words are `comparison.doubt.<code>`. `wrong` values are not drawn. */
export type Doubt = { code: DoubtCode; wrong: boolean; values: Record<string, string | number> }
export type DoubtCode = 'negative' | 'zero' | 'implausible' | 'jump' | 'identity' | 'sexes'

/** Rules of plausibility, as data. Rates outside their bounds are found nowhere in the world for a whole country. */
export const plausibility = {
  bounds: {
    /** Inspectors for 10,000 employed. */
    LAI_INDE_NOC_RT: { least: 0.01, most: 10 },
    /** Visits of one inspector in a year. */
    LAI_VDIN_NOC_RT: { least: 1, most: 1_000 }
  } as Readonly<Record<string, { least: number; most: number }>>,
  /** A year this many times above or below the median of the other years of its series; with so many other years. */
  jump: { times: 5, others: 3 },
  /** Inspectors × visits per inspector, as a share of the visits: beyond `doubt` it is named, beyond `wrong` not drawn. */
  identity: { doubt: 1.1, wrong: 2 }
} as const

export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : mean(sorted[middle - 1], sorted[middle])
}

const mean = (one: number | undefined, other: number | undefined) =>
  one === undefined || other === undefined ? undefined : (one + other) / 2

/** What one value looks like beside the other years of its series. */
export function doubtsOfPoint(indicator: string, point: Point, series: readonly Point[]): Doubt[] {
  const { year, value } = point
  if (value < 0) return [{ code: 'negative', wrong: true, values: { value } }]
  if (value === 0) return [{ code: 'zero', wrong: true, values: {} }]
  const bounds = plausibility.bounds[indicator]
  if (bounds && (value < bounds.least || value > bounds.most))
    return [{ code: 'implausible', wrong: true, values: { least: bounds.least, most: bounds.most } }]
  const others = series.filter((one) => one.year !== year && one.value > 0).map((one) => one.value)
  const middle = others.length >= plausibility.jump.others ? median(others) : undefined
  if (middle === undefined) return []
  const times = value > middle ? value / middle : middle / value
  return times >= plausibility.jump.times ? [{ code: 'jump', wrong: true, values: { median: middle } }] : []
}

/**
 * Whether inspectors, visits per inspector and visits of one area, source and year agree. Where they do not, one of the
 * three is wrong and nobody can tell which from here: often the visits are in thousands.
 */
export function doubtOfIdentity(inspectors: number, each: number, visits: number): Doubt | undefined {
  if (inspectors <= 0 || each <= 0 || visits <= 0) return undefined
  const share = (inspectors * each) / visits
  const times = Math.max(share, 1 / share)
  if (times <= plausibility.identity.doubt) return undefined
  return {
    code: 'identity',
    wrong: times > plausibility.identity.wrong,
    values: { product: Math.round(inspectors * each), visits }
  }
}

/** Classes of ILOSTAT's notes that say a figure covers something else than the whole; the reference period does not. */
const coverage = /^(S4|S5|S7|S9|S14):/

/** The notes of a row that set it apart from the figures of other countries, as codes of the dictionaries. */
export function coverageNotes(noteSource: string): string[] {
  return noteSource.split('_').filter((note) => coverage.test(note))
}

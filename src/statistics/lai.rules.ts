import type { Figure } from './rules.ts'

/**
 * The five labour inspection series of ILOSTAT, annual. A visit is physical presence in a workplace, documented; a case,
 * a complaint, a desk check or a telephone call never counts as one.
 */
export const laiIndicators = [
  'LAI_WOPL_NOC_NB',
  'LAI_INSP_SEX_NB',
  'LAI_VIST_NOC_NB',
  'LAI_INDE_NOC_RT',
  'LAI_VDIN_NOC_RT'
] as const
export type LaiIndicator = (typeof laiIndicators)[number]

/** What the records say of a year. */
export type RecordedVisits = {
  year: number
  visits: number
  workplacesVisited: number
  workplacesRevisited: number
  /** Workers in the workplaces visited, of those of which a record states how many; null where none does. */
  workersVisited: number | null
  /** Of them women, men and young persons, where records state how many. */
  womenVisited?: number | null
  menVisited?: number | null
  youngVisited?: number | null
  /** Workplaces visited of which a record states how many work there. */
  workplacesWithWorkers: number
  /** Records that are something else than a visit. */
  otherRecords: number
  /** Records of data sets of which nobody has said what one record is. */
  unknownRecords: number
}

/** A value of one of the series, and where it comes from. */
export type LaiValue = {
  indicator: LaiIndicator
  /** SEX_T, SEX_F, SEX_M; empty where the series has no sex. */
  sex: string
  year: number
  value: number
  status: string
  source: string[]
  /** Counted in the records of the evidence; otherwise entered, or worked out from the other series. */
  from: 'records' | 'entered' | 'computed' | 'ilostat'
  example: boolean
}

/** What a series lacks; the words are `ilostat.missing.<code>`. */
export type Missing = 'workplaces_liable' | 'inspectors' | 'visits' | 'visits-unknown' | 'employed'

export type LaiInput = {
  year: number
  liable?: Figure
  inspectors: { all?: Figure; women?: Figure; men?: Figure }
  visits?: Figure
  recorded?: RecordedVisits
  /** The names of the data sets in which the visits were counted. */
  dataSets: string[]
  employed?: Figure & { from?: 'ilostat' }
}

const rounded = (value: number) => Math.round(value * 100) / 100

/**
 * The five series of one year, by the formulas of ILOSTAT: inspectors ÷ employed × 10,000 and visits ÷ inspectors. Visits
 * that people entered for the whole year win over the records, which may hold a part of it; what is missing is named.
 */
export function computeLai(input: LaiInput): { values: LaiValue[]; missing: Partial<Record<LaiIndicator, Missing[]>> } {
  const { year, liable, inspectors, recorded, employed } = input
  const values: LaiValue[] = []
  const missing: Partial<Record<LaiIndicator, Missing[]>> = {}
  const put = (indicator: LaiIndicator, figure: Figure, sex = '', from: LaiValue['from'] = 'entered') => {
    const { value, status, sources, example } = figure
    values.push({ indicator, sex, year, value, status, source: sources, from, example })
  }
  if (liable) put('LAI_WOPL_NOC_NB', liable, '', liable.register ? 'records' : 'entered')
  else missing.LAI_WOPL_NOC_NB = ['workplaces_liable']

  const { all, women, men } = inspectors
  if (all) put('LAI_INSP_SEX_NB', all, 'SEX_T')
  else missing.LAI_INSP_SEX_NB = ['inspectors']
  if (men) put('LAI_INSP_SEX_NB', men, 'SEX_M')
  if (women) put('LAI_INSP_SEX_NB', women, 'SEX_F')

  const counted: Figure | undefined =
    recorded && recorded.visits > 0
      ? { value: recorded.visits, sources: input.dataSets, status: '', example: false }
      : undefined
  const visits = input.visits ?? counted
  const noVisits: Missing = (recorded?.unknownRecords ?? 0) > 0 ? 'visits-unknown' : 'visits'
  if (visits) put('LAI_VIST_NOC_NB', visits, '', input.visits ? 'entered' : 'records')
  else missing.LAI_VIST_NOC_NB = [noVisits]

  const ratio = (indicator: LaiIndicator, over: Figure | undefined, under: Figure | undefined, factor: number) => {
    if (!over || !under || under.value <= 0) return false
    const status = [over.status, under.status].find((one) => one !== '') ?? ''
    const sources = [...new Set([...over.sources, ...under.sources])]
    const example = over.example || under.example
    put(indicator, { value: rounded((over.value / under.value) * factor), status, sources, example }, '', 'computed')
    return true
  }
  if (!ratio('LAI_INDE_NOC_RT', all, employed, 10_000))
    missing.LAI_INDE_NOC_RT = [...(all ? [] : (['inspectors'] as const)), ...(employed ? [] : (['employed'] as const))]
  if (!ratio('LAI_VDIN_NOC_RT', visits, all, 1))
    missing.LAI_VDIN_NOC_RT = [...(visits ? [] : [noVisits]), ...(all ? [] : (['inspectors'] as const))]
  return { values, missing }
}

/** Codes of ILOSTAT's dictionaries, and what each means in English, by the kind of code. */
export type Dictionary = ReadonlyMap<string, ReadonlyMap<string, string>>

/** What keeps a series from being sent; the words are `ilostat.fault.<code>`. */
export type Fault = { code: FaultCode; values: Record<string, string | number> }
export type FaultCode = 'area' | 'indicator' | 'sex' | 'status' | 'year' | 'value' | 'twice' | 'sexes' | 'ratio'

/** Relative difference up to which a rate agrees with its numerator and denominator: values are rounded. */
const tolerance = 0.02

/** Everything that is wrong with values before they are sent to ILOSTAT: codes, numbers, sums and ratios. */
export function validateLai(area: string, values: readonly LaiValue[], dictionary: Dictionary): Fault[] {
  const faults: Fault[] = []
  const knows = (kind: string, code: string) => dictionary.get(kind)?.has(code) === true
  const add = (code: FaultCode, said: Fault['values']) => faults.push({ code, values: said })
  if (!knows('ref_area', area) || !/^[A-Z]{3}$/.test(area)) add('area', { area })
  const seen = new Set<string>()
  for (const { indicator, sex, year, value, status } of values) {
    if (!knows('indicator', indicator)) add('indicator', { indicator })
    if (sex !== '' && !knows('sex', sex)) add('sex', { sex, indicator })
    if ((indicator === 'LAI_INSP_SEX_NB') !== (sex !== '')) add('sex', { sex: sex || '–', indicator })
    if (status !== '' && !knows('obs_status', status)) add('status', { status, indicator })
    if (!Number.isInteger(year) || year < 1900 || year > 2100) add('year', { year: String(year), indicator })
    const whole = indicator.endsWith('_RT') || Number.isInteger(value)
    if (!Number.isFinite(value) || value < 0 || !whole) add('value', { value: String(value), indicator })
    const key = `${indicator} ${sex} ${year}`
    if (seen.has(key)) add('twice', { indicator, year: String(year) })
    seen.add(key)
  }
  for (const year of new Set(values.map((one) => one.year))) {
    const of = (indicator: LaiIndicator, sex = '') =>
      values.find((one) => one.indicator === indicator && one.sex === sex && one.year === year)?.value
    const [all, women, men] = ['SEX_T', 'SEX_F', 'SEX_M'].map((sex) => of('LAI_INSP_SEX_NB', sex))
    if (
      all !== undefined &&
      ((women ?? 0) + (men ?? 0) > all || (women !== undefined && men !== undefined && women + men !== all))
    )
      add('sexes', { year: String(year), all, women: women ?? 0, men: men ?? 0 })
    const [visits, each] = [of('LAI_VIST_NOC_NB'), of('LAI_VDIN_NOC_RT')]
    if (all !== undefined && visits !== undefined && each !== undefined) {
      const apart = Math.abs(all * each - visits)
      if (apart > tolerance * visits && apart > all * 0.005) add('ratio', { year: String(year), all, each, visits })
    }
  }
  return faults
}

const cell = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** LAI_INSP_SEX_NB as the data structure names its measure: without the breakdown. */
export function measureOf(indicator: string): string {
  return indicator.replace(/^([A-Z0-9]+_[A-Z0-9]+)_.*_([A-Z]+)$/, '$1_$2')
}

/**
 * One of the series as SDMX-CSV 1.0: the dataflow, its dimensions, the time and the value, then attributes. Every value
 * is in units (UNIT_MULT 0). A text that a spreadsheet would take for a formula does not begin with its sign.
 */
export function sdmxCsv(area: string, indicator: LaiIndicator, values: readonly LaiValue[]): string {
  const bySex = indicator === 'LAI_INSP_SEX_NB'
  const header = ['DATAFLOW', 'REF_AREA', 'FREQ', 'MEASURE', ...(bySex ? ['SEX'] : []), 'TIME_PERIOD', 'OBS_VALUE']
  const attributes = ['OBS_STATUS', 'UNIT_MULT', 'SOURCE', 'DECIMALS']
  const decimals = indicator.endsWith('_RT') ? '2' : '0'
  const lines = values
    .filter((one) => one.indicator === indicator)
    .map(({ sex, year, value, status, source }) => [
      `ILO:DF_${indicator}(1.0)`,
      area,
      'A',
      measureOf(indicator),
      ...(bySex ? [sex] : []),
      String(year),
      String(value),
      status,
      '0',
      source.join('; ').replace(/^[=+\-@\t\r＝＋－＠]+/, ''),
      decimals
    ])
  return [[...header, ...attributes], ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('')
}

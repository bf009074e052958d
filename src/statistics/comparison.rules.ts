import { coverageNotes, type Doubt, doubtOfIdentity, doubtsOfPoint, type IlostatRow, median } from './ilostat.rules.ts'

/**
 * What countries of different size can be compared by: rates, never counts. The last two are worked out from the counts
 * of one area, source and year.
 */
export const comparisonMeasures = ['LAI_INDE_NOC_RT', 'LAI_VDIN_NOC_RT', 'women', 'workplaces'] as const
export type ComparisonMeasure = (typeof comparisonMeasures)[number]

/** A measure of one area in one year from one source, with all that sets it apart. */
export type Measured = {
  area: string
  source: string
  year: number
  value: number
  status: string
  /** Notes of coverage, as codes of ILOSTAT's dictionaries. */
  notes: string[]
  doubts: Doubt[]
}

type ByIndicator = Map<string, IlostatRow>

const keyOf = ({ indicator, sex }: IlostatRow) => (sex ? `${indicator} ${sex}` : indicator)

/** Numerator and denominator of a measure that is worked out. */
const ratios = {
  women: ['LAI_INSP_SEX_NB SEX_F', 'LAI_INSP_SEX_NB SEX_T'],
  workplaces: ['LAI_WOPL_NOC_NB', 'LAI_INSP_SEX_NB SEX_T']
} as const

function valueOfMeasure(
  measure: ComparisonMeasure,
  rows: ByIndicator
): { value: number; of: IlostatRow[] } | undefined {
  if (measure === 'women' || measure === 'workplaces') {
    const [over, under] = ratios[measure].map((key) => rows.get(key))
    if (!over || !under || over.value === null || !under.value) return undefined
    return { value: over.value / under.value, of: [over, under] }
  }
  const row = rows.get(measure)
  return row && row.value !== null ? { value: row.value, of: [row] } : undefined
}

/** Whether inspectors × visits per inspector gives the visits, where a measure is one of the three. */
function identityOf(measure: ComparisonMeasure, rows: ByIndicator): Doubt[] {
  if (measure !== 'LAI_VDIN_NOC_RT') return []
  const of = (key: string) => rows.get(key)?.value ?? 0
  const doubt = doubtOfIdentity(of('LAI_INSP_SEX_NB SEX_T'), of('LAI_VDIN_NOC_RT'), of('LAI_VIST_NOC_NB'))
  return doubt ? [doubt] : []
}

function sexesOf(measure: ComparisonMeasure, rows: ByIndicator): Doubt[] {
  if (measure !== 'women') return []
  const [all, women, men] = ['SEX_T', 'SEX_F', 'SEX_M'].map(
    (sex) => rows.get(`LAI_INSP_SEX_NB ${sex}`)?.value ?? undefined
  )
  if (all === undefined || women === undefined || men === undefined || Math.abs(women + men - all) < 0.5) return []
  return [{ code: 'sexes', wrong: women > all, values: { women, men, all } }]
}

/** Every value of a measure, with what is doubtful about it, by area, source and year. */
export function measureAll(rows: readonly IlostatRow[], measure: ComparisonMeasure): Measured[] {
  const annual = rows.filter(({ time }) => /^\d{4}$/.test(time))
  const series = Map.groupBy(annual, ({ area, source }) => `${area} ${source}`)
  return [...series.values()].flatMap((own) => {
    const years = [...Map.groupBy(own, ({ time }) => time)].map(([time, all]) => ({
      year: Number(time),
      rows: new Map(all.map((row) => [keyOf(row), row]))
    }))
    const found = years.flatMap(({ year, rows: ofYear }) => {
      const measured = valueOfMeasure(measure, ofYear)
      return measured ? [{ year, rows: ofYear, ...measured }] : []
    })
    return found.map(({ year, value, of, rows: ofYear }): Measured => {
      const [first] = of as [IlostatRow]
      return {
        area: first.area,
        source: first.source,
        year,
        value,
        status: of.find(({ status }) => status !== '')?.status ?? '',
        notes: [...new Set(of.flatMap(({ noteSource }) => coverageNotes(noteSource)))],
        doubts: [
          ...(measure === 'women' && value <= 1 ? [] : doubtsOfPoint(measure, { year, value }, found)),
          ...identityOf(measure, ofYear),
          ...sexesOf(measure, ofYear)
        ]
      }
    })
  })
}

export const isWrong = ({ doubts }: Pick<Measured, 'doubts'>): boolean => doubts.some(({ wrong }) => wrong)

/** One area in the comparison: its latest value that is not plainly wrong, and the later ones that are. */
export type Compared = { area: string; shown?: Measured; withheld: Measured[]; otherSources: number }

/** Of each area the latest value that can be drawn; of several sources the one that reports most years. */
export function latestOfAreas(measured: readonly Measured[]): Compared[] {
  return [...Map.groupBy(measured, ({ area }) => area)].map(([area, all]) => {
    const bySource = Map.groupBy(all, ({ source }) => source)
    const better = (one: Measured, other: Measured) =>
      other.year - one.year || (bySource.get(other.source)?.length ?? 0) - (bySource.get(one.source)?.length ?? 0)
    const sorted = [...all].sort(better)
    const shown = sorted.find((one) => !isWrong(one))
    const withheld = sorted.filter((one) => isWrong(one) && (!shown || one.year > shown.year))
    return { area, ...(shown ? { shown } : {}), withheld, otherSources: bySource.size - 1 }
  })
}

/** Years apart beyond which two values say more of their time than of their countries. */
export const yearsApart = 5

/** The middle of what is drawn of others. */
export function middleOf(compared: readonly Compared[], own: string): number | undefined {
  return median(compared.flatMap(({ area, shown }) => (shown && area !== own ? [shown.value] : [])))
}

/** So many are drawn of both ends where there are too many to draw all. */
export const drawnEnds = 5

/**
 * Of many values, the largest first, those that show the range: the ends, and between them the ones nearest to a value.
 * The order stays.
 */
export function spanning<Told extends { value: number }>(sorted: readonly Told[], near: number, most: number): Told[] {
  if (sorted.length <= most) return [...sorted]
  const between = sorted.slice(drawnEnds, -drawnEnds)
  const nearest = between.sort((one, other) => Math.abs(one.value - near) - Math.abs(other.value - near))
  const kept = new Set([
    ...sorted.slice(0, drawnEnds),
    ...sorted.slice(-drawnEnds),
    ...nearest.slice(0, most - 2 * drawnEnds)
  ])
  return sorted.filter((one) => kept.has(one))
}

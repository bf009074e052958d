import { choice, date, number, text } from '../kernel/field.ts'
import type { Stated } from '../statistics/reach.rules.ts'
import type { Figure, Series } from '../statistics/rules.ts'

/**
 * The annual report on the work of the inspection: Convention 81, Art. 20-21, and Recommendation 81, para. 9; for
 * agriculture, Convention 129, Art. 26-27, which ask for the same.
 */

export const scopes = ['all', 'agriculture'] as const
export type Scope = (typeof scopes)[number]
/** The subjects of Article 21, by their letters. */
export const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const
export type Letter = (typeof letters)[number]
/** The texts between the tables, in the order in which they stand. */
export const reportTexts = ['foreword', ...letters.map((letter) => `text_${letter}` as const), 'closing'] as const
export type ReportText = (typeof reportTexts)[number]

const long = text(20_000, { long: true })

export const reportFields = {
  year: number({ whole: true, min: 1900, max: 2100, needed: true }),
  scope: choice(scopes, { needed: true }),
  published: date(),
  transmitted: date(),
  foreword: long,
  text_a: long,
  text_b: long,
  text_c: long,
  text_d: long,
  text_e: long,
  text_f: long,
  text_g: long,
  closing: long
}

/** A day some months later; the 31st of a short month is its last day. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  const wanted = Math.min(dayOfMonth, last.getUTCDate())
  return `${last.toISOString().slice(0, 8)}${String(wanted).padStart(2, '0')}`
}

/** Where the report stands with one of its two dates. */
export type Due = { due: string; done: string | null; state: 'open' | 'overdue' | 'in-time' | 'late' }

/**
 * By when the report is due (Convention 81, Art. 20): published within twelve months of the end of its year, and sent to
 * the Office within three months of its publication. Until it is published, its sending is due three months after that.
 */
export function duesOf(
  { year, published, transmitted }: { year: number; published: string | null; transmitted: string | null },
  today: string
): { publication: Due; transmission: Due } {
  const dueOf = (due: string, done: string | null): Due => {
    const state = done ? (done <= due ? 'in-time' : 'late') : today > due ? 'overdue' : 'open'
    return { due, done, state }
  }
  const publication = `${year + 1}-12-31`
  return {
    publication: dueOf(publication, published),
    transmission: dueOf(addMonths(published ?? publication, 3), transmitted)
  }
}

/** What cannot be of the dates: published before the year is over, or sent before it was published. */
export function faultsOfDates(values: { year: number; published: string | null; transmitted: string | null }) {
  const { year, published, transmitted } = values
  const faults: { field: 'published' | 'transmitted'; code: string }[] = []
  if (published && published <= `${year}-12-31`) faults.push({ field: 'published', code: 'report-early' })
  if (transmitted && (!published || transmitted < published))
    faults.push({ field: 'transmitted', code: 'report-unpublished' })
  return faults
}

export type Part = { part: string; figure: Figure }
/** What the records count of an issue; left out where fewer than five cases would be told. */
export type RecordedIssue = { issue: string; cases: number | undefined }
/** Both left out where fewer than five would be told. */
export type RecordedPart = { part: string | null; records: number | undefined; fatal: number | undefined }
/** Accidents or occupational diseases in the records of a year. */
export type RecordedHealth = {
  /** Left out where fewer than five would be told; so are the fatal ones. */
  records: number | undefined
  fatal: number | undefined
  /** Those of which the records do not say whether somebody died. */
  unsaid: number
  bySector: RecordedPart[]
  byCause: RecordedPart[]
  /** By the major groups of ISCO-08 (`isco 7`) where records have their code, else as they name occupations. */
  byOccupation: RecordedPart[]
  /** Titles of the groups of ISCO-08 among them, by language. */
  occupations: Record<string, Record<string, string>>
}

/** All figures of one report, as they are entered or recorded. */
export type ReportData = {
  figures: Partial<Record<Series | `${Series}-${'women' | 'men' | 'young'}`, Stated>>
  parts: {
    grades: Part[]
    gradesOfWomen: Part[]
    regions: Part[]
    activities: Part[]
    provisions: Part[]
    convictions: Part[]
    natures: Part[]
    amounts: Part[]
    accidents: Record<'sector' | 'occupation' | 'category', { fatal: Part[]; other: Part[] }>
    diseases: Record<'sector' | 'occupation' | 'category', { fatal: Part[]; other: Part[] }>
  }
  recorded: {
    /** Names of the data sets whose records are dated in the year. */
    issues: RecordedIssue[]
    casesWithPenalties: number | undefined
    penalties: number | null
    /** Amounts far above the others: whether the sum has some, and whether some are beyond belief and stand in none. */
    odd: { high: boolean; leftOut: boolean }
    accidents: RecordedHealth | null
    diseases: RecordedHealth | null
  }
}

/** One thing that Article 21 or Recommendation 81 asks for, and whether the report has it. */
export type Asked = { letter: Letter; item: AskedItem; state: 'given' | 'partly' | 'missing' }
export type AskedItem =
  | 'laws'
  | 'staff'
  | 'staff-grades'
  | 'staff-women'
  | 'staff-regions'
  | 'workplaces'
  | 'workers'
  | 'workers-split'
  | 'workplaces-visited'
  | 'visits'
  | 'visits-day-night'
  | 'workers-visited'
  | 'visited-again'
  | 'violations'
  | 'convictions'
  | 'penalties'
  | 'accidents'
  | 'accidents-industry'
  | 'accidents-occupation'
  | 'accidents-cause'
  | 'diseases'
  | 'diseases-industry'
  | 'diseases-occupation'
  | 'diseases-cause'

/** How many of several are there: all, some, none. */
function stateOf(...there: unknown[]): Asked['state'] {
  const given = there.filter(Boolean).length
  return given === there.length ? 'given' : given > 0 ? 'partly' : 'missing'
}

/** Where only one of several need be there: the statistics, or else the records, which hold a part. */
const either = (entered: unknown, recorded: unknown): Asked['state'] =>
  entered ? 'given' : recorded ? 'partly' : 'missing'

/** The completeness of a report: everything that is asked for, in its order, and whether it is there. */
export function completenessOf({ figures, parts, recorded }: ReportData, laws: string): Asked[] {
  const { accidents, diseases } = parts
  const ask = (letter: Letter, item: AskedItem, state: Asked['state']): Asked => ({ letter, item, state })
  const both = (of: { fatal: Part[]; other: Part[] }) => of.fatal.length > 0 || of.other.length > 0
  const known = (rows: readonly { part: string | null }[] | undefined) => (rows ?? []).some(({ part }) => part !== null)
  return [
    ask('a', 'laws', stateOf(laws.trim() !== '')),
    ask('b', 'staff', stateOf(figures.inspectors, figures.other_staff)),
    ask('b', 'staff-grades', stateOf(parts.grades.length > 0)),
    ask('b', 'staff-women', stateOf(figures['inspectors-women'])),
    ask('b', 'staff-regions', stateOf(parts.regions.length > 0)),
    ask('c', 'workplaces', stateOf(figures.workplaces_liable)),
    ask('c', 'workers', stateOf(figures.workers_liable)),
    ask(
      'c',
      'workers-split',
      stateOf(figures['workers_liable-men'], figures['workers_liable-women'], figures['workers_liable-young'])
    ),
    ask('d', 'workplaces-visited', stateOf(figures.workplaces_visited)),
    ask('d', 'visits', stateOf(figures.visits)),
    ask('d', 'visits-day-night', stateOf(figures.visits_day, figures.visits_night)),
    ask('d', 'workers-visited', stateOf(figures.workers_visited)),
    ask('d', 'visited-again', stateOf(figures.workplaces_revisited)),
    ask('e', 'violations', either(parts.provisions.length > 0, figures.violations ?? recorded.issues.length > 0)),
    ask('e', 'convictions', stateOf(figures.convictions)),
    ask(
      'e',
      'penalties',
      either(
        parts.natures.length > 0 && figures.penalty_amount,
        figures.penalties ?? figures.penalty_amount ?? recorded.casesWithPenalties
      )
    ),
    ask(
      'f',
      'accidents',
      either(
        figures.accidents_fatal && figures.accidents_other,
        figures.accidents_fatal ?? figures.accidents_other ?? recorded.accidents
      )
    ),
    ask('f', 'accidents-industry', either(both(accidents.sector), known(recorded.accidents?.bySector))),
    ask('f', 'accidents-occupation', either(both(accidents.occupation), known(recorded.accidents?.byOccupation))),
    ask('f', 'accidents-cause', either(both(accidents.category), known(recorded.accidents?.byCause))),
    ask(
      'g',
      'diseases',
      either(
        figures.diseases_fatal && figures.diseases_other,
        figures.diseases_fatal ?? figures.diseases_other ?? recorded.diseases
      )
    ),
    ask('g', 'diseases-industry', either(both(diseases.sector), known(recorded.diseases?.bySector))),
    ask('g', 'diseases-occupation', either(both(diseases.occupation), known(recorded.diseases?.byOccupation))),
    ask('g', 'diseases-cause', either(both(diseases.category), known(recorded.diseases?.byCause)))
  ]
}

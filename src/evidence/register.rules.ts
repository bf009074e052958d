import { choice, text } from '../kernel/field.ts'
import { isJoined } from './joined.rules.ts'
import type { Proposal } from './mapping.rules.ts'
import type { Owned } from './owner.rules.ts'
import { isReturned } from './returned.rules.ts'
import type { ColumnProfile, FileInspection, ImportResult, Mapping, Reading } from './rules.ts'
import { daysOf, type FieldName, type TableName } from './table.rules.ts'

/** The register of the evidence: which data sets there are, who keeps them, how their cases came about, which version counts. */

/** How the cases of a data set came about. The planner states it; nothing in a file can tell. */
export const caseOrigins = ['complaints', 'proactive', 'mixed', 'random', 'unknown'] as const
export type CaseOrigin = (typeof caseOrigins)[number]

/** What people say of a data set; the source and the licence stand under every figure. */
export const descriptionFields = {
  name: text(200, { needed: true }),
  source: text(300),
  licence: text(300),
  extracted: text(100),
  period: text(300),
  case_origin: choice(caseOrigins, { needed: true }),
  note: text(2000, { long: true })
}

export type Description = {
  name: string
  source: string
  licence: string
  extracted: string
  period: string
  case_origin: CaseOrigin
  note: string
}

/** `waiting` until its import is over, then `done` or `failed`. Only a version that is done can count. */
export type VersionState = 'waiting' | 'done' | 'failed'

/**
 * How a file joins a data set: in place of everything before it; of the records of its own period; or beside them, such
 * as rows that were refused and put right.
 */
export const joinings = ['replace', 'period', 'add'] as const
export type Joining = (typeof joinings)[number]

/** Why an import stopped: the code and the values of a problem. */
export type Stopped = { code: string; values: Record<string, string | number> }

/** One import of one file. */
export type Version = {
  id: string
  data_set: string
  state: VersionState
  file_name: string
  file_hash: string
  bytes: number
  rows_read: number
  accepted: number
  rejected: number
  mapping: Mapping
  reading: Partial<Reading>
  result: Partial<ImportResult>
  problem: Stopped | null
  person_id: string | null
  person_name: string | null
  at: string
  joins: Joining
  /** The version that counted before it. */
  follows: string | null
}

/** How a file is proposed to join a data set: refused rows are added, a month takes its own place, else all is replaced. */
export function proposeJoining(header: readonly string[], mapping: Mapping): Joining {
  if (isReturned(header)) return 'add'
  if (isJoined(mapping)) return mapping.periodBy ? 'period' : 'replace'
  return [...daysOf(mapping.table), 'year' as const].some((name) => mapping.fields[name]) ? 'period' : 'replace'
}

/** A version of those that count together, and the periods of which later versions took the records' place. */
export type Link<V> = { version: V; replaced: { from: string; to: string; by?: FieldName }[] }

/** The versions that count together with one of them, latest first: back to one that replaced everything before it. */
export function chainOf<V extends Pick<Version, 'id' | 'joins' | 'follows' | 'result'>>(
  last: string | null,
  versions: readonly V[]
): Link<V>[] {
  const chain: Link<V>[] = []
  const replaced: Link<V>['replaced'] = []
  let version = versions.find(({ id }) => id === last)
  while (version && !chain.some((link) => link.version === version)) {
    chain.push({ version, replaced: [...replaced] })
    const { joins, follows, result } = version
    const { replaces, period } = result
    if (joins === 'period' && replaces) replaced.push({ by: replaces.by, from: replaces.from, to: replaces.to })
    else if (joins === 'period' && period) replaced.push(period)
    version = joins === 'replace' ? undefined : versions.find(({ id }) => id === follows)
  }
  return chain
}

/** The first and the last day of the versions that count together; null where none has dates. */
export function periodOf(chain: readonly Link<Pick<Version, 'result'>>[]): ImportResult['period'] {
  const periods = chain.flatMap(({ version }) => version.result.period ?? [])
  const [from] = periods.map((period) => period.from).sort()
  const to = periods
    .map((period) => period.to)
    .sort()
    .at(-1)
  return from && to ? { from, to } : null
}

/** What counts of a data set: its files that count together, their records, their first and last day. */
export type Counting = { files: number; records: number; period: ImportResult['period'] }

/** What counts of a data set while a version is its last; null where nothing does. */
export function countingOf(
  last: string | null,
  versions: readonly Pick<Version, 'id' | 'joins' | 'follows' | 'result' | 'accepted'>[]
): Counting | null {
  const chain = chainOf(last, versions)
  const [latest] = chain
  if (!latest) return null
  const { result, accepted } = latest.version
  return { files: chain.length, records: result.records ?? accepted, period: periodOf(chain) }
}

/**
 * Records of several data sets that figures count. A data set whose files are damaged counts in none; findings of another's
 * records are no records of their own.
 */
export function recordsOfAll(
  dataSets: readonly ({ counting: Pick<Counting, 'records'> | null; left_out: string | null } & Pick<
    DataSet,
    'joined_to'
  >)[]
): number {
  const counted = dataSets.filter(({ left_out, joined_to }) => !left_out && !joined_to)
  return counted.reduce((sum, { counting }) => sum + (counting?.records ?? 0), 0)
}

/**
 * Files that failed and that wait to be put right, the first before those that waited for it. A file that was
 * discarded, or after which the same file or one of the same name came in, waits for nobody.
 */
export function openFailures<V extends Pick<Version, 'id' | 'state' | 'at' | 'file_name' | 'file_hash' | 'reading'>>(
  versions: readonly V[],
  waiting: ReadonlySet<string>
): V[] {
  const isSame = (one: V, other: V) =>
    (one.file_hash === other.file_hash && one.reading.sheet === other.reading.sheet) ||
    one.file_name === other.file_name
  return versions
    .filter((failed) => failed.state === 'failed' && waiting.has(failed.id))
    .filter(
      (failed) => !versions.some((later) => later.state === 'done' && later.at > failed.at && isSame(failed, later))
    )
    .reverse()
}

export type DataSet = Omit<Description, 'case_origin'> & {
  id: string
  case_origin: CaseOrigin | ''
  mapping: Partial<Mapping>
  current_version: string | null
  revision: number
  example: boolean
  /** The data set of whose records its rows are findings; null where they are records of their own. */
  joined_to: string | null
}

/** Whether rows of another file can be findings of its records: cases that count, with numbers of their own. */
export function takesFindings({ mapping, current_version, joined_to }: DataSet): boolean {
  return current_version !== null && !joined_to && mapping.table === 'cases' && mapping.fields?.record !== undefined
}

/** Whether two files can be read under one mapping. */
export function haveSameColumns(one: UploadContent, other: UploadContent): boolean {
  const [own, others] = [one.inspected.header, other.inspected.header]
  return own.length === others.length && own.every((name, index) => name === others[index])
}

/** A column as the page shows it; its values stay in the file. */
export type ShownColumn = Omit<ColumnProfile, 'values' | 'counts'>

/** What was found in a file that waits for its mapping to be agreed, and what is proposed for it. */
export type Inspected = Omit<FileInspection, 'columns'> & { columns: ShownColumn[] }
export type UploadContent = {
  inspected: Inspected
  proposal: Proposal
  /** What is proposed where a person chooses another table; files sent to an earlier portal have none. */
  others?: Proposal[] | undefined
  data_set: string | null
  /** The same for files that were sent in one go; files sent to an earlier portal have none. */
  sending?: string | undefined
  /** The version of which it is the file, read once more: what comes of it takes its place. */
  instead?: string | undefined
  /** The data sets whose records its rows may belong to. */
  owned?: Owned[] | undefined
  /** All data sets, as they were, in which the numbers of its rows were looked for. */
  among?: string[] | undefined
  /** The file that waits too and holds these records, where no data set does. */
  after?: string | undefined
}
export type Upload = { id: string; file_name: string; bytes: number; inspection: UploadContent; at: string }

/** The inspection without the values of the columns, of which the upload keeps only examples. */
export function withoutValues(inspection: FileInspection): Inspected {
  return { ...inspection, columns: inspection.columns.map(({ values: _values, counts: _counts, ...column }) => column) }
}

const sited = [
  ['industry', ['industryCode', 'industryTitle', 'isicSection', 'isicDivision', 'isicCode', 'isic5']],
  ['place', ['city', 'county', 'countyCode', 'postcode', 'region', 'regionName']]
] as const

/** What a reader looks for in records, and the fields that would say it. */
const sought: Record<TableName, readonly (readonly [name: Absence, fields: readonly FieldName[]])[]> = {
  cases: [
    ['dates', ['opened', 'concluded', 'periodStart', 'periodEnd', 'year']],
    ['trigger', ['trigger']],
    ['size', ['employees']],
    ['violations', ['violations', 'breach']],
    ['workers', ['workersAffected']],
    ['wages', ['backWages']],
    ['penalties', ['penalties']],
    ...sited
  ],
  accidents: [['workplace', ['workplace', 'identifier']], ...sited],
  diseases: [
    ['dates', ['recognised', 'diagnosed', 'year']],
    ['disease', ['disease', 'diseaseCode']],
    ['occupation', ['occupation', 'occupationCode']],
    ['workplace', ['workplace', 'identifier']],
    ...sited
  ],
  audits: [['dates', ['audited', 'year']], ['auditor', ['auditor']], ['violations', ['violations']], ...sited],
  workplaces: [['number', ['identifier']], ['size', ['employees']], ...sited]
}
export type Absence =
  | 'dates'
  | 'trigger'
  | 'size'
  | 'violations'
  | 'workers'
  | 'wages'
  | 'penalties'
  | 'industry'
  | 'place'
  | 'workplace'
  | 'disease'
  | 'occupation'
  | 'auditor'
  | 'number'

/** What a data set does not say, as its mapping shows, nor files of findings that fill fields of its records; the words are `evidence.absent.<absence>`. */
export function absencesOf(mapping: Partial<Mapping>, filled: readonly FieldName[] = []): Absence[] {
  if (!mapping.table || isJoined(mapping)) return []
  const given = (name: FieldName) =>
    mapping.fields?.[name] !== undefined || mapping.constants?.[name] !== undefined || filled.includes(name)
  const inFindings = (name: string) =>
    mapping.findings?.some((finding) => name in finding) ||
    (name === 'violations' && mapping.issues?.meaning === 'found')
  return sought[mapping.table]
    .filter(([, fields]) => !fields.some((name) => given(name) || inFindings(name)))
    .map(([name]) => name)
}

/** Whether the county of its cases is not in the file and was taken from the postcode or the city. */
export function isCountyDerived(mapping: Partial<Mapping>): boolean {
  const { fields = {} } = mapping
  return mapping.table !== undefined && !fields.county && !fields.countyCode && Boolean(fields.postcode ?? fields.city)
}

import { chainOf, type DataSet, type Version } from '../evidence/register.rules.ts'
import { type Countable, countedDataSets } from './choice.rules.ts'
import type { Filter } from './filter.rules.ts'

/** What a figure was counted on: each data set with the version of it that counted, and how many records that made. */
export type BasisSet = {
  data_set: string
  name: string
  version: string
  file_name: string
  /** When the version was imported, ISO 8601. */
  at: string
  records: number
}

export type KnownVersion = Pick<
  Version,
  'id' | 'data_set' | 'state' | 'file_name' | 'person_name' | 'at' | 'joins' | 'follows' | 'result' | 'accepted'
>
/** The data sets as they are now, and all their versions, newest first. */
export type Register = {
  dataSets: readonly Pick<DataSet, 'id' | 'name' | 'current_version' | 'joined_to'>[]
  versions: readonly KnownVersion[]
}

/**
 * The data sets that a question counts now: those that it names, or else the one that the pages would take. `casesOnly`: a
 * question that accidents cannot answer.
 */
export function countedNow(
  {
    dataSets,
    versions
  }: {
    dataSets: readonly Pick<DataSet, 'id' | 'mapping' | 'current_version' | 'joined_to'>[]
    versions: Register['versions']
  },
  asked: Pick<Filter, 'dataSets'>,
  casesOnly: boolean
): string[] {
  const countable = dataSets.flatMap(({ id, mapping, current_version, joined_to }): Countable[] => {
    const current = versions.find((version) => version.id === current_version)
    if (!current || joined_to) return []
    const rows = current.result.records ?? current.accepted
    return [{ id, table: mapping.table ?? 'cases', rows, dated: Boolean(current.result.period) }]
  })
  const cases = countedDataSets(asked, countable, 'cases')
  return cases.length > 0 || casesOnly ? cases : countedDataSets(asked, countable, 'accidents')
}

/** What happened to a data set since a figure was counted on it. */
export type BasisChange = {
  /** Records were added or replaced by an import, an import no longer counts, or the data set is gone. */
  reason: 'added' | 'replaced' | 'period' | 'rolled-back' | 'removed'
  name: string
  /** The import that came, or went. */
  file_name: string
  at: string
  person: string
  records: number
}

const reasonOf = { add: 'added', replace: 'replaced', period: 'period' } as const

function recordsOf(chain: readonly { version: KnownVersion }[]): number {
  const [last] = chain
  return last?.version.result.records ?? chain.reduce((sum, { version }) => sum + version.accepted, 0)
}

/**
 * The basis that data sets have now, in the order of their ids, with the findings of others that are joined to their records; those
 * that are gone or have no version are left out.
 */
export function basisOf({ dataSets, versions }: Register, ids: readonly string[]): BasisSet[] {
  const joined = dataSets.flatMap(({ id, joined_to }) => (joined_to && ids.includes(joined_to) ? [id] : []))
  return [...new Set([...ids, ...joined])].sort().flatMap((id) => {
    const dataSet = dataSets.find((one) => one.id === id)
    const own = versions.filter(({ data_set }) => data_set === id)
    const chain = chainOf(dataSet?.current_version ?? null, own)
    const [last] = chain
    if (!dataSet || !last) return []
    const { id: version, file_name, at } = last.version
    return [{ data_set: id, name: dataSet.name, version, file_name, at, records: recordsOf(chain) }]
  })
}

/**
 * What happened since to the data sets of a basis: imports that count now and did not then, imports that counted then and
 * do no longer although nothing took their place, and data sets that are gone. Empty where the same records count.
 */
export function basisChanges(then: readonly BasisSet[], register: Register): BasisChange[] {
  const { dataSets, versions } = register
  const known = then.map(({ data_set }) => data_set)
  const joined = basisOf(register, known).filter(({ data_set }) => !known.includes(data_set))
  const since = joined.map(({ name, version, file_name, at, records }): BasisChange => {
    const person = versions.find(({ id }) => id === version)?.person_name ?? ''
    return { reason: 'added', name, file_name, at, person, records }
  })
  const changed = then.flatMap((set): BasisChange[] => {
    const dataSet = dataSets.find(({ id }) => id === set.data_set)
    const { name, file_name, at, records } = set
    if (!dataSet?.current_version) return [{ reason: 'removed', name, file_name, at, person: '', records }]
    if (dataSet.current_version === set.version) return []
    const own = versions.filter(({ data_set }) => data_set === set.data_set)
    const [before, now] = [set.version, dataSet.current_version].map((last) =>
      chainOf(last, own).map(({ version }) => version)
    )
    const told = (reason: BasisChange['reason'], version: KnownVersion): BasisChange => ({
      reason,
      name: dataSet.name,
      file_name: version.file_name,
      at: version.at,
      person: version.person_name ?? '',
      records: version.accepted
    })
    const came = (now ?? []).filter(({ id }) => !before?.some((version) => version.id === id)).reverse()
    const went = (before ?? []).filter(({ id }) => !now?.some((version) => version.id === id))
    const age = (id: string) => own.findIndex((version) => version.id === id)
    const older = came.every((version) => age(version.id) > age(set.version))
    return [
      ...(older ? went.map((version) => told('rolled-back', version)) : []),
      ...came.map((version) => told(reasonOf[version.joins], version))
    ]
  })
  return [...changed, ...since]
}

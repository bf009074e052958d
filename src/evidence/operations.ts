import { z } from 'zod'
import type { Reader } from '../kernel/database.ts'
import { number, reference } from '../kernel/field.ts'
import { type ReadScope, read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { recordKind, recordOperations } from '../kernel/record.ts'
import { type Coverage, readCoverage } from './coverage.store.ts'
import { filledByJoining } from './joined.rules.ts'
import { openVersionFile, readRejects, removeFolder, removeUpload, versionFolder } from './place.store.ts'
import {
  type Counting,
  countingOf,
  type DataSet,
  descriptionFields,
  isCountyDerived,
  joinings,
  openFailures,
  type Stopped,
  type Version
} from './register.rules.ts'
import {
  deleteDataSet,
  deleteUpload,
  findDataSet,
  findVersion,
  listDataSets,
  listJoinedTo,
  listSourcesOf,
  listUploads,
  listVersions,
  lockDataSet,
  readCountryCode,
  setCurrentVersion
} from './register.store.ts'
import type { ImportResult, Mapping, Reading } from './rules.ts'
import type { FieldName } from './table.rules.ts'

/** The data sets of an inspectorate: what there is, what was taken and refused, which version counts. */

export const dataSetKind = recordKind({
  name: 'data_set',
  fields: descriptionFields,
  title: 'name',
  within: 'inspectorate',
  may: 'evidence.import',
  page: () => '/evidence'
})

/** Changes what is said of a data set: its name, source, licence, how its cases came about. */
export const { change: describeDataSet } = recordOperations(dataSetKind)

const Id = z.object({ id: z.guid() })

const VersionShape = z.object({
  id: z.string(),
  data_set: z.string(),
  state: z.enum(['waiting', 'done', 'failed']),
  file_name: z.string(),
  file_hash: z.string(),
  bytes: z.number(),
  rows_read: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  mapping: z.custom<Mapping>(),
  reading: z.custom<Partial<Reading>>(),
  result: z.custom<Partial<ImportResult>>(),
  problem: z.custom<Stopped | null>(),
  person_id: z.string().nullable(),
  person_name: z.string().nullable(),
  at: z.string(),
  joins: z.enum(joinings),
  follows: z.string().nullable()
})

const DataSetShape = z.object({
  id: z.string(),
  name: z.string(),
  source: z.string(),
  licence: z.string(),
  extracted: z.string(),
  period: z.string(),
  case_origin: z.custom<DataSet['case_origin']>(),
  note: z.string(),
  mapping: z.custom<Partial<Mapping>>(),
  current_version: z.string().nullable(),
  revision: z.number(),
  example: z.boolean(),
  joined_to: z.string().nullable()
})

/** The fields that files of findings fill of its records. */
const Filled = z.array(z.custom<FieldName>())

const filledBy = (all: readonly DataSet[], id: string): FieldName[] => [
  ...new Set(
    all.flatMap(({ joined_to, current_version, mapping }) =>
      joined_to === id && current_version ? filledByJoining(mapping as Mapping) : []
    )
  )
]

/** What is wrong with the files of the version that counts: no figure counts it until they are brought back. */
const leftOut = z.enum(['missing', 'changed']).nullable()

async function faultsOf({ portal, inspectorate }: ReadScope): Promise<(id: string) => z.infer<typeof leftOut>> {
  const found = await portal.facts.leftOut(inspectorate)
  return (id) => found.find(({ dataSet }) => dataSet === id)?.fault ?? null
}

/** Whether the counties of a data set are taken from its places: the country needs a list of them. */
async function countiesOf({ portal, database }: ReadScope): Promise<(mapping: Partial<Mapping>) => boolean> {
  const { postcodeToCounty, cityToCounty } = portal.countryData.listsOf(await readCountryCode(database))
  return (mapping) => Boolean(postcodeToCounty ?? cityToCounty) && isCountyDerived(mapping)
}

/** All data sets, each with what counts, the version that counts and the latest one; and the files that wait for a decision. */
export const listEvidence = read({
  name: 'evidence.list',
  input: {},
  output: z.object({
    data_sets: z.array(
      DataSetShape.extend({
        current: VersionShape.nullable(),
        latest: VersionShape.nullable(),
        counting: z.custom<Counting | null>(),
        versions: z.number(),
        left_out: leftOut,
        county_derived: z.boolean(),
        filled: Filled
      })
    ),
    uploads: z.array(z.object({ id: z.string(), file_name: z.string(), rows: z.number(), at: z.string() }))
  }),
  may: 'evidence.read',
  async run(scope) {
    const { database, may } = scope
    const faultOf = await faultsOf(scope)
    const isDerived = await countiesOf(scope)
    const [dataSets, versions] = [await listDataSets(database), await listVersions(database)]
    const uploads = may('evidence.import') ? await listUploads(database) : []
    const imported = new Set(versions.map(({ id }) => id))
    return {
      data_sets: dataSets.map((dataSet) => {
        const own = versions.filter(({ data_set }) => data_set === dataSet.id)
        const current = own.find(({ id }) => id === dataSet.current_version) ?? null
        return {
          ...dataSet,
          current,
          latest: own[0] ?? null,
          counting: countingOf(dataSet.current_version, own),
          versions: own.length,
          left_out: faultOf(dataSet.id),
          county_derived: isDerived(dataSet.mapping),
          filled: filledBy(dataSets, dataSet.id)
        }
      }),
      uploads: uploads
        .filter(({ id }) => !imported.has(id))
        .map(({ id, file_name, at, inspection }) => ({ id, file_name, at, rows: inspection.inspected.rows }))
    }
  }
})

/**
 * One data set with all its versions, newest first, those that failed and wait, and the sources that name it; whose findings its
 * rows are, which data sets are findings of its records, and which files wait that could be.
 */
export const readDataSet = read({
  name: 'evidence.read',
  input: { data_set: reference('data_set', { needed: true }) },
  output: z.object({
    data_set: DataSetShape.extend({ left_out: leftOut, county_derived: z.boolean(), filled: Filled }),
    versions: z.array(VersionShape),
    failed: z.array(VersionShape),
    sources: z.array(z.object({ id: z.string(), name: z.string() })),
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    coverage: z.array(z.custom<Coverage>()),
    joined: z.array(z.object({ id: z.string(), name: z.string() })),
    after: z.array(z.object({ id: z.string(), file_name: z.string() }))
  }),
  may: 'evidence.read',
  async run(scope, { data_set: id }) {
    const { database } = scope
    // The versions first: one that ends in between is then still told as running, and the page is asked for once more.
    const versions = await listVersions(database, id)
    const dataSet = await findDataSet(database, id)
    if (!dataSet) throw new Problem('not-found')
    const left_out = (await faultsOf(scope))(id)
    const sources = await listSourcesOf(database, id)
    const uploads = await listUploads(database)
    const failed = openFailures(versions, new Set(uploads.map((upload) => upload.id)))
    const county_derived = (await countiesOf(scope))(dataSet.mapping)
    const filled = filledBy(await listDataSets(database), id)
    const owner = dataSet.joined_to ? await findDataSet(database, dataSet.joined_to) : undefined
    const after = uploads.filter(({ inspection }) => versions.some((version) => version.id === inspection.after))
    return {
      ...{ data_set: { ...dataSet, left_out, county_derived, filled }, versions, failed, sources },
      owner: owner ? { id: owner.id, name: owner.name } : null,
      coverage: owner ? await readCoverage(scope.portal.facts, scope.inspectorate, id) : [],
      joined: await listJoinedTo(database, id),
      after: scope.may('evidence.import') ? after.map(({ id, file_name }) => ({ id, file_name })) : []
    }
  }
})

/** The version that is asked for, of this data set; without one, the version that counts. */
async function versionOf(database: Reader, dataSet: string, wanted: string | null): Promise<Version> {
  const id = wanted ?? (await findDataSet(database, dataSet))?.current_version
  const version = id ? await findVersion(database, id) : undefined
  if (version?.data_set !== dataSet) throw new Problem('not-found')
  return version
}

/** The first rows that a version refused, the current one unless another is named, each with its line, columns and checks. */
export const listRejects = read({
  name: 'evidence.rejects',
  input: {
    data_set: reference('data_set', { needed: true }),
    version: reference('data_set_version'),
    most: number({ min: 1, max: 500, whole: true })
  },
  output: z.array(
    z.object({
      row: z.number(),
      columns: z.array(z.string()),
      checks: z.array(z.string()),
      values: z.array(z.string())
    })
  ),
  may: 'workplace.read-persons',
  async run({ database, portal, inspectorate }, { data_set, version: wanted, most }) {
    const version = await versionOf(database, data_set, wanted)
    if (version.rejected === 0) return []
    return readRejects(versionFolder(portal.folder, inspectorate, data_set, version.id), version.reading, most ?? 50)
  }
})

/** A file of a version as it lies there. For the pages that hand it out; it has no door of its own. */
export const openEvidenceFile = read({
  name: 'evidence.file',
  input: {
    data_set: reference('data_set', { needed: true }),
    version: reference('data_set_version'),
    file: { type: 'choice', options: ['original', 'rejects.csv', 'flags.csv'], needed: true } as const
  },
  output: z.custom<{
    name: string
    bytes: number
    body: ReadableStream<Uint8Array>
    /** How the rows of a table are written. */
    signs: { delimiter: string; quote: string }
  }>(),
  may: 'workplace.read-persons',
  async run({ database, portal, inspectorate }, { data_set, version: wanted, file }) {
    const version = await versionOf(database, data_set, wanted)
    const opened = await openVersionFile(versionFolder(portal.folder, inspectorate, data_set, version.id), file)
    const { delimiter = ',', quote = '"' } = version.reading
    return {
      ...opened,
      signs: { delimiter, quote },
      name: file === 'original' ? version.file_name : `${version.file_name.replace(/(\.csv)?(\.gz)?$/i, '')}-${file}`
    }
  }
})

/** Makes another imported version the one that counts. */
export const useVersion = write({
  name: 'evidence.use-version',
  input: {
    data_set: reference('data_set', { needed: true }),
    version: reference('data_set_version', { needed: true })
  },
  output: Id,
  may: 'evidence.import',
  async run({ tx, portal, inspectorate, about, afterwards }, { data_set: id, version: wanted }) {
    const dataSet = await lockDataSet(tx, id)
    const version = await findVersion(tx, wanted)
    if (!dataSet || version?.data_set !== id) throw new Problem('not-found')
    if (version.state !== 'done') throw new Problem('import-not-ready')
    await setCurrentVersion(tx, id, version.id, version.mapping)
    about({ data: { dataSet: id, from: dataSet.current_version, to: version.id } })
    afterwards(() => void portal.facts.refresh(inspectorate))
    return { id }
  }
})

/** Removes a data set with all its versions and files. Sources of the plan that name it stay, and name what is gone. */
export const removeDataSet = write({
  name: 'data_set.remove',
  input: { id: reference('data_set', { needed: true }) },
  output: Id,
  may: 'evidence.import',
  async run({ tx, portal, inspectorate, about, afterwards }, { id }) {
    const dataSet = await lockDataSet(tx, id)
    if (!dataSet) throw new Problem('not-found')
    const versions = await listVersions(tx, id)
    if (versions.some(({ state }) => state === 'waiting')) throw new Problem('import-running', { name: dataSet.name })
    const joined = await listJoinedTo(tx, id)
    if (joined[0])
      throw new Problem('data-set-joined', { name: dataSet.name, joined: joined[0].name, n: joined.length })
    for (const version of versions) await deleteUpload(tx, version.id)
    await deleteDataSet(tx, id)
    about({ data: { dataSet: id, name: dataSet.name, versions: versions.length } })
    afterwards(() => {
      for (const version of versions) void removeUpload(portal.folder, version.id)
      portal.facts
        .refresh(inspectorate)
        .then(() => removeFolder(versionFolder(portal.folder, inspectorate, id, '')))
        .catch(() => undefined)
    })
    return { id }
  }
})

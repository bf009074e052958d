import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factSchema } from '../evidence/table.rules.ts'
import { quoteText, withDuckDB } from '../facts/duckdb.ts'
import { type FactPart, type Facts, factQuery, openFacts } from '../facts/facts.ts'
import { checksumOf } from '../kernel/checksum.ts'
import { binsOf, caseCount } from './coded.rules.ts'
import { codedTables } from './coded-table.store.ts'
import { type LinkedDimension, linkedDimensions, type Selection, unsaid, withoutDimensions } from './linked.rules.ts'
import { codebookOf, countLinked } from './linked.store.ts'
import { readSummary } from './store.ts'

/** Two registers of made-up cases, some of whose cells are empty. */
const rows = 3000
const casesSql = `select case when i % 5 = 0 then 'small' else 'large' end as "dataSet", 'v' as version, i as row,
  case when i % 11 > 0 then date '2019-01-15' + ((i * 37) % 900)::int end as day,
  ['A', 'C', 'F', 'G', null][1 + (i * i) % 5] as isicSection,
  case when i % 5 > 0 then (['Alpha', 'Beta', 'Gamma', null])[1 + (i * 7) % 4] end as county,
  ['US-CA', 'US-NY', null][1 + i % 3] as region,
  [3, 12, 70, 900, null][1 + (i * 13) % 5] as employees,
  ['planned', 'complaint', ' ', 'follow-up'][1 + (i * 3) % 4] as "trigger",
  case when i % 7 > 0 then greatest(0, (i * 31) % 9 - 4) end as violations,
  case when i % 3 = 0 then (i * 17) % 50 end as workersAffected,
  case when i % 4 = 0 then ((i * 29) % 90) + 0.25 + case when i % 5 = 0 then 50000000 else 0 end end as backWages,
  case when i % 6 = 0 then ((i * 19) % 60) + 0.1 end as penalties,
  case when i % 13 > 0 then 'Works ' || least((i * i) % 2003, 900 + i % 300) end as workplace
  from range(${rows}) r(i)`
const findingsSql = `select case when i % 5 = 0 then 'small' else 'large' end as "dataSet", 'v' as version, i as row, i as line,
  ['wages', 'overtime', 'childLabour'][1 + n] as issue, i % 17 = 0 as alleged, greatest(0, (i * (n + 2)) % 7 - 3) as violations
  from range(${rows}) r(i), range(3) s(n) where (i + n) % 4 > 0`

/** What comes at a time where the codes grow: of one register, then another one and more of both. */
const batches = ['row < 1000 and "dataSet" = \'large\'', 'row < 2000', 'true']

let folder = ''
let facts: Facts
let known: FactPart[] = []
const inspectorate = 'a'

/** Writes the records of some of the batches, and answers their parts. */
async function writeParts(name: string, batch: readonly string[], dataSet?: string) {
  const parts: FactPart[] = []
  await withDuckDB(':memory:', async (connection) => {
    for (const [index, rows] of batch.entries())
      for (const [table, sql] of Object.entries({ cases: casesSql, findings: findingsSql })) {
        const before = batch.slice(0, index).map((one) => `not (${one})`)
        const renamed = dataSet ? `select * replace (${quoteText(dataSet)} as "dataSet")` : ''
        const asked = `${renamed} from (${sql}) where ${[rows, ...before].join(' and ')}`
        const file = join(folder, name + index, `${table}.parquet`)
        mkdirSync(join(folder, name + index), { recursive: true })
        await connection.run(`copy (${asked}) to ${quoteText(file)} (format parquet)`)
        const sha256 = await checksumOf(file)
        parts.push({ dataSet: 'both', version: name + index, table, folder: join(folder, name + index), sha256 })
      }
  })
  return parts
}

/** Records that come at once, or batch by batch. */
async function openWith(batch: readonly string[]) {
  const all = await writeParts(String(batch.length), batch)
  facts = openFacts({
    folder: join(folder, `facts${batch.length}`),
    schema: factSchema,
    derived: {
      ...codedTables,
      made: [...codedTables.made, 'create table whole as select count(*) as cases from cases']
    },
    readManifest: async () => known
  })
  for (const index of batch.keys()) {
    known = all.slice(0, 2 * (index + 1))
    await facts.refresh(inspectorate)
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linked-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const found = 'coalesce(c.violations > 0, c.backWages > 0 or c.penalties > 0, false)'
const employer = `lower(trim(c.workplace)) || '|'`
/** What a case says of each dimension, written without the codes. */
const said: Record<Exclude<LinkedDimension, 'issue'>, string> = {
  time: `strftime(c.day, '%Y-%m')`,
  sector: 'c.isicSection',
  place: `case when c.dataSet = 'large' then c.county else c.region end`,
  size: `case when c.employees is null then null when c.employees < 10 then '0' when c.employees < 50 then '10'
    when c.employees < 250 then '50' else '250' end`,
  origin: `nullif(trim(c."trigger"), '')`,
  outcome: `case when c.penalties > 0 then 'penalty' when c.backWages > 0 then 'wages' when c.violations > 0 then 'violation'
    when c.violations = 0 then 'none' end`,
  repeat: `(select case when c.workplace is null then null when count(*) >= 5 then '5' when count(*) >= 3 then '3' else count(*)::varchar end
    from cases o where o.dataSet = c.dataSet and lower(trim(o.workplace)) || '|' = ${employer}
      and ${found.replaceAll('c.', 'o.')})`
}

/** The same answer by one question of SQL: which cases pass, and how many there are by value. */
async function bySql(selection: Selection, dataSets: readonly string[]) {
  const passes = linkedDimensions.map((name) => {
    if (name === 'time')
      return selection.time ? `("time" between '${selection.time.from}' and '${selection.time.to}')` : 'true'
    const { [name]: chosen } = selection
    if (!chosen) return 'true'
    const values = chosen.map((value) => quoteText(value)).join(', ')
    if (name === 'issue') return `list_has_any(issues, [${values}])`
    return `coalesce("${name}", '${unsaid}') in (${values})`
  })
  const others = (dimension: LinkedDimension | undefined) =>
    passes.filter((_, index) => linkedDimensions[index] !== dimension).join(' and ')
  const counts = `count(*) as cases, count(violations) as assessed, count(*) filter (where violations > 0) as violating`
  const values = Object.entries(said).map(([name, sql]) => `${sql} as "${name}"`)
  const source = `with said as materialized (select ${values.join(', ')}, c.violations, c.workersAffected, c.backWages, c.penalties,
      (select case when count(*) = 0 then ['${unsaid}'] when bool_or(broken) then list(issue) filter (where broken) else ['0'] end
        from (select f.issue, coalesce(f.violations > 0, false) or coalesce(f.alleged, false) as broken
          from findings f where f.dataSet = c.dataSet and f.row = c.row)) as issues
    from cases c where c.dataSet in (${dataSets.map(quoteText).join(', ')}))`
  const charts = linkedDimensions.map((name) => {
    const value = name === 'issue' ? 'unnest(issues)' : `coalesce("${name}", '${unsaid}')`
    return `select '${name}' as chart, value, ${counts} from (select ${value} as value, violations from said where ${others(name)}) group by 2`
  })
  type Row = { chart: LinkedDimension; value: string; cases: number; assessed: number; violating: number }
  const found = await facts.ask(inspectorate, factQuery<Row>('test', `${source} ${charts.join(' union all ')}`))
  const [total] = await facts.ask(
    inspectorate,
    factQuery<{
      cases: number
      assessed: number
      violating: number
      workers: number
      wages: number
      penalties: number
    }>(
      'test',
      `${source} select ${counts}, coalesce(sum(workersAffected), 0)::bigint as workers,
        coalesce(sum(backWages) * 100, 0)::bigint as wages, coalesce(sum(penalties) * 100, 0)::bigint as penalties
        from said where ${others(undefined)}`
    )
  )
  return { total, charts: new Map(found.map(({ chart, value, ...counted }) => [`${chart} ${value}`, counted])) }
}

async function byCodes(selection: Selection, dataSets: readonly string[], active?: LinkedDimension) {
  const { names, sets } = await codebookOf(facts, inspectorate)
  const asked = sets.filter(({ dataSet }) => dataSets.includes(dataSet))
  const counted = await countLinked(facts, { inspectorate, sets: asked, selection, active })
  const { workers, wages, penalties } = counted.amounts
  return {
    total: {
      ...caseCount(counted.total),
      workers: workers[0],
      wages: Math.round(wages[0] ?? 0),
      penalties: Math.round(penalties[0] ?? 0)
    },
    charts: new Map(
      linkedDimensions.flatMap((name) =>
        [...binsOf(counted.charts[name], name, names)].map(([value, bin]) => [`${name} ${value}`, bin] as const)
      )
    )
  }
}

const some = (...values: string[]) => fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined })
const months = fc.tuple(fc.integer({ min: 2019, max: 2021 }), fc.integer({ min: 1, max: 12 }))
const period = fc
  .tuple(months, months)
  .map((both) => both.map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`).sort())
  .map(([from = '', to = '']) => ({ from, to }))
const selections = fc
  .record({
    time: fc.option(period, { nil: undefined }),
    sector: some('A', 'C', 'F', unsaid),
    place: some('Alpha', 'Beta', 'US-CA', unsaid),
    issue: some('wages', 'overtime', 'childLabour', '0', unsaid),
    size: some('0', '10', '50', '250', unsaid),
    origin: some('planned', 'complaint', 'follow-up', unsaid),
    outcome: some('penalty', 'wages', 'violation', 'none', unsaid),
    repeat: some('0', '1', '2', '3', '5', unsaid)
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Selection)

describe.each([
  ['made of all records', ['true'], rows],
  ['grown by what came later', batches, 800]
] as const)('the charts of a selection, %s,', (_, batch, looked) => {
  beforeAll(() => openWith(batch))
  afterAll(() => facts.close())

  test('are of codes for which so many records were looked at together', async () => {
    const whole = factQuery<{ cases: number }>('whole', 'from whole')
    expect(await facts.ask(inspectorate, whole)).toEqual([{ cases: looked }])
  })

  test('stand beside a summary of each data set, which is that of its records', async () => {
    for (const dataSet of ['large', 'small']) {
      const known = await readSummary(facts, inspectorate, { dataSets: [dataSet] })
      expect(known).toEqual(await readSummary(facts, inspectorate, { dataSets: [dataSet, 'none'] }))
    }
  })

  test('count what one question of SQL counts, whatever is selected, by a pass and by a cube', async () => {
    await fc.assert(
      fc.asyncProperty(
        selections,
        fc.constantFrom(...linkedDimensions),
        fc.constantFrom(['large'], ['small'], ['large', 'small']),
        async (selection, active, dataSets) => {
          const expected = await bySql(selection, dataSets)
          expect(await byCodes(selection, dataSets)).toEqual(expected)
          expect(await byCodes(selection, dataSets, active)).toEqual(expected)
        }
      ),
      { numRuns: 25 }
    )
  })

  test('a chart does not follow its own selection, and the others do', async () => {
    const all = await byCodes({}, ['large'])
    const selected = await byCodes({ sector: ['A'] }, ['large'])
    const ownBars = (of: typeof all) => [...of.charts].filter(([name]) => name.startsWith('sector '))
    expect(ownBars(selected)).toEqual(ownBars(all))
    expect(selected.total.cases).toBeLessThan(all.total.cases)
    expect(await byCodes(withoutDimensions({ sector: ['A'] }, ['sector']), ['large'])).toEqual(all)
  })

  test('have codes of a state that changes with the records of their data set alone', async () => {
    const states = async () =>
      new Map((await codebookOf(facts, inspectorate)).sets.map((set) => [set.dataSet, set.state]))
    const before = await states()
    known = [...known, ...(await writeParts(`more${batch.length}`, ['row < 10'], 'another'))]
    await facts.refresh(inspectorate)
    const after = await states()
    expect(after.has('another')).toBe(true)
    for (const [dataSet, state] of before) expect(after.get(dataSet)).toBe(state)
  })

  test('are counted for all who ask, whichever state of the records each of them knows', async () => {
    const readSets = async () =>
      (await codebookOf(facts, inspectorate)).sets.filter(({ dataSet }) => dataSet === 'another')
    const before = await readSets()
    known = [...known, ...(await writeParts(`later${batch.length}`, ['row between 10 and 500'], 'another'))]
    await facts.refresh(inspectorate)
    const after = await readSets()
    const asked = Array.from({ length: 12 }, (_, index) => {
      const sets = index % 3 === 1 ? before : after
      return countLinked(facts, { inspectorate, sets, selection: { sector: ['A'] } })
    })
    const counted = (await Promise.all(asked)).map(({ total }) => caseCount(total).cases)
    const { total } = await bySql({ sector: ['A'] }, ['another'])
    expect(counted).toEqual(counted.map(() => total?.cases))
  })
})

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { newId } from '../kernel/id.ts'
import { importEvidence } from './import.operations.ts'
import { formOfMapping } from './mapping-form.rules.ts'
import { listRejects, readDataSet, removeDataSet, useVersion } from './operations.ts'
import { uploadFile, versionFolder } from './place.store.ts'
import type { Mapping } from './rules.ts'
import { readUpload, receiveFile } from './upload.operations.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

const visitHeader = 'activity_nr,estab_name,site_city,naics_code,open_date,nr_in_estab'
const findingHeader = 'activity_nr,citation_id,standard,issuance_date,current_penalty,nr_exposed'

/** A visit of the register: 1 is of January 2019, 2 of February and so on. */
const visit = (n: number, month = n) =>
  `31400000${n},Works ${n},Fresno,238160,2019-${String(month).padStart(2, '0')}-10,${10 * n}`
const finding = (visit: number | string, item: number, standard: string, penalty: number | '', day = '2019-08-01') =>
  `${typeof visit === 'number' ? `31400000${visit}` : visit},0100${item},${standard},${day},${penalty},${item}`

const visits = [visit(1), visit(2), visit(3), visit(4), visit(5), visit(6), visit(7)]
const findings = [
  finding(2, 1, '19100212 A01', 1200),
  finding(2, 2, '19101200 E01', 300),
  finding(4, 1, '19101200 E01', ''),
  finding(6, 1, '19260501 B13', 5000.5)
]
/** Each pair of files has numbers of its own, so that no other visits are meant. */
const csv = (header: string, rows: readonly string[]) =>
  `${[header, ...rows].join('\n')}\n`.replaceAll('31400000', `${300 + number}00000`)
let number = 0

async function receive(content: string, name: string) {
  const folder = join(portal.config.folder, 'incoming')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, newId())
  writeFileSync(path, content)
  const sent = { file: [{ path, name, bytes: content.length }] }
  return (await portal.performer.carryOut(receiveFile, portal.actors.planner, sent)).result.id
}

async function importAs(upload: string, mapping: Mapping, into: Record<string, unknown>) {
  const { planner } = portal.actors
  const form = { upload, ...formOfMapping(mapping), ...into }
  const { result } = await portal.performer.carryOut(importEvidence, planner, form)
  await portal.imports.finish(planner.inspectorate, result.version)
  return result
}

const joinedMapping: Mapping = {
  table: 'cases',
  grain: 'joined',
  fields: {
    record: { column: 'activity_nr' },
    concluded: { column: 'issuance_date' },
    penalties: { column: 'current_penalty' },
    workersAffected: { column: 'nr_exposed' }
  },
  issues: { column: 'standard', meaning: 'found', parted: false },
  findings: [],
  constants: {},
  notation: { decimal: '.', date: 'YYYY-MM-DD' }
}

/** A data set of visits under a name of its own. */
async function importVisits(rows: readonly string[] = visits) {
  number += 1
  const upload = await receive(csv(visitHeader, rows).replaceAll('Works', `Works ${number}`), 'osha_inspection.csv')
  const { proposal } = await portal.performer.ask(readUpload, portal.actors.planner, { upload })
  return importAs(upload, proposal.mapping, { name: `Inspections ${number}`, case_origin: 'proactive' })
}

async function importFindings(to: string, rows: readonly string[] = findings, into: Record<string, unknown> = {}) {
  const upload = await receive(
    csv(
      `${findingHeader},extract_${number}`,
      rows.map((row) => `${row},${number}`)
    ),
    'osha_violation.csv'
  )
  return importAs(upload, joinedMapping, { name: `Violations ${number}`, joined_to: to, ...into })
}

const ask = <Row>(sql: string, dataSet: string) =>
  portal.facts.ask<Row>(portal.actors.planner.inspectorate, { name: 'test', sql, parameters: [dataSet] })
const told = async (dataSet: string) =>
  (
    await ask<{ said: string }>(
      `select concat_ws(' ', right(record, 1), coalesce(violations::varchar, '-'), coalesce(penalties::double::varchar, '-'),
        coalesce(workersAffected::varchar, '-')) as said from cases where dataSet = $1 order by record`,
      dataSet
    )
  ).map(({ said }) => said)
const read = (dataSet: string) => portal.performer.ask(readDataSet, portal.actors.planner, { data_set: dataSet })

const january = '1 - - -'
const [february, april, june] = ['2 2 1500.0 3', '4 1 - 1', '6 1 5000.5 1']
/** With all findings: those before the first and after the last visit with one are not known to have complied. */
const whole = [january, february, '3 0 - -', april, '5 0 - -', june, '7 - - -']

describe('a file of findings', () => {
  test('is joined to the visits that its rows name; a visit without one complied where the file covers its day', async () => {
    const { id } = await importVisits()
    expect(await told(id)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `${n} - - -`))
    const joined = await importFindings(id)
    expect((await read(joined.id)).versions[0]).toMatchObject({ state: 'done', accepted: 4, rejected: 0 })
    expect(await told(id)).toEqual(whole)
    const sql =
      'select row, issue, line, source, penalties::double as penalties from findings where dataSet = $1 order by line'
    const found = await ask<object>(sql, id)
    expect(found.map((one) => Object.values(one))).toEqual([
      [3, '19100212 A01', 2, joined.id, 1200],
      [3, '19101200 E01', 3, joined.id, 300],
      [5, '19101200 E01', 4, joined.id, null],
      [7, '19260501 B13', 5, joined.id, 5000.5]
    ])
    expect((await read(joined.id)).coverage).toMatchObject([
      { rows: 4, records: 3, from: '2019-02-10', to: '2019-06-10' }
    ])
  })

  test('is recognised by its numbers, and the page says before anything is imported how many find their visit', async () => {
    const { id } = await importVisits()
    const rows = [...findings, finding('399999999', 1, '19100212 A01', 5)]
    const upload = await receive(csv(findingHeader, rows), 'osha_violation.csv')
    const { planner } = portal.actors
    const seen = await portal.performer.ask(readUpload, planner, { upload })
    expect(seen.owner).toMatchObject({ name: `Inspections ${number}`, column: 'activity_nr', rows: 5, found: 4 })
    const { mapping } = seen.proposal
    expect(mapping).toMatchObject({ grain: 'joined', issues: { column: 'standard', meaning: 'found' } })
    expect(Object.fromEntries(Object.entries(mapping.fields).map(([name, of]) => [name, of.column]))).toMatchObject({
      record: 'activity_nr',
      penalties: 'current_penalty',
      workersAffected: 'nr_exposed'
    })
    const page = await (await (await portal.browser('planner')).get(`/evidence/uploads/${upload}`)).text()
    expect(page).toContain(`These rows belong to the records of “Inspections ${number}”`)
    expect(page).toContain('in 4 of 5 rows')
    expect(page).toContain('One row does not')
    const own = await portal.performer.ask(readUpload, planner, { upload, joined_to: 'none' })
    expect(own.proposal.mapping.grain).toBe('finding')
    await importAs(upload, mapping, { name: `Recognised ${number}`, joined_to: seen.owner?.id })
    expect(await told(id)).toEqual(whole)
  })

  test('is looked through once when it is sent, and again only when other visits are there', async () => {
    await importVisits()
    const upload = await receive('code,city\n1,Fresno\n2,Tulare\n', 'cities.csv')
    const content = uploadFile(portal.config.folder, upload)
    const page = () => portal.performer.ask(readUpload, portal.actors.planner, { upload, table: 'cases' })
    renameSync(content, `${content}.away`)
    expect((await page()).inspected.rows).toBe(2)
    await importVisits()
    await expect(page()).rejects.toMatchObject({ code: 'upload-gone' })
    renameSync(`${content}.away`, content)
    expect((await page()).inspected.rows).toBe(2)
  })

  test('has the rows refused that name no visit; they are taken when they are sent again after it', async () => {
    const { id } = await importVisits(visits.slice(0, 5))
    const joined = await importFindings(id, [...findings, finding('', 1, '19100212 A01', 5)])
    const [version] = (await read(joined.id)).versions
    expect(version).toMatchObject({ accepted: 3, rejected: 2 })
    const rejects = await portal.performer.ask(listRejects, portal.actors.planner, { data_set: joined.id })
    expect(rejects.map(({ checks, columns }) => [checks, columns])).toEqual([
      [['joined-to-none'], ['activity_nr']],
      [['joined-without-number'], ['activity_nr']]
    ])
    const browser = await portal.browser('planner')
    const returned = await (await browser.get(`/evidence/${joined.id}/rejects.csv`)).text()
    expect(returned).toContain('No record has this number: import the record first, then send this row again')
    const later = await receive(csv(visitHeader, visits.slice(5)).replaceAll('Works', `Works ${number}`), 'later.csv')
    const { proposal } = await portal.performer.ask(readUpload, portal.actors.planner, { upload: later, into: id })
    await importAs(later, proposal.mapping, { data_set: id, joins: 'add' })
    expect((await told(id)).at(-1)).toBe('7 - - -')
    const again = await receive(returned, 'rejects.csv')
    const seen = await portal.performer.ask(readUpload, portal.actors.planner, { upload: again, into: joined.id })
    expect([seen.owner?.rows, seen.owner?.found, seen.proposal.agreed]).toEqual([2, 1, true])
    await importAs(again, seen.proposal.mapping, { data_set: joined.id, joins: 'add' })
    expect((await told(id)).slice(1, 6)).toEqual([february, '3 0 - -', april, '5 - - -', june])
    const [june6] = await ask<{ row: number }>("select row from cases where dataSet = $1 and record like '%6'", id)
    expect(june6?.row).toBe(1_000_000_002)
  })

  test('keeps the figures right when either file is imported again, corrected or rolled back', async () => {
    const { id } = await importVisits()
    const joined = await importFindings(id)
    const { planner } = portal.actors
    // The visits again, in another order and without that of June.
    const next = csv(visitHeader, [visit(4), visit(3), visit(2), visit(1)]).replaceAll('Works', `Works again ${number}`)
    const upload = await receive(next, 'osha_inspection.csv')
    const { proposal } = await portal.performer.ask(readUpload, planner, { upload, into: id })
    await importAs(upload, proposal.mapping, { data_set: id, joins: 'replace' })
    expect(await told(id)).toEqual([january, february, '3 0 - -', april])
    const page = await (await (await portal.browser('planner')).get(`/evidence/${joined.id}`)).text()
    expect(page).toContain('One row names a record that is there no longer')
    const [, first] = (await read(id)).versions
    await portal.performer.carryOut(useVersion, planner, { data_set: id, version: first?.id })
    await portal.facts.refresh(planner.inspectorate)
    expect(await told(id)).toEqual(whole)
    // A corrected month of findings takes the place of its own days.
    await importFindings(id, [finding(4, 1, '19101200 E01', 70, '2019-09-01')], { data_set: joined.id, joins: 'add' })
    expect((await told(id))[3]).toBe('4 2 70.0 2')
    await importFindings(id, [finding(4, 9, '19101200 E01', 90, '2019-09-01')], {
      data_set: joined.id,
      joins: 'period'
    })
    expect((await told(id))[3]).toBe('4 2 90.0 10')
    const { versions } = await read(joined.id)
    await portal.performer.carryOut(useVersion, planner, { data_set: joined.id, version: versions.at(-1)?.id })
    await portal.facts.refresh(planner.inspectorate)
    expect(await told(id)).toEqual(whole)
  })

  test('that is added brings no finding a second time', async () => {
    const { id } = await importVisits()
    const joined = await importFindings(id)
    await importFindings(id, [...findings, finding(2, 3, '19100305 B01', 10)], { data_set: joined.id, joins: 'add' })
    expect((await read(joined.id)).versions[0]).toMatchObject({ accepted: 1, rejected: 4 })
    expect((await told(id))[1]).toBe('2 3 1510.0 6')
  })

  test('finds its visits though a spreadsheet took noughts from their numbers', async () => {
    const { id } = await importVisits(visits.map((row) => `00${row}`))
    await importFindings(
      id,
      findings.map((row) => row.replace(',', '.0,'))
    )
    expect(await told(id)).toEqual(whole)
  })

  test('comes after the visits: where both were sent together, its page says which is first', async () => {
    number += 1
    const folder = join(portal.config.folder, 'incoming')
    const file = (name: string, content: string) => {
      const path = join(folder, newId())
      writeFileSync(path, content)
      return { path, name, bytes: content.length }
    }
    const both = [
      file('osha_violation.csv', csv(findingHeader, findings)),
      file('osha_inspection.csv', csv(visitHeader, visits).replaceAll('Works', `Works ${number}`))
    ]
    const { planner } = portal.actors
    const { result } = await portal.performer.carryOut(receiveFile, planner, { file: both })
    const [violations = '', inspections = ''] = result.ids
    const browser = await portal.browser('planner')
    const page = async () => (await browser.get(`/evidence/uploads/${violations}`)).text()
    expect(await page()).toContain('Import osha_inspection.csv first')
    const { proposal } = await portal.performer.ask(readUpload, planner, { upload: inspections })
    const { id } = await importAs(inspections, proposal.mapping, { name: `Both ${number}`, case_origin: 'proactive' })
    expect(await (await browser.get(`/evidence/${id}`)).text()).toContain(
      'waits: its rows are findings of these records'
    )
    expect(await page()).toContain(`These rows belong to the records of “Both ${number}”`)
  })

  test('is refused in words where it is not clear whose findings it holds', async () => {
    const { id } = await importVisits()
    const joined = await importFindings(id)
    const { carryOut } = portal.performer
    const { planner } = portal.actors
    const upload = await receive(csv(findingHeader, [finding(2, 7, 'a', 1)]), 'more.csv')
    const form = { upload, ...formOfMapping(joinedMapping) }
    const begin = (into: object) => carryOut(importEvidence, planner, { ...form, ...into })
    await expect(begin({ name: 'No owner' })).rejects.toMatchObject({
      fields: [{ field: 'joined_to', code: 'needed' }]
    })
    await expect(begin({ data_set: id })).rejects.toMatchObject({ code: 'joined-to-records' })
    await expect(begin({ name: 'Twice', joined_to: joined.id })).rejects.toMatchObject({
      code: 'joined-without-numbers'
    })
    await expect(begin({ data_set: joined.id, grain: 'finding' })).rejects.toMatchObject({ code: 'records-to-joined' })
    await expect(carryOut(removeDataSet, planner, { id })).rejects.toMatchObject({ code: 'data-set-joined' })
    await carryOut(removeDataSet, planner, { id: joined.id })
    await portal.facts.refresh(planner.inspectorate)
    expect((await told(id))[1]).toBe('2 - - -')
    await carryOut(removeDataSet, planner, { id })
  })
})

test('a file of findings that is damaged takes its visits out of the figures with it, by name, until it is whole again', async () => {
  const { id } = await importVisits()
  const joined = await importFindings(id)
  const { inspectorate } = portal.actors.planner
  const file = join(versionFolder(portal.config.folder, inspectorate, joined.id, joined.version), 'findings.parquet')
  const kept = readFileSync(file)
  const demandLeftOut = async () => {
    const names = (await portal.facts.leftOut(inspectorate)).map(({ dataSet }) => dataSet)
    expect(names.toSorted()).toEqual([id, joined.id].toSorted())
    expect(await told(id)).toEqual([])
  }
  writeFileSync(file, Buffer.from(kept).fill(1, 40, 60))
  // Another import has the copy made anew of what lies there.
  const other = await importVisits([visit(1)])
  await demandLeftOut()
  expect(await told(other.id)).toEqual(['1 - - -'])
  rmSync(file)
  await portal.facts.refresh(inspectorate)
  await demandLeftOut()
  const page = await (await (await portal.browser('planner')).get(`/evidence/${joined.id}`)).text()
  expect(page).toContain('No figure counts these records at present')
  writeFileSync(file, kept)
  await portal.facts.refresh(inspectorate)
  expect(await told(id)).toEqual(whole)
})

test('a data set of several files has each record with its own findings and its own file', async () => {
  const header = 'case_id,trade_nm,closed_date,minwage_violations,minwage_backwages'
  number += 1
  const of = (n: number) => `${header}\nC-${n},Shop ${number},2026-0${n}-05,${n},${n}00\n`
  const first = await receive(of(1), 'one.csv')
  const { proposal } = await portal.performer.ask(readUpload, portal.actors.planner, { upload: first })
  const { id } = await importAs(first, proposal.mapping, { name: `Shops ${number}`, case_origin: 'random' })
  await importAs(await receive(of(2), 'two.csv'), proposal.mapping, { data_set: id, joins: 'add' })
  const sql = `select c.record, f.violations from cases c join findings f on f.dataSet = c.dataSet and f.row = c.row
    where c.dataSet = $1 order by 1`
  expect(await ask(sql, id)).toEqual([
    { record: 'C-1', violations: 1 },
    { record: 'C-2', violations: 2 }
  ])
  const page = await (await (await portal.browser('planner')).get(`/figures/records/${id}/1000000002`)).text()
  expect(page).toContain('Line 2 of two.csv, imported into “Shops')
})

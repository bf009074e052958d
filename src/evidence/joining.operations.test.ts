import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { newId } from '../kernel/id.ts'
import { readAgain } from './again.operations.ts'
import { compareVersions } from './comparison.operations.ts'
import { importEvidence } from './import.operations.ts'
import { formOfMapping } from './mapping-form.rules.ts'
import { listRejects, readDataSet, useVersion } from './operations.ts'
import { readOutgoing } from './outgoing.operations.ts'
import { chainOf } from './register.rules.ts'
import { readUpload, receiveFile } from './upload.operations.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

const dated = (id: number, opened: string, closed: string) => `C-${id},Shop ${id},${opened},${closed},1`

const header = 'case_id,trade_nm,cty_nm,closed_date,case_violtn_cnt,minwage_violations,minwage_backwages'
const file = (...rows: string[]) => `${[header, ...rows].join('\n')}\n`
const row = (id: number, day: string, violations = 1) =>
  `C-${id},Shop ${id},Fresno,${day},${violations},${violations},10.00`

const january = file(row(1, '2026-01-05'), row(2, '2026-01-20'), row(3, '2026-01-31', -1))
const february = file(row(4, '2026-02-02'), row(5, '2026-02-27'))

async function send(content: string, into: Record<string, unknown>) {
  const folder = join(portal.config.folder, 'incoming')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, newId())
  writeFileSync(path, content)
  const { carryOut, ask } = portal.performer
  const { planner } = portal.actors
  const received = await carryOut(receiveFile, planner, {
    file: [{ path, name: 'month.csv', bytes: content.length }]
  })
  const upload = received.result.id
  const { proposal } = await ask(readUpload, planner, { upload })
  const { result } = await carryOut(importEvidence, planner, { upload, ...formOfMapping(proposal.mapping), ...into })
  await portal.imports.finish(planner.inspectorate, result.version)
  return result
}

async function counting(dataSet: string) {
  const ask = <Row>(sql: string) =>
    portal.facts.ask<Row>(portal.actors.planner.inspectorate, { name: 'test', sql, parameters: [dataSet] })
  const cases = await ask<{ record: string }>('select record from cases where dataSet = $1 order by record')
  const [found] = await ask<{ n: number }>('select count(*) as n from findings where dataSet = $1')
  return { cases: cases.map(({ record }) => record).join(' '), findings: found?.n }
}

const compare = (dataSet: string, version?: string) =>
  portal.performer.ask(compareVersions, portal.actors.planner, { data_set: dataSet, version })
const read = (dataSet: string) => portal.performer.ask(readDataSet, portal.actors.planner, { data_set: dataSet })

describe('the next file of a data set', () => {
  let dataSet: string
  let number = 0
  beforeEach(async () => {
    number += 1
    const name = `Monthly ${number}`
    // A word of its own, so that no two tests send the same file.
    const first = january.replaceAll('Shop', `Shop ${number}`)
    dataSet = (await send(first, { name, case_origin: 'proactive', source: 'Labour Inspectorate' })).id
    expect(await counting(dataSet)).toEqual({ cases: 'C-1 C-2', findings: 2 })
  })
  const next = (content: string, joins?: string) =>
    send(content.replaceAll('Shop', `Shop ${number}`), { data_set: dataSet, ...(joins ? { joins } : {}) })

  test('takes the place of everything before it, unless something else is said', async () => {
    await next(february)
    expect(await counting(dataSet)).toEqual({ cases: 'C-4 C-5', findings: 2 })
  })

  test('is added: what was refused and put right joins what counts', async () => {
    await next(file(row(3, '2026-01-31', 7)), 'add')
    expect(await counting(dataSet)).toEqual({ cases: 'C-1 C-2 C-3', findings: 3 })
    const [latest] = (await read(dataSet)).versions
    expect(latest).toMatchObject({ joins: 'add', accepted: 1, result: { records: 3 } })
  })

  test('that is added brings no record a second time', async () => {
    await next(january.replaceAll(',-1', ',7'), 'add')
    expect(await counting(dataSet)).toEqual({ cases: 'C-1 C-2 C-3', findings: 3 })
    const rejects = await portal.performer.ask(listRejects, portal.actors.planner, { data_set: dataSet })
    expect(rejects.map(({ checks }) => checks)).toEqual([['record-known'], ['record-known']])
  })

  test('takes the place of the records of its own period, and leaves the others', async () => {
    await next(february, 'add')
    const corrected = file(row(40, '2026-02-02', 9), row(41, '2026-02-27', 9), row(42, '2026-02-14', 9))
    await next(corrected, 'period')
    expect(await counting(dataSet)).toEqual({ cases: 'C-1 C-2 C-40 C-41 C-42', findings: 5 })
    const [latest, before] = (await read(dataSet)).versions
    expect(latest?.result.records).toBe(5)
    const { carryOut } = portal.performer
    const told = await compare(dataSet, before?.id)
    expect(told).toMatchObject({
      by: 'number',
      gone: 2,
      added: 3,
      same: 2,
      changed: 0,
      records: { before: 4, after: 5 }
    })
    expect(told.years).toEqual([{ year: 2026, before: 4, after: 5 }])
    await carryOut(useVersion, portal.actors.planner, { data_set: dataSet, version: before?.id })
    await portal.facts.refresh(portal.actors.planner.inspectorate)
    expect(await counting(dataSet)).toEqual({ cases: 'C-1 C-2 C-4 C-5', findings: 4 })
  })

  test('is compared with what counted before: which records read otherwise, in which field, and by how much', async () => {
    const [first] = (await read(dataSet)).versions
    await next(file(row(1, '2026-01-05', 9), row(2, '2026-01-20', 4), row(8, '2026-01-30', 1)))
    const told = await compare(dataSet, first?.id)
    expect(told.examples[0]).toMatchObject({ record: 'C-1' })
    expect([told.gone, told.added, told.same + told.changed]).toEqual([0, 1, 2])
    const violations = told.sums.find(({ field }) => field === 'violations')
    expect(violations?.after).toBe(14)
    expect(told.fields.map(({ field }) => field)).toContain('violations')
    expect(await compare(dataSet, (await read(dataSet)).versions[0]?.id)).toMatchObject({
      gone: 0,
      added: 0,
      changed: 0
    })
  })

  test('of which no row can be taken changes nothing, and its refused rows can be looked at', async () => {
    const { version } = await next(file(row(6, '2026-03-01', -1), row(7, '2026-03-02', -2)))
    const { data_set, versions } = await read(dataSet)
    expect(versions[0]).toMatchObject({ id: version, state: 'failed', problem: { code: 'import-nothing-accepted' } })
    expect(data_set.current_version).toBe(versions[1]?.id)
    expect(await counting(dataSet)).toEqual({ cases: 'C-1 C-2', findings: 2 })
    const asked = { data_set: dataSet, version }
    expect(await portal.performer.ask(listRejects, portal.actors.planner, asked)).toHaveLength(2)
  })

  test('takes the place of its period by the date that is chosen, and says what was taken out', async () => {
    const columns = 'case_id,trade_nm,opened,closed_date,violations'
    const named = (...rows: string[]) => [columns, ...rows].join('\n').replaceAll('Shop', `Shop ${number}`)
    const all = named(
      dated(1, '2026-01-05', '2026-03-20'),
      dated(2, '2026-01-20', '2026-05-02'),
      dated(3, '2026-02-10', '2026-04-01'),
      dated(4, '2026-03-01', '2026-03-25')
    )
    const { id } = await send(all, { name: `Cut by opening ${number}`, case_origin: 'proactive' })
    const january = named(dated(1, '2026-01-05', '2026-03-21'), dated(5, '2026-01-31', '2026-06-01'))
    await send(january, { data_set: id, joins: 'period', period_by: 'opened' })
    expect((await counting(id)).cases).toBe('C-1 C-3 C-4 C-5')
    const [version] = (await read(id)).versions
    expect(version?.result.replaces).toEqual({
      by: 'opened',
      from: '2026-01-05',
      to: '2026-01-31',
      gone: 2,
      missing: 1
    })
    const page = await (await (await portal.browser('planner')).get(`/evidence/${id}`)).text()
    expect(page).toContain('2 records were taken out')
    expect(page).toContain('One of them is not in the new file')
  })

  test('that was read wrongly is read again with another mapping, in place of that version alone', async () => {
    await next(february, 'add')
    const [wrong] = (await read(dataSet)).versions
    const { carryOut, ask } = portal.performer
    const { planner } = portal.actors
    const { result } = await carryOut(readAgain, planner, { version: wrong?.id })
    expect(await counting(dataSet)).toEqual({ cases: 'C-1 C-2 C-4 C-5', findings: 4 })
    const { proposal, instead, data_set } = await ask(readUpload, planner, { upload: result.id })
    expect([instead, data_set, proposal.agreed]).toEqual([wrong?.id, dataSet, undefined])
    const { record: _record, ...fields } = proposal.mapping.fields
    const form = formOfMapping({ ...proposal.mapping, fields, findings: [] })
    const begun = await carryOut(importEvidence, planner, { upload: result.id, data_set: dataSet, ...form })
    await portal.imports.finish(planner.inspectorate, begun.result.version)
    expect(await counting(dataSet)).toEqual({ cases: '2 3 C-1 C-2', findings: 2 })
    const [right] = (await read(dataSet)).versions
    expect(right).toMatchObject({ joins: 'add', follows: wrong?.follows, state: 'done' })
    await expect(carryOut(readAgain, planner, { version: wrong?.id })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('can be gone back from, though the former counts within what is there', async () => {
    await next(february, 'add')
    const page = async () => (await (await portal.browser('planner')).get(`/evidence/${dataSet}`)).text()
    expect(await page()).toContain('Go back to this version')
    const [, before] = (await read(dataSet)).versions
    expect(await compare(dataSet, before?.id)).toMatchObject({ gone: 0, added: 2, same: 2 })
    await portal.performer.carryOut(useVersion, portal.actors.planner, { data_set: dataSet, version: before?.id })
    await portal.facts.refresh(portal.actors.planner.inspectorate)
    expect(await counting(dataSet)).toEqual({ cases: 'C-1 C-2', findings: 2 })
  })

  test('that counts within a chain is the same file again', async () => {
    await next(february, 'add')
    await expect(next(january, 'add')).rejects.toMatchObject({ code: 'file-seen-before' })
  })
})

test('what counts together goes back to the version that replaced everything', () => {
  const version = (id: string, joins: 'add' | 'period' | 'replace', follows: string | null, month?: string) => ({
    id,
    joins,
    follows,
    result: month ? { period: { from: `${month}-01`, to: `${month}-28` } } : {}
  })
  const versions = [
    version('e', 'add', 'd'),
    version('d', 'period', 'c', '2026-02'),
    version('c', 'add', 'b', '2026-02'),
    version('b', 'replace', 'a', '2026-01'),
    version('a', 'replace', null, '2025-12')
  ]
  const february = { from: '2026-02-01', to: '2026-02-28' }
  expect(chainOf('e', versions).map(({ version, replaced }) => [version.id, replaced])).toEqual([
    ['e', []],
    ['d', []],
    ['c', [february]],
    ['b', [february]]
  ])
  expect(chainOf(null, versions)).toEqual([])
})

describe('before a file takes the place of its period', () => {
  const monthly = async (name: string) => {
    const rows = [1, 2, 3, 4, 5].map((id) => row(id, `2026-03-0${id}`))
    return (await send(file(...rows).replaceAll('Shop', name), { name, case_origin: 'proactive' })).id
  }
  /** A file that waits for a data set. */
  async function waiting(content: string) {
    const folder = join(portal.config.folder, 'incoming')
    const path = join(folder, newId())
    writeFileSync(path, content)
    const sent = { file: [{ path, name: 'march.csv', bytes: content.length }] }
    return (await portal.performer.carryOut(receiveFile, portal.actors.planner, sent)).result.id
  }

  test('it says how many records of the period the file does not hold, and which', async () => {
    const dataSet = await monthly('Inn')
    const upload = await waiting(
      file(row(2, '2026-03-02', 9), row(4, '2026-03-04', 9), row(9, '2026-03-03')).replaceAll('Shop', 'Inn')
    )
    const asked = { upload, data_set: dataSet, by: 'concluded' }
    const { outgoing } = await portal.performer.ask(readOutgoing, portal.actors.planner, asked)
    expect(outgoing).toMatchObject({ from: '2026-03-02', to: '2026-03-04', gone: 3, missing: 1 })
    expect(outgoing?.records).toEqual([{ record: 'C-3', day: '2026-03-03', row: 4 }])
    const browser = await portal.browser('planner')
    const page = await (await browser.get(`/evidence/uploads/${upload}?data_set=${dataSet}`)).text()
    expect(page).toContain('1 of the 3 records of this period is not in the new file')
    const list = await (
      await browser.get(`/evidence/uploads/${upload}/outgoing?data_set=${dataSet}&by=concluded`)
    ).text()
    expect(list).toContain(`/figures/records/${dataSet}/4`)
    const told = await portal.performer.ask(readUpload, portal.actors.planner, { upload, into: dataSet })
    const form = {
      upload,
      data_set: dataSet,
      joins: 'period',
      ...formOfMapping(told.proposal.mapping),
      period_by: 'concluded'
    }
    const { result } = await portal.performer.carryOut(importEvidence, portal.actors.planner, form)
    await portal.imports.finish(portal.actors.planner.inspectorate, result.version)
    expect((await read(dataSet)).versions[0]?.result.replaces).toMatchObject({ gone: 3, missing: 1 })
  })

  test('a column that is new is taken or left out as somebody says, and asked about once', async () => {
    const dataSet = await monthly('Bar')
    const wider = (day: string, id: number) =>
      `${header},civil_penalty,remark\n${row(id, day).replace('Shop', 'Bar')},250.00,seen\n`
    const upload = await waiting(wider('2026-04-02', 12))
    const { proposal } = await portal.performer.ask(readUpload, portal.actors.planner, { upload, into: dataSet })
    expect(proposal.fresh?.map(({ column }) => column)).toEqual(['civil_penalty', 'remark'])
    const browser = await portal.browser('planner')
    const page = await (await browser.get(`/evidence/uploads/${upload}?data_set=${dataSet}`)).text()
    expect(page).toContain('2 columns that are new')
    const form = { upload, data_set: dataSet, joins: 'add', ...formOfMapping(proposal.mapping) }
    const { carryOut } = portal.performer
    await expect(carryOut(importEvidence, portal.actors.planner, form)).rejects.toMatchObject({
      code: 'input-not-valid',
      fields: [{ field: 'fresh.1.answer', code: 'needed' }]
    })
    const fresh = [{ key: '1', column: 'civil_penalty', answer: 'take' }]
    const { result } = await carryOut(importEvidence, portal.actors.planner, { ...form, fresh })
    await portal.imports.finish(portal.actors.planner.inspectorate, result.version)
    const { mapping } = (await read(dataSet)).data_set
    expect(mapping.fields?.penalties?.column).toBe('civil_penalty')
    const next = await waiting(wider('2026-05-02', 13))
    const again = await portal.performer.ask(readUpload, portal.actors.planner, { upload: next, into: dataSet })
    expect([again.proposal.agreed, again.proposal.fresh]).toEqual([true, undefined])
  })

  test('a column that the files before had is missed in words: one renamed takes its place, or the file is taken without it', async () => {
    const dataSet = await monthly('Quay')
    const { planner } = portal.actors
    const { ask, carryOut } = portal.performer
    const file = (closed: string, day: string, id: number) =>
      `${header.replace('closed_date', closed)}\n${row(id, day).replace('Shop', 'Quay')}\n`
    const propose = async (closed: string, day: string, id: number) => {
      const upload = await waiting(file(closed, day, id))
      const { proposal } = await ask(readUpload, planner, { upload, into: dataSet })
      const form = { upload, data_set: dataSet, joins: 'add', ...formOfMapping(proposal.mapping) }
      return { upload, proposal, form }
    }
    const { upload, proposal, form } = await propose('date_concluded', '2026-04-02', 12)
    expect(proposal.lost).toEqual([{ column: 'closed_date', field: 'concluded' }])
    const page = await (
      await (await portal.browser('planner')).get(`/evidence/uploads/${upload}?data_set=${dataSet}`)
    ).text()
    expect(page).toContain('A column that is missing')
    await expect(carryOut(importEvidence, planner, form)).rejects.toMatchObject({
      code: 'input-not-valid',
      fields: [
        { field: 'fresh.1.answer', code: 'needed' },
        { field: 'lacking', code: 'needed' }
      ]
    })
    const fresh = [{ key: '1', column: 'date_concluded', answer: 'take' }]
    const { result } = await carryOut(importEvidence, planner, { ...form, fresh })
    await portal.imports.finish(planner.inspectorate, result.version)
    expect((await read(dataSet)).data_set.mapping.fields?.concluded?.column).toBe('date_concluded')
    const without = await propose('checked_by', '2026-05-02', 13)
    expect(without.proposal.lost).toEqual([{ column: 'date_concluded', field: 'concluded' }])
    const taken = await carryOut(importEvidence, planner, { ...without.form, lacking: true })
    await portal.imports.finish(planner.inspectorate, taken.result.version)
    const back = await propose('date_concluded', '2026-06-02', 14)
    expect(back.proposal.fresh).toMatchObject([{ column: 'date_concluded', to: { field: 'concluded' } }])
  })
})

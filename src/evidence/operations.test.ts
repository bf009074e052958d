import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { newId } from '../kernel/id.ts'
import { Problem } from '../kernel/problem.ts'
import { giveUpFile } from './give-up.operations.ts'
import { importEvidence } from './import.operations.ts'
import { formOfMapping, type MappingForm } from './mapping-form.rules.ts'
import { listEvidence, listRejects, readDataSet, removeDataSet, useVersion } from './operations.ts'
import { readUpload, receiveFile, rereadFile } from './upload.operations.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

const planner = () => portal.actors.planner
const described = { source: 'Labour Inspectorate', licence: 'internal', case_origin: 'proactive' }

/** Puts a file where a form's file would lie. */
function send(content: string | Uint8Array, name = 'cases.csv') {
  const folder = join(portal.config.folder, 'incoming')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, newId())
  writeFileSync(path, content)
  return { path, name, bytes: content.length }
}

async function receive(content: string | Uint8Array, dataSet?: string) {
  const input = { file: [send(content)], ...(dataSet ? { data_set: dataSet } : {}) }
  return (await portal.performer.carryOut(receiveFile, planner(), input)).result.id
}

async function proposedForm(upload: string): Promise<MappingForm> {
  const { proposal } = await portal.performer.ask(readUpload, planner(), { upload })
  return formOfMapping(proposal.mapping)
}

async function importAs(upload: string, into: Record<string, unknown>) {
  const form = await proposedForm(upload)
  const { result } = await portal.performer.carryOut(importEvidence, planner(), { upload, ...form, ...into })
  await portal.imports.finish(planner().inspectorate, result.version)
  return result
}

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => (error instanceof Problem ? { code: error.code, values: error.values, fields: error.fields } : error)
  )

const rowsOf = (table: string) =>
  portal.database
    .read({ inspectorate: planner().inspectorate }, async () => undefined)
    .then(() =>
      portal.database.asOwner(async (connection) =>
        Number((await connection.query(`select count(*) as n from ${table}`)).rows[0]?.n)
      )
    )

const filesIn = (folder: string) =>
  existsSync(join(portal.config.folder, folder)) ? readdirSync(join(portal.config.folder, folder)) : []

const cases = (rows: string[]) => ['trade_nm,cty_nm,naic_cd,case_violtn_cnt,ee_violtd_cnt', ...rows, ''].join('\n')
const many = (n: number, name = 'Shop') =>
  cases(Array.from({ length: n }, (_, index) => `${name} ${index},Fresno,722511,${index},${index % 5}`))

const firstFile = `${many(30)}Beta,Fresno,722511,-1,1\nGamma,Fresno,722511,many,1\n`

describe('a file that comes in', () => {
  test('is imported under the proposed mapping, and what was refused is named with its row, column and reason', async () => {
    const upload = await receive(firstFile)
    const { id } = await importAs(upload, { name: 'First', ...described })
    const { data_set, versions } = await portal.performer.ask(readDataSet, planner(), { data_set: id })
    expect(data_set.current_version).toBe(upload)
    expect(versions[0]).toMatchObject({
      state: 'done',
      rows_read: 32,
      accepted: 30,
      rejected: 2,
      person_name: 'Amina Diallo'
    })
    const rejects = await portal.performer.ask(listRejects, planner(), { data_set: id })
    expect(rejects).toEqual([
      { row: 32, columns: ['case_violtn_cnt'], checks: ['below-zero'], values: ['-1'] },
      { row: 33, columns: ['case_violtn_cnt'], checks: ['number-not-read'], values: ['many'] }
    ])
    const place = join(portal.config.folder, 'evidence', planner().inspectorate, id, upload)
    expect(readdirSync(place).sort()).toEqual([
      'cases.parquet',
      'findings.parquet',
      'flags.csv',
      'original',
      'rejects.csv'
    ])
    expect(filesIn('uploads')).toEqual([])
    const [row] = await portal.facts.ask<{ n: number }>(planner().inspectorate, {
      name: 'n',
      sql: 'select count(*) as n from cases',
      parameters: []
    })
    expect(row?.n).toBe(30)
  })

  test('is taken once: the same file again names the data set and the day', async () => {
    const found = await problemOf(receive(firstFile))
    expect(found).toMatchObject({ code: 'file-seen-before', values: { dataSet: 'First' } })
    expect(filesIn('uploads')).toEqual([])
  })

  test.each([
    ['empty', '', 'file-empty'],
    ['without rows', 'trade_nm,cty_nm\n', 'file-no-rows'],
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0]), 'file-binary'],
    ['a million columns', `${'a,'.repeat(1_000_000)}a\n`, 'file-too-many-columns']
  ])('that is %s is refused, and nothing of it is kept', async (_what, content, code) => {
    const before = await rowsOf('upload')
    expect(await problemOf(receive(content))).toMatchObject({ code })
    expect(await rowsOf('upload')).toBe(before)
    expect(filesIn('uploads')).toEqual([])
  })

  test('can be read in another encoding, and put away', async () => {
    const upload = await receive(Buffer.from('trade_nm,cty_nm\nCaf\u00e9,Orl\u00e9ans\n', 'latin1'))
    const input = { upload, encoding: 'windows-1251', delimiter: 'comma', quote: 'double' }
    await portal.performer.carryOut(rereadFile, planner(), input)
    const read = await portal.performer.ask(readUpload, planner(), { upload })
    expect(read.inspected.sampleRows[0]?.cells).toEqual(['Cafй', 'Orlйans'])
    await portal.performer.carryOut(giveUpFile, planner(), { upload })
    expect(await problemOf(portal.performer.ask(readUpload, planner(), { upload }))).toMatchObject({
      code: 'upload-gone'
    })
    await expect.poll(() => filesIn('uploads')).toEqual([])
  })

  test('is only taken from the folder of what comes in', async () => {
    const secret = join(portal.config.folder, 'secret.csv')
    writeFileSync(secret, many(3))
    const file = { path: secret, name: 'cases.csv', bytes: 10 }
    expect(await problemOf(portal.performer.carryOut(receiveFile, planner(), { file: [file] }))).toMatchObject({
      code: 'input-not-valid'
    })
    expect(existsSync(secret)).toBe(true)
  })

  test('needs a column at the least, a name, and an answer to how its cases came about', async () => {
    const upload = await receive(many(4, 'Bakery'))
    const form = await proposedForm(upload)
    const lacking = { ...form, fields: [] }
    expect(
      await problemOf(
        portal.performer.carryOut(importEvidence, planner(), { upload, ...lacking, name: 'x', ...described })
      )
    ).toMatchObject({
      code: 'mapping-empty'
    })
    expect(await problemOf(portal.performer.carryOut(importEvidence, planner(), { upload, ...form }))).toMatchObject({
      code: 'input-not-valid',
      fields: [{ field: 'name' }, { field: 'case_origin' }]
    })
    expect(
      await problemOf(
        portal.performer.carryOut(importEvidence, planner(), { upload, ...form, name: 'first', ...described })
      )
    ).toMatchObject({
      fields: [{ field: 'name', code: 'taken' }]
    })
    await portal.performer.carryOut(giveUpFile, planner(), { upload })
  })
})

describe('a data set', () => {
  test('takes one import at a time, keeps former versions, and goes back to one', async () => {
    const first = await importAs(await receive(many(10, 'Mill')), { name: 'Mills', ...described })
    const [second, third] = [await receive(many(20, 'Mill'), first.id), await receive(many(30, 'Mill'), first.id)]
    const next = { ...(await proposedForm(second)), data_set: first.id }
    await portal.performer.carryOut(importEvidence, planner(), { upload: second, ...next })
    expect(
      await problemOf(portal.performer.carryOut(importEvidence, planner(), { upload: third, ...next }))
    ).toMatchObject({
      code: 'import-running',
      values: { name: 'Mills' }
    })
    await portal.imports.finish(planner().inspectorate, second)
    const count = async () =>
      (
        await portal.facts.ask<{ n: number }>(planner().inspectorate, {
          name: 'n',
          sql: 'select count(*) as n from cases where dataSet = $1',
          parameters: [first.id]
        })
      )[0]?.n
    expect(await count()).toBe(20)
    await portal.performer.carryOut(useVersion, planner(), { data_set: first.id, version: first.version })
    await portal.facts.refresh(planner().inspectorate)
    expect(await count()).toBe(10)
    await portal.performer.carryOut(removeDataSet, planner(), { id: first.id })
    await portal.facts.refresh(planner().inspectorate)
    expect(await count()).toBe(0)
    const { data_sets } = await portal.performer.ask(listEvidence, planner(), {})
    expect(data_sets.map(({ name }) => name)).toEqual(['First'])
  })

  test('is named by itself, not by its file, when the same file is imported in two windows', async () => {
    const upload = await receive(many(25, 'Quarry'))
    const form = { upload, ...(await proposedForm(upload)), ...described }
    const { result } = await portal.performer.carryOut(importEvidence, planner(), { ...form, name: 'Quarries' })
    const running = { code: 'import-running', values: { name: 'Quarries' } }
    expect(
      await problemOf(portal.performer.carryOut(importEvidence, planner(), { ...form, name: 'Quarries' }))
    ).toMatchObject(running)
    expect(await problemOf(portal.performer.carryOut(giveUpFile, planner(), { upload }))).toMatchObject(running)
    await portal.imports.finish(planner().inspectorate, upload)
    await portal.performer.carryOut(removeDataSet, planner(), { id: result.id })
  })

  test('whose import stops keeps why, and its file can be imported again', async () => {
    const upload = await receive(many(6, 'Farm'))
    const form = await proposedForm(upload)
    const file = join(portal.config.folder, 'uploads', upload)
    const kept = join(portal.config.folder, 'kept')
    copyFileSync(file, kept)
    writeFileSync(file, '')
    const { result } = await portal.performer.carryOut(importEvidence, planner(), {
      upload,
      ...form,
      name: 'Farms',
      ...described
    })
    await portal.imports.finish(planner().inspectorate, upload)
    const failed = await portal.performer.ask(readDataSet, planner(), { data_set: result.id })
    expect(failed.data_set.current_version).toBeNull()
    expect(failed.versions[0]).toMatchObject({ state: 'failed', problem: { code: 'file-empty' } })
    expect(filesIn(join('evidence', planner().inspectorate, result.id))).toEqual([])
    writeFileSync(file, readFileSync(kept))
    await portal.performer.carryOut(importEvidence, planner(), { upload, ...form, data_set: result.id })
    await portal.imports.finish(planner().inspectorate, upload)
    const again = await portal.performer.ask(readDataSet, planner(), { data_set: result.id })
    expect(again.versions).toMatchObject([{ state: 'done', accepted: 6, problem: null }])
  })

  test('is for planners to import and for everyone of the inspectorate to read', async () => {
    for (const who of ['inspector', 'director', 'viewer'] as const) {
      const actor = portal.actors[who]
      expect(await problemOf(portal.performer.carryOut(receiveFile, actor, { file: [send(many(2))] }))).toMatchObject({
        code: 'forbidden'
      })
      expect((await portal.performer.ask(listEvidence, actor, {})).data_sets.length).toBeGreaterThan(0)
    }
  })

  test('that is large waits for its turn; what a crash cut off is taken up at the next start', async () => {
    const upload = await receive(many(12_000, `Warehouse ${'of a very long name '.repeat(25)}`))
    const form = await proposedForm(upload)
    const { result } = await portal.performer.carryOut(importEvidence, planner(), {
      upload,
      ...form,
      name: 'Warehouses',
      ...described
    })
    const stateOf = async () =>
      (await portal.performer.ask(readDataSet, planner(), { data_set: result.id })).versions[0]?.state
    expect(await stateOf()).toBe('waiting')
    const place = join(portal.config.folder, 'evidence', planner().inspectorate, result.id, upload)
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, 'cases.parquet'), 'half written')
    await portal.startWork()
    await expect.poll(stateOf, { timeout: 25_000, interval: 250 }).toBe('done')
    const { versions } = await portal.performer.ask(readDataSet, planner(), { data_set: result.id })
    expect(versions[0]).toMatchObject({ rows_read: 12_000, accepted: 12_000 })
  })
})

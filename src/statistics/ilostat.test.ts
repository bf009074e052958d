import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { carryOut } from '../commands.ts'
import { askDuckDB, quoteText, withDuckDB } from '../facts/duckdb.ts'
import { newId } from '../kernel/id.ts'
import { root } from '../kernel/root.ts'
import { readWordFiles, wordsFor } from '../kernel/words.ts'
import { importIlostat, readVintageChanges, readVintages, removeVintage } from './ilostat.operations.ts'
import { shippedVintage } from './ilostat.rules.ts'
import { readValues, vintageFolder } from './ilostat.store.ts'
import { laiIndicators } from './lai.rules.ts'
import { observations } from './operations.ts'
import { readLai } from './own.operations.ts'

const injuries = resolve('../shared/data/ilostat_injuries_2021.csv.gz')
const there = existsSync(injuries)
if (!there) console.warn(`${injuries} is not there: its truth is not compared.`)

type Truth = { aggregates: { id: string; sql: string; result: Cells | Cells[] }[] }
const shipped = join(root, 'country/int/ilostat')
const laiBytes = gunzipSync(readFileSync(join(shipped, 'lai_2021.csv.gz')))

const words = wordsFor(readWordFiles(join(root, 'words')), 'en')
let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

function received(from: string | Buffer, name: string) {
  const folder = join(portal.config.folder, 'incoming')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, newId())
  if (typeof from === 'string') copyFileSync(from, path)
  else writeFileSync(path, from)
  return { path, name, bytes: statSync(path).size }
}
const bring = async (from: string | Buffer, name: string, label = '') =>
  (await portal.performer.carryOut(importIlostat, portal.actors.planner, { file: [received(from, name)], name: label }))
    .result.id
const vintages = () => portal.performer.ask(readVintages, portal.actors.viewer, {})

/** Each truth, asked of the values as the portal keeps them, under the names that the truth's own question uses. */
async function answersOf(vintage: string, truth: Truth) {
  const file = join(vintageFolder(portal.config.folder, portal.actors.planner.inspectorate, vintage), 'values.parquet')
  return withDuckDB(':memory:', async (connection) => {
    await connection.run(`create view t as select area as ref_area, indicator, source, sex, time,
      value::varchar as obs_value, value from read_parquet(${quoteText(file)})`)
    const answers: (string | number)[][][] = []
    for (const { sql } of truth.aggregates) {
      const rows = await askDuckDB(connection, sql.replace('CAST(obs_value AS REAL)', 'value'))
      answers.push(rows.map((row) => Object.values(row) as (string | number)[]))
    }
    return answers
  })
}
type Cells = (string | number)[]
/** A truth of one row is written as that row. */
const rowsOf = (result: Cells | Cells[]) => (Array.isArray(result[0]) ? result : [result]) as Cells[]
const plainly = (rows: Cells[]) =>
  rows.map((row) => row.map((cell) => (Number.isNaN(Number(cell)) ? cell : Number(cell))))

async function demandTruth(vintage: string, file: string) {
  const truth = JSON.parse(readFileSync(file, 'utf8')) as Truth
  const answers = await answersOf(vintage, truth)
  for (const [index, { id, result }] of truth.aggregates.entries())
    expect(plainly(answers[index] ?? []), id).toEqual(plainly(rowsOf(result)))
}

describe('a file of ILOSTAT', () => {
  test('of labour inspection holds what its truth says, sent plain, packed, or as the portal ships it', async () => {
    const id = await bring(laiBytes, 'ilostat_lai_2021.csv', 'Release of 2021')
    await demandTruth(id, join(shipped, 'lai_2021.truth.json'))
    expect((await vintages())[0]).toMatchObject({
      name: 'Release of 2021',
      rows_read: 2970,
      accepted: 2970,
      content: { kind: 'bulk', unknown: {}, refused: {} }
    })
    const place = { folder: portal.config.folder, inspectorate: portal.actors.planner.inspectorate }
    const asked = { indicators: laiIndicators }
    const without = (rows: { vintage: string }[]) => rows.map(({ vintage: _vintage, ...row }) => row)
    expect(without(await readValues(place, shippedVintage, asked))).toEqual(without(await readValues(place, id, asked)))
    await expect(bring(laiBytes, 'again.csv')).rejects.toMatchObject({ code: 'file-seen-before' })
    const packed = await bring(gzipSync(laiBytes), 'ilostat_lai_2021.csv.gz')
    await demandTruth(packed, join(shipped, 'lai_2021.truth.json'))
    await portal.performer.carryOut(removeVintage, portal.actors.planner, { id: packed })
    expect(await vintages()).toHaveLength(1)
  })

  test.skipIf(!there)('of injuries holds what its truth says', async () => {
    const id = await bring(injuries, basename(injuries))
    await demandTruth(id, injuries.replace('.csv.gz', '.truth.json'))
    expect((await vintages())[0]).toMatchObject({ accepted: 80_840, content: { refused: {} } })
  })

  test('of a later release stands beside the former, and what changed is said', async () => {
    const [first] = await vintages()
    const lines = laiBytes.toString('utf8').split('\n')
    const later = lines
      .filter((line) => !line.startsWith('ABW,LAI_INDE'))
      .map((line) => line.replace(/^(BRA,LAI_INDE_NOC_RT,FX:952,,,,2013),0.31/, '$1,0.33'))
      .concat(['BRA,LAI_INDE_NOC_RT,FX:952,,,,2014,0.32,,,,'])
    const id = await bring(Buffer.from(later.join('\n')), 'lai_2022.csv', 'Release of 2022')
    const asked = { before: shippedVintage, after: id, indicator: 'LAI_INDE_NOC_RT' }
    expect(await portal.performer.ask(readVintageChanges, portal.actors.viewer, asked)).toMatchObject({
      label: "Inspectors per 10'000 employed persons",
      changed: 1,
      came: 1,
      went: 1,
      changes: [{ area: 'BRA', time: '2013', before: 0.31, after: 0.33 }]
    })
    expect((await vintages()).map(({ name }) => name)).toContain(first?.name)
  })

  test('as SDMX-CSV is read by its dataflow and its multiplier; rows that say nothing are counted by what they lack', async () => {
    const content = [
      'DATAFLOW,REF_AREA,FREQ,MEASURE,SEX,AGE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT,SOURCE',
      'ILO:DF_EMP_TEMP_SEX_AGE_NB(1.0),USA,A,EMP_TEMP_NB,SEX_T,AGE_YTHADULT_YGE15,2014,146305,,3,CPS',
      'ILO:DF_EMP_TEMP_SEX_AGE_NB(1.0),USA,A,EMP_TEMP_NB,SEX_F,AGE_YTHADULT_YGE15,2014,68613,,3,CPS',
      'ILO:DF_EMP_TEMP_SEX_AGE_NB(1.0),USA,A,EMP_TEMP_NB,SEX_T,AGE_YTHADULT_YGE15,2015,many,,3,CPS',
      'ILO:DF_EMP_TEMP_SEX_AGE_NB(1.0),,A,EMP_TEMP_NB,SEX_T,AGE_YTHADULT_YGE15,2015,1,,3,CPS',
      'ILO:DF_EMP_TEMP_SEX_AGE_NB(1.0),QQQ,A,EMP_TEMP_NB,SEX_T,AGE_YTHADULT_YGE15,2015,1,,3,CPS'
    ]
    await bring(Buffer.from(content.join('\n')), 'employment.csv', 'June')
    expect((await vintages())[0]).toMatchObject({
      rows_read: 5,
      accepted: 3,
      content: { kind: 'sdmx', refused: { area: 1, value: 1 }, unknown: { ref_area: ['QQQ'] } }
    })
  })

  test('that is none is refused in words', async () => {
    await expect(bring(Buffer.from('name,amount\nA,1\n'), 'wages.csv')).rejects.toMatchObject({
      code: 'ilostat-shape',
      values: { columns: 'ref_area, indicator, time, obs_value' }
    })
    const none = Buffer.from('ref_area,indicator,time,obs_value\n,,,\n')
    await expect(bring(none, 'empty.csv')).rejects.toMatchObject({ code: 'ilostat-nothing' })
  })
})

test('a release whose values were lost is named, and everything else goes on', async () => {
  const id = await bring(
    Buffer.from('ref_area,indicator,time,obs_value\nUSA,EMP_TEMP_SEX_AGE_NB,2020,1\n'),
    'lost.csv',
    'Lost'
  )
  rmSync(vintageFolder(portal.config.folder, portal.actors.planner.inspectorate, id), { recursive: true })
  const html = await (await (await portal.browser('viewer')).get('/statistics/ilostat')).text()
  expect(html).toContain('Its values are not in the data folder any more')
  await portal.performer.carryOut(removeVintage, portal.actors.planner, { id })
})

test('the files of ILOSTAT are checked byte for byte by the command that verifies, which names what is not as it was', async () => {
  const { inspectorate } = portal.actors.planner
  const said = async () => {
    const lines: string[] = []
    const means = { from: portal.config.folder, words, print: (line: string) => void lines.push(line) }
    return { code: await carryOut(portal, ['verify'], means), lines }
  }
  const id = await bring(
    Buffer.from('ref_area,indicator,time,obs_value\nUSA,EMP_TEMP_SEX_AGE_NB,2021,7\n'),
    'checked.csv',
    'Checked'
  )
  const n = (await vintages()).length
  expect(await said()).toMatchObject({
    code: 0,
    lines: expect.arrayContaining([`Labour Inspectorate: ${n} files of ILOSTAT, all as they were written`])
  })
  const file = join(vintageFolder(portal.config.folder, inspectorate, id), 'values.parquet')
  const bytes = readFileSync(file)
  writeFileSync(file, Buffer.concat([bytes.subarray(0, 60), Buffer.from('x'), bytes.subarray(61)]))
  const { code, lines } = await said()
  expect(code).toBe(1)
  expect(lines.join('\n')).toContain(`${n} files of ILOSTAT, 1 of them is NOT as it was written`)
  expect(lines.join('\n')).toMatch(/“Checked”: ilostat\S+values\.parquet was changed/)
  expect(lines.join('\n')).toContain('send its file again')
  rmSync(file)
  expect((await said()).lines.join('\n')).toMatch(/“Checked”: \S+ is missing/)
  await portal.performer.carryOut(removeVintage, portal.actors.planner, { id })
  expect((await said()).code).toBe(0)
})

test('employed persons that nobody entered come from ILOSTAT, in persons, and the source says so', async () => {
  const planner = portal.actors.planner
  const inspectors = { series: 'inspectors', year: 2014, value: 1_000, source: 'Register of staff' }
  await portal.performer.carryOut(observations.add, planner, inspectors)
  const { area, values, faults } = await portal.performer.ask(readLai, portal.actors.viewer, {})
  expect(area).toBe('USA')
  expect(values.find(({ indicator }) => indicator === 'LAI_INDE_NOC_RT')).toMatchObject({
    value: 0.07,
    source: ['Register of staff', 'ILOSTAT, EMP_TEMP_SEX_AGE_NB, June']
  })
  expect(faults).toEqual([])
})

import { writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { newId } from '../kernel/id.ts'
import { undo } from '../kernel/undo.ts'
import { fillYear, importObservations, observations, readStatistics } from './operations.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

const ask = async (year: number) =>
  (await portal.performer.ask(readStatistics, portal.actors.planner, { year })).observations
const carryOut: TestPortal['performer']['carryOut'] = (...sent) => portal.performer.carryOut(...sent)

async function sendFile(name: string, content: string) {
  const path = join(portal.config.folder, 'incoming', newId())
  await mkdir(join(portal.config.folder, 'incoming'), { recursive: true })
  writeFileSync(path, content)
  return { path, name, bytes: content.length }
}

describe('the figures of a year', () => {
  test('are written in one form, changed in it, and put back at once', async () => {
    const planner = portal.actors.planner
    const fill = (figures: object[], source = 'Register of staff') =>
      carryOut(fillYear, planner, { year: 2024, source, figures })
    await fill([
      { key: 'inspectors', value: 120 },
      { key: 'inspectors-women', value: 48 },
      { key: 'visits', value: null }
    ])
    expect((await ask(2024)).map(({ series, persons, value }) => [series, persons, value])).toEqual([
      ['inspectors', '', 120],
      ['inspectors', 'women', 48]
    ])
    const changed = await fill([
      { key: 'inspectors', value: 121 },
      { key: 'inspectors-women', value: null }
    ])
    expect((await ask(2024)).map(({ value, revision }) => [value, revision])).toEqual([[121, 2]])
    await carryOut(undo, planner, { event: changed.event })
    expect((await ask(2024)).map(({ value }) => value)).toEqual([120, 48])
  })

  test('of another source stand beside the former, and half a person is refused at its field', async () => {
    const planner = portal.actors.planner
    const fill = (value: number, source: string) =>
      carryOut(fillYear, planner, { year: 2023, source, figures: [{ key: 'employed', value }] })
    await fill(2_400_000, 'Labour force survey 2023')
    await fill(2_450_000, 'Population census')
    expect((await ask(2023)).map(({ value, source }) => [value, source])).toEqual([
      [2_400_000, 'Labour force survey 2023'],
      [2_450_000, 'Population census']
    ])
    await expect(fill(0.5, 'Nobody')).rejects.toMatchObject({
      code: 'input-not-valid',
      fields: [{ field: 'figures.employed.value', code: 'whole' }]
    })
  })

  test('are refused where the same source says the same cell twice, unless it is another release', async () => {
    const planner = portal.actors.planner
    const one = { series: 'convictions', year: 2022, value: 7, source: 'Ministry of Justice' }
    const { result } = await carryOut(observations.add, planner, one)
    await expect(carryOut(observations.add, planner, { ...one, value: 8 })).rejects.toMatchObject({
      fields: [{ field: 'value', code: 'already-there' }]
    })
    await carryOut(observations.add, planner, { ...one, value: 8, vintage: 'corrected' })
    await carryOut(observations.change, planner, { ...one, id: result.id, revision: 1, value: 9 })
    expect((await ask(2022)).map(({ value }) => value)).toEqual([9, 8])
  })
})

describe('a file of figures', () => {
  test('is taken whole, with its headings in the language of the person', async () => {
    const file = await sendFile(
      'employed.csv',
      'Ce qui est compté;Année;Chiffre;Secteur;Dont\nPersonnes occupées;2021;1200,0;A;Femmes\nPersonnes occupées;2021;3 400;F;\n'
    )
    await carryOut(importObservations, portal.actors.planner, { file: [file], source: 'Survey', language: 'fr' })
    expect((await ask(2021)).map(({ value, sector, persons, source }) => [value, sector, persons, source])).toEqual([
      [1200, 'A', 'women', 'Survey'],
      [3400, 'F', '', 'Survey']
    ])
  })

  test('of more lines than can be pasted is taken too; one wrong line refuses all and is named', async () => {
    const lines = Array.from({ length: 900 }, (_, index) => `workplaces_liable,2020,${index},R${index},Register`)
    const content = (all: string[]) => ['series,year,value,region,source', ...all].join('\n')
    const wrong = content(lines.toSpliced(649, 1, 'workplaces_liable,2020,many,R649,Register'))
    const planner = portal.actors.planner
    await expect(
      carryOut(importObservations, planner, { file: [await sendFile('wrong.csv', wrong)], source: '', language: 'en' })
    ).rejects.toMatchObject({ fields: [{ field: 'file', code: 'paste-number', values: { line: 651 } }] })
    expect(await ask(2020)).toEqual([])
    await carryOut(importObservations, planner, { file: [await sendFile('right.csv', content(lines))], language: 'en' })
    expect(await ask(2020)).toHaveLength(900)
  })
})

describe('the pages of the statistics', () => {
  const htmlOf = async (who: 'planner' | 'viewer', path: string) => {
    const answer = await (await portal.browser(who)).get(path)
    expect(answer.status, path).toBe(200)
    return answer.text()
  }

  test('of what is no year it is said that there is none, in place of another year', async () => {
    const viewer = await portal.browser('viewer')
    for (const path of ['/statistics?year=abc', '/statistics?year=1', '/statistics/reach?year=x']) {
      const answer = await viewer.get(path)
      expect([path, answer.status]).toEqual([path, 404])
      expect(await answer.text()).toContain('There is no such year')
    }
  })

  test('show a year with its sources, and their forms only to those who may fill them in', async () => {
    const planner = await htmlOf('planner', '/statistics?year=2024')
    expect(planner).toContain('2024: 1 of 22 statistics are written down')
    expect(planner).toContain('Register of staff')
    expect(planner).toContain('action="/do/observation.add"')
    expect(await htmlOf('viewer', '/statistics?year=2024')).not.toContain('action="/do/')
    expect(await htmlOf('planner', '/statistics/year/2024')).toContain('name="figures.inspectors.value"')
  })

  test('give all figures as a file that can be sent again', async () => {
    const browser = await portal.browser('planner')
    const csv = await (await browser.get('/statistics/figures.csv')).text()
    expect(csv).toContain('Labour inspectors,2024,120,Register of staff')
    expect(await (await browser.get('/statistics/template.csv')).text()).toContain('What is counted,Year,Figure,Source')
  })
})

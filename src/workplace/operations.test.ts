import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importEvidence } from '../evidence/import.operations.ts'
import { formOfMapping } from '../evidence/mapping-form.rules.ts'
import { readUpload, receiveFile } from '../evidence/upload.operations.ts'
import { newId } from '../kernel/id.ts'
import { undo } from '../kernel/undo.ts'
import { decidePair, describeWorkplace, linkWorkplaces, mergeWorkplaces, splitWorkplace } from './act.operations.ts'
import { readDoubts, readHistory, readWorkplace, searchRegister } from './operations.ts'

let portal: TestPortal
let dataSet = ''
let other = ''

const header =
  'case_id,employer_id,trade_nm,legal_name,address,cty_nm,zip_cd,unit_status,closed_date,violations,backwages'
const lines = [
  "1,,Miguel's Cafe,,,Poulsbo,98370,,2026-01-05,2,10.00",
  '2,,MIGUELS CAFE LLC,,,Poulsbo,98370,,2026-02-05,1,5.00',
  '3,,Harbor Cleaning,Harbor Holdings LLC,,Seattle,98101,,2026-01-07,0,0.00',
  '4,,Harbour Cleaning Services,,,Seattle,98101,,2026-03-07,3,7.00',
  '5,77001,Northern Farms,,,Yakima,98901,,2026-01-09,1,1.00',
  '6,77001,Northern Farms,,,Spokane,99201,,2026-01-10,1,1.00',
  '7,,Rosa Quintero,,12 Elm Street,Tacoma,98402,private household,2026-01-11,1,1.00',
  '8,,Tamale cart,,,Tacoma,98402,"unregistered, itinerant",2026-01-12,1,1.00'
]
const accidents = ['record,workplace,city,zip_cd,accident_date,event', 'A1,Miguels Cafe,Poulsbo,98370,2026-04-01,Fall']

async function send(content: readonly string[], into: Record<string, unknown>) {
  const folder = join(portal.config.folder, 'incoming')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, newId())
  const whole = `${content.join('\n')}\n`
  writeFileSync(path, whole)
  const { carryOut, ask } = portal.performer
  const { planner } = portal.actors
  const received = await carryOut(receiveFile, planner, { file: [{ path, name: 'cases.csv', bytes: whole.length }] })
  const { proposal } = await ask(readUpload, planner, { upload: received.result.id })
  const { result } = await carryOut(importEvidence, planner, {
    upload: received.result.id,
    ...formOfMapping(proposal.mapping),
    ...into
  })
  await portal.imports.finish(planner.inspectorate, result.version)
  await portal.registers.ready(planner.inspectorate)
  return result.id
}

const as = (who: keyof TestPortal['actors']) => portal.actors[who]
const act = <I extends object>(operation: Parameters<TestPortal['performer']['carryOut']>[0], input: I) =>
  portal.performer.carryOut(operation, as('planner'), input) as Promise<{ result: { id: string }; event: number }>
const read = (id: string, who: keyof TestPortal['actors'] = 'planner') =>
  portal.performer.ask(readWorkplace, as(who), { id })
const search = (text: string, who: keyof TestPortal['actors'] = 'planner') =>
  portal.performer.ask(searchRegister, as(who), { text })
const find = async (text: string) => (await search(text)).workplaces[0]?.id ?? ''
const doubts = () => portal.performer.ask(readDoubts, as('planner'), {})

beforeAll(async () => {
  portal = await openTestPortal()
  dataSet = await send([header, ...lines], { name: 'Cases', case_origin: 'complaints', source: 'Labour Inspectorate' })
  other = await send(accidents, { name: 'Accidents', case_origin: 'unknown', source: 'Insurance' })
}, 60_000)
afterAll(() => portal.close())

describe('the register', () => {
  test('joins what is certainly one workplace, within a data set and across data sets, and shows its whole history', async () => {
    const { workplace, entries } = await read(await find('miguels cafe'))
    expect(workplace).toMatchObject({ cases: 2, accidents: 1, violations: 3, backWages: 15, lastDay: '2026-04-01' })
    expect(entries.map(({ name }) => name).sort()).toEqual(['MIGUELS CAFE LLC', 'Miguels Cafe', "Miguel's Cafe"].sort())
    const { records, dataSets } = await portal.performer.ask(readHistory, as('planner'), { id: workplace.id })
    expect(records.map(({ source, dataSet: from, day }) => [source, from, day])).toEqual([
      ['accidents', other, '2026-04-01'],
      ['cases', dataSet, '2026-02-05'],
      ['cases', dataSet, '2026-01-05']
    ])
    expect(dataSets.map(({ name }) => name)).toEqual(['Accidents', 'Cases'])
  })

  test('keeps one employer in two towns apart, and shows one on the page of the other', async () => {
    const { workplace, others } = await read(await find('northern farms yakima'))
    expect(workplace.city).toBe('Yakima')
    expect(others.map(({ city }) => city)).toEqual(['Spokane'])
  })

  test('finds a workplace by its number', async () => {
    expect((await search('77001')).workplaces.map(({ city }) => city)).toEqual(['Yakima', 'Spokane'])
  })

  test('reads from the source what kind of unit it is', async () => {
    const { workplace } = await read(await find('tamale'))
    expect(workplace).toMatchObject({ registration: 'unregistered', setting: 'mobile' })
  })
})

describe('a doubtful pair', () => {
  test('waits for a person; put off, it still waits', async () => {
    const { total, doubts: asked } = await doubts()
    expect(total).toBe(1)
    const [pair] = asked
    expect([pair?.a.name, pair?.b.name].sort()).toEqual(['Harbor Cleaning', 'Harbour Cleaning Services'])
    await act(decidePair, { first: pair?.a.id, second: pair?.b.id, verdict: 'later' })
    expect(await doubts()).toMatchObject({ total: 1, later: 1 })
  })

  test('answered as two is asked no more, and as the same is one workplace under both ids; undo brings the question back', async () => {
    const [pair] = (await doubts()).doubts
    const [first, second] = [pair?.a.id ?? '', pair?.b.id ?? '']
    const apart = await act(decidePair, { first, second, verdict: 'different' })
    expect((await doubts()).total).toBe(0)
    await act(undo, { event: apart.event })
    expect(await doubts()).toMatchObject({ total: 1, later: 1 })
    const joined = await act(decidePair, { first, second, verdict: 'same' })
    expect((await doubts()).total).toBe(0)
    const one = await read(first)
    expect((await read(second)).workplace.id).toBe(one.workplace.id)
    expect(one.workplace).toMatchObject({ entries: 2, cases: 2, violations: 3 })
    expect(one.acts.map(({ data }) => data?.verdict).filter(Boolean)).toEqual(['same', 'different', 'later'])
    await act(undo, { event: joined.event })
    expect((await read(first)).workplace.id).not.toBe((await read(second)).workplace.id)
  })
})

describe('what people did', () => {
  test('outlives an import: a merge stays one, a split stays two, and every id still leads to its workplace', async () => {
    const [farm, cart] = [await find('northern farms yakima'), await find('tamale')]
    const merged = await act(mergeWorkplaces, { workplace: farm, other: cart })
    const cafe = await read(await find('miguels cafe'))
    const taken = cafe.entries.find(({ name }) => name === 'MIGUELS CAFE LLC')?.id ?? ''
    await act(splitWorkplace, { workplace: cafe.workplace.id, entries: [taken] })
    const left = cafe.entries.filter(({ id }) => id !== taken)
    const check = async () => {
      expect((await read(cart)).workplace.id).toBe((await read(farm)).workplace.id)
      expect((await read(taken)).entries).toHaveLength(1)
      for (const { id } of left) expect((await read(id)).entries).toHaveLength(2)
    }
    await check()
    const before = (await read(farm)).workplace.id
    const untouched = await find('northern farms spokane')
    // The same records and some more, in another order, as a new version in place of the old one.
    const more = "9,,Miguel's Cafe,,,Poulsbo,98370,,2026-05-05,1,1.00"
    await send([header, more, ...[...lines].reverse()], { data_set: dataSet, joins: 'replace' })
    await check()
    expect((await read(farm)).workplace.id).toBe(before)
    expect(await find('northern farms spokane')).toBe(untouched)
    await act(undo, { event: merged.event })
    expect((await read(cart)).workplace.id).not.toBe((await read(farm)).workplace.id)
    const again = await act(mergeWorkplaces, { workplace: taken, other: left[0]?.id })
    expect((await read(again.result.id)).entries).toHaveLength(3)
  })

  test('is refused where it says nothing: two that are one already, a split of all or of none', async () => {
    const cafe = await read(await find('miguels cafe'))
    const ids = cafe.entries.map(({ id }) => id)
    const { carryOut } = portal.performer
    const merge = carryOut(mergeWorkplaces, as('planner'), { workplace: ids[0], other: ids[1] })
    await expect(merge).rejects.toMatchObject({ code: 'workplaces-one' })
    for (const entries of [[], ids]) {
      const split = carryOut(splitWorkplace, as('planner'), { workplace: ids[0], entries })
      await expect(split).rejects.toMatchObject({ code: 'split-needs-both' })
    }
  })

  test('binds two firms, and stands on the page of both', async () => {
    const [farm, cleaner] = [await find('northern farms spokane'), await find('harbour cleaning')]
    await act(linkWorkplaces, { workplace: farm, other: cleaner, side: 'this', kind: 'labour_provider' })
    expect((await read(farm)).links).toMatchObject([{ kind: 'labour_provider', isFrom: true, end: { id: cleaner } }])
    expect((await read(cleaner)).links).toMatchObject([{ isFrom: false, end: { id: farm, name: 'Northern Farms' } }])
  })

  test('records that an unregistered unit was formalised: when, and through what', async () => {
    const cart = await find('tamale')
    await act(describeWorkplace, {
      workplace: cart,
      name: 'Tamale cart',
      registration: 'registered',
      setting: 'mobile',
      formalised_on: '2026-06-01',
      formalised_by: 'Visit of May'
    })
    const { rows, acts } = await read(cart)
    expect(rows[0]).toMatchObject({ registration: 'registered', formalised_on: '2026-06-01' })
    expect(acts[0]).toMatchObject({ operation: 'workplace.describe', person: 'Amina Diallo' })
  })
})

describe('the name of a household', () => {
  test('is found and read by those who visit it, and by nobody else', async () => {
    const id = await find('rosa quintero')
    expect((await read(id, 'inspector')).workplace).toMatchObject({ name: 'Rosa Quintero', masked: false })
    const seen = await read(id, 'director')
    expect(seen.workplace).toMatchObject({ name: null, address: null, masked: true })
    expect(JSON.stringify(seen)).not.toMatch(/Rosa|Elm/)
    expect((await search('rosa quintero', 'director')).workplaces).toEqual([])
    expect(JSON.stringify(await search('', 'director'))).not.toMatch(/Rosa|Elm/)
    await expect(search('', 'viewer')).rejects.toMatchObject({ code: 'forbidden' })
  })
})

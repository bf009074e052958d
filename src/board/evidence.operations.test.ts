import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { type OpenWorkshop, openWorkshop } from '../../test/workshop.ts'
import { importFromFile } from '../evidence/commands.ts'

let portal: TestPortal
let room: OpenWorkshop
let folder: string

/** So many cases of an industry, of which so many had a breach. */
const cases = (industry: string, code: number, all: number, broken: number) =>
  Array.from({ length: all }, (_, index) => {
    const found = index < broken ? '2,2,3,100.50' : '0,0,0,0.00'
    return `${code}-${index},Shop ${code}-${index},Fresno,${code},${industry},${found}`
  })

beforeAll(async () => {
  portal = await openTestPortal()
  room = await openWorkshop(portal)
  folder = mkdtempSync(join(tmpdir(), 'board-'))
  const header =
    'case_id,trade_nm,city,naics_code,industry,violations,minwage_violations,minwage_employees,minwage_backwages'
  const rows = [...cases('Garment workshops', 315210, 60, 48), ...cases('Food shops', 445110, 100, 21)]
  const file = join(folder, 'cases.csv')
  writeFileSync(file, [header, ...rows, ...cases('Kiosks', 451110, 4, 4), ''].join('\n'))
  const order = { file, name: 'Cases', case_origin: 'proactive' as const, source: 'Labour Inspectorate' }
  await importFromFile(portal.importMeans, portal.actors.planner, order)
})
afterAll(async () => {
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
})

type Ground = {
  evidence: Record<string, { priority: number; compliance: number }>
  figures: { id: string; value: number }[]
}

test('the matrix shows where the evidence itself places each target, coarsely, and nothing where it says too little', async () => {
  const { planner, plan } = room
  const add = async (name: string, industry: string) =>
    (await room.must(planner, 'target.add', { plan, name, industry, priority: 1, compliance: 99 })).id
  const [garments, food, kiosks] = [
    await add('Garments', '315'),
    await add('Food', '445110'),
    await add('Kiosks', '4511')
  ]
  const written = await add('Street trade', '')
  const guest = await room.join('Ada')
  const { evidence } = await room.ask<Ground>(guest, 'board.read', { workshop: room.workshop, board: 'matrix-targets' })
  expect(evidence[garments]?.compliance).toBe(20)
  expect(evidence[food]?.compliance).toBe(80)
  expect([evidence[kiosks], evidence[written]]).toEqual([undefined, undefined])
  const drawn = await planner.get(`/plans/${plan}/boards/matrix-targets`)
  expect(await drawn.text()).toContain('layer-evidence')
})

test('a figure that is kept for the plan stands beside a note, for guests too, who are told no other', async () => {
  const { planner, plan, workshop } = room
  const keep = async (measure: string) =>
    (await room.must(planner, 'pin.keep', { plan, title: measure, asked: 'figures', query: '', part: '', measure })).id
  const [shown] = [await keep('share'), await keep('cases')]
  await room.turn('targets', 'cluster')
  const guest = await room.join('Ben')
  const note = await room.write(guest, 'targets', 'Sewing at home')
  expect((await room.carryOut(guest, 'note.attach', { note, figure: shown })).status).toBe(403)
  await room.must(planner, 'note.attach', { note, figure: shown })
  const { figures } = await room.ask<Ground>(guest, 'board.read', { workshop, board: 'targets' })
  expect(figures.map(({ id }) => id)).toEqual([shown])
  expect(await (await guest.get(`/workshops/${workshop}`)).text()).toContain('figure-beside')
  await room.must(planner, 'pin.remove', { id: shown })
  const { notes } = await room.look(guest, 'targets')
  expect(notes.find(({ id }) => id === note)).toMatchObject({ figure: null, text: 'Sewing at home' })
})

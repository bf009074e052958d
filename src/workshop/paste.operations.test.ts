import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { type OpenWorkshop, openWorkshop } from '../../test/workshop.ts'

let portal: TestPortal
let room: OpenWorkshop
let page: string

beforeAll(async () => {
  portal = await openTestPortal()
  room = await openWorkshop(portal)
  page = `/plans/${room.plan}/workshops/${room.workshop}/paste?board=mandate`
})
afterAll(() => portal.close())

const list = 'Legal:\n- The minimum wage\n- Hours of work\n\n1. The minister asks for visits\n2. the minimum wage'
const sent = (more: Record<string, string>) => ({ workshop: room.workshop, board: 'mandate', _page: page, ...more })

describe('a list that a group wrote on paper', () => {
  test('is shown as notes before any is added, in the column that its heading names, and what is there twice is left out', async () => {
    const answer = await room.planner.post('/do/note.paste', sent({ _key: 'list', lines: list, group_name: 'Red' }))
    const checked = await answer.text()
    expect(checked).toContain('4 notes in 2 blocks')
    expect(checked).toMatch(
      /name="notes.2.text"[^>]*value="The minimum wage"|value="The minimum wage"[^>]*name="notes.2.text"/
    )
    expect(checked).toMatch(/<option value="{&quot;kind&quot;:&quot;legal&quot;}" selected/)
    expect(checked.match(/name="notes\.\d\.take"[^>]*checked/g)).toHaveLength(3)
    expect(checked).toContain('is there already')
    expect(checked).not.toContain('role="alert"')
    expect((await room.look(room.planner, 'mandate')).notes).toEqual([])
  })

  test('becomes the notes that are taken, as they were corrected, each in the place of its block, with the group', async () => {
    const lines = {
      ...{ 'notes.2.text': 'The minimum wage of 2026', 'notes.2.block': '0', 'notes.2.take': 'yes' },
      ...{ 'notes.3.text': 'Hours of work', 'notes.3.block': '0' },
      ...{ 'notes.5.text': 'The minister asks for visits', 'notes.5.block': '1', 'notes.5.take': 'yes' },
      ...{ 'blocks.0.place': '{"kind":"legal"}', 'blocks.1.place': '' }
    }
    const answer = await room.planner.post(
      '/do/note.paste',
      sent({ _key: 'check', group_name: 'Red', lines: list, ...lines })
    )
    expect(answer.status).toBe(303)
    const { notes } = await room.look(room.planner, 'mandate')
    expect(notes).toMatchObject([
      { text: 'The minimum wage of 2026', place: { kind: 'legal' }, group_name: 'Red', state: 'shown' },
      { text: 'The minister asks for visits', place: {}, group_name: 'Red' }
    ])
  })

  test('can be taken back as a whole', async () => {
    const { deeds } = await room.ask<{ deeds: { number: number; operation: string }[] }>(
      room.planner,
      'workshop.deeds',
      {
        workshop: room.workshop
      }
    )
    expect(deeds[0]?.operation).toBe('note.paste')
    await room.must(room.planner, 'log.undo', { event: deeds[0]?.number })
    expect((await room.look(room.planner, 'mandate')).notes).toEqual([])
  })

  test('is refused with a sentence where it is empty, leads nowhere, or takes nothing', async () => {
    const add = (more: object) =>
      room.carryOut(room.planner, 'note.paste', { workshop: room.workshop, board: 'mandate', ...more })
    expect(await add({ lines: ' \n' })).toMatchObject({ status: 422, fields: [{ field: 'lines' }] })
    expect((await add({ lines: list })).type).toBe('urn:plumbline:problem:list-to-check')
    const note = { key: '1', text: 'One', block: '0', take: true }
    expect((await add({ notes: [{ ...note, take: false }] })).status).toBe(422)
    expect((await add({ notes: [note], blocks: [{ key: '0', place: { ring: 'core' } }] })).status).toBe(422)
    expect((await add({ notes: Array.from({ length: 201 }, (_, at) => ({ ...note, key: String(at) })) })).status).toBe(
      422
    )
    expect((await room.look(room.planner, 'mandate')).notes).toEqual([])
  })
})

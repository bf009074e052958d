import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listEventsAfter, verifyLog } from '../../src/kernel/event.ts'
import { newId } from '../../src/kernel/id.ts'
import { Problem } from '../../src/kernel/problem.ts'
import { findRecord, listRecords } from '../../src/kernel/record.ts'
import { undo } from '../../src/kernel/undo.ts'
import { mandates, resources } from '../../src/office/records.operations.ts'
import { openTestPortal, type TestPortal } from '../test-portal.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

const planner = () => portal.actors.planner
const reader = () => portal.database.reader(planner().inspectorate)
const verify = () => portal.database.read({ inspectorate: planner().inspectorate }, (database) => verifyLog(database))
const add = (title: string, id?: string) =>
  portal.performer.carryOut(mandates.add, planner(), { kind: 'legal', title }, id)
const titled = async (title: string) =>
  (await listRecords(reader(), mandates.kind)).filter((row) => row.title === title)
const codeOf = (error: unknown) => (error instanceof Problem ? error.code : String(error))

describe('an operation that is sent again', () => {
  test('happens once and answers as it did', async () => {
    const id = newId()
    const first = await add('Sent twice', id)
    const second = await add('Sent twice', id)
    expect(second).toEqual({ ...first, repeated: true })
    expect(await titled('Sent twice')).toHaveLength(1)
  })

  test('ten times at once, as after a torn connection, happens once', async () => {
    const id = newId()
    const answers = await Promise.all(Array.from({ length: 10 }, () => add('Sent ten times', id)))
    expect(new Set(answers.map(({ event }) => event)).size).toBe(1)
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
    expect(await titled('Sent ten times')).toHaveLength(1)
  })

  test('with other content is refused', async () => {
    const id = newId()
    await add('One content', id)
    expect(await add('Another content', id).catch(codeOf)).toBe('operation-id-reused')
    expect(await titled('Another content')).toEqual([])
  })

  test('after it failed is carried out, for nothing of it was kept', async () => {
    const id = newId()
    const before = (await verify()).head.number
    expect(
      await portal.performer
        .carryOut(mandates.change, planner(), { id: newId(), revision: 1, kind: 'legal', title: 'x' }, id)
        .catch(codeOf)
    ).toBe('not-found')
    expect((await verify()).head.number).toBe(before)
    expect((await add('In the second attempt', id)).repeated).toBe(false)
  })
})

describe('many who write at once', () => {
  test('leave a log without a gap, and who follows it misses nothing and gets nothing twice', async () => {
    const began = (await verify()).head.number
    const followed: number[] = []
    let writing = true
    const follow = async () => {
      for (let cursor = began; ; ) {
        const last = !writing
        const entries = await portal.database.read({ inspectorate: planner().inspectorate }, (database) =>
          listEventsAfter(database, cursor)
        )
        for (const { number } of entries) followed.push(number)
        cursor = entries.at(-1)?.number ?? cursor
        if (last && entries.length === 0) return
      }
    }
    const following = follow()
    const done = await Promise.all(Array.from({ length: 50 }, (_, index) => add(`At once ${index}`)))
    writing = false
    await following
    const numbers = done.map(({ event }) => event).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => began + index + 1))
    expect(followed).toEqual(numbers)
    expect((await verify()).faults).toEqual([])
  })

  test('on one record: one is kept, the others are told that it changed meanwhile', async () => {
    const { result } = await add('Wanted by all')
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        portal.performer
          .carryOut(mandates.change, planner(), {
            id: result.id,
            revision: 1,
            kind: 'legal',
            title: `Version ${index}`
          })
          .then(() => 'saved', codeOf)
      )
    )
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1)
    expect(new Set(outcomes)).toEqual(new Set(['saved', 'changed-meanwhile']))
    expect((await findRecord(reader(), mandates.kind, result.id))?.revision).toBe(2)
  })
})

describe('undo', () => {
  type Step = { verb: 'add' | 'change' | 'remove'; which: number; text: string }
  const step: fc.Arbitrary<Step> = fc.record({
    verb: fc.constantFrom('add', 'change', 'remove'),
    which: fc.nat(20),
    text: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((text) => text.trim() !== '' && !text.includes('\u0000'))
  })
  const state = async () =>
    (await listRecords(reader(), resources.kind))
      .map(({ revision: _, ...row }) => row)
      .sort((a, b) => (a.id < b.id ? -1 : 1))

  async function take({ verb, which, text }: Step): Promise<number | undefined> {
    const rows = await listRecords(reader(), resources.kind)
    const row = rows[which % Math.max(1, rows.length)]
    const { performer } = portal
    if (verb === 'add') return (await performer.carryOut(resources.add, planner(), { kind: 'human', name: text })).event
    if (!row) return undefined
    if (verb === 'remove') return (await performer.carryOut(resources.remove, planner(), { id: row.id })).event
    return (
      await performer.carryOut(resources.change, planner(), {
        id: row.id,
        revision: row.revision,
        kind: 'human',
        name: text
      })
    ).event
  }

  test('of everything, last first, leaves everything as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const before = await state()
        const events: number[] = []
        for (const one of steps) {
          const event = await take(one)
          if (event) events.push(event)
        }
        for (const event of events.reverse()) await portal.performer.carryOut(undo, planner(), { event })
        expect(await state()).toEqual(before)
      }),
      { numRuns: 8 }
    )
    expect((await verify()).faults).toEqual([])
  })

  test('of an undo brings back what was undone', async () => {
    const { event, result } = await add('Undone and redone')
    const undone = await portal.performer.carryOut(undo, planner(), { event })
    expect(await titled('Undone and redone')).toEqual([])
    await portal.performer.carryOut(undo, planner(), { event: undone.event })
    expect((await titled('Undone and redone')).map(({ id }) => id)).toEqual([result.id])
  })

  test('is refused where somebody has worked on it since, and by those who may not edit', async () => {
    const { event, result } = await add('Worked on')
    await portal.performer.carryOut(mandates.change, planner(), {
      id: result.id,
      revision: 1,
      kind: 'legal',
      title: 'Worked on since'
    })
    expect(await portal.performer.carryOut(undo, planner(), { event }).catch(codeOf)).toBe('undo-overtaken')
    expect(await portal.performer.carryOut(undo, portal.actors.viewer, { event }).catch(codeOf)).toBe('forbidden')
  })
})

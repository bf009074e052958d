import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { mandates, resources, sources } from '../office/records.operations.ts'
import { Problem } from './problem.ts'
import { listRecords } from './record.ts'
import { undo } from './undo.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

type Kind = typeof mandates
const paste = (of: Kind, lines: string, more: object = {}) =>
  portal.performer.carryOut(of.paste, portal.actors.planner, { lines, language: 'en', ...more })
const all = (of: Kind) =>
  portal.database.read({ inspectorate: portal.actors.planner.inspectorate }, (reader) => listRecords(reader, of.kind))

/** What is wrong with what was pasted: code, line, and what the sentence names. */
async function refused(pasted: Promise<unknown>): Promise<string[]> {
  const error = await pasted.then(
    () => undefined,
    (thrown: unknown) => thrown
  )
  if (!(error instanceof Problem)) throw error ?? new Error('nothing was refused')
  return error.fields.map(({ code, values }) => `${code} ${values?.line ?? ''} ${values?.label ?? ''}`.trim())
}

describe('what is pasted', () => {
  test('as a list becomes one record for each line, all of the kind that was chosen', async () => {
    const { result } = await paste(mandates, '• Labour Code\n• Wage order\n\n3. Work plan', { kind: 'legal' })
    expect(result.ids).toHaveLength(3)
    expect((await all(mandates)).map(({ title, kind }) => `${kind} ${title}`)).toEqual([
      'legal Labour Code',
      'legal Wage order',
      'legal Work plan'
    ])
  })

  test('as a table is read by the names of its columns and the words of its options', async () => {
    const table =
      'Kind\tNeeded\tResource\tNot tapped yet\tLast used\nHuman\t13\tInspectors\t\t\nOperational: powers\t\tClosure\tyes\t22/11/2025'
    await paste(resources, table)
    expect(await all(resources)).toMatchObject([
      { kind: 'human', name: 'Inspectors', needed: 13, untapped: false, last_used: null },
      { kind: 'operational', name: 'Closure', needed: null, untapped: true, last_used: '2025-11-22' }
    ])
  })

  test('in the language of the screen is understood', async () => {
    const arabic = portal.words.get('ar')
    if (!arabic) throw new Error('there are no Arabic words')
    const lines = `${arabic['resource.name']}\t${arabic['resource.kind']}\t${arabic['resource.quantity']}\nسيارات\t${arabic['resource.kind.physical']}\t٤`
    await paste(resources, lines, { language: 'ar' })
    expect((await all(resources)).at(-1)).toMatchObject({ name: 'سيارات', kind: 'physical', quantity: 4 })
  })

  test('is undone as one', async () => {
    const before = (await all(sources)).length
    const { event } = await paste(sources, 'Press\nTalks with workers', { kind: 'compliance', form: 'testimony' })
    expect(await all(sources)).toHaveLength(before + 2)
    await portal.performer.carryOut(undo, portal.actors.planner, { event })
    expect(await all(sources)).toHaveLength(before)
  })

  test('names every line at fault, and nothing of it is added', async () => {
    const before = (await all(resources)).length
    const lines =
      'Resource\tKind\tThere is\tLast used\nCars\tPhysical\tfour\t\nRooms\tSpiritual\t1\t\n\tHuman\t2\t\nPeople\tHuman\t-1\t31/02/2026'
    expect(await refused(paste(resources, lines))).toEqual([
      'paste-number 2 There is',
      'paste-choose 3 Kind',
      'paste-needed 4 Resource',
      'paste-date 5 Last used',
      'paste-too-small 5 There is'
    ])
    expect(await all(resources)).toHaveLength(before)
  })

  test('as a list needs what the person did not choose', async () => {
    expect(await refused(paste(mandates, 'Labour Code'))).toEqual(['paste-choose-above 1 Kind'])
  })

  test('is refused when there is nothing or too much of it', async () => {
    expect(await refused(paste(mandates, '\n \n-', { kind: 'legal' }))).toEqual(['paste-empty'])
    expect(await refused(paste(mandates, 'Act\n'.repeat(501), { kind: 'legal' }))).toEqual(['paste-too-many'])
    expect(await refused(paste(mandates, 'Act\tLaw\tx\ty\tz', { kind: 'legal' }))).toEqual(['paste-columns 1'])
  })

  test('sent twice is added once', async () => {
    const id = '01900000-0000-7000-8000-0000000000aa'
    const sent = { lines: 'Once', language: 'en', kind: 'legal' }
    const first = await portal.performer.carryOut(mandates.paste, portal.actors.planner, sent, id)
    const second = await portal.performer.carryOut(mandates.paste, portal.actors.planner, sent, id)
    expect(second).toEqual({ ...first, repeated: true })
  })

  test('is refused of those who may not', async () => {
    const browser = await portal.browser('viewer')
    expect((await browser.post('/do/mandate.paste', { lines: 'Act', kind: 'legal' })).status).toBe(403)
  })

  test('comes back in the form with the lines at fault', async () => {
    const browser = await portal.browser('planner')
    const form = { _page: '/inspectorate/mandate', lines: 'Good\nBad\tnonsense', kind: 'legal', language: 'en' }
    const answer = await browser.post('/do/mandate.paste', form)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Line 2: “nonsense” is not one of the words for “What it is”.')
    expect(html).toContain('Bad\tnonsense')
  })
})

test('a pasted cell finds a record by its name', async () => {
  const { planner } = portal.actors
  const { plans } = await import('../plan/operations.ts')
  const { stakeholders } = await import('../stakeholder/operations.ts')
  const { result } = await portal.performer.carryOut(plans.add, planner, { title: 'Fair pay' })
  const plan = result.id
  const { kind } = stakeholders
  const columns = 'Name\tCategory\tfills\nUnion\tworkers\tcars'
  await paste(resources, 'Cars', { kind: 'physical' })
  await paste(stakeholders, columns.replace('Name', 'name').replace('Category', 'category'), { plan })
  const rows = await portal.database.read({ inspectorate: planner.inspectorate }, (reader) =>
    listRecords(reader, kind, plan)
  )
  const cars = (await all(resources)).find(({ name }) => name === 'Cars')
  expect(rows).toMatchObject([{ name: 'Union', fills: cars?.id }])
})

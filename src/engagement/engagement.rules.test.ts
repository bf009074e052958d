import { describe, expect, test } from 'vitest'
import { checkContact, countNext, latestContact, nextOf, sortByNext, whoTalks } from './engagement.rules.ts'

const today = '2026-11-28'
const closer = { present_ring: 'disengaged', desired_ring: 'supporters' } as const
const stays = { present_ring: 'core', desired_ring: 'core' } as const
const step = (due: string | null, done_on: string | null = null) => ({
  ...{ id: `step ${due}`, to_do: 'Show the price', talks: 'Amina Diallo', talks_with: 'Head of sourcing', due, done_on }
})
const talk = (met_on: string, agreed_until: string | null = null, kept_on: string | null = null) => ({
  ...{ id: `talk ${met_on}`, met_on, met_by: 'Nora Reyes', met_with: 'Chair', agreed_until, kept_on },
  was_agreed: agreed_until || kept_on ? 'Send the sums' : ''
})
const next = (
  steps: ReturnType<typeof step>[],
  talks: ReturnType<typeof talk>[],
  of: typeof closer | typeof stays = closer
) => nextOf(of, steps, talks, today)

describe('what is next with a stakeholder', () => {
  test('is the earliest of the open steps and of what was agreed and not kept', () => {
    expect(next([step('2026-12-10'), step('2026-12-01')], [])).toMatchObject({ what: 'step', day: '2026-12-01' })
    const agreed = next([step('2026-12-10')], [talk('2026-11-01', '2026-11-20')])
    expect(agreed).toMatchObject({ what: 'agreed', due: { state: 'overdue', days: 8 }, text: 'Send the sums' })
    expect(next([step('2026-12-10')], [talk('2026-11-01', '2026-11-20', '2026-11-19')])).toMatchObject({ what: 'step' })
  })

  test('is a step without a day where there is none with one, and never one that is done', () => {
    expect(next([step(null), step('2026-12-10')], [])).toMatchObject({ day: '2026-12-10' })
    expect(next([step(null), step('2026-01-01', '2026-01-01')], [])).toMatchObject({
      day: null,
      due: { state: 'undated' }
    })
  })

  test('is to plan a step for who is to come closer, and to talk again to who was not spoken to for 90 days', () => {
    expect(next([], [talk('2026-11-01')])).toEqual({ what: 'unplanned' })
    expect(next([], [talk('2026-08-29')], stays)).toEqual({ what: 'quiet', days: 91 })
    expect(next([], [talk('2026-08-30')], stays)).toEqual({ what: 'nothing' })
    expect(next([], [], stays)).toEqual({ what: 'nothing' })
  })

  test('puts first with whom it presses most', () => {
    const all = [
      { key: 'nothing', next: next([], [], stays) },
      { key: 'undated', next: next([step(null)], []) },
      { key: 'quiet', next: next([], [talk('2026-01-01')], stays) },
      { key: 'unplanned', next: next([], []) },
      { key: 'later', next: next([step('2027-01-01')], []) },
      { key: 'overdue', next: next([step('2026-11-01')], []) }
    ]
    const order = ['overdue', 'later', 'unplanned', 'quiet', 'undated', 'nothing']
    expect(sortByNext(all).map(({ key }) => key)).toEqual(order)
    expect(countNext(all)).toEqual({ n: 6, overdue: 1, unplanned: 1 })
  })
})

test('who talks to whom is said by the next step, or else by the latest conversation', () => {
  const talks = [talk('2026-11-01'), talk('2026-02-01')]
  expect(whoTalks([step('2026-12-01')], talks)).toEqual({ by: 'Amina Diallo', with: 'Head of sourcing' })
  expect(whoTalks([step('2026-12-01', '2026-11-01')], talks)).toEqual({ by: 'Nora Reyes', with: 'Chair' })
  expect(whoTalks([], [])).toEqual({ by: '', with: '' })
  expect(latestContact(talks)).toBe(talks[0])
})

test('a conversation has taken place, and a day belongs to something that was agreed', () => {
  expect(checkContact(talk('2026-11-29'), today)).toMatchObject([{ field: 'met_on', code: 'not-yet' }])
  expect(checkContact({ ...talk('2026-11-01'), agreed_until: '2026-12-01' }, today)).toMatchObject([
    { field: 'was_agreed' }
  ])
  expect(checkContact(talk('2026-11-01', '2026-10-01'), today)).toMatchObject([{ field: 'agreed_until' }])
  expect(checkContact(talk('2026-11-01', '2026-12-01'), today)).toEqual([])
})

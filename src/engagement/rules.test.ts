import { describe, expect, test } from 'vitest'
import { interventionStates } from '../intervention/work.rules.ts'
import { checkUntil, factsOfCommitment, isCommitment, stateOfGuest, tellCommitment, toldOfCommitment } from './rules.ts'

const today = '2026-11-28'
const door = { plan: 'plan', stakeholder: 'union' }

describe('a commitment', () => {
  test('is what was agreed and is carried out by the stakeholder, in its plan', () => {
    const own = { plan_id: 'plan', carried_out_by: 'union' }
    const are = interventionStates.filter((status) => isCommitment({ ...own, status }, door))
    expect(are).toEqual(['agreed', 'under_way', 'paused', 'done'])
    expect(isCommitment({ ...own, status: '' }, door)).toBe(false)
    expect(isCommitment({ ...own, carried_out_by: null, status: 'agreed' }, door)).toBe(false)
    expect(isCommitment({ ...own, plan_id: 'other', status: 'agreed' }, door)).toBe(false)
  })

  test('is told by the fields that may be told, and no field that comes later is among them', () => {
    const whole = Object.fromEntries(
      [...toldOfCommitment, 'budget', 'owner', 'invented_later'].map((name) => [name, name])
    )
    expect(Object.keys(tellCommitment(whole as Parameters<typeof tellCommitment>[0]))).toEqual([...toldOfCommitment])
    expect(factsOfCommitment('training')).toEqual(['audience', 'sessions', 'places'])
    expect(factsOfCommitment('shame')).toEqual([])
  })
})

describe('the door for a guest', () => {
  test('is open until its day has passed, or somebody closes it', () => {
    expect(stateOfGuest({ active: true, until: today }, today)).toBe('open')
    expect(stateOfGuest({ active: true, until: '2026-11-27' }, today)).toBe('over')
    expect(stateOfGuest({ active: false, until: '2027-01-01' }, today)).toBe('closed')
  })

  test('is opened for two years at most, and not for a day that is over', () => {
    expect(checkUntil(today, today)).toEqual([])
    expect(checkUntil('2026-11-27', today)).toMatchObject([{ code: 'until-over' }])
    expect(checkUntil('2028-11-28', today)).toEqual([])
    expect(checkUntil('2028-11-29', today)).toMatchObject([{ code: 'until-far' }])
  })
})

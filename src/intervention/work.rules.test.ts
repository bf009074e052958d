import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kinds } from './rules.ts'
import {
  askedOfWork,
  checkFacts,
  checkReplySet,
  checkStep,
  factFields,
  factsOfKind,
  interventionStates,
  nextStates,
  type StatedWork,
  stepsFrom
} from './work.rules.ts'

const today = '2026-11-28'
const work = (given: Partial<StatedWork>): StatedWork => ({
  kind: 'training',
  status: 'idea',
  status_reason: '',
  reply_until: null,
  ...given
})
const step = (from: StatedWork['status'], to: StatedWork['status'], given: Partial<StatedWork> = {}) =>
  checkStep(work({ ...given, status: from }), work({ ...given, status: to }), today)

describe('what a kind asks', () => {
  test('is a few facts, each of which some kind asks, and what is expected of any work', () => {
    for (const kind of kinds) expect(factsOfKind[kind].length).toBeLessThanOrEqual(5)
    expect(new Set(Object.values(factsOfKind).flat())).toEqual(new Set(Object.keys(factFields)))
    expect(askedOfWork('training')).toEqual([
      'audience',
      'sessions',
      'places',
      'expected_workplaces',
      'expected_workers',
      'expected_days'
    ])
  })

  test('is only what is expected where nobody has said the kind', () => {
    expect(askedOfWork('')).toEqual(['expected_workplaces', 'expected_workers', 'expected_days'])
  })

  test('a memorandum ends on the day of its signature or later', () => {
    expect(checkFacts({ signed: '2026-05-01', valid_until: '2026-04-30' })).toEqual([
      { field: 'valid_until', code: 'before-signed' }
    ])
    expect(checkFacts({ signed: '2026-05-01', valid_until: '2026-05-01' })).toEqual([])
    expect(checkFacts({ signed: null, valid_until: '2026-05-01' })).toEqual([])
  })
})

describe('the state of work', () => {
  test('goes from an idea through agreed and under way to done', () => {
    expect([step('idea', 'agreed'), step('agreed', 'under_way'), step('under_way', 'done')].flat()).toEqual([])
  })

  test('skips nothing: an idea is not done, and what is agreed begins first', () => {
    expect(step('idea', 'done')).toEqual([{ field: 'status', code: 'status-step', values: { from: 'idea' } }])
    expect(step('agreed', 'done')).toEqual([{ field: 'status', code: 'status-step', values: { from: 'agreed' } }])
    expect(step('done', 'idea')).toEqual([{ field: 'status', code: 'status-step', values: { from: 'done' } }])
  })

  test('is paused and dropped for a reason only', () => {
    for (const to of ['paused', 'dropped'] as const) {
      expect(step('under_way', to)).toEqual([{ field: 'status_reason', code: 'reason-needed' }])
      expect(step('under_way', to, { status_reason: 'The room is flooded' })).toEqual([])
    }
  })

  test('is not unsaid once it was said', () => {
    expect(step('agreed', '')).toEqual([{ field: 'status', code: 'status-step', values: { from: 'agreed' } }])
  })

  test('is whatever it is when work is written down for the first time', () => {
    for (const status of ['idea', 'agreed', 'under_way', 'done'] as const)
      expect(checkStep(undefined, work({ status }), today)).toEqual([])
    expect(step('', 'under_way')).toEqual([])
  })

  test('can be left from everywhere, and every step is one that somebody may take', () => {
    for (const from of interventionStates) {
      expect(Object.keys(nextStates[from]).length).toBeGreaterThan(0)
      const all = [...stepsFrom(from, 'decide'), ...stepsFrom(from, 'move')]
      expect(all.toSorted()).toEqual(Object.keys(nextStates[from]).toSorted())
    }
    expect(stepsFrom('', 'decide')).toEqual(['agreed', 'dropped'])
    expect(stepsFrom('under_way', 'move')).toEqual(['done', 'paused'])
  })

  test('that stays as it is, is never a fault but for a reason that is lacking', () => {
    fc.assert(
      fc.property(fc.constantFrom(...interventionStates), fc.constantFrom(...kinds), (status, kind) =>
        step(status, status, { kind, status_reason: 'said' }).every(({ field }) => field !== 'status')
      )
    )
  })
})

describe('naming those who do not comply', () => {
  const naming = { kind: 'shame', status_reason: '' } as const

  test('is not done while nobody has said until when one may answer', () => {
    expect(step('under_way', 'done', naming)).toEqual([{ field: 'status', code: 'reply-not-set' }])
    expect(checkReplySet({ ...naming, status: 'done', reply_until: null })).toHaveLength(1)
  })

  test('is not done before the right of reply has passed, nor on its last day', () => {
    for (const reply_until of ['2026-12-24', today])
      expect(step('under_way', 'done', { ...naming, reply_until })).toEqual([
        { field: 'status', code: 'reply-open', values: { day: reply_until } }
      ])
    expect(step('under_way', 'done', { ...naming, reply_until: '2026-11-27' })).toEqual([])
  })

  test('can be prepared, paused and dropped before that', () => {
    expect(step('agreed', 'under_way', naming)).toEqual([])
    expect(step('under_way', 'dropped', { ...naming, status_reason: 'Put right' })).toEqual([])
  })
})

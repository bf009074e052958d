import { expect, test } from 'vitest'
import { reachTogether } from './reach.operations.ts'
import type { EventRow } from './store.ts'

const rules = [{ id: 'letter', gate: undefined }]
let number = 0
const event = (workplace: string, kind: EventRow['kind'], day: string, rest: Partial<EventRow> = {}) =>
  ({
    id: String(number++).padStart(6, '0'),
    workplace,
    kind,
    day,
    phase: null,
    outcome: '',
    until: null,
    ...rest
  }) as EventRow
const way = (workplace: string, ...later: EventRow[]) => [
  event(workplace, 'placed', '2026-01-01', { phase: 'letter' }),
  event(workplace, 'sent', '2026-01-02'),
  ...later
]
const told = (found: number, ...ways: EventRow[][]) => ({
  model: { rules, lists: [{ draw: 'all', state: 'confirmed', found }] as never },
  stories: new Map(ways.map((events) => [events[0]?.workplace ?? '', events]))
})

test('a workplace that two escalations of a hub reach counts once, and at every stage to which it came in either', () => {
  const one = told(
    50,
    way('a', event('a', 'visited', '2026-02-01', { outcome: 'not_compliant' })),
    way('b', event('b', 'bounced', '2026-01-09'))
  )
  const other = told(30, way('a', event('a', 'answered', '2026-02-09', { outcome: 'regularised' })), way('c'))
  const stages = { contacted: 2, visited: 1, found: 1, regularised: 1, verified: 0 }
  expect(reachTogether([one, other], '2026-03-01')).toEqual({ liable: 50, prioritised: 3, ...stages })
  expect(reachTogether([one], '2026-01-31')).toMatchObject({ prioritised: 2, visited: 0, found: 0 })
  expect(reachTogether([], '2026-03-01')).toMatchObject({ liable: 0, prioritised: 0 })
})

import { expect, test } from 'vitest'
import { type PathEvent, pathOf } from './path.rules.ts'
import { listConflicts, listOpenings, type Planned } from './timeline.rules.ts'

const gate = { passes: 'all', days: 60, after: 'sent' } as const
const letter: Planned = { id: 'letter', name: 'Letter', starts: '2026-03-01', ends: '2026-05-10', gate: undefined }
const visits = (starts: string | null): Planned => ({ id: 'visits', name: 'Visits', starts, ends: null, gate })
const rules = [
  { id: 'letter', gate: undefined },
  { id: 'visits', gate }
]
const event = (kind: PathEvent['kind'], day: string, phase: string | null = null): PathEvent => ({
  id: `${day} ${kind}`,
  kind,
  day,
  phase,
  outcome: '',
  until: null
})
const path = (sent: string, today: string) =>
  pathOf(rules, [event('placed', '2026-03-01', 'letter'), event('sent', sent)], today)

test('a phase cannot begin before its rule lets anybody pass, as far as the chart alone says', () => {
  expect(listConflicts([letter, visits('2026-04-01')], [])).toMatchObject([
    { code: 'before-rule', planned: '2026-04-01', possible: '2026-04-30', before: 'Letter' }
  ])
  expect(listConflicts([letter, visits('2026-04-30')], [])).toEqual([])
  expect(listConflicts([letter, visits(null)], [])).toEqual([])
})

test('once letters are sent, their day counts and not that of the chart', () => {
  const paths = [path('2026-03-20', '2026-04-01'), path('2026-03-28', '2026-04-01')]
  expect(listConflicts([letter, visits('2026-05-01')], paths)).toMatchObject([
    { code: 'opens-later', possible: '2026-05-19' }
  ])
  expect(listOpenings(0, paths)).toEqual([
    { day: '2026-05-19', n: 1 },
    { day: '2026-05-27', n: 1 }
  ])
})

test('a phase that begins before the one that it follows is out of order', () => {
  expect(listConflicts([letter, visits('2026-02-01')], [])).toMatchObject([{ code: 'order' }])
})

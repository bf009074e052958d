import { expect, test } from 'vitest'
import { reasonsOf } from './reason.rules.ts'

const reason = (entry: number, id: string) => ({
  entry,
  id,
  meeting: 'm',
  day: '2026-11-02',
  finding: `What ${id} found`,
  decision: ''
})
const entry = (number: number, id: string, before: object | null, after: object | null) => ({
  number,
  changes: [{ record: 'intervention', id, before: before && { id, ...before }, after: after && { id, ...after } }]
})
const differs = (id: string, verb: 'added' | 'changed' | 'removed', ...names: string[]) => ({
  id,
  verb,
  fields: names.map((field) => ({ field, type: 'text', options: '', codes: '', before: null, after: null }))
})
const ever = { after: 0, until: Number.POSITIVE_INFINITY }
const moved = entry(7, 'visits', { ends: '2026-10-01', owner: 'A' }, { ends: '2026-12-01', owner: 'A' })
const idsOf = (...given: Parameters<typeof reasonsOf>) => reasonsOf(...given).map(({ id }) => id)

test('a change has the reasons of the entries that changed the same field of the same record', () => {
  const reasons = [reason(7, 'late'), reason(8, 'other')]
  expect(idsOf(differs('visits', 'changed', 'ends'), reasons, [moved], ever)).toEqual(['late'])
  expect(idsOf(differs('visits', 'changed', 'owner'), reasons, [moved], ever)).toEqual([])
  expect(idsOf(differs('letter', 'changed', 'ends'), reasons, [moved], ever)).toEqual([])
})

test('what was done before a version was frozen, or after the other, is no reason of what differs between them', () => {
  const difference = differs('visits', 'changed', 'ends')
  const between = (after: number, until: number) => idsOf(difference, [reason(7, 'late')], [moved], { after, until })
  expect([between(6, 7), between(7, 9), between(0, 6)]).toEqual([['late'], [], []])
})

test('a finding that explains several entries is told once, and what was added or removed has a reason too', () => {
  const made = entry(9, 'training', null, { name: 'Training' })
  const reasons = [reason(9, 'unskilled'), reason(10, 'unskilled')]
  const later = entry(10, 'training', { name: 'Training' }, { name: 'Training of owners' })
  expect(idsOf(differs('training', 'added', 'name'), reasons, [made, later], ever)).toEqual(['unskilled'])
  const gone = entry(9, 'training', { name: 'Training' }, null)
  expect(idsOf(differs('training', 'removed', 'name'), reasons, [gone], ever)).toEqual(['unskilled'])
})

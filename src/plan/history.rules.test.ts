import { expect, test } from 'vitest'
import { hubFields } from '../hub/rules.ts'
import { references, text, yes } from '../kernel/field.ts'
import { changedPlan, idsIn, idsInName, listFieldChanges, verbOf } from './history.rules.ts'

const hub = { name: 'hub', title: ['issue', 'target'], fields: hubFields }
const note = { name: 'note', title: 'name', fields: { name: text(100), urgent: yes } }

test('a record that is called after others names whose names it needs', () => {
  expect(idsInName(hub, { id: 'h', issue: 'i', target: 't' })).toEqual([
    { kind: 'issue', id: 'i' },
    { kind: 'target', id: 't' }
  ])
  expect(idsInName(note, { id: 'n', name: 'Call the union' })).toEqual([])
})

test('every reference of a row is found, an empty one is none', () => {
  expect(idsIn(hub, { id: 'h', issue: 'i', target: null })).toEqual([{ kind: 'issue', id: 'i' }])
})

test('only fields that differ are told, and what was empty and stays empty is none of them', () => {
  const before = { id: 'n', name: 'Call', urgent: false }
  expect(listFieldChanges(note, { before, after: { ...before, name: 'Write' } })).toEqual([
    { field: 'name', before: 'Call', after: 'Write' }
  ])
  expect(listFieldChanges(note, { before: null, after: before })).toEqual([
    { field: 'name', before: null, after: 'Call' }
  ])
})

test('references that were only ticked in another order are no change', () => {
  const kind = { name: 'letter', title: 'name', fields: { addressees: references('stakeholder') } }
  const row = (...addressees: string[]) => ({ id: 'l', addressees })
  expect(listFieldChanges(kind, { before: row('a', 'b'), after: row('b', 'a') })).toEqual([])
  expect(listFieldChanges(kind, { before: row('a', 'b'), after: row('b', 'c') })).toHaveLength(1)
})

test('a change adds, changes or removes', () => {
  const row = { id: 'n' }
  expect([
    verbOf({ before: null, after: row }),
    verbOf({ before: row, after: row }),
    verbOf({ before: row, after: null })
  ]).toEqual(['added', 'changed', 'removed'])
})

test('an entry changed the plan since a day, or ever', () => {
  const entry = { at: '2026-08-02T10:00:00Z', changes: [{ record: 'intervention' }] }
  expect(changedPlan(entry, '2026-07-01')).toBe(true)
  expect(changedPlan(entry, '2026-09-01')).toBe(false)
  expect(changedPlan(entry, undefined)).toBe(true)
})

test('signing, consulting, reviewing, and what is carried out, are no change of the plan', () => {
  const kinds = [
    'signature',
    'consultation',
    'consultation_point',
    'review_meeting',
    'visit',
    'workplace_event',
    'delivery'
  ]
  for (const record of kinds) expect(changedPlan({ at: '2026-08-02', changes: [{ record }] }, undefined)).toBe(false)
  expect(changedPlan({ at: '2026-08-02', changes: [] }, undefined)).toBe(false)
})

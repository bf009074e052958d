import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actionOf, keepForm, readKept } from './kept.rules.ts'

const sent = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string(), { minLength: 1 })))

test('whatever a form sent comes back as it was', () => {
  fc.assert(
    fc.property(sent, (fields) => {
      expect(readKept(keepForm('influence.add-many', fields))).toEqual({
        operation: 'influence.add-many',
        sent: fields,
        files: []
      })
    })
  )
})

test('of a file only its name is kept', () => {
  const kept = readKept(
    keepForm('evidence.import', { title: 'Cases', file: [{ path: '/somewhere', name: 'cases.csv', bytes: 12 }] })
  )
  expect(kept).toEqual({ operation: 'evidence.import', sent: { title: 'Cases' }, files: ['cases.csv'] })
})

test('what is no kept form is not taken for one', () => {
  const bad = [
    '',
    '{',
    'null',
    '[]',
    '{"operation":"a.b"}',
    '{"operation":"a.b","sent":{"x":1},"files":[]}',
    '{"operation":"a.b","sent":null,"files":[]}'
  ]
  for (const text of bad) expect(readKept(text), text).toBeUndefined()
  for (const operation of ['//elsewhere.org', 'https:x', 'a b', '../x', 'a.b/c', '']) {
    expect(readKept(JSON.stringify({ operation, sent: {}, files: [] })), operation).toBeUndefined()
  }
})

test('a kept form goes back to its own address', () => {
  expect(actionOf({ operation: 'plan.add', sent: {}, files: [] })).toBe('/do/plan.add')
  expect(actionOf({ operation: 'me/password', sent: {}, files: [] })).toBe('/me/password')
})

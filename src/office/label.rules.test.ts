import { expect, test } from 'vitest'
import labels from '../../words/en/label.json' with { type: 'json' }
import { labelKeys, renameLabels } from './label.rules.ts'

test('every label of the method can be renamed, and nothing else', () => {
  expect([...labelKeys].sort()).toEqual(Object.keys(labels).sort())
})

test('own words are kept for their language alone', () => {
  const kept = renameLabels({ fr: { 'label.ring.core': 'Cœur' } }, 'en', { 'label.ring.core': ' Heart ' }, labels)
  expect(kept).toEqual({ fr: { 'label.ring.core': 'Cœur' }, en: { 'label.ring.core': 'Heart' } })
})

test('an empty word, the default itself, or a word of no label is not kept', () => {
  const written = { 'label.ring.core': '', 'label.ring.hostile': labels['label.ring.hostile'], 'room.home': 'Start' }
  expect(renameLabels({ en: { 'label.ring.core': 'Heart' } }, 'en', written, labels)).toEqual({})
})

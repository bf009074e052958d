import { expect, test } from 'vitest'
import { isId, newId } from './id.ts'

test('ids sort by time of making, those of one millisecond too, so that what is added together keeps its order', () => {
  const ids = [...Array.from({ length: 2000 }, () => newId(1_800_000_000_000)), newId(1_800_000_000_001)]
  expect(ids.every(isId)).toBe(true)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

test('an id says the millisecond of its making', () => {
  expect(newId(1_800_000_000_000).replace('-', '').slice(0, 12)).toBe(
    (1_800_000_000_000).toString(16).padStart(12, '0')
  )
})

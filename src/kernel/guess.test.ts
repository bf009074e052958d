import { expect, test } from 'vitest'
import { makeGuessLimit } from './guess.ts'

const at = { now: 0 }
const limit = () => makeGuessLimit({ most: 3, within: 1000 }, () => at.now)

test('after the third failure nothing more is tried', () => {
  const guesses = limit()
  for (let n = 0; n < 3; n++) {
    expect(guesses.mayTry('a')).toBe(true)
    guesses.failed('a')
  }
  expect(guesses.mayTry('a')).toBe(false)
  expect(guesses.mayTry('b')).toBe(true)
})

test('it is allowed again when the time since the last failure is over', () => {
  const guesses = limit()
  for (let n = 0; n < 3; n++) guesses.failed('a')
  at.now += 999
  expect(guesses.mayTry('a')).toBe(false)
  at.now += 1
  expect(guesses.mayTry('a')).toBe(true)
})

test('what succeeds is forgotten', () => {
  const guesses = limit()
  for (let n = 0; n < 2; n++) guesses.failed('a')
  guesses.succeeded('a')
  guesses.failed('a')
  expect(guesses.mayTry('a')).toBe(true)
})

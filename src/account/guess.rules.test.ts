import { describe, expect, test } from 'vitest'
import { makeGuessLimit, makeSignInLimit, networkOf, type SignInAttempt } from './guess.rules.ts'

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

test('it is allowed again when the time since the first failure is over', () => {
  const guesses = limit()
  for (let n = 0; n < 3; n++) guesses.failed('a')
  at.now += 999
  expect(guesses.mayTry('a')).toBe(false)
  at.now += 1
  expect(guesses.mayTry('a')).toBe(true)
})

test('failures that come slowly never add up', () => {
  const guesses = limit()
  for (let n = 0; n < 20; n++) {
    expect(guesses.mayTry('a')).toBe(true)
    guesses.failed('a')
    at.now += 600
  }
})

test('what succeeds is forgotten', () => {
  const guesses = limit()
  for (let n = 0; n < 2; n++) guesses.failed('a')
  guesses.succeeded('a')
  guesses.failed('a')
  expect(guesses.mayTry('a')).toBe(true)
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0']
])('the network of %s is %s', (peer, network) => {
  expect(networkOf(peer)).toBe(network)
})

describe('signing in', () => {
  const from = (peer: string, email = 'omar@example.org', known = false): SignInAttempt => ({ peer, email, known })
  const fail = (limits: ReturnType<typeof makeSignInLimit>, attempt: SignInAttempt, times: number) => {
    for (let n = 0; n < times; n++) if (limits.mayTry(attempt)) limits.failed(attempt)
  }
  const limits = () => makeSignInLimit(() => at.now)

  test('is held up for one account at the eighth mistake from one network, however the address is written', () => {
    const guesses = limits()
    fail(guesses, from('2001:db8::1'), 4)
    fail(guesses, from('2001:db8::2', ' Omar@Example.org '), 4)
    expect(guesses.mayTry(from('2001:db8::3'))).toBe(false)
    expect(guesses.mayTry(from('2001:db8::3', 'amina@example.org'))).toBe(true)
  })

  test('is never held up elsewhere by what a stranger does', () => {
    const guesses = limits()
    fail(guesses, from('192.0.2.66'), 1_000)
    expect(guesses.mayTry(from('192.0.2.66'))).toBe(false)
    expect(guesses.mayTry(from('192.0.2.7'))).toBe(true)
  })

  test('is not held up in the own browser, even by a stranger behind the same address', () => {
    const guesses = limits()
    for (let n = 0; n < 100; n++) fail(guesses, from('192.0.2.66', `guess${n}@example.org`), 8)
    fail(guesses, from('192.0.2.66'), 8)
    expect(guesses.mayTry(from('192.0.2.66', 'omar@example.org', true))).toBe(true)
    fail(guesses, from('192.0.2.66', 'omar@example.org', true), 8)
    expect(guesses.mayTry(from('192.0.2.7', 'omar@example.org', true))).toBe(false)
  })

  test('at many accounts is held up at the sixtieth mistake from one network, and a success does not hide it', () => {
    const guesses = limits()
    for (let n = 0; n < 60; n++) {
      expect(guesses.mayTry(from('192.0.2.66', `guess${n}@example.org`))).toBe(true)
      guesses.failed(from('192.0.2.66', `guess${n}@example.org`))
      guesses.succeeded(from('192.0.2.66', 'mine@example.org'))
    }
    expect(guesses.mayTry(from('192.0.2.66', 'another@example.org'))).toBe(false)
  })

  test('works for a workshop of fifty behind one address who each mistype once in the same minute', () => {
    const guesses = limits()
    const people = Array.from({ length: 50 }, (_, n) => from('192.0.2.1', `person${n}@example.org`))
    for (const person of people) guesses.failed(person)
    expect(people.every((person) => guesses.mayTry(person))).toBe(true)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeClusters } from './cluster.rules.ts'
import { allVerdicts, judge, nameSteps, placeSteps, scoreOf } from './match.rules.ts'
import { inOrder, readUnit, splitDecisions } from './rules.ts'

describe('what a pair of entries is', () => {
  test('the same number in the same town is one workplace whatever the spelling, and a question where the names differ', () => {
    expect(judge({ number: 'same', name: 'alike', place: 'city' })).toBe('certain')
    expect(judge({ number: 'same', name: 'different', place: 'city' })).toBe('doubtful')
    expect(judge({ number: 'same', name: 'different', place: 'address' })).toBe('certain')
  })

  test('the same name in the same town is certain, unless many workplaces bear it', () => {
    expect(judge({ number: 'unknown', name: 'same', place: 'city' })).toBe('certain')
    expect(judge({ number: 'unknown', name: 'common', place: 'city' })).toBe('doubtful')
    expect(judge({ number: 'unknown', name: 'common', place: 'postcode' })).toBe('certain')
  })

  test('another number of the same source is never joined without a person', () => {
    const verdicts = allVerdicts().filter(({ number }) => number === 'other')
    expect(verdicts.filter(({ match }) => match === 'certain')).toEqual([])
    expect(judge({ number: 'other', name: 'same', place: 'postcode' })).toBe('doubtful')
  })

  test('two places are two workplaces, even of one employer', () => {
    expect(allVerdicts().filter(({ place, match }) => place === 'other' && match !== 'none')).toEqual([])
  })

  test('a likelier name or a nearer place never makes a pair less certain', () => {
    const rank = { none: 0, doubtful: 1, certain: 2 }
    for (const { number, name, place, match } of allVerdicts()) {
      const nextName = nameSteps[nameSteps.indexOf(name) + 1]
      const nextPlace = placeSteps[placeSteps.indexOf(place) + 1]
      if (nextName) expect(rank[judge({ number, name: nextName, place })]).toBeGreaterThanOrEqual(rank[match])
      if (nextPlace) expect(rank[judge({ number, name, place: nextPlace })]).toBeGreaterThanOrEqual(rank[match])
    }
  })

  test('its score runs from 0 to 100', () => {
    expect(scoreOf({ number: 'other', name: 'different', place: 'other' })).toBe(0)
    expect(scoreOf({ number: 'same', name: 'same', place: 'address' })).toBe(100)
  })
})

describe('entries joined to workplaces', () => {
  const pairs = fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 40 })

  test('are one exactly where a chain of pairs runs between them, whatever the order', () => {
    fc.assert(
      fc.property(pairs, (joined) => {
        const [one, other] = [makeClusters(20), makeClusters(20)]
        for (const [a, b] of joined) one.join(a, b)
        for (const [a, b] of [...joined].reverse()) other.join(b, a)
        for (let entry = 0; entry < 20; entry++) expect(one.rootOf(entry)).toBe(other.rootOf(entry))
      })
    )
  })

  test('are named by the first of them', () => {
    const clusters = makeClusters(5)
    clusters.join(4, 3)
    clusters.join(3, 1)
    expect([0, 1, 2, 3, 4].map(clusters.rootOf)).toEqual([0, 1, 2, 1, 1])
  })

  test('never hold two that a person told apart, whatever lies between them', () => {
    fc.assert(
      fc.property(pairs, pairs, (apart, joined) => {
        const clusters = makeClusters(20)
        const held = apart.filter(([a, b]) => clusters.part(a, b))
        for (const [a, b] of joined) clusters.join(a, b)
        for (const [a, b] of held) expect(clusters.rootOf(a)).not.toBe(clusters.rootOf(b))
      })
    )
  })
})

describe('what people say of entries', () => {
  test('of a pair is kept in one order', () => {
    expect(inOrder('b', 'a')).toEqual(inOrder('a', 'b'))
  })

  test('a split holds each side together and parts the two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (taken, left) => {
        const name = (index: number) => `entry-${String(index).padStart(2, '0')}`
        const all = Array.from({ length: taken + left }, (_, index) => name(index))
        const decisions = splitDecisions(all.slice(0, taken), all.slice(taken))
        const clusters = makeClusters(all.length)
        const number = (id: string) => all.indexOf(id)
        for (const { first, second, verdict } of decisions)
          if (verdict === 'same') clusters.join(number(first), number(second))
        for (const { first, second, verdict } of decisions)
          if (verdict === 'different') clusters.part(number(first), number(second))
        // Whatever the evidence says of them now.
        for (const one of all) for (const other of all) clusters.join(number(one), number(other))
        expect(all.map((id) => clusters.rootOf(number(id)))).toEqual(all.map((_, index) => (index < taken ? 0 : taken)))
      })
    )
  })

  test('of a unit is read in the words of a source', () => {
    expect(readUnit('Unregistered household')).toEqual({ registration: 'unregistered', setting: 'household' })
    expect(readUnit('non enregistré, saisonnier')).toEqual({ registration: 'unregistered', setting: 'seasonal' })
    expect(readUnit('No registrado')).toEqual({ registration: 'unregistered' })
    expect(readUnit('غير مسجلة')).toEqual({ registration: 'unregistered' })
    expect(readUnit('Registered')).toEqual({ registration: 'registered' })
    expect(readUnit('street vendor')).toEqual({ setting: 'mobile' })
    expect(readUnit('17')).toEqual({})
  })
})

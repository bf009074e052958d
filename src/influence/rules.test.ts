import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Branch,
  growTree,
  isDocumented,
  listBranches,
  listOpenEnds,
  listUnanswered,
  mayHangUnder,
  pickHubs,
  weighInfluences
} from './rules.ts'

type Why = { id: string; parent: string | null; changeable_by: string }
const why = (id: string, parent: string | null = null, changeable_by = ''): Why => ({ id, parent, changeable_by })

/** Answers whose parents are anything: nobody, each other, themselves, somebody who is gone. */
const anyWhys = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record({
        id: fc.constant(String(id)),
        parent: fc.option(fc.integer({ min: 0, max: 30 }).map(String)),
        changeable_by: fc.constantFrom('', '  ', 'The ministry')
      })
    )
  )
)

/** Answers that hang under earlier ones only, as people enter them. */
const enteredWhys = fc
  .array(fc.option(fc.nat()), { maxLength: 20 })
  .map((picks) =>
    picks.map((pick, index) => why(String(index), pick === null || index === 0 ? null : String(pick % index)))
  )

const idsOf = (trees: Branch<Why>[]) => listBranches(trees).map(({ why }) => why.id)

describe('the tree of whys', () => {
  test('answers hang under what they explain, in the order in which they were given', () => {
    const whys = [
      why('price', 'pay'),
      why('pay'),
      why('fear', 'silence'),
      why('silence'),
      why('bids', 'price'),
      why('cheap', 'pay')
    ]
    const trees = growTree(whys)
    expect(trees.map(({ why }) => why.id)).toEqual(['pay', 'silence'])
    expect(idsOf(trees)).toEqual(['pay', 'price', 'bids', 'cheap', 'silence', 'fear'])
    expect(listBranches(trees).map(({ depth }) => depth)).toEqual([1, 2, 3, 2, 1, 2])
  })

  test('an answer whose parent was removed stands at the root', () => {
    expect(growTree([why('price', 'gone')]).map(({ why }) => why.id)).toEqual(['price'])
  })

  test('whatever the parents, each answer stands in the tree exactly once', () => {
    fc.assert(
      fc.property(anyWhys, (whys) => {
        expect(idsOf(growTree(whys)).sort()).toEqual(whys.map(({ id }) => id).sort())
      })
    )
  })

  test('entered one after the other, each answer hangs under its parent, one deeper', () => {
    fc.assert(
      fc.property(enteredWhys, (whys) => {
        for (const { why: parent, depth, branches } of listBranches(growTree(whys))) {
          for (const branch of branches) {
            expect(branch.why.parent).toBe(parent.id)
            expect(branch.depth).toBe(depth + 1)
          }
        }
      })
    )
  })

  test('answers that explain each other in a circle are still shown, the circle cut', () => {
    const trees = growTree([why('fear', 'silence'), why('silence', 'fear')])
    expect(idsOf(trees)).toEqual(['silence', 'fear'])
    expect(trees).toHaveLength(1)
  })

  test('two hundred answers one under another make a tree two hundred deep', () => {
    const whys = Array.from({ length: 200 }, (_, index) => why(String(index), index === 0 ? null : String(index - 1)))
    expect(listBranches(growTree(whys)).at(-1)?.depth).toBe(200)
  })
})

describe('open ends', () => {
  test('are the last answers of branches that name nobody who can change them', () => {
    const whys = [
      why('pay'),
      why('price', 'pay'),
      why('buyer', 'price', 'Buyers, in their contracts'),
      why('cheap', 'pay'),
      why('silence')
    ]
    expect(listOpenEnds(whys).map(({ id }) => id)).toEqual(['cheap', 'silence'])
  })

  test('a name of blanks names nobody', () => {
    expect(listOpenEnds([why('cheap', null, '   ')])).toHaveLength(1)
  })

  test('an answer that names somebody but was asked on is no end', () => {
    expect(listOpenEnds([why('pay', null, 'The ministry'), why('price', 'pay')]).map(({ id }) => id)).toEqual(['price'])
  })

  test('every open end is a leaf without a name, and every such leaf is one', () => {
    fc.assert(
      fc.property(anyWhys, (whys) => {
        const leaves = listBranches(growTree(whys)).filter(({ branches }) => branches.length === 0)
        const expected = leaves.filter(({ why }) => why.changeable_by.trim() === '').map(({ why }) => why.id)
        expect(listOpenEnds(whys).map(({ id }) => id)).toEqual(expected)
      })
    )
  })
})

describe('moving an answer', () => {
  test('is refused under itself and under what grows from it, allowed elsewhere', () => {
    const whys = [why('pay'), why('price', 'pay'), why('bids', 'price'), why('silence')]
    expect(mayHangUnder(whys, 'pay', 'pay')).toBe(false)
    expect(mayHangUnder(whys, 'pay', 'bids')).toBe(false)
    expect(mayHangUnder(whys, 'price', 'silence')).toBe(true)
    expect(mayHangUnder(whys, 'bids', 'pay')).toBe(true)
  })

  test('a move that is allowed never loses the moved answer or anybody else, and puts it where it was moved', () => {
    fc.assert(
      fc.property(enteredWhys, fc.nat(), fc.nat(), (whys, one, other) => {
        fc.pre(whys.length > 0)
        const moved = whys[one % whys.length] as Why
        const parent = whys[other % whys.length] as Why
        fc.pre(mayHangUnder(whys, moved.id, parent.id))
        const after = whys.map((each) => (each === moved ? { ...each, parent: parent.id } : each))
        const branches = listBranches(growTree(after))
        expect(branches).toHaveLength(whys.length)
        const above = branches.find(({ branches: below }) => below.some(({ why }) => why.id === moved.id))
        expect(above?.why.id).toBe(parent.id)
      })
    )
  })

  test('an answer may hang under another exactly if that one does not grow from it', () => {
    fc.assert(
      fc.property(enteredWhys, fc.nat(), fc.nat(), (whys, one, other) => {
        fc.pre(whys.length > 0)
        const moved = whys[one % whys.length] as Why
        const parent = whys[other % whys.length] as Why
        const branch = listBranches(growTree(whys)).filter(({ why }) => why.id === moved.id)
        expect(mayHangUnder(whys, moved.id, parent.id)).toBe(!idsOf(branch).includes(parent.id))
      })
    )
  })

  test('answers that already stand in a circle are judged in finite time', () => {
    const circle = [why('fear', 'silence'), why('silence', 'fear'), why('pay')]
    expect(mayHangUnder(circle, 'pay', 'fear')).toBe(true)
    expect(mayHangUnder(circle, 'fear', 'silence')).toBe(false)
  })
})

describe('what an answer rests on', () => {
  test.each([
    ['records', '', true],
    ['records', 'A penalty in 87 of 2,102 cases', true],
    ['testimony', 'Talks with 40 workers', true],
    ['testimony', ' ', false],
    ['belief', 'Said by owners', false],
    ['', 'Two radio reports', false]
  ] as const)('%s with the evidence “%s” is documented: %s', (basis, evidence, documented) => {
    expect(isDocumented({ basis, evidence })).toBe(documented)
  })
})

const influence = (
  name: string,
  sign: 'positive' | 'negative',
  strength: number | null = null,
  lever = '',
  wielder = ''
) => ({
  name,
  sign,
  strength,
  lever,
  wielder
})

describe('influences', () => {
  const price = influence('Price set by the buyer', 'negative', 5, 'Wage costs in contracts', 'Buyers')
  const penalty = influence('Penalty seldom follows', 'negative', 4, '', 'Inspectorate')
  const fear = influence('Fear of losing the job', 'negative', null, 'Talks outside the workshop')
  const news = influence('Brands fear bad news', 'positive', 3, ' ', '')

  test('are weighed into what hinders and what helps, the strongest first, those not judged last', () => {
    const { hinder, help } = weighInfluences([fear, news, penalty, price])
    expect(hinder).toEqual([price, penalty, fear])
    expect(help).toEqual([news])
  })

  test('of equal strength keep their order', () => {
    const other = influence('New name, clean slate', 'negative', 4)
    expect(weighInfluences([other, penalty]).hinder).toEqual([other, penalty])
  })

  test('without a lever or without a wielder are named', () => {
    const { lever, wielder } = listUnanswered([price, penalty, fear, news])
    expect(lever).toEqual([penalty, news])
    expect(wielder).toEqual([fear, news])
  })
})

describe('the hubs to work on', () => {
  const hub = (id: string, chosen: boolean) => ({ id, chosen, issue: 'Minimum wage', target: id })

  test('are the chosen ones; one that is not chosen any more stays in sight as long as it holds work', () => {
    const hubs = [hub('care', false), hub('garment', true), hub('car wash', false), hub('hotels', true)]
    expect(pickHubs(hubs, new Set(['car wash', 'garment'])).map(({ id }) => id)).toEqual([
      'garment',
      'hotels',
      'car wash'
    ])
    expect(pickHubs(hubs, new Set()).map(({ id }) => id)).toEqual(['garment', 'hotels'])
  })

  test('are none where none is chosen and nothing was done', () => {
    expect(pickHubs([hub('care', false)], new Set())).toEqual([])
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ChainNode, countBelow, growChains } from './chain.rules.ts'

type Employer = { id: string }
type Link = { id: string; from_employer: string; to_employer: string; kind: string }
const employers = (...ids: string[]) => ids.map((id) => ({ id }))
const link = (from: string, to: string): Link => ({
  id: `${from}-${to}`,
  from_employer: from,
  to_employer: to,
  kind: 'contractor'
})
const drawn = ({ employer, below }: ChainNode<Employer, Link>): string =>
  employer.id + (below.length > 0 ? `(${below.map(drawn).join(' ')})` : '')

test('who gives the work stands above who takes it', () => {
  const trees = growChains(employers('shop', 'brand', 'maker'), [link('brand', 'maker'), link('maker', 'shop')])
  expect(trees.map(drawn)).toEqual(['brand(maker(shop))'])
  expect(trees.map(countBelow)).toEqual([2])
})

test('a workshop that sews for two brands stands under both, and is counted once below a common buyer', () => {
  const links = [link('buyer', 'a'), link('buyer', 'b'), link('a', 'shop'), link('b', 'shop')]
  const [tree] = growChains(employers('buyer', 'a', 'b', 'shop'), links)
  expect(tree && drawn(tree)).toBe('buyer(a(shop) b(shop))')
  expect(tree && countBelow(tree)).toBe(3)
})

test('every employer is shown, whatever rings the links make', () => {
  const ids = ['a', 'b', 'c', 'd']
  const one = fc.constantFrom(...ids)
  fc.assert(
    fc.property(fc.array(fc.tuple(one, one), { maxLength: 8 }), (pairs) => {
      const links = pairs.filter(([from, to]) => from !== to).map(([from, to]) => link(from, to))
      const shown = growChains(employers(...ids), links)
        .map(drawn)
        .join(' ')
      return ids.every((id) => shown.includes(id))
    })
  )
})

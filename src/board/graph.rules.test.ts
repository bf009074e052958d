import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forward, layChain } from './graph.rules.ts'

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const anyLinks = fc.array(fc.record({ from: fc.constantFrom(...ids), to: fc.constantFrom(...ids, 'gone') }))

describe('a chain of those who give work and those who take it', () => {
  test('has everybody once, behind all who give them work', () => {
    const links = ['ab', 'bc', 'ac', 'dc'].map(([from = '', to = '']) => ({ from, to }))
    expect([...layChain(['c', 'a', 'b', 'd'], links)].sort()).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
      ['d', 0]
    ])
  })

  test('opens a ring, and leaves out only what closes it', () => {
    const links = ['ab', 'bc', 'ca'].map(([from = '', to = '']) => ({ from, to }))
    const rows = layChain(['a', 'b', 'c'], links)
    expect([...rows.values()].sort()).toEqual([0, 1, 2])
    expect(forward(links, rows)).toHaveLength(2)
  })

  test('is laid whatever is linked with what, and its links lead forward', () => {
    fc.assert(
      fc.property(anyLinks, (links) => {
        const rows = layChain(ids, links)
        expect([...rows.keys()].sort()).toEqual(ids)
        for (const { from, to } of forward(links, rows)) expect(rows.get(from)).toBeLessThan(rows.get(to) ?? -1)
      })
    )
  })
})

import { describe, expect, test } from 'vitest'
import { layAreaNames } from './region-map.layout.ts'
import { limitsFor } from './share.ts'

const west = 'M10 40L40 85L20 90z'
const south = 'M100,80l20,0 0,20 -20,0z'

describe('names on a map', () => {
  test('stand at the side where they cover fewer borders, with a line to the middle of the area', () => {
    const [name] = layAreaNames([{ id: 's', path: south, lines: ['South'] }], [west, south], '0 0 320 100', 1)
    expect(name).toMatchObject({ anchor: 'end', x: 320, line: { to: { x: 110, y: 90 } } })
  })

  test('do not cover each other', () => {
    const lines = ['North', '12% of 40']
    const named = ['a', 'b'].map((id) => ({ id, path: south, lines }))
    const [first, second] = layAreaNames(named, [], '0 0 320 400', 1)
    expect((second?.y ?? 0) - (first?.y ?? 0)).toBeGreaterThanOrEqual(36)
  })
})

test('the steps of a scale begin at nought and reach the largest share', () => {
  expect(limitsFor([0.2, 0.86])).toEqual([0.15, 0.3, 0.45, 0.6, 0.75])
  expect(limitsFor([0.004, 0.083])).toEqual([0.02, 0.04, 0.06, 0.08, 0.1])
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOutline } from './outline.rules.ts'

/** The lines of a list, each with the text of that under which it stands. */
function told(text: string): string[] {
  const { lines, under } = readOutline(text)
  const said = lines.split('\n')
  const at = (line: number | undefined) => (line === undefined ? '' : ` < ${said[line - 1]}`)
  return said.flatMap((line, index) => (line === '' ? [] : [`${line}${at(under.get(index + 1))}`]))
}
const tree = ['Late pay', 'Price too low < Late pay', 'Buyer sets it < Price too low', 'No checks < Late pay', 'Fear']

describe('a pasted list stands as deep as it was', () => {
  test.each([
    ['by spaces', 'Late pay\n  Price too low\n    Buyer sets it\n  No checks\nFear'],
    ['by tabs', 'Late pay\n\tPrice too low\n\t\tBuyer sets it\n\tNo checks\n\nFear'],
    ['with bullets', '- Late pay\n  - Price too low\n      - Buyer sets it\n  - No checks\n- Fear'],
    ['by the bullets of a word processor', '•\tLate pay\no\tPrice too low\n▪\tBuyer sets it\no\tNo checks\n•\tFear'],
    ['by numbers', '1. Late pay\n1.1. Price too low\n1.1.1 Buyer sets it\n1.2 No checks\n2. Fear'],
    ['by numbers and letters', '1.\tLate pay\na.\tPrice too low\n▪\tBuyer sets it\nb.\tNo checks\n2.\tFear']
  ])('%s', (_, text) => {
    expect(told(text)).toEqual(tree)
  })
})

test('a plain list stays flat, also where all of it is indented or numbered', () => {
  const flat = ['Late pay', 'Price too low']
  for (const text of ['Late pay\nPrice too low', '   Late pay\n   Price too low', '1. Late pay\n2. Price too low'])
    expect(told(text)).toEqual(flat)
})

test('a line that goes back halfway stands beside what is as deep, and a level may be left out', () => {
  expect(told('A\n        B\n    C\n        D')).toEqual(['A', 'B < A', 'C < A', 'D < C'])
})

test('a cell with line breaks is one line', () => {
  expect(readOutline('A\n  "B\n  b"\n  C').under).toEqual(
    new Map([
      [2, 1],
      [4, 1]
    ])
  )
})

test('whatever is pasted, each line stands under an earlier one, and no word of it is lost', () => {
  const line = fc.tuple(fc.nat(6), fc.stringMatching(/^[A-Z][a-z ]{0,8}[a-z]$/))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const { under, lines: read } = readOutline(lines.map(([depth, text]) => ' '.repeat(depth) + text).join('\n'))
      expect(read).toBe(lines.map(([, text]) => text).join('\n'))
      for (const [below, above] of under) {
        expect(above).toBeLessThan(below)
        expect(lines[above - 1]?.[0]).toBeLessThan(lines[below - 1]?.[0] ?? 0)
      }
    })
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createScanner } from './record.rules.ts'

const comma = { delimiter: ',', quote: '"' } as const

/** Feeds a text in pieces of `size` bytes and answers what comes out. */
function scanned(text: string, columns: number, size = 1 << 20, reading: Parameters<typeof createScanner>[0] = comma) {
  const scanner = createScanner(reading, columns, 2)
  const bytes = Buffer.from(text)
  let out = ''
  for (let at = 0; at < bytes.length; at += size) out += scanner.scan(bytes.subarray(at, at + size)).toString()
  return { out: out + scanner.end().toString(), seen: scanner.seen }
}

test('a row carries the line on which it begins, cells with line breaks included', () => {
  const { out, seen } = scanned('a,b\n"x\ny",c\r\n\nd,e', 2)
  expect(out).toBe('2,,,a,b\n3,,,"x\ny",c\n6,,,d,e\n')
  expect(seen).toMatchObject({ rows: 3, ragged: 0, broken: 0, multiLine: 1 })
})

test('rows of another length are kept, with the reason and the cells that are too many', () => {
  const { out, seen } = scanned('a\na,b,c,d\na,b,,\n', 2)
  expect(out).toBe('2,row-too-short,,"a",\n3,row-too-long,"c,d","a","b"\n4,,,"a","b"\n')
  expect(seen).toMatchObject({ rows: 3, ragged: 2 })
})

test('a quotation mark that does not close costs its own line only', () => {
  const { out, seen } = scanned('a,b\nc,"d\ne,f\n"g",h\ni,j\n', 2)
  expect(out.split('\n').filter(Boolean)).toEqual([
    '2,,,a,b',
    '3,quotes-not-closed,,"c","""d"',
    '4,,,e,f',
    '5,,,"g",h',
    '6,,,i,j'
  ])
  expect(seen.broken).toBe(1)
})

test('a quotation mark within a cell is a sign like any other', () => {
  expect(scanned('5" pipe,b\n', 2).out).toBe('2,,,"5"" pipe","b"\n')
})

test('the same rows come out however the bytes were cut', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '漢', ';', '\t', '=') })
  const any = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é') })
  const quoted = any.map((text) => `"${text.replaceAll('"', '""')}"`)
  const row = fc.array(fc.oneof(plain, quoted, any), { minLength: 1, maxLength: 4 }).map((cells) => cells.join(','))
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 9 }),
      (rows, end, size) => {
        const text = rows.join(end)
        expect(scanned(text, 3, size)).toEqual(scanned(text, 3))
      }
    ),
    { numRuns: 500 }
  )
})

test('good rows come back as they were written', () => {
  const value = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é', ' ') })
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 6 }), (rows) => {
      const write = (text: string) => `"${text.replaceAll('"', '""')}"`
      const { out, seen } = scanned(rows.map((cells) => `${cells.map(write).join(',')}\n`).join(''), 2)
      expect(seen).toMatchObject({ rows: rows.length, ragged: 0, broken: 0 })
      let rest = out
      for (const cells of rows) {
        const expected = `,,,${cells.map(write).join(',')}\n`
        const line = /^\d+/.exec(rest)?.[0] ?? ''
        expect(rest.slice(line.length, line.length + expected.length)).toBe(expected)
        rest = rest.slice(line.length + expected.length)
      }
    })
  )
})

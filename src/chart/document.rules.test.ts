import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Block, columnShares, fitInto, leaves, printable, shorten, stretches } from './document.rules.ts'

const anyUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units))
const directions = fc.constantFrom('ltr' as const, 'rtl' as const)
const mixed = fc
  .array(fc.constantFrom('US', 'مفتشية', '57.9%', ' ', '(', ')', 'é', 'ً', '–', '🧵'), { maxLength: 12 })
  .map((parts) => parts.join(''))

test('a text cut by direction of reading loses nothing, and no two neighbours read the same way', () => {
  fc.assert(
    fc.property(mixed, directions, (text, direction) => {
      const parts = stretches(text, direction)
      expect(parts.map((part) => part.text).join('')).toBe(text)
      for (const [index, part] of parts.entries()) expect(part.rightToLeft).not.toBe(parts[index + 1]?.rightToLeft)
    })
  )
})

test('figures and signs go with the document; a name with a number in it stays in one piece', () => {
  expect(stretches('412 من 1,180 (57.9%)', 'rtl')).toEqual([{ text: '412 من 1,180 (57.9%)', rightToLeft: true }])
  expect(stretches('حسب US WHD 2019 CA، 2020', 'rtl')).toEqual([
    { text: 'حسب ', rightToLeft: true },
    { text: 'US WHD 2019 CA', rightToLeft: false },
    { text: '، 2020', rightToLeft: true }
  ])
  expect(stretches('قضيةً', 'ltr')).toEqual([{ text: 'قضيةً', rightToLeft: true }])
})

test('what belongs to Latin letters stays with them: brackets, articles of a law, the number before them', () => {
  const latin = (text: string) => stretches(text, 'rtl').flatMap((part) => (part.rightToLeft ? [] : [part.text]))
  expect(latin('قانون معايير العمل العادلة (FLSA)، المادتان 15(a)(1) و17 (29 U.S.C. 215, 217)')).toEqual([
    '(FLSA)',
    '15(a)(1)',
    '(29 U.S.C. 215, 217)'
  ])
  expect(latin('29 U.S.C. 216(e)(2)؛ 29 CFR الجزء 570')).toEqual(['29 U.S.C. 216(e)(2)', '29 CFR'])
  expect(latin('1,250 m2')).toEqual(['1,250 m2'])
  expect(latin('12,500.5 euros، المقر')).toEqual(['12,500.5 euros'])
  expect(latin('طلب ABC Inc. الدفع (SB 62 لعام 2021)')).toEqual(['ABC Inc', 'SB'])
  expect(stretches('حسب \u2068Wild Loom, Inc.\u2069', 'rtl')).toEqual([
    { text: 'حسب ', rightToLeft: true },
    { text: 'Wild Loom, Inc.', rightToLeft: false }
  ])
})

test('a printable text is one that XML can hold, and keeps everything that can be read', () => {
  expect(printable('a\u0000b\u000bc\ud800d\r\ne\ttab 🧵 & <b> "q"')).toBe('abc\ufffdd\ne\ttab 🧵 & <b> "q"')
  expect(printable('x'.repeat(200))).toBe(`${'x'.repeat(40)}\u200b`.repeat(5))
  fc.assert(
    fc.property(anyUnits, (text) => {
      expect(printable(text)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
      expect(printable(text).isWellFormed()).toBe(true)
    })
  )
})

test('the columns of a table share its whole width, and each has some of it', () => {
  const text = fc.string({ maxLength: 60 })
  const table = fc.integer({ min: 1, max: 9 }).chain((count) =>
    fc.record({
      columns: fc.array(
        text.map((label) => ({ label })),
        { minLength: count, maxLength: count }
      ),
      rows: fc.array(fc.array(text, { maxLength: count + 1 }), { maxLength: 5 })
    })
  )
  fc.assert(
    fc.property(table, (sample) => {
      const shares = columnShares(sample)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
      expect(Math.min(...shares)).toBeGreaterThan(0.01)
    })
  )
})

test('a column of sentences is broader than one of short figures', () => {
  const [sentence = 0, figure = 0] = columnShares({
    columns: [{ label: 'Gap' }, { label: 'Quantity' }],
    rows: [['needs a lawyer each time it is used, and none is free', '4']]
  })
  expect(sentence).toBeGreaterThan(figure * 1.4)
})

test('a landscape table takes the headings right above it along, and only those', () => {
  const text: Block = { kind: 'paragraph', text: 'Seven interventions.' }
  const title: Block = { kind: 'heading', level: 2, text: 'The chart' }
  const chart: Block = { kind: 'table', landscape: true, columns: [{ label: 'Intervention' }], rows: [] }
  expect(leaves([text, title, chart, text])).toEqual([
    { landscape: false, blocks: [text] },
    { landscape: true, blocks: [title, chart] },
    { landscape: false, blocks: [text] }
  ])
  expect(leaves([title, chart])).toEqual([{ landscape: true, blocks: [title, chart] }])
  const head: Block = { kind: 'chapter', title: 'Operation' }
  expect(leaves([text, head, title, chart])[1]?.blocks).toEqual([head, title, chart])
  expect(leaves([])).toEqual([])
})

test('a picture is made smaller to fit the page, in proportion, and never larger', () => {
  expect(fitInto({ width: 860, height: 430 }, { width: 620, height: 900 })).toEqual({ width: 620, height: 310 })
  expect(fitInto({ width: 100, height: 50 }, { width: 620, height: 900 })).toEqual({ width: 100, height: 50 })
})

test('a running title is cut at a word', () => {
  expect(shorten('Fair pay in the garment workshops', 20)).toBe('Fair pay in the…')
  expect(shorten('Fair pay', 20)).toBe('Fair pay')
  expect(shorten('x'.repeat(30), 10)).toBe(`${'x'.repeat(9)}…`)
})

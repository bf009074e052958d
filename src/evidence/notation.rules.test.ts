import { expect, test } from 'vitest'
import { currencyOf, currencyWord, otherCurrencies } from './currency.rules.ts'
import { readHundredths } from './notation.rules.ts'

const point = { decimal: '.' } as const
const comma = { decimal: ',' } as const

test.each([
  ['1,234.56', point, 123456n],
  ['1.234,56', comma, 123456n],
  ['1 234,56', comma, 123456n],
  ['1\u202f234,56', comma, 123456n],
  ["1'234.50", point, 123450n],
  ['12,34,567.00', point, 123456700n],
  ['١٢٣٫٤٥', point, 12345n],
  ['١٬٢٣٤٫٥', comma, 123450n],
  ['$1,000', point, 100000n],
  ['(12.50)', point, -1250n],
  ['1.250 €', comma, 125000n],
  ['USD 3', point, 300n],
  ['R$ 1.234,50', comma, 123450n],
  ['S/. 1,234.50', point, 123450n],
  ['-US$5', point, -500n],
  ['$-5.25', point, -525n],
  ['1.234,50 TL', comma, 123450n],
  ['1 234 FCFA', comma, 123400n],
  ['1 234 F CFA', comma, 123400n],
  ['kr 12', point, 1200n],
  ['Bs. 12,5', comma, 1250n],
  ['Rp1.234.567', comma, 123456700n],
  ['Q1,234.50', point, 123450n],
  ['1 234,50 руб.', comma, 123450n],
  ['₦1,234', point, 123400n],
  ['ر.س 1,234.50', point, 123450n],
  ['1.234,50 د.م.\u200f', comma, 123450n],
  ['１２３４', point, 123400n],
  ["1'234.-", point, 123400n],
  ['- 5', point, -500n],
  ['5.50-', point, -550n],
  ['12 d', point, undefined],
  ['5 days', point, undefined],
  ['14823.509999999998', point, 1482351n],
  ['1e3', point, undefined],
  ['1,5', point, undefined],
  ['1.5', comma, undefined],
  ['12 5', point, undefined],
  ['12.5.3', point, undefined],
  ['about 5', point, undefined],
  ['', point, undefined]
])('the number "%s" is read by the marks of its notation', (text, notation, hundredths) => {
  expect(readHundredths(text, notation)).toBe(hundredths)
})

test('an amount names its currency by a sign, a code or a word, and those of one currency are one', () => {
  expect(['€ 5', '5 eur', '5 euros'].map((text) => currencyOf(currencyWord(text)))).toEqual(['EUR', 'EUR', 'EUR'])
  expect(['5', 'us$5', '5 tl', '₿5', 'eur'].map(currencyWord)).toEqual(['', 'us$', 'tl', '₿', ''])
})

test('an amount in another currency than most of its column stands out, however it is written', () => {
  const column = [
    { word: '€', rows: 3 },
    { word: 'usd', rows: 4 },
    { word: 'eur', rows: 2 },
    { word: 'us$', rows: 0 }
  ]
  expect(otherCurrencies(column)).toEqual(['usd', 'us$'])
  expect(otherCurrencies([{ word: '$', rows: 9 }])).toEqual([])
})

import { expect, test } from 'vitest'
import { readDate, readHundredths } from './notation.rules.ts'

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

test.each([
  ['2014-06-01', 'YYYY-MM-DD', '2014-06-01'],
  ['01/06/2014', 'DD/MM/YYYY', '2014-06-01'],
  ['6/1/2014', 'MM/DD/YYYY', '2014-06-01'],
  ['1.6.2014', 'DD.MM.YYYY', '2014-06-01'],
  ['20140601', 'YYYYMMDD', '2014-06-01'],
  ['1-Jun-2014', 'DD-MMM-YYYY', '2014-06-01'],
  ['٠١/٠٦/٢٠١٤', 'DD/MM/YYYY', '2014-06-01'],
  ['2014-06-01T10:30:00Z', 'YYYY-MM-DD', '2014-06-01'],
  ['31/02/2014', 'DD/MM/YYYY', undefined],
  ['13/13/2014', 'DD/MM/YYYY', undefined],
  ['epoch', 'YYYY-MM-DD', undefined]
] as const)('the date "%s" is read as %s', (text, notation, date) => {
  expect(readDate(text, notation)).toBe(date)
})

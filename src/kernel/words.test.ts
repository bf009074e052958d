import { expect, test } from 'vitest'
import { wordsFor } from './words.ts'

const files = new Map(
  ['en', 'fr', 'ar'].map((language) => [
    language,
    { 'gap.unaddressed': language === 'ar' ? 'لا أحد يعالج {name}' : '{name}' }
  ])
)
const [en, fr, ar] = ['en', 'fr', 'ar'].map((language) => wordsFor(files, language))

test('a period names a month and a year that both days share only once', () => {
  expect(en?.period('2026-09-14', '2026-11-20')).toMatch(/^14 Sept\s?–\s?20 Nov 2026$/u)
  expect(en?.period('2026-10-01', '2027-12-17')).toMatch(/^1 Oct 2026\s?–\s?17 Dec 2027$/u)
})

test('the first day of a month is an ordinal in French, and no other day is', () => {
  expect(fr?.date('2026-10-01')).toBe('1er octobre 2026')
  expect(fr?.date('2026-10-11')).toBe('11 octobre 2026')
  expect(fr?.period('2026-10-01', '2026-10-31')).toMatch(/^1er\s?–\s?31 oct\. 2026$/u)
})

test('names in Latin letters keep their own order in Arabic, and "and" does not stick to them', () => {
  expect(ar?.list(['Tax office', 'Garment union'])).toBe('\u2068Tax office\u2069 و\u00a0\u2068Garment union\u2069')
  expect(ar?.list(['النقابة', 'الجمعية'])).toBe('النقابة والجمعية')
  expect(ar?.t('gap.unaddressed', { name: 'Price set by the buyer.' })).toContain('\u2068Price set by the buyer.\u2069')
  expect(en?.list(['Tax office', 'Garment union'])).toBe('Tax office and Garment union')
})

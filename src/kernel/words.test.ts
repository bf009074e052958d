import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readWordFiles, unpackWords, wordsFor } from './words.ts'

const shipped = join(import.meta.dirname, '../../words')
let own: string
beforeAll(() => {
  own = mkdtempSync(join(tmpdir(), 'words-'))
})
afterAll(() => rmSync(own, { recursive: true }))

describe('a language file in the data folder', () => {
  test('adds a language, English standing in for what it lacks', () => {
    writeFileSync(join(own, 'de.json'), JSON.stringify({ 'room.plans': 'Pläne' }))
    const words = wordsFor(readWordFiles(shipped, own), 'de')
    expect([words.t('room.plans'), words.t('room.evidence')]).toEqual(['Pläne', 'Evidence'])
  })

  test('that is broken stops nothing and is named; so is a single text that cannot be read', () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    writeFileSync(join(own, 'xx.json'), '{broken')
    writeFileSync(join(own, 'yy.json'), JSON.stringify({ 'room.plans': 'Plany', 'ui.of': '{n, plural,', 'ui.foot': 7 }))
    const words = wordsFor(readWordFiles(shipped, own), 'yy')
    expect([words.t('room.plans'), words.t('ui.of', { n: 3 })]).toEqual(['Plany', 'of 3'])
    expect(said.mock.calls.map(([line]) => String(line))).toEqual([
      expect.stringContaining('xx.json'),
      expect.stringContaining('yy.json: ui.of'),
      expect.stringContaining('yy.json: ui.foot')
    ])
    said.mockRestore()
  })
})

describe('words from right to left', () => {
  const arabic = wordsFor(readWordFiles(shipped), 'ar')

  test('keep a name in Latin letters in its own order, in a sentence and in a list', () => {
    expect(arabic.list(['Petrol stations', 'الفنادق', 'Food shops'])).toBe(
      '\u2068Petrol stations\u2069 والفنادق و\u00a0\u2068Food shops\u2069'
    )
    expect(arabic.t('home.standing.all', { share: '8 of 10' })).toContain('\u20688 of 10\u2069')
  })
})

describe('a name that the inspectorate may give', () => {
  const say = (labels: Record<string, string>, language = 'en') =>
    wordsFor(readWordFiles(shipped), language, { labels })

  test('stands in every sentence that means it, small within the sentence', () => {
    const urgent = say({ 'label.axis.priority': 'Urgency', 'label.axis.compliance': 'SDG 8' })
    expect(urgent.t('hub.matrix.unit.issue')).toBe('Across: SDG 8. Up: urgency. Issues of the plan.')
    expect(urgent.t('issue.priority')).toBe('Urgency, 0 low to 100 high')
    expect(say({}).t('hub.matrix.unit.issue')).toBe('Across: compliance. Up: priority. Issues of the plan.')
  })

  test('may hold any sign, and is never read as a message', () => {
    const name = "L’élite # {n, plural} 'x'"
    const words = say({ 'label.axis.priority': name })
    expect(words.t('label.axis.priority')).toBe(name)
    expect(words.t('hub.matrix.priority-of', { name: 'Pay' })).toBe(`${name}: Pay, 0 to 100`)
  })

  test('goes along to another thread', () => {
    const there = unpackWords(say({ 'label.axis.priority': 'Urgency' }).pack('document.'))
    expect(there.t('document.matrix.issues')).toBe('Urgency and compliance: issues')
  })
})

test('words that were packed for another thread say the same there', () => {
  const words = wordsFor(readWordFiles(shipped), 'ar', { digits: 'arab', labels: { 'document.sources': 'المراجع' } })
  const there = unpackWords(words.pack('document.'))
  expect(there.t('document.sources')).toBe('المراجع')
  expect([there.number(1234), there.date('2026-11-22')]).toEqual([words.number(1234), words.date('2026-11-22')])
})

const wordsIn = (language: string) => wordsFor(readWordFiles(shipped), language)

describe('numbers as a person reads them', () => {
  test('a share is whole from ten per cent on, and what is not all or nothing never reads so', () => {
    const { share } = wordsIn('en')
    expect([0, 0.0003, 0.083, 0.58, 0.994, 0.9997, 1].map(share)).toEqual([
      '0%',
      '0.1%',
      '8.3%',
      '58%',
      '99%',
      '99.9%',
      '100%'
    ])
  })

  test('a currency is named in words', () => {
    expect(wordsIn('en').money(1500, 'USD')).toBe('1,500 US dollars')
    expect(['en', 'fr', 'es', 'ar'].map((language) => wordsIn(language).currency('USD'))).toEqual([
      'US dollars',
      'dollars des États-Unis',
      'dólares estadounidenses',
      'دولار أمريكي'
    ])
  })
})

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

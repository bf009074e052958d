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
      '\u2068Petrol stations\u2069 والفنادق و\u2068Food shops\u2069'
    )
    expect(arabic.t('home.standing.all', { share: '8 of 10' })).toContain('\u20688 of 10\u2069')
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

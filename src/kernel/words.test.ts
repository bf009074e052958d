import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readWordFiles, wordsFor } from './words.ts'

const words = (language: string) => wordsFor(readWordFiles(resolve('words')), language)

describe('numbers as a person reads them', () => {
  test('a share is whole from ten per cent on, and what is not all or nothing never reads so', () => {
    const { share } = words('en')
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
    expect(words('en').money(1500, 'USD')).toBe('1,500 US dollars')
    expect(['en', 'fr', 'es', 'ar'].map((language) => words(language).currency('USD'))).toEqual([
      'US dollars',
      'dollars des États-Unis',
      'dólares estadounidenses',
      'دولار أمريكي'
    ])
  })
})

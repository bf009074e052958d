import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askDuckDB, withDuckDB } from '../facts/duckdb.ts'
import { countSlips, gramsOf, likeness } from './likeness.rules.ts'
import { fold, partNames, tokensOf } from './name.rules.ts'
import { makeNameMacros, tokensSql } from './name.store.ts'

const names = [
  "Miguel's 12 Trees Cafe",
  'MIGUELS 12 TREES CAFE, L.L.C.',
  'J. R. Simplot Co.',
  'Boulangerie Étoile S.A.R.L.',
  'Straßenbau Müller GmbH & Co. KG',
  'شَرِكَة الأمل للمقاولات',
  'الشركة العربية للأغذية ذ.م.م',
  'مؤسسة ١٢ للنظافة',
  '株式会社山田製作所',
  'The Co',
  'Łódź Øresund Æther',
  'R.M.Coe-Construction',
  '   '
]

describe('a name', () => {
  test('is the same without case, accents, punctuation and legal form', () => {
    const same = (one: string, other: string) => expect(tokensOf(one)).toEqual(tokensOf(other))
    same("Miguel's 12 Trees Cafe", 'MIGUELS 12 TREES CAFE, L.L.C.')
    same('Boulangerie Étoile S.A.R.L.', 'BOULANGERIE ETOILE')
    same('Anthem Coffee & Tea', 'Anthem Coffee And Tea, Inc.')
    same('Strassenbau Müller', 'Straßenbau MULLER GmbH')
    same('شركة الأمل للمقاولات ذ.م.م', 'الامل للمقاولات')
    same('مؤسسة ١٢ للنظافة', '12 للنظافة')
    same('株式会社山田製作所', '山田製作所')
  })

  test('of fillers alone keeps them, so that it is never empty', () => {
    expect(tokensOf('The Co')).toEqual(['the', 'co'])
    expect(tokensOf('...')).toEqual([])
  })

  test('holds the name on the door and the legal name where one text says both', () => {
    expect(partNames('PPV of Washington PLLC DBA The Fix Machine')).toEqual({
      trading: 'The Fix Machine',
      legal: 'PPV of Washington PLLC'
    })
    expect(partNames('Raul Salas d/b/a R.S Janitorial')).toEqual({ trading: 'R.S Janitorial', legal: 'Raul Salas' })
    expect(partNames('Adba Foods')).toEqual({ trading: 'Adba Foods', legal: undefined })
  })

  test('folded twice is as folded once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      })
    )
  })

  test('is folded by the database of the evidence exactly as here', async () => {
    await withDuckDB(':memory:', async (connection) => {
      await makeNameMacros(connection)
      const source = names.map((_, n) => `select ${n} as n, $${n + 1} as text`).join(' union all ')
      const rows = await askDuckDB<{ n: number; tokens: string }>(
        connection,
        `select n, array_to_string(tokens, ' ') as tokens from (${tokensSql(source)}) order by n`,
        names
      )
      expect(rows.map(({ tokens }) => tokens)).toEqual(names.map((name) => tokensOf(name).join(' ')))
      const [split] = await askDuckDB(connection, `select trading_name($1) as trading, legal_part($1) as legal`, [
        'Alkaloid Inc. DBA Lucid Cannabis'
      ])
      expect(split).toEqual({ trading: 'Lucid Cannabis', legal: 'Alkaloid Inc.' })
    })
  })
})

describe('two words', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/)

  test('have no slip between them exactly if they are one', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(countSlips(one, other, 20) === 0).toBe(one === other)
      })
    )
  })

  test('are as far from each other both ways', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(countSlips(one, other, 20)).toBe(countSlips(other, one, 20))
        expect(likeness(one, other)).toBeCloseTo(likeness(other, one))
      })
    )
  })

  test('with one letter left out, put in, changed or changed round have one slip between them', () => {
    for (const slip of ['resturant', 'restauraant', 'restaurent', 'restaurnat'])
      expect(countSlips('restaurant', slip, 3)).toBe(1)
    expect(likeness('restaurant', 'resturant')).toBeGreaterThan(0.85)
    expect(likeness('restaurant', 'resident')).toBe(0)
    expect(likeness('abc', 'abd')).toBe(0)
  })

  test('share pieces of three letters, those at their ends included', () => {
    expect(gramsOf('abc')).toEqual([' ab', 'abc', 'bc '])
    expect(gramsOf('a')).toEqual([' a '])
  })
})

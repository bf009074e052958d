import { describe, expect, test } from 'vitest'
import { askDuckDB, quoteText, withDuckDB } from '../facts/duckdb.ts'
import { agePattern, meaningOf, meaningsOf } from './reading.rules.ts'
import { ageGroupSql, meaningSql } from './reading.store.ts'

const ask = async (expression: string) => {
  const rows = await withDuckDB(':memory:', (connection) =>
    askDuckDB<{ found: string | null }>(connection, `select ${expression} as found`)
  )
  return rows[0]?.found
}

describe('what sources write is read beside their own words', () => {
  test('the sex of a person in four languages, and nothing that is not known', () => {
    for (const cell of ['F', 'Female', ' femme ', 'Mujer', 'أنثى']) expect(meaningOf('sex', cell)).toBe('female')
    for (const cell of ['m', 'Homme', 'masculino', 'ذكر']) expect(meaningOf('sex', cell)).toBe('male')
    for (const cell of ['', 'X', 'unknown', 'family']) expect(meaningOf('sex', cell)).toBeUndefined()
  })

  test('an appeal that was withdrawn leaves the sanction as it is, one that won does not', () => {
    expect(['No', 'Yes', 'Yes-withdrew', 'Vacated', 'en cours'].map((cell) => meaningOf('appeal', cell))).toEqual([
      'no',
      'yes',
      'upheld',
      'overturned',
      'yes'
    ])
  })

  test('the database reads every pattern as the rules do', async () => {
    const cells = [
      'F',
      'hombre',
      'Yes-withdrew',
      'Vacated',
      'sí',
      'غير منظم',
      'non déclaré',
      'Étrangère',
      'mortelle',
      ''
    ]
    for (const reading of ['sex', 'answer', 'fatal', 'migrant', 'informal', 'appeal'] as const) {
      expect(meaningsOf(reading).length).toBeGreaterThan(1)
      for (const cell of cells)
        expect([reading, cell, (await ask(meaningSql(reading, quoteText(cell)))) ?? undefined]).toEqual([
          reading,
          cell,
          meaningOf(reading, cell)
        ])
    }
  })

  test('an age belongs to one group; nought and 120 mean that it is not known', async () => {
    const groupOf = (age: number | null, written: string | null = null) =>
      ask(ageGroupSql(String(age), written === null ? 'null::varchar' : quoteText(written)))
    expect(await Promise.all([5, 17, 18, 24, 25, 64, 65, 99].map((age) => groupOf(age)))).toEqual([
      '0-17',
      '0-17',
      '18-24',
      '18-24',
      '25-34',
      '55-64',
      '65+',
      '65+'
    ])
    expect(await Promise.all([0, 120, null].map((age) => groupOf(age)))).toEqual([null, null, null])
    expect(await groupOf(null, '15-29')).toBe('15-29')
  })

  test('groups of ages are known by how they look', () => {
    const looks = new RegExp(agePattern, 'i')
    for (const cell of ['25-34', '25 à 34 ans', '<18', '65+', '65 et plus', 'under 18'])
      expect([cell, looks.test(cell)]).toEqual([cell, true])
    for (const cell of ['2020-01', 'Building 25-34', '100-200']) expect([cell, looks.test(cell)]).toEqual([cell, false])
  })
})

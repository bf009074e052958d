import { describe, expect, test } from 'vitest'
import { type Convention, gapOf, isUnusedPower, leavesNoAdministrator, namesConvention } from './rules.ts'

test('what is missing of a resource is never less than nothing, and unknown while one figure is', () => {
  expect(gapOf({ quantity: 11, needed: 13 })).toBe(2)
  expect(gapOf({ quantity: 13, needed: 11 })).toBe(0)
  expect(gapOf({ quantity: null, needed: 11 })).toBeNull()
  expect(gapOf({ quantity: 0, needed: null })).toBeNull()
})

test('a power lies unused when nobody ever used it or it is called untapped; a car never does', () => {
  const power = { kind: 'operational', last_used: '2024-01-01', untapped: false }
  expect(isUnusedPower(power)).toBe(false)
  expect(isUnusedPower({ ...power, last_used: null })).toBe(true)
  expect(isUnusedPower({ ...power, untapped: true })).toBe(true)
  expect(isUnusedPower({ ...power, kind: 'physical', last_used: null })).toBe(false)
})

describe('a mandate names a Convention', () => {
  const convention: Convention = {
    code: 'C081',
    number: 81,
    year: 1947,
    kind: 'governance',
    title: { en: 'Labour Inspection Convention, 1947', fr: 'Convention sur l’inspection du travail, 1947' }
  }
  const mandate = (title: string, reference = '', form = 'convention') => ({ form, title, reference })

  test('by its title in any language, or by its number', () => {
    for (const title of [
      'Labour Inspection Convention, 1947 (No. 81)',
      'Convention sur l’inspection du travail, 1947',
      'C081',
      'C81 on inspection',
      'Convenio núm. 81, n.º 81',
      'اتفاقية رقم 81'
    ]) {
      expect(namesConvention(mandate(title), convention), title).toBe(true)
    }
    expect(namesConvention(mandate('Inspection', 'No. 81'), convention)).toBe(true)
  })

  test('not by a number of which it is a part, nor by what is no Convention', () => {
    for (const title of ['Convention No. 181', 'C810', 'Article 81'])
      expect(namesConvention(mandate(title), convention), title).toBe(false)
    expect(namesConvention(mandate('C081', '', 'law'), convention)).toBe(false)
  })
})

describe('the last administrator', () => {
  const omar = { id: '1', role: 'administrator', active: true }
  const sara = { id: '2', role: 'viewer', active: true }

  test('stays', () => {
    expect(leavesNoAdministrator([omar, sara], { ...omar, role: 'planner' })).toBe(true)
    expect(leavesNoAdministrator([omar, sara], { ...omar, active: false })).toBe(true)
    expect(
      leavesNoAdministrator([omar, { ...sara, role: 'administrator', active: false }], { ...omar, active: false })
    ).toBe(true)
  })

  test('may go once another can sign in', () => {
    expect(leavesNoAdministrator([omar, { ...sara, role: 'administrator' }], { ...omar, active: false })).toBe(false)
    expect(leavesNoAdministrator([omar, sara], { ...sara, active: false })).toBe(false)
  })
})

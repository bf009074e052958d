import { describe, expect, test } from 'vitest'
import { readCountries } from '../office/country.store.ts'
import { indexRegions } from './region.rules.ts'

const countries = readCountries('country')
const regionsOf = (country: string, own: [string, string][] = []) =>
  indexRegions(countries.listsOf(country).regionNames ?? [], own)

describe('regions are known by the names that sources write', () => {
  test('with or without accents, with or without the word for a region', () => {
    const kenya = regionsOf('KEN')
    expect(['Nairobi', 'NAIROBI CITY', 'Nairobi County', 'KE-30', '30'].map(kenya)).toEqual(Array(5).fill('KE-30'))
    const france = regionsOf('FRA')
    expect(['Île-de-France', 'ile de france', 'Région Île-de-France', 'IDF'].map(france)).toEqual(
      Array(4).fill('FR-IDF')
    )
    expect(['Texas', 'TX', 'State of Texas'].map(regionsOf('USA'))).toEqual(Array(3).fill('US-TX'))
    expect(['Comunidad de Madrid', 'Cataluña', 'Región de Murcia'].map(regionsOf('ESP'))).toEqual([
      'ES-MD',
      'ES-CT',
      'ES-MC'
    ])
  })

  test('a name that two regions bear, or another country has, means neither', () => {
    const twice = indexRegions([
      { code: 'XX-A', names: ['North Province'] },
      { code: 'XX-B', names: ['North District'] }
    ])
    expect(['North', 'North Province', 'North District'].map(twice)).toEqual([undefined, 'XX-A', 'XX-B'])
    expect(regionsOf('KEN')('Texas')).toBeUndefined()
  })

  test('what the inspectorate brought wins, and names regions in scripts that the list has not', () => {
    const egypt = regionsOf('EGY', [
      ['القاهرة', 'EG-C'],
      ['Capital', 'EG-C']
    ])
    expect(['القاهره', 'capital', 'Al Qāhirah', 'الجيزة'].map(egypt)).toEqual(['EG-C', 'EG-C', 'EG-C', undefined])
  })
})

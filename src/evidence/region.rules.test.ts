import { describe, expect, test } from 'vitest'
import { readCountries } from '../office/country.store.ts'
import { indexRegions } from './region.rules.ts'

const countries = readCountries('country')
const indexOf = (country: string, own: [string, string][] = []) =>
  indexRegions(countries.listsOf(country).regionNames ?? [], own)
const regionsOf = (country: string, own: [string, string][] = []) => indexOf(country, own).codeOf

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
    const { codeOf: twice } = indexRegions([
      { code: 'XX-A', names: ['North Province'] },
      { code: 'XX-B', names: ['North District'] }
    ])
    expect(['North', 'North Province', 'North District'].map(twice)).toEqual([undefined, 'XX-A', 'XX-B'])
    expect(regionsOf('KEN')('Texas')).toBeUndefined()
  })

  test('in the languages and scripts of the country, in English, and where a list has another language of it', () => {
    const egypt = regionsOf('EGY')
    expect(['القاهرة', 'محافظة الجيزه', 'Cairo', 'Al Qāhirah'].map(egypt)).toEqual(['EG-C', 'EG-GZ', 'EG-C', 'EG-C'])
    expect(['العاصمة', 'عمان', 'Amman', 'إربد'].map(regionsOf('JOR'))).toEqual(['JO-AM', 'JO-AM', 'JO-AM', 'JO-IR'])
    expect(['Junín', 'APURIMAC', 'Amazonas'].map(regionsOf('PER'))).toEqual(['PE-JUN', 'PE-APU', 'PE-AMA'])
    expect(['東京都', 'Tokyo'].map(regionsOf('JPN'))).toEqual(['JP-13', 'JP-13'])
    expect(['서울특별시', 'Seoul'].map(regionsOf('KOR'))).toEqual(['KR-11', 'KR-11'])
    expect(['الجزائر', 'Tizi Ouzou'].map(regionsOf('DZA'))).toEqual(['DZ-16', 'DZ-15'])
  })

  test('one region with two codes is known by the one that is in force, also where it is named alone', () => {
    expect(['La Réunion', 'guadeloupe', 'MAYOTTE', 'FR-RE'].map(regionsOf('FRA'))).toEqual([
      'FR-974',
      'FR-971',
      'FR-976',
      'FR-RE'
    ])
    expect(['Cantabria', 'La Rioja', 'Illes Balears'].map(regionsOf('ESP'))).toEqual(['ES-CB', 'ES-RI', 'ES-IB'])
  })

  test('a name that a division and a district bear is that of the parting to which the column belongs', () => {
    const { codeOf, codesOf } = indexOf('BGD')
    expect(codeOf('Dhaka')).toBeUndefined()
    expect(codesOf(['Dhaka', 'Gazipur', 'Khulna', 'Nowhere'])).toEqual(
      new Map([
        ['Dhaka', 'BD-13'],
        ['Gazipur', 'BD-18'],
        ['Khulna', 'BD-27']
      ])
    )
    const divisions = ['Barishal', 'Chattogram', 'Dhaka', 'Khulna', 'Mymensingh', 'Rajshahi', 'Rangpur', 'Sylhet']
    expect([...codesOf(divisions).values()]).toEqual([...'ABCDHEFG'].map((letter) => `BD-${letter}`))
    expect(codeOf('Dhaka Division')).toBe('BD-C')
  })

  test('what the inspectorate brought wins', () => {
    const egypt = regionsOf('EGY', [
      ['المركز', 'EG-C'],
      ['Capital', 'EG-C'],
      ['Giza', 'EG-C']
    ])
    expect(['المركز', 'capital', 'Al Qāhirah', 'giza', 'Elsewhere'].map(egypt)).toEqual([
      ...['EG-C', 'EG-C', 'EG-C', 'EG-C'],
      undefined
    ])
  })
})

import { afterAll, describe, expect, test } from 'vitest'
import { openImports } from '../../test/import-text.ts'
import { type Mapping, plainNotation } from './rules.ts'

const { file, importText, rowsOf, close } = openImports()
afterAll(close)

const cases: Mapping = { table: 'cases', fields: {}, findings: [], constants: {}, notation: plainNotation }

describe('an import with code lists', () => {
  test('names sections of ISIC and counties by code lists, and never overrules the file', async () => {
    const codeLists = {
      industryToIsic: file('naics,section,division\n31,C,13\n315,C,14\n72,I,56\n'),
      postcodeToCounty: file('zip,county_fips,county_name\n90001,06037,Los Angeles\n'),
      cityToCounty: file('city,county_fips,county_name\nFresno,06019,Fresno\n'),
      countyRegion: 'US-CA',
      regions: file('code\nUS-CA\nUS-NV\n')
    }
    const fields: Mapping['fields'] = {
      workplace: { column: 'name' },
      industryCode: { column: 'naics' },
      postcode: { column: 'zip' },
      city: { column: 'city' },
      region: { column: 'region' }
    }
    const content =
      'name,naics,zip,city,region,isic\na,315210,90001-12,,US-CA,X\nb,722,,FRESNO,US-CA,\nc,999,90001,,US-NV,C\nd,31-33,,,US-ZZ,C\n'
    const named = await importText(content, { ...cases, fields }, { codeLists })
    expect(await rowsOf(named.outFolder, 'cases', 'isicSection, isicDivision, county, countyCode')).toEqual([
      { isicSection: 'C', isicDivision: '14', county: 'Los Angeles', countyCode: '06037' },
      { isicSection: 'I', isicDivision: '56', county: 'Fresno', countyCode: '06019' },
      { isicSection: null, isicDivision: null, county: null, countyCode: null }
    ])
    expect(named.result.reasons).toEqual([{ check: 'not-in-list', column: 'region', rows: 1 }])
    expect(named.result.warnings).toEqual([
      { code: 'industry-without-section', values: { rows: 1 } },
      { code: 'place-without-county', values: { rows: 1 } }
    ])
    const own = await importText(
      content,
      { ...cases, fields: { ...fields, isicSection: { column: 'isic' } } },
      { codeLists }
    )
    expect(await rowsOf(own.outFolder, 'cases', 'isicSection, isicDivision')).toEqual([
      { isicSection: null, isicDivision: null },
      { isicSection: 'C', isicDivision: null }
    ])
    expect(own.result.reasons).toContainEqual({ check: 'not-in-list', column: 'isic', rows: 1 })
  })

  test('names sections by the division of a code of NACE, NAF, CNAE or CIIU, whose noughts a spreadsheet took', async () => {
    const codeLists = {
      isic: file('code,level,parent\nA,section,\nG,section,\nI,section,\n01,division,A\n47,division,G\n55,division,I\n')
    }
    const of = async (codes: readonly string[], field: 'isicCode' | 'isicDivision' = 'isicCode') => {
      const fields = { workplace: { column: 'name' }, [field]: { column: 'code' } }
      const lines = codes.map((code, index) => `Firm ${index},${code}\n`)
      const { outFolder } = await importText(`name,code\n${lines.join('')}`, { ...cases, fields }, { codeLists })
      const rows = await rowsOf(outFolder, 'cases', 'isicSection, isicDivision, isicCode, industryCode')
      return rows.map(({ isicSection, isicDivision }) => `${isicSection} ${isicDivision}`)
    }
    expect(await of(['55.10', '55.10Z', 'I5510', '1.11', '47.11'])).toEqual(['I 55', 'I 55', 'I 55', 'A 01', 'G 47'])
    expect(await of(['4711-3/02', '111-3/01', '5510-8/01'])).toEqual(['G 47', 'A 01', 'I 55'])
    expect(await of(['4711', '111', '551'])).toEqual(['G 47', 'A 01', 'I 55'])
    expect(await of(['99.99', 'x', '88'])).toEqual(['null null', 'null null', 'null null'])
    expect(await of(['55', '1'], 'isicDivision')).toEqual(['I 55', 'A 01'])
  })

  test('places no case of another region in a county whose town or postcode has the same name', async () => {
    const codeLists = {
      postcodeToCounty: file('zip,county_fips,county_name\n92110,06073,San Diego\n'),
      cityToCounty: file('city,county_fips,county_name\nRichmond,06013,Contra Costa\n'),
      countyRegion: 'US-CA',
      regionNames: [
        { code: 'US-CA', names: ['California'] },
        { code: 'US-VA', names: ['Virginia'] }
      ]
    }
    const placed = async (content: string, fields: Mapping['fields'], constants: Mapping['constants'] = {}) => {
      const { outFolder } = await importText(content, { ...cases, fields, constants }, { codeLists })
      return (await rowsOf(outFolder, 'cases', 'county')).map(({ county }) => county)
    }
    const town = { workplace: { column: 'name' }, city: { column: 'city' }, postcode: { column: 'zip' } }
    const content = 'name,city,zip,state\na,Richmond,23219,Virginia\nb,Richmond,,California\nc,Lyon,92110,\n'
    expect(await placed(content, { ...town, regionName: { column: 'state' } })).toEqual([null, 'Contra Costa', null])
    expect(await placed(content, town)).toEqual([null, null, null])
    expect(await placed('name,city\na,Richmond\nb,richmond\n', { city: { column: 'city' } })).toEqual(
      Array(2).fill('Contra Costa')
    )
    expect(await placed(content, town, { region: 'US-CA' })).toEqual(['Contra Costa', 'Contra Costa', 'San Diego'])
  })
})

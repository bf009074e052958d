import { describe, expect, test } from 'vitest'
import { issueOf, provisionsOf, readList } from './code-list.rules.ts'

describe('a list of codes that an inspectorate brings', () => {
  test('columns are known by their names, in any order and language', () => {
    expect(
      readList(
        'industry',
        ['Part', 'CITI', 'Code'],
        [
          ['0,7', 'C', '10.1'],
          ['0,3', 'G', '10.1']
        ]
      )
    ).toEqual({
      lines: [
        { code: '10.1', isic: 'C', share: '0.7' },
        { code: '10.1', isic: 'G', share: '0.3' }
      ]
    })
    expect(readList('region', ['name', 'ISO 3166-2'], [['Nairobi', 'KE-30']])).toEqual({
      lines: [{ region: 'Nairobi', iso: 'KE-30' }]
    })
  })

  test('a column that is missing, a cell that cannot be, and a list without lines are named', () => {
    expect(readList('occupation', ['code', 'title'], [])).toEqual({
      fault: { code: 'list-lacks-column', values: { column: 'isco' } }
    })
    expect(
      readList(
        'occupation',
        ['code', 'isco'],
        [
          ['1', '7111'],
          ['2', 'builder']
        ]
      )
    ).toEqual({
      fault: { code: 'list-cell', values: { line: 3, column: 'isco', written: 'builder' } }
    })
    expect(readList('provision', ['issue', 'law'], [])).toEqual({ fault: { code: 'list-empty', values: {} } })
  })

  test('a provision that names a year holds from its first day or to its last', () => {
    const [own] = provisionsOf([{ issue: 'minimum wage', reference: 'Act 7', from: '2001', until: '2010' }], undefined)
    expect(own).toEqual({
      issue: 'minimumWage',
      reference: 'Act 7',
      from: '2001-01-01',
      until: '2010-12-31',
      title: {}
    })
    expect(issueOf('Art. 5')).toBe('Art. 5')
  })
})

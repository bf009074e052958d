import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askDuckDB, type FactRow, quoteText, withDuckDB } from '../facts/duckdb.ts'
import { inspectFile } from './file.store.ts'
import { importFile } from './import.store.ts'
import { type Mapping, plainNotation } from './rules.ts'

let folder = ''
let made = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cell-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(rows: readonly string[]): string {
  const path = join(folder, `${made++}.csv`)
  writeFileSync(path, `${rows.join('\n')}\n`)
  return path
}

const visits: Mapping = {
  table: 'cases',
  fields: {
    record: { column: 'no' },
    workplace: { column: 'employer' },
    concluded: { column: 'day' },
    penalties: { column: 'fine' },
    countyCode: { column: 'country' }
  },
  findings: [],
  constants: {},
  notation: plainNotation
}

async function importRows(path: string, mapping: Mapping = visits) {
  const outFolder = join(folder, `out${made++}`)
  const request = { file: path, mapping, dataSet: 'd', version: 'v', outFolder, today: '2026-11-22' }
  const result = await importFile(request)
  const parquet = quoteText(join(outFolder, 'cases.parquet'))
  const records: FactRow[] = await withDuckDB(':memory:', (connection) =>
    askDuckDB(
      connection,
      `select record, workplace, concluded::varchar as day, penalties::varchar as fine, "countyCode" as country, doubts
        from read_parquet(${parquet}) order by "row"`
    )
  )
  return { result, records, outFolder }
}

const columnsOf = async (rows: readonly string[]) => (await inspectFile(file(rows))).columns

describe('a cell that says that nothing is there', () => {
  const rows = [
    'no,employer,day,fine,country',
    '1,Ada,2026-01-31,5,ZA',
    '2,N/A,-,--,NA',
    '3,NA,0000-00-00,n/a,BW',
    '4,—,00/00/0000,null,-'
  ]

  test('is read as an empty one: no row is refused for it, and nobody is called so', async () => {
    const { result, records } = await importRows(file(rows))
    expect(result).toMatchObject({ accepted: 4, rejected: 0 })
    expect(records.slice(1).map(({ workplace, day, fine }) => [workplace, day, fine])).toEqual(
      Array(3).fill([null, null, null])
    )
  })

  test('is kept where it is the code of something', async () => {
    const { records } = await importRows(file(rows))
    expect(records.map(({ country }) => country)).toEqual(['ZA', 'NA', 'BW', null])
  })

  test('is named before the import, and makes no column of days a column of texts', async () => {
    const found = await columnsOf(rows)
    expect(found.map(({ type, filled, missing = [] }) => [type, filled, [...missing].sort()])).toEqual([
      ['integer', 4, []],
      ['text', 1, ['N/A', 'NA', '—']],
      ['date', 1, ['-', '00/00/0000', '0000-00-00']],
      ['integer', 1, ['--', 'n/a', 'null']],
      ['code', 3, ['-']]
    ])
    expect(found.map(({ formulas }) => formulas)).toEqual([0, 0, 0, 0, 0])
  })
})

describe('an amount in another currency than the others of its column', () => {
  test('counts, and is marked as doubtful', async () => {
    const path = file([
      'no;employer;day;fine;country',
      '1;Ada;2026-01-31;R$ 1.234,50;x',
      '2;Bee;2026-01-31;5,00;x',
      '3;Cy;2026-01-31;BRL 7,00;x',
      '4;Dee;2026-01-31;US$ 9,00;x'
    ])
    const { result, records } = await importRows(path, { ...visits, notation: { ...plainNotation, decimal: ',' } })
    expect(records.map(({ fine, doubts }) => [fine, doubts])).toEqual([
      ['1234.50', null],
      ['5.00', null],
      ['7.00', null],
      ['9.00', 'other-currency']
    ])
    expect(result.flags).toEqual([{ check: 'other-currency', column: 'fine', rows: 1 }])
  })

  test.each(['R$ 1.234,50', '1.234,50 TL', '12,50 kr', '9,99 zł', '1 234,50 DH', '₦1.234,50', 'ر.س 1.234,50'])(
    '"%s" is known as money by its content',
    async (amount) => {
      const [column] = await columnsOf(['fine;no', `${amount};1`, `${amount};2`])
      expect([column?.type, column?.notation]).toEqual(['money', { decimal: ',' }])
    }
  )

  test('codes that begin with the letters of a currency stay codes', async () => {
    const [column] = await columnsOf(['code,no', 'Q12,1', 'L7,2', 'ALL9,3'])
    expect(column?.type).toBe('code')
  })
})

describe('whether the day or the month is written first', () => {
  test('is decided by all values of a column, not by the first', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, row) => `${row},0${(row % 9) + 1}/0${(row % 8) + 1}/20${10 + (row % 15)}`
    )
    const [, column] = await columnsOf(['no,day', ...rows, '300,13/09/2018'])
    expect([column?.notation, column?.unclear]).toEqual([{ date: 'DD/MM/YYYY' }, false])
    const [, open] = await columnsOf(['no,day', ...rows])
    expect(open?.unclear).toBe(true)
  })

  test('is taken from another column of the file that is written alike and shows it', async () => {
    const found = await columnsOf(['opened,closed', '01/02/2020,12/31/2020', '03/04/2020,11/30/2020'])
    expect(found.map(({ notation, unclear }) => [notation?.date, unclear ?? false])).toEqual([
      ['MM/DD/YYYY', false],
      ['MM/DD/YYYY', false]
    ])
  })
})

test('a refused row that comes back has the apostrophe taken off that made its cells harmless', async () => {
  const rows = ['no,employer,day,fine,country', '=1,Ada,soon,-5 apples,x']
  const { outFolder } = await importRows(file([...rows, '2,Bee,2026-01-31,1,x']))
  const [header = '', returned = ''] = readFileSync(join(outFolder, 'rejects.csv'), 'utf8').split('\n')
  expect(returned).toMatch(/^'=1,Ada,soon,'-5 apples/)
  const mended = returned.replace('soon', '2026-02-01').replace("'-5 apples", "'-5")
  const { records } = await importRows(file([header, mended]))
  expect(records).toMatchObject([{ record: '=1', day: '2026-02-01', fine: '-5.00' }])
})

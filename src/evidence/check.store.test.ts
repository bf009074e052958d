import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askDuckDB, quoteName, quoteText } from '../facts/duckdb.ts'
import { formulaSql, valueName } from './cell.store.ts'
import { type CellField, failedChecks, looksLikeFormula, readCell } from './check.rules.ts'
import { checkedSql, judgementsOf } from './check.store.ts'
import { dateNotations, type Notation, plainNotation } from './rules.ts'

const fields: CellField[] = [
  { name: 'violations', type: 'integer' },
  { name: 'backWages', type: 'money' },
  { name: 'opened', type: 'date' },
  { name: 'workplace', type: 'text', expected: true },
  { name: 'isicSection', type: 'code', list: 'isicSection' },
  { name: 'isicDivision', type: 'code', list: 'isicDivision' },
  { name: 'region', type: 'code', list: 'region' }
]

const space = fc.constantFrom('', ' ', '\t', '\u00a0', '  ')
const figures = fc.integer({ min: 0, max: 99_999_999 }).map(String)
const numbers = fc.oneof(
  figures,
  fc
    .tuple(
      figures,
      fc.constantFrom('', '.5', '.005', '.'),
      fc.constantFrom('e', 'E+', 'e-'),
      fc.integer({ min: 0, max: 30 })
    )
    .map((parts) => parts.join('')),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map(String),
  fc
    .tuple(fc.constantFrom('', '-', '+', '(', '$', '€ ', 'USD '), figures, fc.constantFrom('', ' USD', '€', ')', ' $'))
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.integer({ min: 0, max: 999 }),
      fc.constantFrom(',', '.', ' ', "'", '\u202f', '٬'),
      fc.integer({ min: 0, max: 999 }),
      fc.constantFrom('', ',', '.', '٫'),
      fc.integer({ min: 0, max: 99 })
    )
    .map(
      ([thousands, mark, rest, point, cents]) =>
        `${thousands}${mark}${String(rest).padStart(3, '0')}${point}${point ? cents : ''}`
    ),
  fc
    .tuple(
      fc.constantFrom('R$', 'S/ ', 'Bs. ', 'Q', 'US$', 'K', '₺', '-kr ', '(F '),
      fc.constantFrom('1.234,50', '1,234.50', '12', '-5'),
      fc.constantFrom('', ' TL', 'F CFA', ' د.م.', ' d', '.-', '-', ')')
    )
    .map((parts) => parts.join('')),
  fc.array(fc.constantFrom(...'٠١٢٣٤٥٦٧٨٩۰۵٫٬0123.,'), { maxLength: 9 }).map((signs) => signs.join(''))
)
const part = fc.integer({ min: 0, max: 40 }).map(String)
const marks = fc.constantFrom('-', '--', 'N/A', 'NA', 'None', 's/d', '0000-00-00', '00/00/0000', '—', '不明', '－')
const otherDates = fc
  .tuple(
    fc.constantFrom('', '民國', '令和', 'R', 'Wed, ', '4', '439'),
    part,
    fc.constantFrom('年', '.', '/', ' de mars ', ' EKİM ', ' كانون الثاني ', '-May-', '1'),
    part,
    fc.constantFrom('月', '.', '/', ', ', ''),
    fc.oneof(part, fc.integer({ min: 1900, max: 2105 }).map(String)),
    fc.constantFrom('', '日', ' 10h30', '\u200f', '.5')
  )
  .map((parts) => parts.join(''))
const usualDates = fc
  .tuple(
    part,
    fc.oneof(part, fc.constantFrom('Jan', 'FEB', 'xyz')),
    fc.oneof(fc.integer({ min: 990, max: 2105 }).map(String), part),
    fc.constantFrom('-', '/', '.', ''),
    fc.boolean(),
    fc.constantFrom('', ' 10:30', 'T00:00:00Z', ' x')
  )
  .map(
    ([day, month, year, mark, yearFirst, time]) =>
      (yearFirst ? [year, month, day] : [day, month, year]).join(mark) + time
  )
const dates = fc.oneof(usualDates, otherDates)
const texts = fc.oneof(
  marks,
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '=1+1',
    '-5',
    '+33 1',
    '@x',
    '\tx',
    '',
    '  ',
    'A',
    'u',
    'V',
    '1',
    '05',
    '00',
    'us-ca',
    'US-',
    '\ufffd',
    'epoch',
    'infinity',
    '1e5',
    '1_000',
    '12.',
    '.5',
    ',2',
    '-,5',
    '(.25)',
    ' ,75',
    '2014-02-30',
    '2014011',
    '20140131 '
  )
)
const cell = fc.tuple(space, fc.oneof(numbers, dates, texts), space).map((parts) => parts.join('').replaceAll('\0', ''))
const notation: fc.Arbitrary<Notation> = fc.record({
  decimal: fc.constantFrom('.' as const, ',' as const),
  date: fc.constantFrom(...dateNotations)
})

let instance: DuckDBInstance
let connection: DuckDBConnection

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:')
  connection = await instance.connect()
})
afterAll(() => {
  connection.closeSync()
  instance.closeSync()
})

/** Cells beside which a row is a record, so that it is judged only where the cell that is tried is not plain. */
const beside = ['7', 'Ada'].map((said) => ({
  field: { name: 'identifier' as const, type: 'text' as const },
  column: said,
  stands: quoteText(said),
  raw: quoteName(`text ${said}`),
  value: valueName(said),
  notation: plainNotation
}))

async function judgeInSql(field: CellField, cells: readonly string[], used: Notation, others = beside) {
  await connection.run('create or replace table cells (line bigint, trouble varchar, surplus varchar, c0 varchar)')
  for (const [line, text] of cells.entries())
    await connection.run('insert into cells values ($1, null, null, $2)', [line, text])
  const own = { field, column: 'c', stands: '"c0"', raw: '"text"', value: valueName(field.name), notation: used }
  const [checked, options] = [[own, ...others], { today: '2026-11-22', lists: {}, lost: true }]
  const judgements = judgementsOf(checked, options)
  const codes = judgements.map(({ check }) => check)
  const rows = await askDuckDB<{ value: string | null; rejects: string | null; flags: string | null }>(
    connection,
    `select ${valueName(field.name)}::varchar as value, rejects, flags 
      from (${checkedSql('cells', { columns: ['c0'], cells: checked, judgements, options })}) order by line`
  )
  return rows.map(({ value, rejects, flags }) => ({
    value,
    failed: [rejects, flags]
      .flatMap((list) => list?.split(';') ?? [])
      .flatMap((number) => (number ? [codes[Number(number)]] : []))
  }))
}

/** A value as SQL prints it. */
function printed(field: CellField, text: string, used: Notation): string | null {
  const value = readCell(field, text, { notation: used })
  if (value === undefined) return null
  if (typeof value === 'string') return value
  const absolute = value < 0n ? -value : value
  return `${value < 0n ? '-' : ''}${absolute / 100n}.${String(absolute % 100n).padStart(2, '0')}`
}

describe('the checks in SQL judge as the checks in TypeScript', () => {
  test.each(fields)(
    '$name ($type)',
    async (field) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(cell, { minLength: 40, maxLength: 40 }),
          notation,
          fc.boolean(),
          async (cells, used, alone) => {
            const found = await judgeInSql(field, cells, used, alone ? [] : beside)
            const context = { notation: used, today: '2026-11-22' }
            for (const [index, text] of cells.entries()) {
              const expected = failedChecks(field, text, context).sort()
              expect([text, found[index]?.failed.sort()], JSON.stringify(used)).toEqual([text, expected])
              const stops = expected.length > 0
              if (!stops && field.type !== 'integer')
                expect([text, found[index]?.value]).toEqual([text, printed(field, text, used)])
            }
          }
        ),
        { numRuns: 40 }
      )
    },
    60_000
  )

  test('what a spreadsheet would carry out', async () => {
    const cases = [
      '=1+1',
      '+1',
      '-2,000.50',
      '-a',
      '@sum',
      '\tx',
      '＝1+1',
      '＋a',
      '－a',
      '＠sum',
      '（5）',
      '',
      'x',
      '- 5',
      '(5)'
    ]
    for (const text of cases) {
      const [row] = await askDuckDB<{ formula: boolean }>(
        connection,
        `select ${formulaSql('text')} as formula from (select $1::varchar as text)`,
        [text]
      )
      expect([text, row?.formula]).toEqual([text, looksLikeFormula(text)])
    }
  })
})

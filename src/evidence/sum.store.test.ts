import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askDuckDB, type FactRow, withDuckDB } from '../facts/duckdb.ts'
import { inspectFile } from './file.store.ts'
import { importFile } from './import.store.ts'
import { proposeMapping } from './mapping.rules.ts'
import { rowsAt } from './part.store.ts'
import { type Mapping, plainNotation } from './rules.ts'

let folder = ''
let made = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sums-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function take(content: string, mapping: Mapping) {
  const file = join(folder, `${made++}.csv`)
  writeFileSync(file, content)
  const outFolder = join(folder, `out${made}`)
  const result = await importFile({ file, mapping, dataSet: 'd', version: 'v', outFolder, today: '2026-11-22' })
  const ask = (columns: string, table = 'cases') =>
    withDuckDB(':memory:', (connection) =>
      askDuckDB<FactRow>(connection, `select ${columns} from ${rowsAt(outFolder, table)}`)
    )
  const returned = (kind: 'flags' | 'rejects') => readFileSync(join(outFolder, `${kind}.csv`), 'utf8')
  return { result, ask, returned }
}

async function propose(content: string) {
  const file = join(folder, `${made++}.csv`)
  writeFileSync(file, content)
  const { columns, warnings } = await inspectFile(file, {}, folder)
  return { ...proposeMapping(columns), warnings }
}

const mapped = (fields: Record<string, string>, more: Partial<Mapping> = {}): Mapping => ({
  table: 'cases',
  fields: Object.fromEntries(Object.entries(fields).map(([field, column]) => [field, { column }])),
  findings: [],
  constants: {},
  notation: plainNotation,
  ...more
})

describe('a line of totals', () => {
  const fields = { record: 'no', workplace: 'firm', opened: 'day', workersAffected: 'workers', penalties: 'fine' }
  const rows = Array.from({ length: 8 }, (_, row) => `${row},Shop ${row},2020-01-0${row + 1},3,10.00`)
  const withLast = (last: string) => take(['no,firm,day,workers,fine', ...rows, last].join('\n'), mapped(fields))

  test.each([
    'Total,8,,24,80.00',
    'Sous-total,8,,24,80.00',
    ',Gesamtsumme,,24,80.00',
    ',المجموع,,24,80.00',
    '合计,8,,24,80.00',
    ',TOTAL:,,20,70.00'
  ])('that says so in any of its texts is refused with the reason: %s', async (last) => {
    const { result } = await withLast(last)
    expect(result).toMatchObject({ accepted: 8, reasons: [{ check: 'row-total', column: '', rows: 1 }] })
  })

  test.each([',,,24,80.00', ',Everything,,24,80.00', ',All,,,80.00'])(
    'that does not say so is known by its numbers, the sums of the others: %s',
    async (last) => {
      const { result, ask } = await withLast(last)
      expect(result).toMatchObject({ accepted: 8, reasons: [{ check: 'row-total', column: '', rows: 1 }] })
      expect(await ask('sum(penalties)::double as fines')).toEqual([{ fines: 80 }])
    }
  )

  test.each(['9,Total,2020-02-01,3,10.00', '9,Shop 9,2020-02-01,24,80.00', ',Shop 9,,24,10.00'])(
    'is none that names a case, or adds nothing up: %s',
    async (last) => {
      expect((await withLast(last)).result).toMatchObject({ accepted: 9, rejected: 0 })
    }
  )
})

describe('a row that is the same in every cell as an earlier one', () => {
  const content = 'firm,city,day,fine\nAda,Lyon,2020-01-01,10\nBee,Lyon,2020-01-02,10\nAda,Lyon,2020-01-01,10\n'
  const fields = { workplace: 'firm', city: 'city', opened: 'day', penalties: 'fine' }

  test('is refused, though nothing numbers the records', async () => {
    const { result, returned } = await take(content, mapped(fields))
    expect(result).toMatchObject({ accepted: 2, reasons: [{ check: 'row-twice', column: '', rows: 1 }] })
    expect(returned('rejects')).toContain('Ada,Lyon,2020-01-01,10,4,,row-twice')
  })

  test('is refused as a finding too', async () => {
    const rows = 'no,issue,fine\n1,Wages,10\n1,Hours,10\n1,Wages,10\n'
    const issues = { column: 'issue', meaning: 'found', parted: false } as const
    const mapping = mapped({ record: 'no', penalties: 'fine' }, { grain: 'finding', issues })
    const { result, ask } = await take(rows, mapping)
    expect(result).toMatchObject({ accepted: 2, records: 1 })
    expect(await ask('penalties::double as fines')).toEqual([{ fines: 20 }])
  })

  test('is taken where a person says that such rows are separate records', async () => {
    const { result } = await take(content, mapped(fields, { separate: true }))
    expect(result).toMatchObject({ accepted: 3, rejected: 0 })
  })

  test('is said to be there before anything is imported', async () => {
    const { warnings } = await propose(content)
    expect(warnings).toEqual([{ code: 'rows-alike', values: { rows: 1 } }])
  })
})

describe('a number that nobody can have meant', () => {
  const rows = (amounts: readonly string[]) =>
    ['firm,fine', ...amounts.map((fine, row) => `Shop ${row},${fine}`)].join('\n')
  const usual = Array.from({ length: 20 }, (_, row) => String(100 + row))

  test('is flagged where it is an amount, and can be looked up; as it may be true, sums have it', async () => {
    const { result, ask, returned } = await take(
      rows([...usual, '1000000', '900000000']),
      mapped({ workplace: 'firm', penalties: 'fine' })
    )
    const highest = [{ line: 23, row: 23, amount: 900_000_000 }]
    expect(result).toMatchObject({ accepted: 22, flags: [{ check: 'very-high', column: 'fine', rows: 1, highest }] })
    expect(await ask('sum(penalties)::double as fines, count(penalties) as stated')).toEqual([
      { fines: 901_002_190, stated: 22 }
    ])
    expect(returned('flags')).toContain('Shop 21,900000000,23,fine,very-high')
  })

  test('is beyond belief at more than a thousand times the highest amount that is believed: no sum has it', async () => {
    const { result, ask, returned } = await take(
      rows([...usual, '24000000000000', '24000000000000']),
      mapped({ workplace: 'firm', penalties: 'fine' })
    )
    const highest = [22, 23].map((line) => ({ line, row: line, amount: 24e12 }))
    expect(result).toMatchObject({ accepted: 22, flags: [{ check: 'no-amount', column: 'fine', rows: 2, highest }] })
    expect(await ask('sum(penalties)::double as fines, count(penalties) as stated')).toEqual([
      { fines: 2190, stated: 20 }
    ])
    expect(returned('flags')).toContain('Shop 20,24000000000000,22,fine,no-amount')
  })

  test('is kept where somebody claims it: the sum of what is claimed has it, and says so', async () => {
    const { result, ask } = await take(
      rows([...usual, '24000000000000']),
      mapped({ workplace: 'firm', amountClaimed: 'fine' })
    )
    expect(result).toMatchObject({ flags: [{ check: 'very-high', rows: 1, highest: [{ line: 22, amount: 24e12 }] }] })
    expect(await ask('sum(amountClaimed)::double as claimed')).toEqual([{ claimed: 24_000_000_002_190 }])
  })

  test('is none where all amounts are of this size, as in some currencies', async () => {
    const large = usual.map((amount) => `${amount}000000`)
    const { result, ask } = await take(rows(large), mapped({ workplace: 'firm', penalties: 'fine' }))
    expect(result.flags).toEqual([])
    expect(await ask('sum(penalties)::double as fines')).toEqual([{ fines: 2190e6 }])
  })

  test('is no count of violations, and stands in no sum', async () => {
    const { result, ask } = await take(rows([...usual, '8000001']), mapped({ workplace: 'firm', violations: 'fine' }))
    expect(result.flags.map(({ check }) => check)).toEqual(['very-many', 'no-count'])
    expect(await ask('sum(violations)::integer as found')).toEqual([{ found: 2190 }])
  })
})

describe('a number that stands on several rows of one record', () => {
  const header = 'Inspection number,Establishment,Inspection date,Violation type,Total penalty,Fine,Workers affected'
  const row = (record: number, type: string, fine: number) =>
    `N${record},Shop ${record},2021-01-1${record % 10},${type},${100 + record}.00,${fine}.50,${record + 2}`
  const content = [
    header,
    ...Array.from({ length: 12 }, (_, record) => [
      row(record, 'Wages', record),
      row(record, 'Hours', record + 7)
    ]).flat()
  ].join('\n')

  test('is the record’s where each of its rows repeats it, and is taken once', async () => {
    const { mapping, sums } = await propose(content)
    expect(mapping).toMatchObject({ grain: 'finding', once: ['workersAffected', 'penalties'] })
    expect(sums).toContainEqual({ field: 'penalties', column: 'Total penalty', meant: 'once', records: 12, same: 12 })
    const { result, ask } = await take(content, mapping)
    expect(result).toMatchObject({ accepted: 24, records: 12 })
    expect(await ask('sum(penalties)::double as fines')).toEqual([{ fines: 1266 }])
    expect(await ask('count(*) as found, sum(penalties)::double as fines', 'findings')).toEqual([
      { found: 24, fines: null }
    ])
  })

  test('is each row’s where the rows differ, and is added up', async () => {
    const { mapping } = await propose(content.replaceAll('Total penalty', 'Remark'))
    expect(mapping.fields.penalties).toEqual({ column: 'Fine' })
    expect(mapping.once).toEqual(['workersAffected'])
    const { ask } = await take(content.replaceAll('Total penalty', 'Remark'), mapping)
    expect(await ask('sum(penalties)::double as fines')).toEqual([{ fines: 228 }])
  })

  test('is asked for where it is the same for everybody and not called a total', async () => {
    const flat = content
      .replaceAll('Total penalty', 'Penalty')
      .replace(',Fine,', ',Grade,')
      .replace(/1\d\d\.00/g, '300.00')
    const { sums } = await propose(flat)
    expect(sums?.find(({ field }) => field === 'penalties')).toMatchObject({ meant: undefined, records: 12, same: 12 })
  })
})

test('a case of which its source says yes or no, without a number, is one with or without a violation', async () => {
  const { ask } = await take(
    'firm,infraction\nAda,Sí\nBee,No\nCat,no\nDan,?\n',
    mapped({ workplace: 'firm', breach: 'infraction' })
  )
  expect(await ask('breach, violations')).toEqual([
    { breach: 'yes', violations: null },
    { breach: 'no', violations: null },
    { breach: 'no', violations: null },
    { breach: null, violations: null }
  ])
})

import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openImports } from '../../test/import-text.ts'
import { inspectFile } from './file.store.ts'
import { type ImportProgress, type Mapping, plainNotation } from './rules.ts'

const { folder, file, importText, rowsOf, close } = openImports()
afterAll(close)

const cases: Mapping = {
  table: 'cases',
  fields: {
    record: { column: 'id' },
    workplace: { column: 'employer' },
    opened: { column: 'opened' },
    concluded: { column: 'closed' },
    violations: { column: 'violations' },
    backWages: { column: 'owed' }
  },
  findings: [],
  constants: {},
  notation: plainNotation
}

test('a name alone is a record of a register of workplaces', async () => {
  const mapping: Mapping = {
    ...cases,
    table: 'workplaces',
    fields: { workplace: { column: 'name' }, city: { column: 'city' }, employees: { column: 'workers' } }
  }
  const { result } = await importText(
    'name,city,workers,address,phone\nAda Ltd,Lyon,3,,\nBee,,,,\nTotal,,3,,\n',
    mapping
  )
  expect(result).toMatchObject({ accepted: 2, reasons: [{ check: 'row-total', column: '', rows: 1 }] })
})

describe('a report', () => {
  test('has its totals and its headings refused, each with the reason, and no firm that is called Total', async () => {
    const { result, outFolder } = await importText(
      `id,employer,opened,closed,violations,owed
,North,,,,
1,Ada Ltd,2020-01-01,2020-02-01,2,10
2,Total,2020-01-01,,1,5
,Total Energies,2020-01-01,,1,5
North Total,,,,3,15
,Sous-total Nord,,,3,15
,المجموع,,,3,15
,Totally Fresh,,,1,
Grand total,,,,6,30
`,
      cases
    )
    expect((await rowsOf(outFolder, 'cases', '"row", workplace')).map(({ workplace }) => workplace)).toEqual([
      'Ada Ltd',
      'Total',
      'Total Energies',
      'Totally Fresh'
    ])
    expect(result.reasons).toEqual([
      { check: 'row-total', column: '', rows: 4 },
      { check: 'row-heading', column: '', rows: 1 }
    ])
  })
})

describe('an import', () => {
  const header = 'id,employer,opened,closed,violations,owed\n'

  test('keeps what passes, with the line it comes from, and names each row that does not and why', async () => {
    const { result, outFolder } = await importText(
      `${header}1,Ada Ltd,2020-01-01,2020-02-01,2,10.50
2,"Bee\nInc",2020-01-01,,0,
3,,2020-01-01,,0,0
10,Em,2020-01-01,,0,100
4,Cy,2020-13-01,,1.5,x
5,Di,2020-05-01,2020-01-01,-1,0
1,Ada again,,,0,0
7,Short
8,Long,2020-01-01,,1,1,surplus,more
9,"Open,2020-01-01,,1,1
10,Em,2020-01-01,,0,100

,,,,,
`,
      cases
    )
    expect(await rowsOf(outFolder, 'cases', '"row", record, workplace, violations, backWages')).toEqual([
      { row: 2, record: '1', workplace: 'Ada Ltd', violations: 2, backWages: 10.5 },
      { row: 3, record: '2', workplace: 'Bee\nInc', violations: 0, backWages: null },
      { row: 5, record: '3', workplace: null, violations: 0, backWages: 0 },
      { row: 6, record: '10', workplace: 'Em', violations: 0, backWages: 100 },
      { row: 9, record: '1', workplace: 'Ada again', violations: 0, backWages: 0 }
    ])
    expect(result).toMatchObject({ rowsRead: 12, accepted: 5, rejected: 7, tables: ['cases', 'findings'] })
    expect(result.flags).toEqual(
      expect.arrayContaining([
        { check: 'missing', column: 'employer', rows: 1 },
        { check: 'record-twice', column: 'id', rows: 1 }
      ])
    )
    expect(result.reasons).toHaveLength(9)
    expect(result.reasons).toEqual(
      expect.arrayContaining([
        { check: 'row-empty', column: '', rows: 1 },
        { check: 'date-not-read', column: 'opened', rows: 1 },
        { check: 'not-whole', column: 'violations', rows: 1 },
        { check: 'number-not-read', column: 'owed', rows: 1 },
        { check: 'below-zero', column: 'violations', rows: 1 },
        { check: 'row-twice', column: '', rows: 1 },
        { check: 'row-too-short', column: '', rows: 1 },
        { check: 'row-too-long', column: '', rows: 1 },
        { check: 'quotes-not-closed', column: '', rows: 1 }
      ])
    )
    expect(result.period).toEqual({ from: '2020-01-01', to: '2020-01-01' })
    expect(readdirSync(outFolder).sort()).toEqual(['cases.parquet', 'findings.parquet', 'flags.csv', 'rejects.csv'])
    expect(readFileSync(join(outFolder, 'rejects.csv'), 'utf8').split('\n').slice(0, 6)).toEqual([
      'id,employer,opened,closed,violations,owed,row_number,column,reason,surplus',
      '4,Cy,2020-13-01,,1.5,x,7,opened; violations; owed,date-not-read; not-whole; number-not-read,',
      '5,Di,2020-05-01,2020-01-01,-1,0,8,violations,below-zero,',
      '7,Short,,,,,10,,row-too-short,',
      '8,Long,2020-01-01,,1,1,11,,row-too-long,"surplus,more"',
      '9,"""Open",2020-01-01,,1,1,12,,quotes-not-closed,'
    ])
  })

  test('takes rejects that were put right under the same mapping', async () => {
    const first = await importText(`${header}1,Ada,2020-13-01,,0,0\n2,Bo,2020-01-01,,0,0\n`, cases)
    const rejects = readFileSync(join(first.outFolder, 'rejects.csv'), 'utf8').replace('2020-13-01', '2020-03-01')
    const second = await importText(rejects, cases)
    expect(second.result).toMatchObject({ accepted: 1, rejected: 0 })
  })

  test('accepts what is doubtful, and says so', async () => {
    const { result, outFolder } = await importText(
      `${header}1,=cmd|calc,2020-01-01,2031-01-01,100001,-5\n2,-12.50,,,0,0\n`,
      cases
    )
    expect(result.flags).toEqual(
      expect.arrayContaining([
        { check: 'like-a-formula', column: 'employer', rows: 1 },
        { check: 'date-in-future', column: 'closed', rows: 1 },
        { check: 'very-many', column: 'violations', rows: 1 },
        { check: 'amount-below-zero', column: 'owed', rows: 1 }
      ])
    )
    const [first, second] = await rowsOf(outFolder, 'cases', 'workplace, doubts')
    expect(first?.workplace).toBe('=cmd|calc')
    expect(String(first?.doubts).split(' ').sort()).toEqual([
      'amount-below-zero',
      'date-in-future',
      'like-a-formula',
      'very-many'
    ])
    expect(second).toEqual({ workplace: '-12.50', doubts: null })
    const flagged = readFileSync(join(outFolder, 'flags.csv'), 'utf8')
    expect(flagged, 'no live formula in a file that a spreadsheet opens').toContain("1,'=cmd|calc,")
    expect(flagged, 'a number stays a number').toContain(',-5,2,')
  })

  test('reads numbers and dates of another notation, each column in its own', async () => {
    const mapping: Mapping = {
      table: 'cases',
      fields: {
        workplace: { column: 'employeur' },
        opened: { column: 'ouvert' },
        concluded: { column: 'clos', notation: { date: 'MM/DD/YYYY' } },
        backWages: { column: 'dû' }
      },
      findings: [],
      constants: { region: 'FR-75' },
      notation: { decimal: ',', date: 'DD.MM.YYYY' }
    }
    const { outFolder } = await importText(
      'employeur;ouvert;clos;dû\nAda;31.01.2020;02/28/2020;1.234,56\nBo;٠١.٠٢.٢٠٢٠;;1 000,5\n',
      mapping
    )
    expect(await rowsOf(outFolder, 'cases', 'record, opened, concluded, backWages, region')).toEqual([
      { record: '2', opened: '2020-01-31', concluded: '2020-02-28', backWages: 1234.56, region: 'FR-75' },
      { record: '3', opened: '2020-02-01', concluded: null, backWages: 1000.5, region: 'FR-75' }
    ])
  })

  test('writes a finding for each case and issue, none found included, and adds up what has no total', async () => {
    const mapping: Mapping = {
      table: 'cases',
      fields: { workplace: { column: 'employer' } },
      findings: [
        { issue: 'minimumWage', violations: 'mw', backWages: 'mw_owed' },
        { issue: 'overtime', violations: 'ot' }
      ],
      constants: {},
      notation: plainNotation
    }
    const { outFolder } = await importText('employer,mw,mw_owed,ot\nAda,2,10.10,0\nBo,,,1\nCy,,,\n', mapping)
    expect(await rowsOf(outFolder, 'findings', '"row", issue, violations, backWages')).toEqual([
      { row: 2, issue: 'minimumWage', violations: 2, backWages: 10.1 },
      { row: 2, issue: 'overtime', violations: 0, backWages: null },
      { row: 3, issue: 'overtime', violations: 1, backWages: null }
    ])
    expect(await rowsOf(outFolder, 'cases', 'violations, backWages')).toEqual([
      { violations: 2, backWages: null },
      { violations: 1, backWages: null },
      { violations: null, backWages: null }
    ])
  })

  test('reports how far it is', async () => {
    const seen: ImportProgress[] = []
    await importText(`${header}1,Ada,,,0,0\n`, cases, { onProgress: (progress) => seen.push(progress) })
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual(expect.arrayContaining(['reading', 'writing', 'done']))
    expect(seen.at(-1)).toMatchObject({ phase: 'done', rows: 1, total: 1, share: 1 })
    const shares = seen.map(({ share }) => share)
    expect(shares).toEqual([...shares].sort((one, other) => one - other))
  })
})

describe('a file that is checked in parts', () => {
  const padding = 'x'.repeat(900)
  const row = (id: number, name = `Workshop ${id}`) => `${id},${name} ${padding},2020-01-01,,1,2.50\n`
  const amount = 40_000

  /** Imports so many plain rows, with others in place of some. */
  function importWith(others: Record<number, string>) {
    const lines = Array.from({ length: amount }, (_, index) => others[index + 1] ?? row(index + 1))
    return importText(`id,employer,opened,closed,violations,owed\n${lines.join('')}`, cases)
  }

  test('is one file: lines, repeats and amounts reach across the parts', async () => {
    const { result, outFolder } = await importWith({
      [amount - 2]: row(1),
      [amount - 1]: row(2, 'Another'),
      [amount]: `${amount},Last,soon,,1,1\n`
    })
    expect(result).toMatchObject({ rowsRead: amount, rejected: 2, accepted: amount - 2 })
    expect(result.reasons).toEqual(
      expect.arrayContaining([
        { check: 'date-not-read', column: 'opened', rows: 1 },
        { check: 'row-twice', column: '', rows: 1 }
      ])
    )
    expect(result.flags).toEqual([{ check: 'record-twice', column: 'id', rows: 1 }])
    expect(readFileSync(join(outFolder, 'rejects.csv'), 'utf8').trimEnd().split('\n').at(-1)).toBe(
      `${amount},Last,soon,,1,1,${amount + 1},opened,date-not-read,`
    )
    const kept = await rowsOf(outFolder, 'cases', 'sum(backWages) over () as owed, "row"')
    expect(kept.length).toBe(amount - 2)
    expect(kept.at(-1)).toEqual({ owed: 2.5 * (amount - 2), row: amount })
  })

  test('is searched for characters that were lost, in whichever part', async () => {
    const { result } = await importWith({
      [amount - 2]: `${amount - 2},"Two\nlines",2020-01-01,,1,1\n`,
      [amount]: `${amount},Ca\ufffd,2020-01-01,,1,1\n`
    })
    expect(result).toMatchObject({ rowsRead: amount, rejected: 0 })
    expect(result.flags).toEqual([{ check: 'lost-characters', column: 'employer', rows: 1 }])
    expect(result.warnings).toEqual([{ code: 'unreadable-characters', values: { characters: 1 } }])
  })
})

describe('nothing half done is ever visible', () => {
  test('a mapping that cannot be used is refused before anything is written', async () => {
    const outFolder = join(folder, 'lacking')
    const mapping: Mapping = { ...cases, fields: {} }
    await expect(importText('id,employer\n1,a\n', mapping, { outFolder })).rejects.toMatchObject({
      code: 'mapping-empty'
    })
    expect(readdirSync(folder).filter((name) => name.startsWith('lacking'))).toEqual([])
  })

  test.each(['reading', 'checking', 'writing'] as const)('an import stopped while %s leaves nothing', async (phase) => {
    const content = `id,employer,opened,closed,violations,owed\n${Array.from({ length: 60_000 }, (_, index) => `${index},Ada ${index},2020-01-01,2020-02-01,1,2.50`).join('\n')}\n`
    const stop = new AbortController()
    const outFolder = join(folder, `stopped-${phase}`)
    const onProgress = (progress: ImportProgress) => {
      if (phase === 'checking' || progress.phase === phase) stop.abort(new Error('stopped'))
    }
    await expect(importText(content, cases, { outFolder, signal: stop.signal, onProgress })).rejects.toThrow('stopped')
    expect(existsSync(outFolder)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.includes('stopped'))).toEqual([])
  })

  test('the same folder is not written twice', async () => {
    const { outFolder } = await importText('employer\nAda\n', {
      ...cases,
      fields: { workplace: { column: 'employer' } }
    })
    await expect(
      importText('employer\nBo\n', { ...cases, fields: { workplace: { column: 'employer' } } }, { outFolder })
    ).rejects.toThrow('already')
    expect(await rowsOf(outFolder, 'cases', 'workplace')).toEqual([{ workplace: 'Ada' }])
  })

  test('what an inspection looked at is gone after it', async () => {
    const scratch = mkdtempSync(join(folder, 'scratch-'))
    await inspectFile(file('a,b\n1,2\n'), {}, scratch)
    expect(readdirSync(scratch)).toEqual([])
  })
})

import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day, workbook, workbookParts, zip } from '../../test/workbook.ts'
import { Problem } from '../kernel/problem.ts'
import { inspectFile } from './file.store.ts'
import { readSheet } from './sheet.store.ts'

let folder: string
let made = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sheet-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(content: Buffer): string {
  const path = join(folder, `${made++}.xlsx`)
  writeFileSync(path, content)
  return path
}

async function linesOf(content: Buffer, sheet?: string): Promise<string[]> {
  const pieces: Buffer[] = []
  for await (const piece of readSheet(file(content), sheet)) pieces.push(piece)
  return Buffer.concat(pieces).toString().split('\n').slice(0, -1)
}

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error) => (error instanceof Problem ? error.code : String(error))
  )

const register = [
  ['Employer', 'Opened', 'Owed', 'Paid'],
  ['Ada, "the best" Ltd', day('2026-01-31'), 12.5, true],
  ['Bee', day('1900-03-01'), { formula: 'C2*2', value: 25 }, false]
]

describe('a sheet of a workbook', () => {
  test('is read as it is shown: texts, numbers, days, formulas by their value', async () => {
    expect(await linesOf(workbook({ Cases: register }))).toEqual([
      'Employer,Opened,Owed,Paid',
      '"Ada, ""the best"" Ltd",2026-01-31,12.5,TRUE',
      'Bee,1900-03-01,25,FALSE'
    ])
  })

  test('keeps the lines that the rows have, those that are not there included', async () => {
    const rows = [['Title'], undefined, ['a', null, 'c'], undefined, ['x', 0.1 + 0.2, 1e21]]
    expect(await linesOf(workbook({ One: rows }))).toEqual(['Title', '', 'a,,c', '', 'x,0.3,1000000000000000000000'])
  })

  test('is the one that is asked for, else the first', async () => {
    const two = workbook({ First: [['one']], 'Second & last': [['two']] })
    expect(await linesOf(two)).toEqual(['one'])
    expect(await linesOf(two, 'Second & last')).toEqual(['two'])
  })

  test('is looked at like any file: names, columns, and a title above them left out', async () => {
    const rows = [['Cases of 2026'], undefined, ...register]
    const found = await inspectFile(file(workbook({ Cases: rows, Notes: [['n']] })))
    expect(found).toMatchObject({
      sheet: 'Cases',
      sheets: [{ name: 'Cases', rows: 2, columns: 4 }, { name: 'Notes' }],
      rows: 2,
      headerLine: 3
    })
    expect(found.header).toEqual(['Employer', 'Opened', 'Owed', 'Paid'])
    expect(found.columns.map(({ type }) => type)).toEqual(['text', 'date', 'money', 'code'])
    expect(found.warnings).toEqual([{ code: 'lines-above-header', values: { lines: 2, line: 3 } }])
    expect(found.sampleRows.map(({ line }) => line)).toEqual([4, 5])
  })
})

describe('a sheet that was made as a report', () => {
  const report = [
    ['Labour inspection, cases of 2025'],
    undefined,
    ['No.', 'Region', 'Employer', 'Opened', 'Back wages', null, 'Fines', null],
    [null, null, null, null, 'owed', 'paid', 'imposed', 'paid'],
    [1, 'North', 'Ada Ltd', day('2025-01-31'), 100, 50, 10, 10],
    [2, null, 'Bee', day('2025-02-01'), 200, null, 20, 0],
    ['Total North', null, null, null, 300, 50, 30, 10],
    ['South'],
    [3, 'South', 'Cy', day('2025-03-01'), 1000, 10, 0, 0],
    ['Grand total', null, null, null, 1300, 60, 30, 10]
  ]
  const merged = { Cases: ['A1:H1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:F3', 'G3:H3', 'B5:B6', 'E5:E6'] }

  test('has its names joined over the lines on which they stand', async () => {
    const found = await inspectFile(file(workbook({ Cases: report }, merged)))
    expect(found).toMatchObject({ headerLine: 3, headerLines: 2, rows: 6 })
    const names = [
      'No.',
      'Region',
      'Employer',
      'Opened',
      'Back wages owed',
      'Back wages paid',
      'Fines imposed',
      'Fines paid'
    ]
    expect(found.header).toEqual(names)
    expect(found.warnings).toEqual([
      { code: 'lines-above-header', values: { lines: 2, line: 3 } },
      { code: 'header-joined', values: { lines: 2 } }
    ])
  })

  test('is read so too where the merged cells were lost, as in a file of another program', async () => {
    const found = await inspectFile(file(workbook({ Cases: report })))
    expect([found.headerLine, found.headerLines, found.header[7]]).toEqual([3, 2, 'Fines paid'])
  })

  test('says what was merged down in every row, but an amount of several rows only once', async () => {
    const lines = await linesOf(workbook({ Cases: report }, { Cases: ['A5:A6', 'B5:B6', 'E5:E6'] }))
    expect(lines.slice(4, 6)).toEqual(['1,North,Ada Ltd,2025-01-31,100,50,10,10', '2,North,Bee,2025-02-01,200,,20,0'])
    const rows = [
      ['id', 'name', 'issue', 'owed'],
      [7, 'Ada', 'wages', 100],
      [null, null, 'hours', null]
    ]
    expect(await linesOf(workbook({ One: rows }, { One: ['A2:A3', 'B2:B3', 'D2:D3'] }))).toEqual([
      'id,name,issue,owed',
      '7,Ada,wages,100',
      '7,Ada,hours,'
    ])
  })
})

describe('a workbook that is made to do harm', () => {
  test('is refused when a part would unpack beyond any table', async () => {
    const parts = workbookParts({ Cases: register })
    const big = { name: 'xl/sharedStrings.xml', content: Buffer.alloc(200 << 20, ' ') }
    const before = process.memoryUsage().rss
    expect(await problemOf(linesOf(zip([...parts.slice(0, -1), big])))).toBe('file-unpacks-too-far')
    expect(process.memoryUsage().rss - before).toBeLessThan(400 << 20)
  })

  test('is refused when one far cell makes each of its empty rows as broad, or lies where no sheet has a column', async () => {
    const withRows = (rows: string) =>
      zip(
        workbookParts({ Cases: [['a']] }).map((part) =>
          part.name.includes('sheet1')
            ? { ...part, content: Buffer.from(part.content.toString().replace(/<row .*<\/row>/, rows)) }
            : part
        )
      )
    const cell = (at: string) => `<row><c r="${at}" t="inlineStr"><is><t>x</t></is></c></row>`
    const before = process.memoryUsage().rss
    const broad = withRows(cell('XFD1') + '<row/>'.repeat(500_000))
    expect(await problemOf(linesOf(broad))).toBe('file-unpacks-too-far')
    expect(await problemOf(inspectFile(file(broad)))).toBe('file-too-many-columns')
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20)
    expect(await linesOf(withRows(cell('XFD1')))).toHaveLength(1)
    expect(await problemOf(linesOf(withRows(cell('XFE1'))))).toBe('file-binary')
  })

  test('is refused when a part is longer than its directory says', async () => {
    const parts = workbookParts({ Cases: register }).map((part) =>
      part.name.includes('sheet1') ? { ...part, claims: 10 } : part
    )
    expect(await problemOf(linesOf(zip(parts)))).toBe('file-binary')
  })

  test('is refused with thousands of parts, or with rows that no sheet has', async () => {
    const many = Array.from({ length: 6000 }, (_, index) => ({ name: `x${index}`, content: Buffer.from('') }))
    expect(await problemOf(linesOf(zip([...workbookParts({ Cases: register }), ...many])))).toBe('file-binary')
    const far = workbookParts({ Cases: [['a']] }).map((part) =>
      part.name.includes('sheet1')
        ? { ...part, content: Buffer.from(part.content.toString().replace('r="1"', 'r="999999999"')) }
        : part
    )
    expect(await problemOf(linesOf(zip(far)))).toBe('file-binary')
  })

  test('is refused when its XML brings entities of its own, which are never read', async () => {
    const parts = workbookParts({ Cases: register }).map((part) =>
      part.name.includes('sharedStrings')
        ? {
            ...part,
            content: Buffer.from(
              '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>'
            )
          }
        : part
    )
    expect(await problemOf(linesOf(zip(parts)))).toBe('file-binary')
  })

  test('is refused when it is another archive, or cut off', async () => {
    expect(await problemOf(inspectFile(file(zip([{ name: 'a.txt', content: Buffer.from('a') }]))))).toBe('file-binary')
    expect(await problemOf(inspectFile(file(workbook({ Cases: register }).subarray(0, 500))))).toBe('file-binary')
  })
})

const shared = join(import.meta.dirname, '../../../shared/data/xlsform')
test.skipIf(!existsSync(shared))('real workbooks are read or refused in a sentence', async () => {
  for (const folder of [shared, join(shared, 'bad')]) {
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.xlsx'))) {
      const outcome = await inspectFile(join(folder, name)).then(
        ({ rows }) => (rows > 0 ? 'read' : 'empty'),
        (error) => (error instanceof Problem ? 'refused' : `${name}: ${error}`)
      )
      expect(['read', 'refused']).toContain(outcome)
    }
  }
})

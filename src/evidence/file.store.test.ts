import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '../kernel/problem.ts'
import { inspectFile } from './file.store.ts'
import type { Reading } from './rules.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let made = 0
function file(content: string | Buffer): string {
  const path = join(folder, `${made++}.csv`)
  writeFileSync(path, content)
  return path
}

const inspect = (content: string | Buffer, stated?: Partial<Reading>) => inspectFile(file(content), stated, folder)

async function problemOf(content: string | Buffer, stated?: Partial<Reading>) {
  try {
    await inspect(content, stated)
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, ...error.values }
    throw error
  }
  return undefined
}

function utf16(text: string, order: 'le' | 'be', mark: boolean): Buffer {
  const little = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return order === 'le' ? little : little.swap16()
}

const text = 'employer,city\nCafé Été,Orléans\nŒuvre,Besançon\n'

describe('a file that is no table is refused with the reason', () => {
  test.each([
    ['empty', '', { code: 'file-empty' }],
    ['only blank lines', '\n\n  \n', { code: 'file-empty' }],
    ['a header alone', 'a,b,c\n', { code: 'file-no-rows', columns: 3 }],
    [
      'an Excel workbook',
      Buffer.from('PK\x03\x04....[Content_Types].xml xl/workbook.xml'),
      { code: 'file-binary', kind: 'xlsx' }
    ],
    [
      'a zip archive that is cut off',
      Buffer.from('PK\x03\x04....readme.txt'),
      { code: 'file-binary', kind: 'damaged' }
    ],
    ['a PDF document', Buffer.from('%PDF-1.7\n...'), { code: 'file-binary', kind: 'pdf' }],
    ['a web page', '<!DOCTYPE html><html>', { code: 'file-binary', kind: 'html' }],
    [
      'random bytes',
      Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256)),
      { code: 'file-binary', kind: 'unknown' }
    ],
    [
      'an encoding that nobody knows',
      'a,b\n1,2\n',
      { code: 'file-encoding', encoding: 'klingon' },
      { encoding: 'klingon' }
    ]
  ] as const)('%s', async (_name, content, problem, stated?: Partial<Reading>) => {
    expect(await problemOf(content, stated)).toEqual(problem)
  })

  test('a million columns, within a second and without reading them all', async () => {
    const path = file(`${'c,'.repeat(1_000_000)}c\n`)
    const before = process.memoryUsage().rss
    const started = performance.now()
    await expect(inspectFile(path, {}, folder)).rejects.toMatchObject({ code: 'file-too-many-columns' })
    expect(performance.now() - started).toBeLessThan(3000)
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6)
  })

  test('a gzip file that unpacks beyond any table', async () => {
    expect(await problemOf(gzipSync(Buffer.alloc(200 << 20, 'a,b\n')))).toMatchObject({
      code: 'file-unpacks-too-far',
      kind: 'gzip',
      limit: 64,
      ratio: 200
    })
  })

  test('a gzip file that is cut off', async () => {
    const packed = gzipSync(Buffer.from('a,b\n1,2\n'.repeat(10_000)))
    expect(await problemOf(packed.subarray(0, packed.length / 2))).toMatchObject({
      code: 'file-unreadable',
      kind: 'packed'
    })
  })

  test('a file without line breaks', async () => {
    expect(await problemOf(`a,b\n${'x'.repeat(5 << 20)}`)).toEqual({ code: 'file-unreadable', kind: 'table', line: 2 })
  })
})

describe('an encoding is found', () => {
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 with a mark', utf16(text, 'le', true), 'utf-16le'],
    ['UTF-16 without a mark', utf16(text, 'le', false), 'utf-16le'],
    ['UTF-16, the other order', utf16(text, 'be', true), 'utf-16be'],
    ['gzip', gzipSync(text), 'utf-8']
  ] as const)('%s', async (_name, content, encoding) => {
    const found = await inspect(content)
    expect(found).toMatchObject({ encoding, header: ['employer', 'city'], rows: 2 })
    expect(found.sampleRows.map(({ cells }) => cells)).toEqual([
      ['Café Été', 'Orléans'],
      ['Œuvre', 'Besançon']
    ])
  })

  test('Windows-1252, with a word that it is a guess', async () => {
    const bytes = Buffer.from('employer,city\nCafé Été,Orléans\nTemps plein,Besançon\n', 'latin1')
    const found = await inspect(bytes)
    expect(found.encoding).toBe('windows-1252')
    expect(found.sampleRows[0]?.cells).toEqual(['Café Été', 'Orléans'])
    expect(found.warnings).toContainEqual({ code: 'encoding-guessed', values: { encoding: 'windows-1252' } })
  })

  test('Big5', async () => {
    const name = Buffer.from([0xa4, 0xbd, 0xa5, 0x71, 0xa6, 0x57, 0xba, 0xd9])
    const found = await inspect(Buffer.concat([name, Buffer.from(',x\n'), name, Buffer.from(',1\n')]))
    expect(found).toMatchObject({ encoding: 'big5', header: ['公司名稱', 'x'] })
  })

  test('another one by choice', async () => {
    const bytes = Buffer.from([0xc8, 0xe1, 0xcf, 0x2c, 0x78, 0x0a, 0xe3, 0x2c, 0x31, 0x0a])
    expect((await inspect(bytes, { encoding: 'windows-1256' })).header).toEqual(['بلد', 'x'])
  })

  test('characters that cannot be read are replaced and counted, and stop nothing', async () => {
    const bytes = Buffer.concat([Buffer.from(`${text.repeat(20)}a\0b,`), Buffer.from([0xff]), Buffer.from('\n')])
    const found = await inspect(bytes, { encoding: 'utf-8' })
    expect(found.warnings).toContainEqual({ code: 'unreadable-characters', values: { characters: 2 } })
  })
})

describe('the shape of a file is found', () => {
  test.each([
    ['semicolons', 'a;b;c\n1,5;2;x, y\n2,5;3;z\n', ';'],
    ['tabs', 'a\tb\n1\t2\n', '\t'],
    ['bars', 'a|b\n1|2\n', '|'],
    ['announced by a spreadsheet', 'sep=;\na;b\n1;2\n', ';']
  ] as const)('%s', async (_name, content, delimiter) => {
    expect(await inspect(content)).toMatchObject({ delimiter })
  })

  test('line ends of Windows and of old Macintoshes', async () => {
    expect(await inspect('a,b\r\n1,2\r\n3,4\r\n')).toMatchObject({ rows: 2, ragged: 0 })
    expect(await inspect('a,b\r1,2\r3,4\r')).toMatchObject({ rows: 2, header: ['a', 'b'] })
  })

  test('columns of the same name are numbered, and those without one too, with a warning', async () => {
    const found = await inspect('name,name,,name\n1,2,3,4\n')
    expect(found.header).toEqual(['name', 'name (2)', '#3', 'name (3)'])
    expect(found.warnings).toEqual([
      { code: 'duplicate-header', values: { column: 'name' } },
      { code: 'empty-header', values: { number: 3 } }
    ])
  })

  test('ragged rows and open quotation marks are counted, not refused', async () => {
    const found = await inspect('a,b\n1,2\n3\n4,5,6\n"7,8\n9,10\n')
    expect(found).toMatchObject({ rows: 5, ragged: 2, broken: 1 })
  })

  test('cells that look like formulas are kept as text and counted', async () => {
    const found = await inspect('name,amount\n=HYPERLINK("x"),-5\n+1-2,-6\n@sum,+7\n')
    expect(found.columns.map(({ formulas }) => formulas)).toEqual([3, 0])
    expect(found.sampleRows[0]?.cells[0]).toBe('=HYPERLINK("x")')
  })

  test.each([
    ['1,234.56', 'money', { decimal: '.' }],
    ['1.234,56', 'money', { decimal: ',' }],
    ['1 234,56', 'money', { decimal: ',' }],
    ['٣٤٫٥٠', 'money', { decimal: '.' }],
    ['17', 'integer', undefined],
    ['25/12/2014', 'date', { date: 'DD/MM/YYYY' }],
    ['12/25/2014', 'date', { date: 'MM/DD/YYYY' }],
    ['2014-12-25', 'date', { date: 'YYYY-MM-DD' }],
    ['25.12.2014', 'date', { date: 'DD.MM.YYYY' }],
    ['00501', 'code', undefined],
    ['A', 'code', undefined],
    ['Some name', 'text', undefined]
  ])('a column of "%s" holds %s', async (value, type, notation) => {
    const [column] = (await inspect(`a|b\n${`"${value}"|x\n`.repeat(3)}`)).columns
    expect({ type: column?.type, notation: column?.notation }).toEqual({ type, notation })
  })
})

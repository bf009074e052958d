import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unzip, xmlFault } from '../../test/zip.ts'
import { listSheets, readSheet } from './sheet.store.ts'
import { type WorkbookSheet, writeWorkbook } from './workbook.rules.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbook-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function fileOf(sheets: readonly WorkbookSheet[]): string {
  const path = join(folder, 'one.xlsx')
  writeFileSync(path, writeWorkbook(sheets))
  return path
}
async function linesOf(sheets: readonly WorkbookSheet[]): Promise<string[]> {
  const pieces: Buffer[] = []
  for await (const piece of readSheet(fileOf(sheets))) pieces.push(piece)
  return Buffer.concat(pieces).toString().split('\n').slice(0, -1)
}
const partsOf = (sheets: readonly WorkbookSheet[], rightToLeft = false) =>
  unzip(Buffer.from(writeWorkbook(sheets, rightToLeft)))
const live = ['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '＝1+1']

describe('a workbook that is written', () => {
  test('is read by the reader of workbooks as it was: texts as texts, numbers as numbers, what is left out empty', async () => {
    const lines = await linesOf([
      {
        name: 'One',
        rows: [
          [{ head: 'Place' }, { head: 'Cases' }],
          ['Ärgö, "العربية" & <b>', 12],
          [undefined, 0.5],
          ['x', { share: 0.25 }]
        ]
      }
    ])
    expect(lines).toEqual(['Place,Cases', '"Ärgö, ""العربية"" & <b>",12', ',0.5', 'x,0.25'])
  })

  test('holds no formula whatever its texts begin with, and marks those texts as texts for whoever edits them', () => {
    const parts = partsOf([{ name: '=1', rows: live.map((text) => [text, { head: text }]) }])
    const all = [...parts.values()].map(String).join('')
    expect(all).not.toMatch(/<f[ >]/)
    expect(String(parts.get('xl/worksheets/sheet1.xml')).match(/s="5" t="inlineStr"/g)).toHaveLength(live.length)
  })

  test('is well-formed XML in every part, also of texts that XML cannot hold', () => {
    const rows = [['a\u0000b\u0008\ufffe', '\ud800', ']]>', '\'"&<>', 'x'.repeat(40_000)]]
    for (const [path, content] of partsOf([
      { name: 'a&"<b', rows },
      { name: 'a&"<b', rows: [] }
    ]))
      expect([path, xmlFault(String(content))]).toEqual([path, undefined])
  })

  test('names its sheets as Excel takes them: no sign that it forbids, at most 31 letters, no two alike', async () => {
    const long = 'Cases with a violation at the workplace'
    const names = await listSheets(
      fileOf([long, long, 'a/b:c*[d]?', '', 'ONE', 'one'].map((name) => ({ name, rows: [['x']] })))
    )
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(6)
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/)
  })

  test('runs from right to left where its language does', () => {
    const sheet = [{ name: 'x', rows: [['x']] }]
    expect(String(partsOf(sheet, true).get('xl/worksheets/sheet1.xml'))).toContain('rightToLeft="1"')
    expect(String(partsOf(sheet).get('xl/worksheets/sheet1.xml'))).not.toContain('rightToLeft')
  })
})

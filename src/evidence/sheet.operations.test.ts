import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { type CellValue, workbook } from '../../test/workbook.ts'
import { importEvidence } from './import.operations.ts'
import { formOfMapping } from './mapping-form.rules.ts'
import { readDataSet } from './operations.ts'
import { readUpload, rereadFile } from './upload.operations.ts'

let portal: TestPortal
let planner: Browser
beforeAll(async () => {
  portal = await openTestPortal()
  planner = await portal.browser('planner')
})
afterAll(() => portal.close())

const names = ['Case', 'Employer', 'Opened', 'Fine']
const year = (of: number, rows: number, title: readonly CellValue[][] = []) => [
  ...title,
  names,
  ...Array.from({ length: rows }, (_, row) => [`${of}-${row}`, `Bakery ${row}`, `${of}-03-1${row}`, 10 * row + 0.5])
]
const cover = [['Contents'], ['Sheet', 'What'], ['2018', 'Cases'], ['2019', 'Cases']]
const titled = [['Labour inspectorate'], ['Cases of 2019']]

/** Sends a workbook, and answers the upload that the page then shows. */
async function sendWorkbook(sheets: Parameters<typeof workbook>[0], name = 'cases.xlsx'): Promise<Response> {
  const body = new FormData()
  body.append('_page', '/evidence/new')
  body.append('_return', '/evidence/uploads/:id')
  body.append('file', new Blob([new Uint8Array(workbook(sheets))]), name)
  return planner.send('/do/evidence.receive', { method: 'POST', body })
}
const uploadOf = (answer: Response) => /uploads\/([0-9a-f-]+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
const look = (upload: string) => portal.performer.ask(readUpload, portal.actors.planner, { upload })

async function importSheets(upload: string, given: { name: string; data_set?: string }, together = true) {
  const { proposal, alike } = await look(upload)
  const others = together ? alike.map(({ id }) => id) : []
  const form = { ...formOfMapping(proposal.mapping), upload, others, case_origin: 'mixed', joins: 'add', ...given }
  const { result } = await portal.performer.carryOut(importEvidence, portal.actors.planner, form)
  for (const version of [upload, ...others]) await portal.imports.finish(portal.actors.planner.inspectorate, version)
  return portal.performer.ask(readDataSet, portal.actors.planner, { data_set: result.id })
}

describe('a workbook with a cover and a sheet for each year', () => {
  const sheets = { Contents: cover, Y2018: year(2018, 5), Y2019: year(2019, 6, titled) }

  test('is read on its years, not on its cover, and says what each sheet holds', async () => {
    const upload = uploadOf(await sendWorkbook(sheets))
    const { inspected, sheets: shown } = await look(upload)
    expect([inspected.sheet, inspected.header]).toEqual(['Y2018', names])
    expect(shown.map(({ name, rows, columns }) => [name, rows, columns])).toEqual([
      ['Contents', 2, 2],
      ['Y2018', 5, 4],
      ['Y2019', 6, 4]
    ])
    const html = await (await planner.get(`/evidence/uploads/${upload}`)).text()
    expect(html).toContain('The workbook has 3 sheets; “Y2018” is read')
    expect(html).toContain('“Y2019” has the same columns')
    expect(html).toContain('Read from the sheet “Y2018” of an Excel workbook.')
    expect(html).not.toContain('Read as UTF-8')
    expect([...html.matchAll(/name="others"[^>]*checked/g)]).toHaveLength(1)
  })

  test('is imported with all of its years at once, each with its sheet', async () => {
    const { versions } = await importSheets(uploadOf(await sendWorkbook(sheets)), { name: 'All years' })
    expect(versions.map(({ file_name, state, accepted }) => [file_name, state, accepted]).sort()).toEqual([
      ['cases (Y2018).xlsx', 'done', 5],
      ['cases (Y2019).xlsx', 'done', 6]
    ])
  })

  test('is imported year after year: the same sheet is refused, the next one is not', async () => {
    const file = { Cover: cover, Y2020: year(2020, 3), Y2021: year(2021, 4) }
    const first = await importSheets(uploadOf(await sendWorkbook(file)), { name: 'One by one' }, false)
    const id = first.data_set.id
    const again = uploadOf(await sendWorkbook(file))
    expect((await look(again)).inspected.sheet).toBe('Y2021')
    const { versions } = await importSheets(again, { name: '', data_set: id })
    expect(versions.map(({ file_name }) => file_name).sort()).toEqual(['cases (Y2020).xlsx', 'cases (Y2021).xlsx'])
  })
})

describe('another sheet that is chosen', () => {
  test('is read from its own line of names, not from that of the sheet before', async () => {
    const upload = uploadOf(
      await sendWorkbook({
        Long: year(2022, 9, titled),
        Short: [
          ['Code', 'Name'],
          ['a', 'b']
        ]
      })
    )
    expect((await look(upload)).inspected.headerLine).toBe(3)
    await portal.performer.carryOut(rereadFile, portal.actors.planner, { upload, sheet: 'Short' })
    const { inspected, file_name } = await look(upload)
    expect([inspected.sheet, inspected.headerLine, inspected.header, file_name]).toEqual([
      'Short',
      1,
      ['Code', 'Name'],
      'cases (Short).xlsx'
    ])
  })

  test('must be there, and must not wait already', async () => {
    const upload = uploadOf(await sendWorkbook({ A: year(2023, 4), B: year(2024, 4) }))
    const choose = (sheet: string) =>
      portal.performer.carryOut(rereadFile, portal.actors.planner, { upload, sheet }).catch(({ code }) => code)
    expect(await choose('C')).toBe('sheet-not-there')
    expect(await choose('B')).toBe('sheet-waits')
  })
})

test('names of columns reach from the line to the line that is written, and no record is lost to them', async () => {
  const upload = uploadOf(await sendWorkbook({ One: year(2025, 4, [['Title']]), Two: [['x']] }))
  const reread = (header_line: number, header_last: number) =>
    portal.performer
      .carryOut(rereadFile, portal.actors.planner, { upload, sheet: 'One', header_line, header_last })
      .then(async () => (await look(upload)).inspected.rows)
  expect(await reread(2, 2)).toBe(4)
  expect(await reread(2, 3)).toBe(3)
  await expect(reread(2, 1)).rejects.toMatchObject({ fields: [{ field: 'header_last', code: 'heading' }] })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { csvCell } from '../evidence/csv.rules.ts'
import { factSchema } from '../evidence/table.rules.ts'

const names = [
  'Bakery',
  '=HYPERLINK("http://x")',
  '+1',
  '-2',
  '@SUM(A1)',
  '＝1',
  'Ada, "the best" Ltd',
  '=1,2',
  'two\nlines',
  "O'Neill",
  'العربية'
]
let portal: TestPortal
let planner: Browser
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'record-file-'))
  portal = await openTestPortal()
  planner = await portal.browser('planner')
  const rows = names.map((name, index) =>
    [`C-${index}`, `"${name.replaceAll('"', '""')}"`, `2024-03-0${(index % 9) + 1}`, index, index * 1.25].join(',')
  )
  const file = join(folder, 'cases.csv')
  writeFileSync(file, ['case_id,employer name,date opened,violations,back wages', ...rows].join('\n'))
  await importFromFile(portal.importMeans, portal.actors.planner, {
    file,
    name: 'Cases',
    source: 'Office',
    case_origin: 'unknown'
  })
})
afterAll(async () => {
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the records as a file are those of the page, each cell as every other file has it: no text is carried out', async () => {
  const listed = (await (await planner.get('/api/figure.records?table=cases')).json()) as {
    records: Record<string, string | number | boolean | null>[]
  }
  const columns = Object.keys(factSchema.cases ?? {})
  const expected = listed.records.map((record) => columns.map((column) => csvCell(record[column] ?? null)).join(','))
  const text = (await (await planner.get('/figures/records.csv')).text()).replace(/^\ufeff/, '')
  expect(expected).toHaveLength(names.length)
  expect(text).toBe([columns.join(','), ...expected, ''].join('\r\n'))
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
})

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
    [
      `C-${index}`,
      `"${name.replaceAll('"', '""')}"`,
      `2024-03-0${(index % 9) + 1}`,
      index,
      index * 1.25,
      index % 2 ? 'red' : 'blue'
    ].join(',')
  )
  const file = join(folder, 'cases.csv')
  writeFileSync(
    file,
    ['case_id,employer name,date opened,violations,back wages,Colour of the door', ...rows].join('\n')
  )
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
  expect(text.split('\r\n').slice(1)).toEqual([...expected, ''])
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
})

test('its columns are called in the words of who reads it, a category as its file calls it', async () => {
  const headOf = async (language: string) => {
    await planner.get(`/language/${language}`)
    const [head = ''] = (await (await planner.get('/figures/records.csv')).text()).replace(/^\ufeff/, '').split('\r\n')
    return head
  }
  const english = await headOf('en')
  for (const name of [
    'Data set',
    'Line in the file',
    'Record number',
    'Counted on',
    'Back wages',
    'Colour of the door'
  ])
    expect(`,${english},`).toContain(`,${name},`)
  expect(english).not.toMatch(/dayField|own1|isicSure|backWages/)
  expect(await headOf('fr')).toContain('Jour qui compte')
  await planner.get('/language/en')
})

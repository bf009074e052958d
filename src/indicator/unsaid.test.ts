import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'

let portal: TestPortal
let planner: Browser
const folder = mkdtempSync(join(tmpdir(), 'unsaid-'))

/** Fines alone: no column says whether a violation was found. */
const rows = Array.from(
  { length: 60 },
  (_, index) => `C-${index},Works ${index % 12},2024-0${(index % 6) + 1}-10,${index % 10 === 0 ? 0 : 500}`
)

beforeAll(async () => {
  portal = await openTestPortal()
  planner = await portal.browser('planner')
  const file = join(folder, 'cases.csv')
  writeFileSync(file, ['case_id,employer name,date opened,penalties', ...rows].join('\n'))
  const order = { file, name: 'Fines', source: 'Office', case_origin: 'unknown' as const }
  await importFromFile(portal.importMeans, portal.actors.planner, order)
}, 120_000)
afterAll(async () => {
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
})

const read = async (path: string) => (await planner.get(path)).text()
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, '|')

describe('records that say nothing of violations', () => {
  test('are told to say nothing, and not to have none, in a question of one’s own and its file', async () => {
    for (const measure of ['violating', 'owing', 'collected', 'findings']) {
      const path = `measure=${measure}&rows=month`
      expect(textOf(await read(`/figures/table?${path}`))).toContain('The records do not say this')
      expect(await read(`/figures/table.csv?${path}`)).toMatch(/^2024-01,10,\r$/m)
    }
    expect(await read('/figures/table.csv?measure=sanctioned&rows=month')).toMatch(/^2024-01,10,\d+\r$/m)
  })

  test('do not tell in how many cases a breach was found: that a fine was imposed says so of those alone', async () => {
    const stages = (await (await planner.get('/api/figure.stages')).json()) as { rows: { stage: string }[] }
    expect(stages.rows.map(({ stage }) => stage)).toEqual(['sanctioned'])
  })

  test('do not tell which workplaces were found in violation again, and the dashboard says so', async () => {
    const html = await read('/figures/dashboard')
    expect(html).not.toContain('<figure class="fig" id="repeat"')
    expect(textOf(html)).toContain('or say nothing of violations, so nobody can be seen to come back')
    expect(html).toContain('<li id="repeat">')
  })
})

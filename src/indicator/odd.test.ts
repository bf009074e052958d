import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'

let portal: TestPortal
let planner: Browser
let viewer: Browser
let dataSet = ''
const folder = mkdtempSync(join(tmpdir(), 'odd-'))

const row = (index: number, penalty: number) =>
  `C-${index},Works ${index},2024-0${(index % 9) + 1}-10,${penalty},${index === 7 ? 500_000_000 : index % 3 === 0 ? 600_000 : 1000}`

async function send(name: string, rows: readonly string[], more: { data_set?: string; joins?: 'add' } = {}) {
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, ['case_id,employer name,date opened,penalties,back wages', ...rows].join('\n'))
  const order = { file, name: 'Fines', source: 'Office', case_origin: 'unknown' as const, ...more }
  return importFromFile(portal.importMeans, portal.actors.planner, order)
}

beforeAll(async () => {
  portal = await openTestPortal()
  planner = await portal.browser('planner')
  viewer = await portal.browser('viewer')
  const first = Array.from({ length: 30 }, (_, index) => row(index, index === 20 ? 24e12 : 1000))
  dataSet = (await send('first', first)).dataSet
  const second = Array.from({ length: 10 }, (_, index) => row(index + 40, 1000))
  await send('second', second, { data_set: dataSet, joins: 'add' })
}, 120_000)
afterAll(async () => {
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
})

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, '').replaceAll(/[\u2066-\u2069]/g, '')
const read = async (who: Browser, path: string) => (await who.get(path)).text()

describe('an amount far above the others', () => {
  test('that is beyond belief stands in no headline, and each page says so with its size and a link to its record', async () => {
    for (const path of ['/figures', '/figures/dashboard', '/figures/table?measure=penalties&rows=year']) {
      const html = await read(planner, path)
      expect(textOf(html)).toContain(
        'beyond belief, more than a thousand times the highest of the others. No sum has it'
      )
      expect(textOf(html)).toMatch(/24,000,000,000,000.*, line 22/)
      expect(html).toContain(`href="/figures/records/${dataSet}/22"`)
    }
    const { penalties } = (await (await planner.get('/api/figure.summary')).json()) as { penalties: number }
    expect(penalties).toBe(39_000)
    expect(textOf(await read(planner, `/figures/records/${dataSet}/22`))).toContain('beyond belief')
  })

  test('that may be true stands in the sums, which say so with its size, also after a file was added', async () => {
    const html = await read(planner, '/figures')
    expect(textOf(html)).toMatch(
      /An amount in .back wages. of .Fines. lies far above.*Sums have it: .*500,000,000.*, line 9/
    )
    expect(html).toContain(`href="/figures/records/${dataSet}/9"`)
  })

  test('is named to those who may not open records without its size and its record', async () => {
    for (const path of ['/figures', '/figures/dashboard']) {
      const text = textOf(await read(viewer, path))
      expect(text).toContain('Some amounts are beyond belief')
      expect(text).toContain('Some amounts lie far above the others and may be mistakes. Sums have them.')
      expect(text).not.toContain('24,000,000,000,000')
      expect(text).not.toContain(', line 22')
    }
  })

  test('is said of in the annual report, beside the sum of the penalties', async () => {
    expect(textOf(await read(planner, '/statistics/report/2024/all'))).toContain('Some amounts are beyond belief')
  })
})

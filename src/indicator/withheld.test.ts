import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'

let portal: TestPortal
let planner: Browser
const folder = mkdtempSync(join(tmpdir(), 'withheld-'))

/** Twenty months of twenty-five cases and a last one of which six have come; three cases have no penalty. */
const months = Array.from(
  { length: 21 },
  (_, at) => `${2022 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
)
const rows = months.flatMap((month, at) =>
  Array.from({ length: at === 20 ? 6 : 25 }, (_, index) => {
    const day = String((index % 27) + 1).padStart(2, '0')
    return `${month}-${index},Works ${at} ${index},${month}-${day},${at === 3 && index < 3 ? '' : 500}`
  })
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
const chart = (html: string, name: string) =>
  new RegExp(`<figure[^>]* id="${name}">[\\s\\S]*?</figure>`).exec(html)?.[0] ?? ''
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, '|')

describe('a chart of the dashboard', () => {
  test('calls a large group withheld and not under five, says why, and finds nothing to be the largest', async () => {
    const text = textOf(chart(await read('/figures/dashboard'), 'outcome'))
    expect(text).toMatch(/Penalty\|+[^0-9]*withheld/)
    expect(text).toMatch(/not said\|+[^0-9]*under 5/)
    expect(text).toContain('A count that is withheld is under 5, or would tell one that is')
    const file = await read('/figures/dashboard/outcome.csv')
    expect(file).toMatch(/^Penalty,,.*,withheld\r$/m)
    expect(file).toMatch(/^not said,,.*,under 5\r$/m)
  })

  test('marks on its bars along time which periods look incomplete, in its table and its file too', async () => {
    const time = chart(await read('/figures/dashboard'), 'time')
    expect(time.match(/class="mark incomplete"/g)).toHaveLength(1)
    expect(time).toMatch(/2023[^:"]* \(incomplete\)[^:"]*: 6/)
    expect(textOf(time)).toContain('Dashed bars: records of these periods look incomplete.')
    expect(await read('/figures/dashboard/time.csv')).toMatch(/2023[^,]*\(incomplete\)[^,]*,6,/)
  })
})

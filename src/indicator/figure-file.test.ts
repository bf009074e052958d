import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { unzip, xmlFault } from '../../test/zip.ts'
import { importFromFile } from '../evidence/commands.ts'
import { root } from '../kernel/root.ts'

let portal: TestPortal
let viewer: Browser
beforeAll(async () => {
  portal = await openTestPortal()
  viewer = await portal.browser('viewer')
  await importFromFile(portal.importMeans, portal.actors.planner, {
    file: join(root, 'demo/register.csv.gz'),
    name: 'Register',
    source: 'Public records',
    case_origin: 'unknown'
  })
})
afterAll(() => portal.close())

const get = async (path: string) => {
  const answer = await viewer.get(path)
  expect([path, answer.status]).toEqual([path, 200])
  return Buffer.from(await answer.arrayBuffer())
}
/** The addresses of the files that a page offers, of one ending. */
const offered = async (page: string, ending: string) => {
  const html = await (await viewer.get(page)).text()
  return [...html.matchAll(new RegExp(`href="([^"]+\\.${ending}[^"]*)" download`, 'g'))].map(([, href = '']) =>
    href.replaceAll('&amp;', '&')
  )
}

describe('a figure saved as a file', () => {
  test.each([
    ['/figures'],
    ['/figures/dashboard?issue=minimumWage'],
    ['/figures/table?rows=issue&columns=isicSection']
  ])('is offered for every chart of %s, as drawing with all its words outlined', async (page) => {
    const files = await offered(page, 'svg')
    expect(files.length).toBeGreaterThan(page.includes('table') ? 0 : 4)
    for (const file of files) {
      const svg = (await get(file)).toString()
      expect([file, xmlFault(svg)]).toEqual([file, undefined])
      expect(svg).not.toMatch(/<text|font-family|var\(--/)
    }
  })

  test('as PNG is twice as broad as it is drawn, and its own picture in every language', async () => {
    const pictures: string[] = []
    for (const language of ['en', 'ar']) {
      await viewer.get(`/language/${language}`)
      const png = await get('/figures/issues.png')
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      expect(png.readUInt32BE(16)).toBe(1720)
      pictures.push(png.toString('base64'))
    }
    await viewer.get('/language/en')
    expect(new Set(pictures).size).toBe(2)
  })

  test('as a workbook holds the numbers, the question in words, the source with its version, and the notes', async () => {
    const parts = unzip(await get('/figures/industries.xlsx?issue=minimumWage'))
    const sheet = (number: number) => String(parts.get(`xl/worksheets/sheet${number}.xml`))
    expect(String(parts.get('xl/workbook.xml')).match(/<sheet name="[^"]+"/g)).toHaveLength(4)
    expect(sheet(1)).toMatch(/<c r="C5" s="3"><v>\d+<\/v>/)
    expect(sheet(1)).toMatch(/s="2"><v>0\.\d+<\/v>/)
    expect(sheet(2)).toContain('Minimum wage')
    expect(sheet(2)).toContain('/figures?issue=minimumWage')
    expect(sheet(3)).toContain('Public records')
    expect(sheet(3)).toContain('register.csv.gz')
    expect(sheet(4)).toContain('An empty cell stands for fewer than five cases')
  })

  test('of the whole dashboard is one workbook with a sheet for each chart, under its selection', async () => {
    const [file = ''] = (await offered('/figures/dashboard?sector=I', 'xlsx')).filter((href) =>
      href.includes('dashboard.xlsx')
    )
    const parts = unzip(await get(file))
    const names = [...String(parts.get('xl/workbook.xml')).matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name)
    expect(names).toEqual(
      expect.arrayContaining(['Sector', 'Place', 'Issue', 'Outcome', 'Question', 'Sources', 'Notes'])
    )
    expect([...parts.values()].map(String).join('')).toContain('Hotels and restaurants')
  })

  test('tells nothing that the page does not: what is hidden there is an empty cell', async () => {
    const linked = (await (await viewer.get('/api/figure.linked?sector=I')).json()) as {
      charts: { dimension: string; bins: { cases?: number; suppressed: boolean }[] }[]
    }
    const bins = linked.charts.find(({ dimension }) => dimension === 'place')?.bins ?? []
    const hidden = bins.filter(({ suppressed }) => suppressed).length
    expect(hidden).toBeGreaterThan(0)
    const parts = unzip(await get('/figures/dashboard/place.xlsx?sector=I'))
    const rows = [...String(parts.get('xl/worksheets/sheet1.xml')).matchAll(/<row r="(\d+)">(.*?)<\/row>/g)]
    const counts = rows
      .filter(([, line]) => Number(line) > 4)
      .map(([, , cells = '']) => /<c r="B\d+" s="3">/.test(cells))
    expect(counts.filter((told) => !told)).toHaveLength(hidden)
  })

  test('that there is not is not found', async () => {
    expect((await viewer.get('/figures/dashboard/time.svg')).status).toBe(404)
  })
})

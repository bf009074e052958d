import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readConfig } from '../src/config.ts'
import { prepareDemonstration } from '../src/demonstration.ts'
import { openPortal } from '../src/portal.ts'
import type { BenchRow } from './row.ts'
import { signIn } from './sign-in.ts'

const root = join(import.meta.dirname, '..')
const kilo = 1024

/** Pages that are weighed: every room, and a step of each kind, with the demonstration in them. */
const rooms = ['/', '/plans', '/evidence', '/figures', '/figures/dashboard', '/inspectorate/mandate', '/design']
const steps = [
  '',
  '/1/resources',
  '/2/collect',
  '/2/matrix-targets',
  '/2/venn',
  '/3/whys',
  '/4/bullseye',
  '/5/interventions',
  '/6/chart',
  '/6/timeline',
  '/print'
]

/** W1: the heaviest page on a first visit, compressed, with its style and scripts. W2: the heaviest island. */
export async function weigh(): Promise<BenchRow[]> {
  const portal = await openPortal(readConfig({ PLUMBLINE_DATA: mkdtempSync(join(tmpdir(), 'plumbline-bench-')) }))
  const account = await prepareDemonstration(portal, 'en', () => undefined)
  if (!account) throw new Error('the demonstration was not made')
  const cookie = await signIn(portal, account)
  const plans = await (await portal.request('/api/plan.list', { headers: { cookie } })).json()
  const paths = [...rooms, ...steps.map((step) => `/plans/${plans[0].id}${step}`)]
  const weights: { path: string; bytes: number; script: number }[] = []
  for (const path of paths) {
    const answer = await portal.request(path, { headers: { cookie } })
    const html = await answer.text()
    if (answer.status !== 200) continue
    const files = [...html.matchAll(/(?:href|src)="\/assets\/([^"]+)"/g)].map(([, name]) =>
      readFileSync(join(root, 'dist/assets', name ?? ''))
    )
    const script = [...html.matchAll(/src="\/assets\/([^"]+)"/g)].reduce(
      (sum, [, name]) => sum + gzipSync(readFileSync(join(root, 'dist/assets', name ?? ''))).length,
      0
    )
    weights.push({
      path,
      bytes: [Buffer.from(html), ...files].reduce((sum, file) => sum + gzipSync(file).length, 0),
      script
    })
  }
  await portal.close()
  const heaviest = weights.reduce((most, one) => (one.bytes > most.bytes ? one : most))
  const islands = readdirSync(join(root, 'dist/assets')).filter((name) => name.endsWith('.js'))
  const largest = Math.max(0, ...islands.map((name) => gzipSync(readFileSync(join(root, 'dist/assets', name))).length))
  const medianMobilePage = 2559
  const reactAlone = 51
  return [
    {
      row: 'W1',
      what: `heaviest of ${weights.length} pages on a first visit, kB compressed (${heaviest.path.replace(/[0-9a-f-]{36}/, '…')})`,
      ours: (heaviest.bytes / kilo).toFixed(1),
      peer: `${medianMobilePage} (median mobile page)`,
      ratio: heaviest.bytes / kilo / 40,
      goal: { ratio: 1, better: 'less' }
    },
    {
      row: 'W2',
      what: `heaviest of ${islands.length} islands, kB compressed`,
      ours: (largest / kilo).toFixed(1),
      peer: `${reactAlone} (React alone)`,
      ratio: largest / kilo / 25,
      goal: { ratio: 1, better: 'less' }
    }
  ]
}

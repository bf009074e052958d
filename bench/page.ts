import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { readConfig } from '../src/config.ts'
import { prepareDemonstration } from '../src/demonstration.ts'
import { can } from '../src/kernel/access.ts'
import { newId } from '../src/kernel/id.ts'
import type { PageContext } from '../src/kernel/page.ts'
import { wordsFor } from '../src/kernel/words.ts'
import { openPortal, type Portal } from '../src/portal.ts'
import { pages } from '../src/subjects.ts'
import { drawPage } from '../src/ui/page.tsx'
import { type BenchRow, inTurn } from './row.ts'
import { signIn } from './sign-in.ts'

const requests = 300

/** Pages a second of something that answers requests, one after the other. */
async function pagesPerSecond(ask: () => Promise<string>): Promise<number> {
  const began = performance.now()
  for (let count = 0; count < requests; count++)
    if (!(await ask()).includes('</html>')) throw new Error('no page was answered')
  return requests / ((performance.now() - began) / 1000)
}

/**
 * The same page as somebody would write it by hand on the same database: look the session up, open a transaction for the
 * tenant, ask what the page asks, draw it with the same parts.
 */
function writtenByHand(portal: Portal, account: string, planId: string) {
  const app = new Hono()
  const words = wordsFor(portal.words, 'en')
  const path = '/plans/:plan/4/stakeholders'
  const page = pages.find((one) => one.path === path)
  app.get(path, async (web) => {
    const inspectorate = (await portal.database.inspectorates())[0]?.id ?? ''
    const html = await portal.database.write({ inspectorate, operation: 'bench' }, async (tx) => {
      const { rows } = await sql<{ id: string; name: string }>`select id, name from person
        where inspectorate_id = current_inspectorate() and account = ${account}`.execute(tx)
      const actor = { person: rows[0]?.id ?? '', name: rows[0]?.name ?? '', role: 'planner', inspectorate } as const
      const context: PageContext = {
        session: undefined,
        actor,
        params: { plan: planId },
        url: new URL(web.req.url),
        query: () => '',
        cookie: () => '',
        refreshAfter: () => undefined,
        words,
        ask: (operation, input) =>
          operation.run(
            {
              actor,
              inspectorate,
              now: new Date(),
              portal: portal.lent,
              database: tx,
              may: (ability) => can(actor, ability)
            },
            input as never
          ),
        may: (ability) => can(actor, ability),
        form: undefined
      }
      const drawn = await page?.draw(context)
      if (!drawn || drawn instanceof Response) throw new Error('there is no such page')
      const frame = { language: 'en', languages: [], rooms: [], assets: { css: '' }, scripts: [] }
      return drawPage(drawn, words, frame)
    })
    return web.html(html)
  })
  return app
}

/** W4: a page with 50 stakeholders, signed in, under row-level security on the embedded database. */
export async function measurePages(): Promise<BenchRow[]> {
  const portal = await openPortal(readConfig({ PLUMBLINE_DATA: mkdtempSync(join(tmpdir(), 'plumbline-bench-')) }))
  const known = await prepareDemonstration(portal, 'en', () => undefined)
  if (!known) throw new Error('the demonstration was not made')
  const cookie = await signIn(portal, known)
  const headers = { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  const post = async (name: string, input: object) => {
    const answer = await portal.request(`/api/${name}`, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': newId() },
      body: JSON.stringify(input)
    })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as { id: string }
  }
  const { id: plan } = await post('plan.add', { title: 'Bench' })
  for (let count = 0; count < 50; count++)
    await post('stakeholder.add', {
      plan,
      name: `Stakeholder ${count}`,
      category: 'workers',
      present_ring: 'supporters'
    })
  const session = await portal.sessions.find(new Headers({ cookie }))
  const byHand = writtenByHand(portal, session?.account ?? '', plan)
  const path = `/plans/${plan}/4/stakeholders`
  const { ours, peer } = await inTurn(
    5,
    () => pagesPerSecond(async () => (await portal.request(path, { headers: { cookie } })).text()),
    () => pagesPerSecond(async () => (await byHand.request(path)).text())
  )
  await portal.close()
  return [
    {
      row: 'W4',
      what: 'page with 50 rows, signed in, row-level security, embedded database, pages a second',
      ours: ours.toFixed(0),
      peer: `${peer.toFixed(0)} (the same page written by hand)`,
      ratio: ours / peer,
      goal: { ratio: 0.7, better: 'more' }
    }
  ]
}

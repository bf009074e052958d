import { newId } from '../src/kernel/id.ts'
import { type Elsewhere, openBrowser, openPage, servePortal, signInto } from './browser.ts'
import { type BenchRow, median } from './row.ts'

const notes = 2_000
const rounds = 5
const goals = { first: 500, all: 1_000 }
const room: Elsewhere = { kbps: 1_600, latency: 150, slower: 1 }

const spoken =
  'workers workshop pay late night shift buyer price pieces hour minimum law visit fine letter names owner registered brand order'
    .concat(
      ' contract home sewing machine fire exit locked heat child school papers fear union centre radio church tax office list'
    )
    .split(' ')

type Seen = { first: number; all: number }

/** Sees, frame by frame, when the window is full of notes, and when all of them are there and drawn. */
const watch = (wanted: number) => {
  const seen = { first: 0, all: 0 }
  ;(globalThis as unknown as { seen: Seen }).seen = seen
  const look = () => {
    const cards = document.querySelectorAll('#wall .note-card')
    const filled = (cards[cards.length - 1]?.getBoundingClientRect().bottom ?? 0) > innerHeight
    // What is there in one frame is on the screen with the next.
    requestAnimationFrame((now) => {
      if (filled) seen.first ||= now
      if (cards.length >= wanted && document.readyState !== 'loading') seen.all ||= now
      if (!seen.all) look()
    })
  }
  look()
}

/** C2: a guest opens a board of two thousand notes over the line of a meeting room; style and script are there from the door. */
export async function measureJoin(): Promise<BenchRow[]> {
  const portal = await servePortal(3983)
  const browser = await openBrowser()
  const leader = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await signInto(leader, portal.address, portal.signIn)
  const post = (name: string, input: object, id = newId()) =>
    leader.evaluate(
      async ([operation, sent, key]) => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': String(key) }
        const answer = await fetch(`/api/${operation}`, { method: 'POST', headers, body: JSON.stringify(sent) })
        if (!answer.ok) throw new Error(await answer.text())
        return (await answer.json()) as { id: string }
      },
      [name, input, id] as const
    )
  const { id: plan } = await post('plan.add', { title: 'Bench' })
  const settings = { title: 'Bench', groups: '', door: 'open', dots: 3, live_votes: false }
  const { id: workshop } = await post('workshop.add', { plan, ...settings, agenda: 'three-days', language: 'en' })
  type Led = { workshop: { code: string }; agenda: { id: string; board: string }[] }
  const led = await leader.evaluate(
    async (id) => (await (await fetch(`/api/workshop.read?workshop=${id}`)).json()) as never,
    workshop
  )
  const { agenda, workshop: made } = led as Led
  await post('workshop.open-item', { workshop, item: agenda.find(({ board }) => board === 'issues')?.id })
  await post('workshop.set-phase', { workshop, phase: 'cluster' })
  for (let note = 0; note < notes; note++) {
    const text = Array.from(
      { length: 11 },
      (_, at) => spoken[(note * 7 + at * (note % 13) + at * at) % spoken.length]
    ).join(' ')
    await post('note.add', {
      workshop,
      board: 'issues',
      text,
      colour: '',
      cluster: note % 3 ? `Group ${note % 20}` : '',
      place: {}
    })
  }
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' })
  const guest = await context.newPage()
  await guest.goto(`${portal.address}/join/${made.code}`)
  await guest.fill('input[name=name]', 'Ada')
  await guest.locator('main form button').first().click()
  await guest.waitForURL(/\/workshops\//)
  await guest.locator('.note-card').last().waitFor({ state: 'attached' })
  await guest.close()
  const { page } = await openPage(context, room)
  await page.addInitScript(watch, notes)
  const first: number[] = []
  const all: number[] = []
  let bytes = 0
  for (let round = 0; round <= rounds; round++) {
    await page.goto(`${portal.address}/join`)
    await page.goto(`${portal.address}/workshops/${workshop}`, { waitUntil: 'load' })
    await page.waitForFunction(() => (globalThis as unknown as { seen: Seen }).seen.all > 0)
    const measured = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
      const { seen } = globalThis as unknown as { seen: Seen }
      const { fetchStart = 0, encodedBodySize = 0 } = navigation ?? {}
      const cards = document.querySelectorAll('#wall .note-card').length
      return { first: seen.first - fetchStart, all: seen.all - fetchStart, encodedBodySize, cards }
    })
    if (measured.cards < notes) throw new Error(`only ${measured.cards} cards are there`)
    bytes = measured.encodedBodySize
    if (round === 0) continue
    first.push(measured.first)
    all.push(measured.all)
  }
  await browser.close()
  await portal.end()
  const what = `join a board of ${notes} notes at 1.6 Mbps, 150 ms, connection open`
  const goal = { ratio: 1, better: 'less' } as const
  const row = (name: string, took: number, most: number): BenchRow => ({
    row: 'C2',
    what: `${what}: ${name} (page of ${Math.round(bytes / 1024)} kB compressed), median of ${rounds}`,
    ours: `${took.toFixed(0)} ms`,
    peer: `${most} ms (the goal)`,
    ratio: took / most,
    goal
  })
  return [row('first screenful', median(first), goals.first), row('everything', median(all), goals.all)]
}

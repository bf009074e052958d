import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { boardNames, boards } from '../src/board/rules.ts'
import { newId } from '../src/kernel/id.ts'
import type { Idea } from '../src/workshop/rehearsal.rules.ts'
import { makeReadScript } from '../src/workshop/rehearsal.store.ts'
import { openBrowser, servePortal, signInto } from './browser.ts'

const root = join(import.meta.dirname, '..')
const out = join(root, '.cache/pictures')
const locales = { en: 'en_US', fr: 'fr_FR', es: 'es_ES', ar: 'ar_MA' } as const
type Language = keyof typeof locales
const kinds = ['screen', 'telephone', 'projector'] as const
const notesOfWall = 8

const asked = process.argv.slice(2)
const languages = (Object.keys(locales) as Language[]).filter((one, _, all) =>
  asked.some((name) => all.includes(name as Language)) ? asked.includes(one) : true
)
const shown = boardNames.filter((one) =>
  asked.some((name) => boardNames.some((board) => board === name)) ? asked.includes(one) : true
)

type Board = { choices: Record<string, { id: string; name: string }[]>; records: { id: string; text: string }[] }

/** Carries out and asks as the person does who is signed in on the page. */
function doorOf(page: Page) {
  return {
    post: (name: string, input: object) =>
      page.evaluate(
        async ([operation, sent, key]) => {
          const headers = { 'content-type': 'application/json', 'idempotency-key': String(key) }
          const answer = await fetch(`/api/${operation}`, { method: 'POST', headers, body: JSON.stringify(sent) })
          if (!answer.ok) throw new Error(`${operation} ${await answer.text()}`)
          return (await answer.json()) as { id: string }
        },
        [name, input, newId()] as const
      ),
    ask: <T>(path: string) =>
      page.evaluate(async (asked) => (await (await fetch(asked)).json()) as never, path) as Promise<T>
  }
}

/** Where a thought stands on a board of the demonstration's plan. */
function placeOf(idea: Idea, takes: readonly string[], { choices, records }: Board) {
  const own = Object.entries(idea.place).filter(([name]) => takes.includes(name))
  const place: Record<string, unknown> = Object.fromEntries(own)
  for (const [name, text] of Object.entries(idea.refers)) {
    const found = choices[name]?.find((one) => one.name === text) ?? records.find((one) => one.text === text)
    if (found && takes.includes(name)) place[name] = found.id
  }
  if (takes.includes('hub')) place.hub = choices.hub?.[0]?.id ?? null
  return place
}

/** Every board of the demonstration's plan in a language, with notes as people write them, in its three kinds. */
async function picture(browser: Browser, language: Language): Promise<void> {
  const portal = await servePortal(3985, `${locales[language]}.UTF-8`)
  const folder = join(out, language)
  mkdirSync(folder, { recursive: true })
  const screen = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await signInto(screen, portal.address, portal.signIn)
  await screen.goto(`${portal.address}/language/${language}`)
  const { post, ask } = doorOf(screen)
  const [plan] = await ask<{ id: string }[]>('/api/plan.list')
  const settings = { title: 'Plumbline', groups: '', door: 'open', dots: 3, live_votes: false, language }
  const { id: workshop } = await post('workshop.add', { plan: plan?.id, ...settings, agenda: 'three-days' })
  type Led = { workshop: { code: string }; agenda: { id: string; board: string }[] }
  const led = await ask<Led>(`/api/workshop.read?workshop=${workshop}`)
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true })
  const telephone = await phone.newPage()
  await telephone.goto(`${portal.address}/language/${language}`)
  await telephone.goto(`${portal.address}/join/${led.workshop.code}`)
  await telephone.fill('input[name=name]', 'Ada')
  await telephone.locator('main form button').first().click()
  const stage = await screen.context().newPage()
  await stage.setViewportSize({ width: 1280, height: 720 })
  const { script } = makeReadScript(join(root, 'demo'))(language)
  const written = new Set<string>()
  for (const name of shown) {
    const { wall, place: takes } = boards[name]
    const item = led.agenda.find(({ board }) => board === name)
    await post('workshop.open-item', { workshop, item: item?.id })
    await post('workshop.set-phase', { workshop, phase: 'cluster' })
    const board = await ask<Board>(`/api/board.read?workshop=${workshop}&board=${name}`)
    const ideas = written.has(wall) ? [] : (script.walls[wall] ?? []).slice(0, notesOfWall)
    written.add(wall)
    for (const [index, idea] of ideas.entries()) {
      const said = { workshop, board: name, text: idea.texts.at(-1) ?? '', colour: '' }
      const cluster = index % 3 === 2 ? '' : idea.cluster
      await post('note.add', { ...said, cluster, place: index % 4 === 3 ? {} : placeOf(idea, takes, board) })
    }
    const pages = [screen, telephone, stage]
    const addresses = [`/workshops/${workshop}?board=${name}`, `/workshops/${workshop}`]
    addresses.push(`/plans/${plan?.id}/workshops/${workshop}/projector`)
    for (const [at, page] of pages.entries()) {
      await page.goto(portal.address + addresses[at])
      await page.waitForTimeout(400)
      const path = join(folder, `${name}-${kinds[at]}.png`)
      await page.screenshot({ path, fullPage: kinds[at] !== 'projector' })
    }
  }
  await Promise.all([screen.context().close(), phone.close()])
  await portal.end()
}

/** All pictures of a kind side by side, so that one look shows what is out of line. */
async function drawSheet(browser: Browser, language: Language, kind: (typeof kinds)[number]): Promise<void> {
  const page = await (await browser.newContext({ viewport: { width: 1600, height: 900 } })).newPage()
  const cells = shown.map(
    (name) =>
      `<figure><figcaption>${name}</figcaption><img src="file://${join(out, language, `${name}-${kind}.png`)}"></figure>`
  )
  const columns = kind === 'telephone' ? 8 : 4
  const style = `body{margin:8px;display:grid;grid-template-columns:repeat(${columns},1fr);gap:8px;font:14px sans-serif;align-items:start}figure{margin:0}img{inline-size:100%;border:1px solid #999}`
  const file = join(out, `${language}-${kind}.html`)
  writeFileSync(file, `<!doctype html><meta charset="utf-8"><style>${style}</style>${cells.join('')}`)
  await page.goto(`file://${file}`)
  await page.screenshot({ path: join(out, `${language}-${kind}.png`), fullPage: true })
  await page.context().close()
}

const browser = await openBrowser()
for (const language of languages) {
  await picture(browser, language)
  for (const kind of kinds) await drawSheet(browser, language, kind)
  console.log(`${language}: ${shown.length} boards, ${kinds.join(', ')}`)
}
await browser.close()
console.log(out)
process.exit(0)

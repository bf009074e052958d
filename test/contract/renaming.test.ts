import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadContent } from '../../src/chart/load.operations.ts'
import { readWhole } from '../../src/chart/whole.operations.ts'
import { listsOfWhole } from '../../src/chart/whole.rules.ts'
import { root } from '../../src/kernel/root.ts'
import { readWordFiles } from '../../src/kernel/words.ts'
import { labelKeys } from '../../src/office/label.rules.ts'
import { steps } from '../../src/plan/rules.ts'
import { type Browser, openTestPortal, type TestPortal } from '../test-portal.ts'
import { unzip } from '../zip.ts'

const files = readWordFiles(join(root, 'words'))
const content = readFileSync(join(root, 'demo/plans.json'), 'utf8')
const languages = ['en', 'fr', 'es', 'ar'] as const

let portal: TestPortal
let browser: Browser
let plan: string
let half: string
let addresses: string[]

beforeAll(async () => {
  portal = await openTestPortal()
  const { administrator } = portal.actors
  const loaded = await portal.performer.carryOut(loadContent, administrator, {
    content: JSON.parse(content),
    example: true
  })
  ;[plan = '', half = ''] = loaded.result.plans
  browser = await portal.browser('administrator')
  const whole = await portal.performer.ask(readWhole, administrator, { plan })
  const records = Object.entries(listsOfWhole).flatMap(([list, kind]) => {
    const first = whole[list as keyof typeof listsOfWhole][0]
    return first ? [`/records/${kind}/${first.id}`] : []
  })
  const ofPlan = (id: string) => [
    ...['', '/history', '/print'].map((path) => `/plans/${id}${path}`),
    ...steps.flatMap(({ number, tabs }) => tabs.map((tab) => `/plans/${id}/${number}/${tab}`)),
    `/records/plan/${id}`
  ]
  addresses = [...ofPlan(plan), ...ofPlan(half), ...records, '/', '/inspectorate/data']
})
afterAll(() => portal.close())

/** A name that no language has, one for each label: "Zq7x". */
const tokens = Object.fromEntries(labelKeys.map((key, index) => [key, `Zq${index}x`]))

const word = (text: string) => new RegExp(`(?<![\\p{L}\\p{N}])${quote(text)}(?![\\p{L}\\p{N}])`, 'iu')
const quote = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** What is read; the example of the demonstration's plan is left out, as what people wrote. */
const textOf = (html: string) =>
  html
    .replace(/<aside class="step-example"[\s\S]*?<\/aside>/g, ' ')
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*aria-label="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')

/** What is read of the plan in one language: every page of it by its address, and the Word document. */
async function readEverything(): Promise<Map<string, string>> {
  const read = new Map<string, string>()
  for (const address of addresses) {
    const answer = await browser.get(address)
    expect([address, answer.status]).toEqual([address, 200])
    read.set(address, textOf(await answer.text()))
  }
  const answer = await browser.get(`/plans/${plan}/plan.docx?for=inside`)
  for (const [name, part] of unzip(Buffer.from(await answer.arrayBuffer())))
    if (name.endsWith('.xml')) read.set(`plan.docx ${name}`, textOf(String(part)))
  return read
}

/** Sentences of rooms that a plan's pages do not draw, and of the terminal. */
const elsewhere =
  /^(label|statistics|observation|ilostat|annual_report|report|workplace\w*|quality|dashboard|operation|cli)\./

/** Labels of which every trace in what is read must go: no sentence that may be drawn there uses their word in another sense. */
function unmistakable(language: string): string[] {
  const texts = files.get(language) ?? {}
  const sentences = Object.entries(texts).filter(([key]) => !elsewhere.test(key))
  return labelKeys.filter((key) => {
    const own = word(texts[key] ?? '')
    return !own.test(content) && !sentences.some(([, text]) => own.test(text.replace(/\{label\.[^}]*\}/g, '')))
  })
}

describe.each(languages)('where every name that the method leaves open was changed, in %s', (language) => {
  let read: Map<string, string>

  beforeAll(async () => {
    expect((await browser.json('label.change', { language, ...tokens })).status).toBe(200)
    await browser.get(`/language/${language}`)
    read = await readEverything()
  }, 120_000)

  test('each of the new names is read somewhere in the plan', () => {
    const all = [...read.values()].join(' ')
    expect(labelKeys.filter((key) => !word(tokens[key] ?? '').test(all))).toEqual([])
  })

  test('no page and no part of the Word document still says a default name', () => {
    const defaults = files.get(language) ?? {}
    const keys = unmistakable(language)
    expect(keys.length).toBeGreaterThan(20)
    const found = keys.flatMap((key) =>
      [...read].filter(([, text]) => word(defaults[key] ?? '').test(text)).map(([where]) => `${key} on ${where}`)
    )
    expect(found).toEqual([])
  })
})

describe('a sentence', () => {
  /**
   * Where the word of a label stands for what everybody means by it, and no place, axis or scale: compliance as the
   * aim of the work, the compliance hub, to act, to leave, what something costs.
   */
  const inGeneral = [
    /^(document\.(hubs|in-short|question\.4)|plan\.(hubs|finding\.no-hub)|gap\.no-(hub|negative-influence|positive-influence))$/,
    /^(hub\.(explained|venn\.explained|venn\.choose\.explained|question\.must|reason|candidate\.(caption|explained)|matrix\.agree\.move)|issue\.none)$/,
    /^(home\.standing|source\.(explained|kind\.compliance)|influence\.(no-hub\.title|question|sign|kind\.financial\.help|half\.negative\.empty))$/,
    /^(intervention\.(empty|explained|family\.communication\.help|no-hub\.title|priorities\.(ask\.[13]|explained)|weigh\.explained)|chart\.explained)$/,
    /^(stakeholder\.(empty|explained|question)|stakeholder_hub\.how|why\.changeable_by\.help)$/
  ]
  const subjects =
    /^(hub|issue|target|why|influence|stakeholder|stakeholder_hub|intervention|chart|gap|document|plan|home)\./
  const groups = /^label\.(axis|quadrant|circle|ring|criterion|weighing)\.[a-z-]+$/

  test.each(languages)('that means an axis, a ring or a criterion names it by its label, in %s', (language) => {
    const texts = files.get(language) ?? {}
    const found = Object.entries(texts).flatMap(([key, text]) =>
      subjects.test(key) && !inGeneral.some((one) => one.test(key))
        ? labelKeys
            .filter((label) => groups.test(label))
            .filter((label) => word(texts[label] ?? '').test(text.replace(/\{(label\.)?[a-z_.-]*(, \w+)?\}/g, '')))
            .map((label) => `${key}: ${label}`)
        : []
    )
    expect(found).toEqual([])
  })
})

import type { VNode } from 'preact'
import { readProgress } from './chart/progress.operations.ts'
import { isolated } from './evidence/names.part.tsx'
import { listEvidence } from './evidence/operations.ts'
import type { Facts } from './facts/facts.ts'
import type { Database } from './kernel/database.ts'
import { findEvent } from './kernel/event.ts'
import { isId } from './kernel/id.ts'
import type { DrawDocument, PageContext, SentForm } from './kernel/page.ts'
import { Problem } from './kernel/problem.ts'
import type { RecordKind, Stored } from './kernel/record.ts'
import { isUndoable } from './kernel/undo.ts'
import type { WordFiles } from './kernel/words.ts'
import { readPlan } from './plan/operations.ts'
import { stepPath, steps } from './plan/rules.ts'
import { readRecord, wayBack } from './record-pages.tsx'
import { useWords } from './ui/context.ts'
import type { Frame, FrameNotice } from './ui/frame.ts'
import { Layout } from './ui/layout.tsx'
import { nameOfLanguage } from './ui/names.ts'
import { Notice } from './ui/notice.tsx'
import { SentProvider } from './ui/operation-form.tsx'
import { drawPage } from './ui/page.tsx'
import { KindsProvider } from './ui/paste-form.tsx'
import { PageHead } from './ui/step.tsx'

const rooms = [
  { href: '/', word: 'home', may: 'plan.read' },
  { href: '/plans', word: 'plans', may: 'plan.read' },
  { href: '/evidence', word: 'evidence', may: 'evidence.read' },
  { href: '/figures', word: 'figures', may: 'evidence.read' },
  { href: '/workplaces', word: 'workplaces', may: 'workplace.read' },
  { href: '/statistics', word: 'statistics', may: 'evidence.read' },
  { href: '/inspectorate/mandate', word: 'inspectorate', may: 'plan.read' },
  { href: '/people', word: 'people', may: 'people.manage' },
  { href: '/settings', word: 'settings', may: 'settings.edit' }
] as const

/** Where one stands: on the page itself, or, while one changes a record, on the page to which that leads back. */
async function placeOf(context: PageContext, kinds: readonly RecordKind[]): Promise<string> {
  const { plan, record, id } = context.params
  if (plan !== undefined) return context.url.pathname
  const kind = kinds.find(({ name }) => name === record)
  const row = kind && id ? await context.ask(readRecord, { record, id }).catch(() => undefined) : undefined
  return kind && row ? wayBack(context, kind, row as Stored) : ''
}

/** The plan that the page belongs to, with its steps and how far each is. */
async function planOf(
  context: PageContext,
  kinds: readonly RecordKind[]
): Promise<(NonNullable<Frame['plan']> & { id: string; last: number }) | undefined> {
  if (!context.may('plan.read')) return undefined
  const [, room, id, step] = (await placeOf(context, kinds)).split(/[/?#]/)
  if (room !== 'plans' || !id) return undefined
  if (!isId(id)) throw new Problem('not-found')
  const [plan, progress] = await Promise.all([
    context.ask(readPlan, { plan: id }),
    context.ask(readProgress, { plan: id })
  ])
  const current = Number(step)
  return {
    id,
    last: progress.last,
    title: plan.title,
    href: `/plans/${id}`,
    steps: steps.map(({ number, name }) => ({
      number,
      href: stepPath(id, number),
      label: context.words.t(`plan.step.${name}`),
      state: number === current ? 'current' : progress.done.includes(number) ? 'done' : 'open'
    }))
  }
}

/** Problems that the page which is drawn explains by itself. */
const explained = new Set(['one-step-left', 'not-signed-in', 'list-to-check'])
const themes = ['light', 'dark', 'contrast'] as const

/** The page's address without what was just done. */
function addressOf(url: URL): string {
  const query = new URLSearchParams(url.search)
  query.delete('done')
  return query.size > 0 ? `${url.pathname}?${query}` : url.pathname
}

/** Whether a form came back because it could not be carried out. */
function isRefused(context: PageContext): context is PageContext & { form: SentForm } {
  return context.form !== undefined && !explained.has(context.form.problem.code)
}

/** What was just done, from the `done` of the address, with the way to undo it. */
async function noticeOf(context: PageContext, database: Database): Promise<FrameNotice | undefined> {
  const number = Number(context.query('done'))
  if (isRefused(context)) {
    const { code, values, fields } = context.form.problem
    // The page of signing in says it above its own two fields.
    if (context.url.pathname === '/sign-in') return undefined
    if (fields.length === 0) return { kind: 'bad', text: context.words.t(`problem.${code}`, values) }
    const action = { label: context.words.t('ui.errors.show'), href: '#errors' }
    return { kind: 'bad', text: context.words.t('ui.errors.nothing-saved'), action }
  }
  if (!Number.isInteger(number) || number < 1 || !context.session) return undefined
  const entry = await database.read({ inspectorate: context.actor.inspectorate }, (reader) => findEvent(reader, number))
  if (entry?.person !== context.actor.person) return undefined
  const verb = entry.operation.split('.').at(-1) ?? ''
  const own = `${entry.operation}.done`
  const said = [own, `done.${verb}`].find((key) => context.words.has(key))
  const text = context.words.t(said ?? 'done.change', { n: entry.changes.length })
  const undoable = isUndoable(entry) && context.may('plan.edit')
  const from = addressOf(context.url)
  // Undoing takes the plan away with its page where it was just made.
  const goes = entry.changes.some(({ record, before }) => record === 'plan' && before === null)
  return {
    kind: 'good',
    text,
    ...(undoable
      ? {
          action: {
            label: context.words.t(entry.operation === 'log.undo' ? 'done.again' : 'done.action'),
            post: {
              url: '/do/log.undo',
              fields: { event: String(number), _page: from, _return: goes ? '/plans' : from }
            }
          }
        }
      : {})
  }
}

/** What every screen of a rehearsal says; who leads it finds the way out there, guests do not. */
function practiceOf({ words, session }: PageContext): FrameNotice {
  const post = { url: '/rehearsal/leave', fields: {} }
  const text = words.t('rehearsal.notice')
  return { kind: 'wait', text, ...(session?.account ? { action: { label: words.t('rehearsal.leave'), post } } : {}) }
}

/** Pages whose figures are of the records. */
const ofRecords = /^\/(figures|statistics|plans)(\/|$)/

/** What figures lack at present: what was imported last, where it is still being counted, and data sets that are damaged. */
async function warningsOf(context: PageContext, facts: Facts): Promise<FrameNotice[]> {
  const { session, words, url } = context
  if (!session || !context.may('evidence.read')) return []
  const { inspectorate } = session.actor
  const late: FrameNotice[] =
    facts.isBehind(inspectorate) && ofRecords.test(url.pathname)
      ? [
          {
            kind: 'wait',
            text: words.t('evidence.behind'),
            action: { label: words.t('evidence.behind.action'), href: addressOf(url) }
          }
        ]
      : []
  return [...late, ...(await damagedOf(context, facts, inspectorate))]
}

async function damagedOf(context: PageContext, facts: Facts, inspectorate: string): Promise<FrameNotice[]> {
  const { words, url } = context
  if (facts.knownLeftOut(inspectorate).length === 0) return []
  // The pages of the evidence say more of it by themselves.
  if (url.pathname.startsWith('/evidence')) return []
  const { data_sets } = await context.ask(listEvidence, {})
  return data_sets
    .filter(({ left_out }) => left_out !== null)
    .map(({ id, name }) => ({
      kind: 'bad',
      text: words.t('evidence.left-out.named', { name: isolated(words, name) }),
      action: { label: words.t('evidence.left-out.action'), href: `/evidence/${id}` }
    }))
}

/** How every page becomes a document: the composition root's knowledge of rooms, steps, languages and style. */
export function makeDrawDocument(means: {
  database: Database
  facts: Facts
  words: WordFiles
  kinds: readonly RecordKind[]
  css: string
  scripts: Record<string, string>
}): DrawDocument {
  return async (context: PageContext, content: VNode) => {
    const { session, words, url } = context
    const here = addressOf(url)
    const returnTo = encodeURIComponent(here)
    const [plan, notice, warnings] = await Promise.all([
      planOf(context, means.kinds),
      // An address that leads to nothing has no good news of what was done there once.
      content.type === Stopped && !context.form ? undefined : noticeOf(context, means.database),
      warningsOf(context, means.facts)
    ])
    const open = rooms.filter(({ may }) => context.may(may))
    const current = [...open]
      .reverse()
      .find(({ href }) => (href === '/' ? url.pathname === '/' : url.pathname.startsWith(`/${href.split('/')[1]}`)))
    const frame: Frame = {
      language: words.language,
      languages: [...means.words.keys()].map((code) => ({
        code,
        name: nameOfLanguage(code),
        href: `/language/${code}?return=${returnTo}`
      })),
      ...(session?.account ? { person: { name: session.actor.name } } : {}),
      ...(session
        ? {
            inspectorate: {
              name: session.inspectorate.name,
              ...(session.inspectorate.demonstration ? { demonstration: words.t('demonstration.notice') } : {})
            }
          }
        : {}),
      ...(session?.inspectorate.practice ? { practice: practiceOf(context) } : {}),
      rooms: open.map((room) => ({ href: room.href, label: words.t(`room.${room.word}`), current: room === current })),
      ...(plan ? { plan } : {}),
      assets: { css: means.css, islands: means.scripts },
      scripts: [session ? means.scripts['on-demand'] : undefined, ...(plan ? [means.scripts.live] : [])].filter(
        (url) => url !== undefined
      ),
      ...(plan ? { live: { url: `/live?plan=${plan.id}`, after: plan.last, here } } : {}),
      today: words.date(new Date().toISOString().slice(0, 10)),
      theme: themes.find((theme) => theme === context.cookie('plumbline.theme')),
      ...(notice ? { notice } : {}),
      warnings,
      refused: isRefused(context),
      fields: { _page: here }
    }
    const page = (
      <KindsProvider value={means.kinds}>
        <SentProvider value={context.form}>{content}</SentProvider>
      </KindsProvider>
    )
    return drawPage(page, words, frame)
  }
}

/** The page that says what went wrong and what to do. */
export function drawProblem(_context: PageContext, problem: Problem): VNode {
  return <Stopped problem={problem} />
}

function Stopped({ problem }: { problem: Problem }) {
  const words = useWords()
  const title = words.t(`problem.${problem.code}.title`)
  return (
    <Layout title={title}>
      <PageHead title={title}>{words.t(`problem.${problem.code}`, problem.values)}</PageHead>
      {problem.fields.length > 0 ? (
        <Notice kind="bad">
          <ul>
            {problem.fields.map((field) => (
              <li key={field.field}>
                {field.field}: {words.t(`problem.field.${field.code}`, field.values)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <p>
        <a href="/">{words.t('frame.first-page')}</a>
      </p>
    </Layout>
  )
}

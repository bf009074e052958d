import { readGaps } from './chart/open.part.ts'
import { readProgress } from './chart/progress.operations.ts'
import { sayGap } from './chart/say.part.ts'
import { readStanding, type Standing } from './chart/standing.operations.ts'
import { commitmentsPath } from './engagement/rules.ts'
import { escalationPath } from './escalation/kinds.operations.ts'
import { listEscalations } from './escalation/read.operations.ts'
import { isolated } from './evidence/names.part.tsx'
import { listEvidence } from './evidence/operations.ts'
import { recordsOfAll } from './evidence/register.rules.ts'
import { currencyOf } from './indicator/figure.part.tsx'
import { shortNumber } from './indicator/figure-table.part.tsx'
import { type Page, type PageContext, page } from './kernel/page.ts'
import type { Words } from './kernel/words.ts'
import { readNews, type ToldEntry } from './plan/history.operations.ts'
import { Moment, sayEntry } from './plan/history.part.tsx'
import { listPlans } from './plan/operations.ts'
import { nextStep, stepPath, steps } from './plan/rules.ts'
import { StandingFigure } from './standing.tsx'
import { useWords } from './ui/context.ts'
import { LinkButton } from './ui/form.tsx'
import { Layout } from './ui/layout.tsx'
import { Facts, Progress } from './ui/notice.tsx'
import { Decide, Items, PageHead, SectionHead } from './ui/step.tsx'
import { Example } from './ui/tag.tsx'

const fewNews = 6
const fewDecisions = 4

type Evidence = Awaited<ReturnType<(typeof listEvidence)['run']>>
type Plan = { id: string; title: string; example: boolean; done: number[]; news: ToldEntry[] }
type Decision = { title: string; what: string; wait?: string; action: { href: string; label: string } }

async function readPlans(context: PageContext): Promise<Plan[]> {
  const plans = (await context.ask(listPlans, {})).filter(({ status }) => status !== 'closed')
  return Promise.all(
    plans.map(async ({ id, title, ...rest }) => {
      const [{ done }, news] = await Promise.all([
        context.ask(readProgress, { plan: id }),
        context.ask(readNews, { plan: id })
      ])
      return { id, title, example: rest.example === true, done, news: news.entries }
    })
  )
}

/** The plan that is furthest comes first: what it found is what the page says. */
const byProgress = (a: Plan, b: Plan) => b.done.length - a.done.length

/** The first page: where compliance stands on the plan's issue, the plans, what waits for a decision, what others did. */
export const homePage: Page = page('/', 'signed-in', async (context) => {
  const { words } = context
  if (!context.may('plan.read')) return new Response(null, { status: 303, headers: { location: commitmentsPath } })
  const [plans, evidence] = await Promise.all([readPlans(context), context.ask(listEvidence, {})])
  plans.sort(byProgress)
  const [first] = plans
  if (!first) return <Beginning context={context} evidence={evidence} />
  const standing = context.may('evidence.read') ? await context.ask(readStanding, { plan: first.id }) : null
  const decisions = await listDecisions(context, plans, evidence)
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC' }).format(new Date())
  return (
    <Layout title={words.t('room.home')}>
      <div class="stack-l">
        <div class="stack-m">
          <PageHead title={standing ? sayStanding(words, standing) : first.title} kicker={words.date(today)} />
          {standing ? <StandingFacts of={standing} evidence={evidence} context={context} /> : null}
        </div>
        {standing ? (
          <StandingFigure of={standing} evidence={evidence.data_sets} open={context.may('evidence.read-records')} />
        ) : null}
        <div class="two">
          <div class="stack-l">
            <Plans of={plans} />
            <News of={plans} />
          </div>
          {decisions.length > 0 ? <Decisions of={decisions} /> : null}
        </div>
      </div>
    </Layout>
  )
})

/** The finding of the page: the hub's target, else the issue everywhere. */
function sayStanding(words: Words, { issue, targets, breaches }: Standing): string {
  const target = targets.find(({ hub }) => hub)
  const of = (share: number) => Math.round(share * 100)
  if (!target) return words.t('home.finding.issue', { issue, of: of(breaches.share) })
  return words.t('home.finding.hub', { issue, target: target.name, of: of(1 - target.clean.share) })
}

function StandingFacts({ of, evidence, context }: { of: Standing; evidence: Evidence; context: PageContext }) {
  const words = useWords()
  const source = evidence.data_sets.find(({ id }) => id === of.data_set)?.name ?? ''
  const { breaches } = of
  const href = `/figures?${new URLSearchParams({ dataSet: of.data_set, issue: of.evidence_issue })}`
  return (
    <Facts
      items={[
        { value: words.number(of.cases), label: words.t('home.facts.cases', { source: isolated(words, source) }) },
        {
          value: words.number(breaches.count),
          label: words.t('home.facts.breaches', { issue: of.issue, share: words.share(breaches.share) }),
          href
        },
        ...(of.workers ? [{ value: words.number(of.workers), label: words.t('home.facts.workers') }] : []),
        ...(of.back_wages
          ? [
              {
                value: shortNumber(words, of.back_wages),
                label: words.t('home.facts.owed', { currency: currencyOf(context) })
              }
            ]
          : [])
      ]}
    />
  )
}

/** What somebody should decide: gaps of the plans, files that wait, records whose origin nobody stated. */
async function listDecisions(context: PageContext, plans: readonly Plan[], evidence: Evidence): Promise<Decision[]> {
  const { words, may } = context
  const gates = may('escalation.confirm') ? await Promise.all(plans.map((plan) => gatesOf(context, plan))) : []
  const ofPlans = may('plan.edit') ? await Promise.all(plans.map((plan) => decisionOfPlan(context, plan))) : []
  const uploads = evidence.uploads.map(({ id, file_name, rows }) => ({
    title: words.t('home.decide.upload', { name: isolated(words, file_name) }),
    what: words.t('home.decide.upload.what', { n: rows }),
    action: { href: `/evidence/uploads/${id}`, label: words.t('home.decide.upload.action') }
  }))
  const unstated = evidence.data_sets.filter(
    ({ case_origin, current, joined_to }) =>
      current?.mapping.table === 'cases' && !joined_to && ['', 'unknown'].includes(case_origin)
  )
  const [open] = unstated
  const origins = open
    ? [
        {
          title: words.t('home.decide.origin', { n: unstated.length, name: open.name }),
          what: words.t('home.decide.origin.what'),
          wait: words.t('home.decide.origin.wait'),
          action: {
            href: unstated.length === 1 ? `/evidence/${open.id}` : '/evidence',
            label: words.t('home.decide.origin.action')
          }
        }
      ]
    : []
  return [...gates.flat(), ...ofPlans.flat(), ...uploads, ...(may('evidence.import') ? origins : [])].slice(
    0,
    fewDecisions
  )
}

/** Lists of workplaces that wait for somebody to confirm them; those that ask whoever looks come first. */
async function gatesOf({ ask, words, actor }: PageContext, plan: Plan): Promise<Decision[]> {
  const waiting = (await ask(listEscalations, { plan: plan.id })).flatMap(({ id, name, waiting: lists }) =>
    lists.map((list) => ({ ...list, name, href: `${escalationPath(plan.id, id)}/lists/${list.id}` }))
  )
  return waiting
    .toSorted((a, b) => Number(b.asks === actor.person) - Number(a.asks === actor.person))
    .map(({ size, phase, name, asked, href }) => ({
      title: words.t('escalation.todo', { n: size, phase }),
      what: name,
      ...(asked ? { wait: words.t('escalation.asked', { person: asked }) } : {}),
      action: { href, label: words.t('escalation.todo.action') }
    }))
}

async function decisionOfPlan(context: PageContext, plan: Plan): Promise<Decision[]> {
  const { words } = context
  const gaps = await readGaps(context, plan.id)
  const [gap] = gaps
  if (!gap) return []
  return [
    {
      title: words.t('home.decide.gaps', { n: gaps.length, plan: plan.title }),
      what: sayGap(words, gap),
      wait: words.t('home.decide.gaps.wait', { n: gaps.length - 1 }),
      action: { href: stepPath(plan.id, 6, 'gaps'), label: words.t('home.decide.gaps.action') }
    }
  ]
}

function Decisions({ of }: { of: readonly Decision[] }) {
  const words = useWords()
  return (
    <Decide
      title={words.t('home.decide')}
      items={of.map(({ title, what, wait, action }, index) => ({
        title,
        children: <span dir="auto">{what}</span>,
        ...(wait ? { wait } : {}),
        action: (
          <p>
            <LinkButton href={action.href} kind={index === 0 ? 'main' : undefined} slim>
              {action.label}
            </LinkButton>
          </p>
        )
      }))}
    />
  )
}

/** What comes first in an inspectorate without a plan. */
function Beginning({ context, evidence }: { context: PageContext; evidence: Evidence }) {
  const { words, may } = context
  const rows = recordsOfAll(evidence.data_sets)
  const beginnings = [
    { key: 'evidence', href: '/evidence/new', may: 'evidence.import' },
    { key: 'inspectorate', href: '/inspectorate/mandate', may: 'office.edit' },
    { key: 'plan', href: '/plans#add', may: 'plan.edit' }
  ] as const
  return (
    <Layout title={words.t('room.home')}>
      <div class="stack-l">
        <PageHead title={words.t('home.empty.title')}>{words.t('home.empty')}</PageHead>
        <Items
          items={beginnings.map(({ key, href, may: ability }, index) => ({
            key,
            body: (
              <>
                <strong>{words.t(`home.begin.${key}`)}</strong>
                <p class="soft measure">{words.t(`home.begin.${key}.why`)}</p>
                {key === 'evidence' && rows > 0 ? (
                  <p class="small">
                    <a href="/evidence">{words.t('home.records', { n: rows })}</a>
                  </p>
                ) : null}
              </>
            ),
            actions: may(ability) ? (
              <LinkButton href={href} kind={index === (rows > 0 ? 2 : 0) ? 'main' : undefined}>
                {words.t(`home.begin.${key}.action`)}
              </LinkButton>
            ) : undefined
          }))}
        />
      </div>
    </Layout>
  )
}

function Plans({ of }: { of: readonly Plan[] }) {
  const words = useWords()
  return (
    <section class="stack-s">
      <SectionHead title={words.t('home.plans', { n: of.length })} />
      <Items
        items={of.map((plan) => {
          const step = nextStep(plan.done)
          const label = words.t('plan.progress.of', { done: plan.done.length, of: steps.length })
          return {
            key: plan.id,
            body: (
              <div class="stack-s">
                <p>
                  <a href={`/plans/${plan.id}`}>
                    <strong dir="auto">{plan.title}</strong>
                  </a>{' '}
                  {plan.example ? <Example /> : null}
                </p>
                <Progress value={plan.done.length} max={steps.length} label={label}>
                  {label}
                </Progress>
              </div>
            ),
            actions: (
              <LinkButton href={step ? stepPath(plan.id, step.number) : `/plans/${plan.id}`} slim>
                {step
                  ? words.t('home.go-on', { number: step.number, name: words.t(`plan.step.${step.name}`) })
                  : words.t('home.open')}
              </LinkButton>
            )
          }
        })}
      />
    </section>
  )
}

function News({ of }: { of: readonly Plan[] }) {
  const words = useWords()
  const entries = of
    .flatMap((plan) => plan.news.map((entry) => ({ plan, entry })))
    .sort((a, b) => b.entry.number - a.entry.number)
    .slice(0, fewNews)
  if (entries.length === 0) return null
  return (
    <section class="stack-s">
      <SectionHead title={words.t('home.news')} />
      <Items
        items={entries.map(({ plan, entry }) => ({
          key: String(entry.number),
          body: (
            <>
              <span dir="auto">{sayEntry(words, entry)}</span>
              <p class="small soft">
                <span dir="auto">{entry.person}</span> · <Moment at={entry.at} /> ·{' '}
                <a href={`/plans/${plan.id}`} dir="auto">
                  {plan.title}
                </a>
              </p>
            </>
          )
        }))}
      />
    </section>
  )
}

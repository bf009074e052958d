import { readProgress } from './chart/progress.operations.ts'
import { listEvidence } from './evidence/operations.ts'
import { type Page, type PageContext, page } from './kernel/page.ts'
import { readNews, type ToldEntry } from './plan/history.operations.ts'
import { Moment, sayEntry } from './plan/history.part.tsx'
import { listPlans } from './plan/operations.ts'
import { stepPath, steps } from './plan/rules.ts'
import { useWords } from './ui/context.ts'
import { LinkButton } from './ui/form.tsx'
import { Layout } from './ui/layout.tsx'
import { Empty, Progress } from './ui/notice.tsx'
import { Items, PageHead, SectionHead } from './ui/step.tsx'
import { Example } from './ui/tag.tsx'

const fewNews = 6

type Plan = { id: string; title: string; example: boolean; done: number[]; news: ToldEntry[] }

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

/** The step at which a plan goes on: the first that holds nothing to stand on yet. */
function nextStep({ done }: Plan) {
  return steps.find(({ number }) => !done.includes(number)) ?? steps[steps.length - 1] ?? steps[0]
}

/** The first page: the plan that goes on, what others did to it, the other plans, and the evidence. */
export const homePage: Page = page('/', 'plan.read', async (context) => {
  const { words } = context
  const [plans, evidence] = await Promise.all([readPlans(context), context.ask(listEvidence, {})])
  const [first, ...others] = plans.sort(
    (a, b) => Number(a.done.length === steps.length) - Number(b.done.length === steps.length)
  )
  const step = first ? nextStep(first) : steps[0]
  const title = first ? first.title : words.t('home.empty.title')
  return (
    <Layout title={words.t('room.home')}>
      <div class="stack-l">
        <PageHead
          title={title}
          actions={
            first ? (
              <LinkButton href={stepPath(first.id, step.number)} kind="main">
                {words.t('home.go-on', { number: step.number, name: words.t(`plan.step.${step.name}`) })}
              </LinkButton>
            ) : undefined
          }
        >
          {first ? <PlanState plan={first} /> : words.t('home.empty')}
        </PageHead>
        {first ? null : <Beginning context={context} />}
        <div class="two">
          <div class="stack-l">
            {first ? <News of={plans} /> : null}
            <DataSets of={evidence.data_sets} />
          </div>
          {others.length > 0 ? <OtherPlans of={others} /> : null}
        </div>
      </div>
    </Layout>
  )
})

function PlanState({ plan }: { plan: Plan }) {
  const words = useWords()
  const label = words.t('plan.progress.of', { done: plan.done.length, of: steps.length })
  return (
    <>
      {plan.example ? <Example /> : null}
      <Progress value={plan.done.length} max={steps.length} label={label}>
        {label}
      </Progress>
    </>
  )
}

/** What comes first in an inspectorate without a plan. */
function Beginning({ context }: { context: PageContext }) {
  const { words, may } = context
  const beginnings = [
    { key: 'evidence', href: '/evidence/new', may: 'evidence.import' },
    { key: 'inspectorate', href: '/inspectorate/mandate', may: 'office.edit' },
    { key: 'plan', href: '/plans#add', may: 'plan.edit' }
  ] as const
  return (
    <Items
      items={beginnings.map(({ key, href, may: ability }) => ({
        key,
        body: (
          <>
            <strong>{words.t(`home.begin.${key}`)}</strong>
            <p class="soft measure">{words.t(`home.begin.${key}.why`)}</p>
          </>
        ),
        actions: may(ability) ? <LinkButton href={href}>{words.t(`home.begin.${key}.action`)}</LinkButton> : undefined
      }))}
    />
  )
}

function News({ of }: { of: Plan[] }) {
  const words = useWords()
  const entries = of
    .flatMap((plan) => plan.news.map((entry) => ({ plan, entry })))
    .sort((a, b) => b.entry.number - a.entry.number)
    .slice(0, fewNews)
  return (
    <section class="stack-s">
      <SectionHead title={words.t('home.news')} />
      {entries.length === 0 ? (
        <p class="soft">{words.t('home.news.none')}</p>
      ) : (
        <Items
          items={entries.map(({ plan, entry }) => ({
            key: String(entry.number),
            body: (
              <>
                <span dir="auto">{sayEntry(words, entry)}</span>
                <p class="small soft">
                  {entry.person} · <Moment at={entry.at} /> · <a href={`/plans/${plan.id}`}>{plan.title}</a>
                </p>
              </>
            )
          }))}
        />
      )}
    </section>
  )
}

function OtherPlans({ of }: { of: Plan[] }) {
  const words = useWords()
  return (
    <section class="stack-s">
      <SectionHead title={words.t('home.others')} />
      <Items
        items={of.map((plan) => ({
          key: plan.id,
          body: (
            <>
              <a href={`/plans/${plan.id}`}>
                <strong>{plan.title}</strong>
              </a>{' '}
              <PlanState plan={plan} />
            </>
          )
        }))}
      />
    </section>
  )
}

type DataSet = { id: string; name: string; period: string; current: { accepted: number } | null }

function DataSets({ of }: { of: DataSet[] }) {
  const words = useWords()
  return (
    <section class="stack-s">
      <SectionHead title={words.t('home.evidence')} />
      {of.length === 0 ? (
        <Empty title={words.t('home.evidence.none')}>{words.t('home.begin.evidence.why')}</Empty>
      ) : (
        <Items
          items={of.map(({ id, name, period, current }) => ({
            key: id,
            body: (
              <>
                <a href={`/evidence/${id}`}>{name}</a>
                <p class="small soft">
                  {[current ? words.t('home.records', { n: current.accepted }) : '', period]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </>
            )
          }))}
        />
      )}
    </section>
  )
}

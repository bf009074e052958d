import { hubName } from '../influence/step.part.tsx'
import type { Intervention } from '../intervention/operations.ts'
import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { Funnel } from '../ui/funnel.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Facts } from '../ui/notice.tsx'
import { Crumbs, Decide, Items, PageHead, SectionHead } from '../ui/step.tsx'
import { Example } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import type { Decision, Means } from './director.rules.ts'
import { namedOf, type Reached } from './funnel.rules.ts'
import { readDirector, type ShownIndicator } from './indicator.operations.ts'
import { indicatorPath, reachedPath, workPath } from './path.rules.ts'
import { latenessOf } from './rules.ts'
import { sayLateness, sayLength, sayMeasure } from './say.part.tsx'
import { sayReason, sayWorth, VerdictTag } from './standing.part.tsx'

const mostDecisions = 3
const mostLate = 5

export const directorPages: Page[] = [
  page('/plans/:plan/director', 'plan.read', async (context) => {
    const { words, params, session } = context
    const id = params.plan ?? ''
    const { plan, hubs, work, means, decisions } = await context.ask(readDirector, { plan: id })
    const today = new Date().toISOString().slice(0, 10)
    const currency = session?.inspectorate.currency ?? ''
    const indicators = hubs.flatMap((hub) => hub.indicators)
    const well = indicators.filter(({ standing: { verdict } }) => verdict === 'on_track' || verdict === 'reached')
    const title = words.t('director.title', { n: indicators.length, well: well.length, decide: decisions.length })
    return (
      <Layout title={words.t('director.open')}>
        <div class="one-page">
          <Crumbs items={[{ label: plan.title, href: `/plans/${id}` }, { label: words.t('director.open') }]} />
          <PageHead kicker={plan.title} title={title}>
            {sayMeans(words, means, currency)} {plan.example ? <Example /> : null}
          </PageHead>
          <MeansTold of={means} currency={currency} />
          <div class="two">
            <div class="stack-l">
              {hubs.length === 0 ? <Empty level={2} title={words.t('influence.no-hub.title')} /> : null}
              {hubs.map((hub) => (
                <section key={hub.id} class="stack-s">
                  <SectionHead title={hubName(words, hub)} />
                  <Goals plan={id} of={hub.indicators} />
                  <FunnelTold of={hub.funnel} hrefOf={(stage) => recordsOf(id, hub, stage)} />
                </section>
              ))}
            </div>
            <div class="stack-l">
              <Decisions plan={id} of={decisions} />
              <Late plan={id} work={work} indicators={indicators} today={today} />
            </div>
          </div>
        </div>
      </Layout>
    )
  })
]

/** Money and days against the calendar, in one sentence. */
function sayMeans(words: Words, { budget, spent, passed }: Means, currency: string): string {
  if (passed === null || !budget) return words.t('director.means.open')
  const money = (value: number) => sayMeasure(words, 'cost', value, currency)
  return words.t('director.means', {
    passed: words.share(passed),
    share: words.share((spent ?? 0) / budget),
    budget: money(budget)
  })
}

function MeansTold({ of: { budget, spent, days, daysSpent, passed }, currency }: { of: Means; currency: string }) {
  const words = useWords()
  const money = (value: number | null) => (value === null ? '–' : sayMeasure(words, 'cost', value, currency))
  const count = (value: number | null) => (value === null ? '–' : words.number(value, Number.isInteger(value) ? 0 : 1))
  return (
    <Facts
      items={[
        { value: passed === null ? '–' : words.share(passed), label: words.t('director.fact.passed') },
        { value: money(spent), label: words.t('director.fact.spent', { budget: money(budget) }) },
        { value: count(daysSpent), label: words.t('director.fact.days', { days: count(days) }) }
      ]}
    />
  )
}

/** Each goal of a hub, where it stands and why. */
function Goals({ plan, of: indicators }: { plan: string; of: ShownIndicator[] }) {
  const words = useWords()
  if (indicators.length === 0) return <p class="soft">{words.t('director.no-goal')}</p>
  return (
    <Items
      items={indicators.map((one) => ({
        key: one.id,
        body: (
          <>
            <p>
              <a href={indicatorPath(plan, one.id)} class="strong">
                <Written>{one.name}</Written>
              </a>
              <br />
              {words.t('director.goal', { goal: sayWorth(words, one.goal, one.unit), day: words.date(one.goal_on) })}
            </p>
            <p class="soft small">{sayReason(words, one)}</p>
          </>
        ),
        actions: <VerdictTag verdict={one.standing.verdict} />
      }))}
    />
  )
}

/** Where the records are that make up a figure of a funnel: workplaces by name, or what was recorded of deliveries. */
function recordsOf(plan: string, { id, named }: { id: string; named: boolean }, stage: string): string | undefined {
  if (!named) return workPath(plan)
  return namedOf(stage) ? reachedPath(plan, id, stage) : stepPath(plan, 6, 'escalation')
}

function FunnelTold({ of: stages, hrefOf }: { of: Reached[]; hrefOf: (stage: string) => string | undefined }) {
  const words = useWords()
  const [known, unknown] = [stages.filter(({ value }) => value !== null), stages.filter(({ value }) => value === null)]
  return (
    <div class="stack-s">
      <h3>{words.t('director.funnel')}</h3>
      <Funnel
        stages={known.map(({ stage, value, of, share, exceeds }) => ({
          label: words.t(`funnel.${stage}`),
          href: value === 0 ? undefined : hrefOf(stage),
          ...(value === null ? {} : { value }),
          ...(share !== null && of
            ? { note: words.t('funnel.share', { share: words.share(share), of: words.t(`funnel.${of}`) }) }
            : exceeds && of
              ? { note: words.t('funnel.exceeds', { of: words.t(`funnel.${of}`) }) }
              : {})
        }))}
      />
      {unknown.length > 0 ? (
        <p class="soft small">
          {words.t('funnel.unknown', { list: words.list(unknown.map(({ stage }) => words.t(`funnel.${stage}`))) })}
        </p>
      ) : null}
    </div>
  )
}

const pathOf = (plan: string, { of, id }: Pick<Decision, 'of' | 'id'>) =>
  of === 'indicator' ? indicatorPath(plan, id) : workPath(plan, id)

function Decisions({ plan, of }: { plan: string; of: Decision[] }) {
  const words = useWords()
  if (of.length === 0)
    return (
      <section class="stack-s">
        <SectionHead title={words.t('director.decide')} />
        <p class="soft">{words.t('director.decide.none')}</p>
      </section>
    )
  return (
    <div class="stack-s">
      <Decide
        title={words.t('director.decide')}
        items={of.slice(0, mostDecisions).map((one) => ({
          title: one.name,
          children: words.t(`decision.${one.code}`, {
            length: sayLength(words, one.days),
            days: one.days,
            share: words.share(one.share)
          }),
          action: <a href={pathOf(plan, one)}>{words.t('decision.open')}</a>
        }))}
      />
      {of.length > mostDecisions ? (
        <p class="soft small">{words.t('director.decide.more', { n: of.length - mostDecisions })}</p>
      ) : null}
    </div>
  )
}

/** Work that should have begun or ended, and values that should have come. */
function Late(props: { plan: string; work: Intervention[]; indicators: ShownIndicator[]; today: string }) {
  const words = useWords()
  const { plan, work, indicators, today } = props
  const late = work.flatMap((one) => {
    const found = latenessOf(one, today)
    const { id, name } = one
    return found
      ? [{ id, name, of: 'intervention' as const, days: found.days, told: sayLateness(words, one, today) }]
      : []
  })
  const due = indicators.flatMap(({ id, name, standing: { due: day } }) =>
    day && day < today
      ? [{ id, name, of: 'indicator' as const, days: 0, told: words.t('director.value-due', { day: words.date(day) }) }]
      : []
  )
  const all = [...late.toSorted((a, b) => b.days - a.days), ...due]
  return (
    <section class="stack-s">
      <SectionHead title={words.t('director.late', { n: all.length })} />
      {all.length === 0 ? (
        <p class="soft">{words.t('director.late.none')}</p>
      ) : (
        <Items
          items={all.slice(0, mostLate).map((one) => ({
            key: one.id,
            body: (
              <>
                <a href={pathOf(plan, one)}>
                  <Written>{one.name}</Written>
                </a>
                <p class="soft small">{one.told}</p>
              </>
            )
          }))}
        />
      )}
      {all.length > mostLate ? (
        <p>
          <a href={`${workPath(plan)}?late=yes`}>{words.t('director.late.all')}</a>
        </p>
      ) : null}
    </section>
  )
}

import type { ComponentChildren } from 'preact'
import { isPriority } from '../hub/rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { gapOf } from '../office/rules.ts'
import { lineOf, planStates, steps } from '../plan/rules.ts'
import { gapInWords } from '../stakeholder/gap.part.ts'
import { StakeholderMark } from '../stakeholder/mark.part.tsx'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Direction, Example, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { densityOf } from './print.rules.ts'
import { type ChartLine, chartLines, listPhases } from './rules.ts'
import { sayBudget, sayDays, sayIndicator, sayPhase, sayStakeholders, sayTogether, sayYears } from './say.part.ts'
import { readWhole } from './whole.operations.ts'
import { chosenHubs, nameRecords, type Whole } from './whole.rules.ts'

export const printPages: Page[] = [
  page('/plans/:plan/print', 'plan.read', async (context) => {
    const { words, params, session } = context
    const whole = await context.ask(readWhole, { plan: params.plan ?? '' })
    const { plan } = whole
    const about = [
      session?.inspectorate.name ?? '',
      sayYears(plan),
      words.t(`plan.status.${plan.status || planStates[0]}`),
      words.date(new Date().toISOString().slice(0, 10))
    ]
    return (
      <Layout title={plan.title} wide paper="a3">
        <div class={`one-sheet ${densityOf(whole)}`}>
          <p class="soft screen-only">{words.t('chart.print.how')}</p>
          <PageHead kicker={sayTogether(words, about)} title={plan.title}>
            <Written>{plan.summary}</Written> {plan.example ? <Example /> : null}
          </PageHead>
          <div class="four">
            <Ground whole={whole} />
            <Choice whole={whole} />
            <Forces whole={whole} />
            <Partners whole={whole} />
          </div>
          <Chart context={context} whole={whole} />
        </div>
      </Layout>
    )
  })
]

/** Names one under another; nothing where there are none. */
function Listed({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul class="listed">
        {names.map((name) => (
          <li key={name}>
            <Written>{name}</Written>
          </li>
        ))}
      </ul>
    </>
  )
}

function Part({ step, children }: { step: number; children: ComponentChildren }) {
  const words = useWords()
  const { number, name } = steps[step - 1] ?? steps[0]
  return (
    <section class="stack-s">
      <SectionHead title={words.t('plan.step.numbered', { number, name: words.t(`plan.step.${name}`) })} />
      {children}
    </section>
  )
}

/** Step 1: what binds, what is lacking, what one knows from. */
function Ground({ whole }: { whole: Whole }) {
  const words = useWords()
  const { mandates, resources, sources } = whole
  const lacks = (one: Whole['resources'][number]) => (gapOf(one) ?? 0) > 0
  return (
    <Part step={1}>
      <Listed title={words.t('document.mandates')} names={mandates.map(({ title }) => title)} />
      <Listed
        title={words.t('document.resources')}
        names={resources.filter((one) => !lacks(one)).map(({ name }) => name)}
      />
      <Listed
        title={words.t('chart.print.short')}
        names={resources.filter(lacks).map((one) => gapInWords(words, one))}
      />
      <Listed title={words.t('document.data')} names={sources.map(({ name }) => name)} />
    </Part>
  )
}

/** Step 2: the hubs and why, and who employs there. */
function Choice({ whole }: { whole: Whole }) {
  const words = useWords()
  const names = nameRecords(whole)
  const hubs = chosenHubs(whole)
  const targets = new Set(hubs.map(({ target }) => target))
  const priorities = [...whole.issues, ...whole.targets].filter((one) => isPriority(one, lineOf(whole.plan)))
  const employers = whole.employers.filter(({ target }) => targets.has(target))
  return (
    <Part step={2}>
      {hubs.map(({ id, reason }) => (
        <div key={id}>
          <p class="strong">
            <Written>{names.get(id)}</Written>
          </p>
          <p>
            <Written>{reason}</Written>
          </p>
        </div>
      ))}
      <Listed title={words.t('label.quadrant.act')} names={priorities.map(({ name }) => name)} />
      <Listed title={words.t('document.employers')} names={employers.map(({ name }) => name)} />
    </Part>
  )
}

/** Step 3: what helps or hinders, and the lever of each. */
function Forces({ whole }: { whole: Whole }) {
  const hubs = new Set(chosenHubs(whole).map(({ id }) => id))
  return (
    <Part step={3}>
      <ul class="stack-s">
        {whole.influences
          .filter(({ hub }) => hubs.has(hub))
          .map(({ id, name, sign, lever }) => (
            <li key={id}>
              <Direction of={sign === 'positive' ? 'plus' : 'minus'} /> <Written>{name}</Written>
              {lever ? (
                <small class="soft">
                  {' '}
                  <Written>{lever}</Written>
                </small>
              ) : null}
            </li>
          ))}
      </ul>
    </Part>
  )
}

/** Step 4: who is engaged, and what each gives. */
function Partners({ whole: { stakeholders } }: { whole: Whole }) {
  return (
    <Part step={4}>
      <ul class="stack-s">
        {stakeholders.map(({ id, name, category, in_kind }) => (
          <li key={id}>
            <StakeholderMark category={category} alone /> <Written>{name}</Written>
            {in_kind ? (
              <small class="soft">
                {' '}
                <Written>{in_kind}</Written>
              </small>
            ) : null}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** Steps 5 and 6: the chart, and what it costs. */
function Chart({ context: { session }, whole }: { context: PageContext; whole: Whole }) {
  const words = useWords()
  const currency = session?.inspectorate.currency ?? ''
  const total = listPhases(whole.interventions).reduce((sum, { budget }) => sum + budget, 0)
  const several = chosenHubs(whole).length > 1
  const columns: Column<ChartLine>[] = [
    {
      key: 'name',
      label: words.t('intervention.one'),
      head: true,
      cell: ({ intervention: { name, family } }) => (
        <>
          <Written>{name}</Written> <Tag kind={family}>{words.t(`intervention.family.${family}`)}</Tag>
        </>
      )
    },
    ...(several ? [{ key: 'hub', label: words.t('intervention.hub') } satisfies Column<ChartLine>] : []),
    { key: 'influences', label: words.t('chart.influences'), cell: ({ influences }) => words.list(influences) },
    { key: 'stakeholders', label: words.t('chart.stakeholders'), cell: (line) => sayStakeholders(words, line) },
    { key: 'resources', label: words.t('intervention.resources'), cell: ({ intervention }) => intervention.resources },
    {
      key: 'owner',
      label: words.t('chart.who-when'),
      cell: ({ intervention: { owner, phase, starts, ends } }) => (
        <>
          <Written>{owner}</Written>
          {phase === null ? null : ` · ${sayPhase(words, phase)}`}
          <small>{sayDays(words, starts, ends)}</small>
        </>
      )
    },
    {
      key: 'budget',
      label: words.t('intervention.budget'),
      numeric: true,
      cell: ({ intervention: { budget } }) => (budget === null ? '' : words.number(budget))
    },
    {
      key: 'indicator',
      label: words.t('intervention.indicator'),
      cell: ({ intervention }) => sayIndicator(words, intervention)
    },
    {
      key: 'status',
      label: words.t('intervention.status'),
      cell: ({ intervention: { status } }) => (status ? words.t(`intervention.status.${status}`) : '')
    }
  ]
  return (
    <section class="stack-s">
      <SectionHead
        title={words.t('chart.print.chart', { total: sayBudget(words, total, currency) })}
        mark={whole.interventions.some(({ example }) => example) ? <Example /> : null}
      />
      <DataTable
        caption={words.t('chart.tab.chart')}
        captionHidden
        class="plan-lines"
        columns={columns}
        rows={chartLines(whole)}
      />
    </section>
  )
}

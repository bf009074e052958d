import type { ComponentChildren } from 'preact'
import { quadrantOf } from '../hub/rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { gapOf } from '../office/rules.ts'
import { planStates, steps } from '../plan/rules.ts'
import { StakeholderMark } from '../stakeholder/mark.part.tsx'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { Terms } from '../ui/notice.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Direction, Example, Tag } from '../ui/tag.tsx'
import { type ChartLine, chartLines, listPhases } from './rules.ts'
import { sayDays, sayIndicator, sayNumber, sayPhase, sayStakeholders, sayYears } from './say.part.ts'
import { readWhole } from './whole.operations.ts'
import { chosenHubs, nameRecords, type Whole } from './whole.rules.ts'

/** How closely a page must be set so that the plan fits on one sheet: by the lines that its longest parts take. */
export function densityOf(whole: Whole): 'print-1' | 'print-2' | 'print-3' {
  const weight = whole.interventions.length * 3 + Math.max(whole.influences.length, whole.stakeholders.length) * 2
  return weight <= 50 ? 'print-1' : weight <= 80 ? 'print-2' : 'print-3'
}

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
          <PageHead kicker={about.filter(Boolean).join(' · ')} title={plan.title}>
            {plan.summary} {plan.example ? <Example /> : null}
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

const mostNames = 9

/** Names one after the other, however many commas they have; of many the first, and how many others there are. */
function listed(words: Words, names: readonly string[]): string {
  const left = names.length - mostNames
  return [...names.slice(0, mostNames), ...(left > 0 ? [words.t('influence.others', { n: left })] : [])].join(' · ')
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
function Ground({ whole: { mandates, resources, sources } }: { whole: Whole }) {
  const words = useWords()
  const short = resources.filter((one) => (gapOf(one) ?? 0) > 0)
  const items = [
    {
      term: words.t('document.mandates'),
      value: listed(
        words,
        mandates.map(({ title }) => title)
      )
    },
    {
      term: words.t('document.resources'),
      value: listed(
        words,
        resources.map(({ name }) => name)
      )
    },
    {
      term: words.t('chart.print.short'),
      value: listed(
        words,
        short.map((one) =>
          words.t('chart.print.gap', { name: one.name, gap: sayNumber(words, gapOf(one) ?? 0), unit: one.unit })
        )
      )
    },
    {
      term: words.t('document.data'),
      value: listed(
        words,
        sources.map(({ name }) => name)
      )
    }
  ]
  return (
    <Part step={1}>
      <Terms items={items.filter(({ value }) => value !== '')} />
    </Part>
  )
}

/** Step 2: the hubs and why, and who employs there. */
function Choice({ whole }: { whole: Whole }) {
  const words = useWords()
  const names = nameRecords(whole)
  const hubs = chosenHubs(whole)
  const targets = new Set(hubs.map(({ target }) => target))
  const priorities = [...whole.issues, ...whole.targets].filter((one) => one.confirmed && quadrantOf(one) === 'act')
  const employers = whole.employers.filter(({ target }) => targets.has(target))
  return (
    <Part step={2}>
      {hubs.map(({ id, reason }) => (
        <div key={id}>
          <p class="strong">{names.get(id)}</p>
          <p>{reason}</p>
        </div>
      ))}
      <Terms
        items={[
          {
            term: words.t('label.quadrant.act'),
            value: listed(
              words,
              priorities.map(({ name }) => name)
            )
          },
          {
            term: words.t('document.employers'),
            value: listed(
              words,
              employers.map(({ name }) => name)
            )
          }
        ].filter(({ value }) => value !== '')}
      />
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
              <Direction of={sign === 'positive' ? 'plus' : 'minus'} /> {name}
              {lever ? <small class="soft"> {lever}</small> : null}
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
            <StakeholderMark category={category} alone /> {name}
            {in_kind ? <small class="soft"> {in_kind}</small> : null}
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
          {name} <Tag kind={family}>{words.t(`intervention.family.${family}`)}</Tag>
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
      cell: ({ intervention: { owner, phase, starts, ends } }) =>
        [owner, phase === null ? '' : sayPhase(words, phase), sayDays(words, starts, ends)].filter(Boolean).join(' · ')
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
        title={words.t('chart.print.chart', { total: words.money(total, currency) })}
        mark={whole.interventions.some(({ example }) => example) ? <Example /> : null}
      />
      <DataTable
        caption={words.t('chart.tab.chart')}
        captionHidden
        columns={columns}
        rows={chartLines(whole)}
        asTable
      />
    </section>
  )
}

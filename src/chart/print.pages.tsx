import type { ComponentChildren } from 'preact'
import { isPriority } from '../hub/rules.ts'
import { type Branch, growTree } from '../influence/rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { gapOf } from '../office/rules.ts'
import { lineOf, planStates, steps } from '../plan/rules.ts'
import { gapInWords } from '../stakeholder/gap.part.ts'
import { StakeholderMark } from '../stakeholder/mark.part.tsx'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { GanttStrip } from '../ui/gantt-strip.tsx'
import { Layout } from '../ui/layout.tsx'
import { PlanMap } from '../ui/plan-map.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Direction, Example, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { ganttOf, mapOf } from './drawing.part.ts'
import { mapLayers } from './map.rules.ts'
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
    const density = densityOf(whole)
    const about = [
      session?.inspectorate.name ?? '',
      sayYears(plan),
      words.t(`plan.status.${plan.status || planStates[0]}`),
      words.date(new Date().toISOString().slice(0, 10))
    ]
    return (
      <Layout title={plan.title} wide paper="a3">
        <div class={`one-sheet ${density}`}>
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
          {density === 'print-0' ? <MapInShort whole={whole} /> : null}
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

/** The tree of whys without what it rests on: an answer under the one that it explains. */
function Whys({ of }: { of: readonly Branch<Whole['whys'][number]>[] }) {
  return (
    <ul class="whys-short">
      {of.map(({ why, branches }) => (
        <li key={why.id}>
          <Written>{why.text}</Written>
          {branches.length > 0 ? <Whys of={branches} /> : null}
        </li>
      ))}
    </ul>
  )
}

/** Where there is room: how everything hangs together. */
function MapInShort({ whole }: { whole: Whole }) {
  const words = useWords()
  const map = mapOf(words, whole, mapLayers)
  if (chosenHubs(whole).length === 0) return null
  return (
    <Figure level={2} title={map.label} unit={words.t('chart.map.unit')} source={words.t('chart.map.source')}>
      <PlanMap {...map} />
    </Figure>
  )
}

/** Step 3: why they do not comply, what helps or hinders, and the lever of each. */
function Forces({ whole }: { whole: Whole }) {
  const words = useWords()
  const hubs = new Set(chosenHubs(whole).map(({ id }) => id))
  const whys = growTree(whole.whys.filter(({ hub }) => hubs.has(hub)))
  return (
    <Part step={3}>
      {whys.length > 0 ? (
        <>
          <h3>{words.t('document.whys')}</h3>
          <Whys of={whys} />
          <h3>{words.t('document.influences')}</h3>
        </>
      ) : null}
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

/** The first and the last year of a timeline: "2026–2028". */
function yearsOf(bars: readonly { from: string; to: string }[]): string {
  const years = bars.flatMap(({ from, to }) => [from.slice(0, 4), to.slice(0, 4)]).toSorted()
  return [...new Set([years[0], years.at(-1)])].join('–')
}

/** Steps 5 and 6: the chart, and what it costs. */
function Chart({ context: { session }, whole }: { context: PageContext; whole: Whole }) {
  const words = useWords()
  const currency = session?.inspectorate.currency ?? ''
  const total = listPhases(whole.interventions).reduce((sum, { budget }) => sum + budget, 0)
  const [hub, ...others] = chosenHubs(whole)
  const several = others.length > 0
  const gantt = ganttOf(words, whole)
  const nameOf = (id: string | undefined, list: readonly { id: string; name: string }[]) =>
    list.find((one) => one.id === id)?.name ?? '–'
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
    ...(gantt.bars.length > 0
      ? [
          {
            key: 'timeline',
            label: sayTogether(words, [words.t('chart.tab.timeline'), yearsOf(gantt.bars)]),
            cell: ({ intervention: { name, starts, ends } }) => {
              const bar = gantt.bars.find((one) => one.label === name && one.from === starts && one.to === ends)
              return bar ? <GanttStrip bar={bar} of={gantt} /> : null
            }
          } satisfies Column<ChartLine>
        ]
      : []),
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
      {hub && !several ? (
        <p>
          <strong>{words.t('issue.one')}</strong> <Written>{nameOf(hub.issue, whole.issues)}</Written>
          {' · '}
          <strong>{words.t('target.one')}</strong> <Written>{nameOf(hub.target, whole.targets)}</Written>
        </p>
      ) : null}
      {gantt.bars.length > 0 ? (
        <p class="soft small">
          {words.t('chart.print.timeline', { finding: gantt.label, gates: gantt.gates?.length ?? 0 })}
        </p>
      ) : null}
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

import { readCapacity } from '../capacity/operations.ts'
import { OverNotice } from '../capacity/over.part.tsx'
import { workPath } from '../delivery/path.rules.ts'
import { nothingDone, totalsOf } from '../delivery/rules.ts'
import { StatusTag, sayLateness, sayProgress } from '../delivery/say.part.tsx'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { StepExample } from '../office/example.part.tsx'
import { stepPath } from '../plan/rules.ts'
import { gapInWords } from '../stakeholder/gap.part.ts'
import { listUnfilledGaps } from '../stakeholder/rules.ts'
import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { missingInLine } from './gaps.rules.ts'
import { type ChartLine, chartLines, listPhases, type Phase } from './rules.ts'
import { sayBudget, sayDays, sayIndicator, sayPhase, sayStakeholders } from './say.part.ts'
import { StepSix } from './step.part.tsx'
import { readWhole } from './whole.operations.ts'
import type { Whole } from './whole.rules.ts'

export const chartPages: Page[] = [
  page('/plans/:plan/6/chart', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const whole = await context.ask(readWhole, { plan })
    const { ledger } = await context.ask(readCapacity, { plan })
    const question = words.t('chart.question')
    return (
      <Layout title={question} wide>
        <StepSix plan={plan} tab="chart" question={question}>
          {words.t('chart.explained')}
        </StepSix>
        <OverNotice plan={plan} over={ledger.over} />
        {whole.interventions.length === 0 ? <NoLine plan={plan} /> : <Chart context={context} whole={whole} />}
        <StepExample part="chart" />
      </Layout>
    )
  })
]

/** Says that there is nothing to set out in a chart yet. */
export function NoLine({ plan }: { plan: string }) {
  const words = useWords()
  return (
    <Empty
      level={2}
      title={words.t('chart.empty.title')}
      action={
        <LinkButton href={`${stepPath(plan, 5, 'interventions')}#add`} kind="main">
          {words.t('chart.add')}
        </LinkButton>
      }
    >
      {words.t('chart.empty')}
    </Empty>
  )
}

function Chart({ context, whole }: { context: PageContext; whole: Whole }) {
  const words = useWords()
  const { id } = whole.plan
  const lines = chartLines(whole)
  const ready = lines.filter(({ intervention }) => missingInLine(intervention).length === 0).length
  const edit = context.may('plan.edit')
  return (
    <div class="stack-l">
      <section class="stack">
        <SectionHead
          title={words.t('chart.finding', { n: lines.length, ready })}
          mark={<ExampleOfAll rows={whole.interventions} />}
          actions={
            <>
              <LinkButton href={`/plans/${id}/chart.csv`} slim download>
                {words.t('chart.csv')}
              </LinkButton>
              <LinkButton href={`/plans/${id}/chart.xlsx`} slim download>
                {words.t('chart.xlsx')}
              </LinkButton>
              <LinkButton href={`/plans/${id}/plan.docx`} slim download>
                {words.t('plan.word')}
              </LinkButton>
              {edit ? (
                <LinkButton href={`/plans/${id}/template.json`} slim download>
                  {words.t('template.download')}
                </LinkButton>
              ) : null}
              {edit ? (
                <LinkButton href={`${stepPath(id, 5, 'interventions')}#add`} slim>
                  {words.t('chart.add')}
                </LinkButton>
              ) : null}
            </>
          }
        />
        <Short whole={whole} />
        {[...Map.groupBy(lines, ({ hub }) => hub)].map(([hub, ofHub]) => (
          <div key={hub} class="stack-s">
            <h3>
              <Written>{hub}</Written>
            </h3>
            <DataTable
              caption={hub}
              captionHidden
              class="small chart"
              columns={columnsOf(context, whole)}
              rows={ofHub}
              rowKey={({ intervention }) => intervention.id}
              wide
            />
          </div>
        ))}
      </section>
      <BudgetByPhase context={context} whole={whole} />
    </div>
  )
}

/** People and money that the plan asks for and that are not there: the first thing that stops a plan. */
function Short({ whole }: { whole: Whole }) {
  const words = useWords()
  const short = listUnfilledGaps(whole.resources, whole.stakeholders).filter(
    ({ kind }) => kind === 'human' || kind === 'financial'
  )
  if (short.length === 0) return null
  return (
    <div class="stack-s">
      <p>{words.t('chart.short')}</p>
      <ul class="listed soft">
        {short.map((one) => (
          <li key={one.id}>
            <Written>{gapInWords(words, one)}</Written>
          </li>
        ))}
      </ul>
    </div>
  )
}

function columnsOf({ words, session, may, params }: PageContext, whole: Whole): Column<ChartLine>[] {
  const currency = session?.inspectorate.currency ?? ''
  const done = totalsOf(whole.deliveries)
  const today = new Date().toISOString().slice(0, 10)
  return [
    {
      key: 'intervention',
      label: words.t('intervention.one'),
      head: true,
      cell: ({ intervention }) => (
        <>
          <span id={intervention.id}>
            <Named {...intervention} href={may('plan.edit') ? stepPath(params.plan ?? '', 6, 'chart') : undefined} />
          </span>
          <br />
          <Tag kind={intervention.family}>{words.t(`intervention.family.${intervention.family}`)}</Tag>{' '}
          <ExampleAmong rows={whole.interventions} row={intervention} />
        </>
      )
    },
    {
      key: 'together',
      label: words.t('chart.together'),
      cell: (line) => (
        <span>
          <Written>{words.list(line.influences)}</Written>
          <small>
            <Written>{sayStakeholders(words, line)}</Written>
          </small>
        </span>
      )
    },
    {
      key: 'means',
      label: words.t('chart.means'),
      cell: ({ intervention: { resources, budget } }) =>
        resources || budget !== null ? (
          <span>
            <Written>{resources}</Written>
            <small>{budget === null ? null : <bdi>{sayBudget(words, budget, currency)}</bdi>}</small>
          </span>
        ) : null
    },
    {
      key: 'owner',
      label: words.t('chart.who-when'),
      cell: ({ intervention: { owner, phase, gate, starts, ends } }) => (
        <span>
          <Written>{owner}</Written>
          <small>{phase === null ? null : sayPhase(words, phase)}</small>
          <small>{sayDays(words, starts, ends)}</small>
          {gate ? <small>{words.t('chart.gate', { rule: gate })}</small> : null}
        </span>
      )
    },
    {
      key: 'indicator',
      label: words.t('intervention.indicator'),
      cell: ({ intervention }) => sayIndicator(words, intervention) || null
    },
    {
      key: 'status',
      label: words.t('intervention.status'),
      cell: ({ intervention }) => {
        const missing = missingInLine(intervention)
        const { id, status } = intervention
        const totals = done.find((one) => one.intervention === id) ?? nothingDone(id)
        const late = sayLateness(words, intervention, today)
        return (
          <>
            {status ? <StatusTag status={status} /> : null}
            {late ? <small>{late}</small> : null}
            <small>
              <a href={workPath(whole.plan.id, id)}>
                {sayProgress(words, intervention, totals, today, currency) || words.t('work.progress.none')}
              </a>
            </small>
            {missing.length > 0 ? (
              <small>
                {words.t('chart.lacks', {
                  fields: words.list(missing.map((field) => words.t(`intervention.${field}`)))
                })}
              </small>
            ) : null}
          </>
        )
      }
    }
  ]
}

/** The name of a line, which leads to where it is set out. */
function Named({ id, name, href }: { id: string; name: string; href?: string }) {
  const shown = <Written>{name}</Written>
  return href ? <a href={`${href}/${id}`}>{shown}</a> : shown
}

function BudgetByPhase({ context, whole }: { context: PageContext; whole: Whole }) {
  const words = useWords()
  const currency = context.session?.inspectorate.currency ?? ''
  const phases = listPhases(whole.interventions)
  const total = phases.reduce((sum, { budget }) => sum + budget, 0)
  const budgeted = phases.reduce((sum, phase) => sum + phase.budgeted, 0)
  const columns: Column<Phase>[] = [
    { key: 'number', label: words.t('intervention.phase'), head: true, cell: ({ number }) => sayPhase(words, number) },
    { key: 'days', label: words.t('chart.when'), cell: ({ from, to }) => sayDays(words, from, to) || null },
    {
      key: 'n',
      label: words.t('intervention.tab.interventions'),
      numeric: true,
      cell: ({ interventions }) => words.number(interventions.length)
    },
    { key: 'budgeted', label: words.t('chart.budgeted'), numeric: true, cell: (phase) => words.number(phase.budgeted) },
    {
      key: 'budget',
      label: words.t('intervention.budget'),
      numeric: true,
      cell: ({ budget }) => sayBudget(words, budget, currency)
    }
  ]
  return (
    <section class="stack">
      <SectionHead
        title={words.t('chart.budget.finding', {
          total: sayBudget(words, total, currency),
          n: budgeted,
          of: whole.interventions.length
        })}
      />
      <DataTable
        caption={words.t('chart.budget')}
        captionHidden
        columns={columns}
        rows={phases}
        foot={
          <tr>
            <th scope="row">{words.t('chart.total')}</th>
            <td />
            <td class="num" data-l={words.t('intervention.tab.interventions')}>
              {words.number(whole.interventions.length)}
            </td>
            <td class="num" data-l={words.t('chart.budgeted')}>
              {words.number(budgeted)}
            </td>
            <td class="num" data-l={words.t('intervention.budget')}>
              <bdi>{sayBudget(words, total, currency)}</bdi>
            </td>
          </tr>
        }
      />
    </section>
  )
}

import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { stepPath } from '../plan/rules.ts'
import { pickFields } from '../intervention/rules.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice, Terms } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Crumbs, PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { missingInLine } from './gaps.rules.ts'
import { type ChartLine, chartLines, listPhases, type Phase } from './rules.ts'
import { sayDays, sayIndicator, sayPhase, sayStakeholders } from './say.part.ts'
import { StepSix } from './step.part.tsx'
import { readWhole } from './whole.operations.ts'
import type { Whole } from './whole.rules.ts'

const first = pickFields(['phase', 'owner', 'status'])
const days = pickFields(['starts', 'ends'])
const means = pickFields(['resources', 'budget'])
const measure = pickFields(['indicator'])
const values = pickFields(['baseline', 'goal', 'baseline_unit'])
const origin = pickFields(['baseline_source'])

export const chartPages: Page[] = [
  page('/plans/:plan/6/chart', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const whole = await context.ask(readWhole, { plan })
    const question = words.t('chart.question')
    return (
      <Layout title={question} wide>
        <StepSix plan={plan} tab="chart" question={question}>
          {words.t('chart.explained')}
        </StepSix>
        {whole.interventions.length === 0 ? <NoLine plan={plan} /> : <Chart context={context} whole={whole} />}
      </Layout>
    )
  }),
  page('/plans/:plan/6/chart/:id', 'plan.edit', async (context) => {
    const { words, params } = context
    const whole = await context.ask(readWhole, { plan: params.plan ?? '' })
    const line = chartLines(whole).find(({ intervention }) => intervention.id === params.id)
    if (!line) throw new Problem('not-found')
    return <LinePage context={context} line={line} whole={whole} />
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
          mark={lines.some(({ intervention }) => intervention.example) ? <Example /> : null}
          actions={
            <>
              <LinkButton href={`/plans/${id}/chart.csv`} slim download>
                {words.t('chart.csv')}
              </LinkButton>
              <LinkButton href={`/plans/${id}/plan.docx`} slim download>
                {words.t('plan.word')}
              </LinkButton>
              {edit ? (
                <LinkButton href={`${stepPath(id, 5, 'interventions')}#add`} slim>
                  {words.t('chart.add')}
                </LinkButton>
              ) : null}
            </>
          }
        />
        {[...Map.groupBy(lines, ({ hub }) => hub)].map(([hub, ofHub]) => (
          <div key={hub} class="stack-s">
            <p class="soft">{words.t('chart.of-hub', { target: ofHub[0]?.target ?? '', issue: ofHub[0]?.issue ?? '' })}</p>
            <DataTable
              caption={hub}
              captionHidden
              class="small"
              columns={columnsOf(context)}
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

function columnsOf({ words, session, may, params }: PageContext): Column<ChartLine>[] {
  const currency = session?.inspectorate.currency ?? ''
  return [
    {
      key: 'intervention',
      label: words.t('intervention.one'),
      head: true,
      cell: ({ intervention: { id, name, family, example } }) => (
        <>
          <span id={id}>{name}</span>
          <br />
          <Tag kind={family}>{words.t(`intervention.family.${family}`)}</Tag> {example ? <Example /> : null}
        </>
      )
    },
    { key: 'influences', label: words.t('chart.influences'), cell: ({ influences }) => words.list(influences) || null },
    { key: 'stakeholders', label: words.t('chart.stakeholders'), cell: (line) => sayStakeholders(words, line) },
    { key: 'resources', label: words.t('intervention.resources'), cell: ({ intervention }) => intervention.resources || null },
    {
      key: 'owner',
      label: words.t('chart.who-when'),
      cell: ({ intervention: { owner, phase, starts, ends } }) => (
        <span>
          {owner}
          <small>{phase === null ? null : sayPhase(words, phase)}</small>
          <small>{sayDays(words, starts, ends)}</small>
        </span>
      )
    },
    {
      key: 'budget',
      label: words.t('intervention.budget'),
      numeric: true,
      cell: ({ intervention: { budget } }) => (budget === null ? null : <bdi>{words.money(budget, currency)}</bdi>)
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
        return (
          <>
            {intervention.status ? <Tag>{words.t(`intervention.status.${intervention.status}`)}</Tag> : null}
            {missing.length > 0 ? (
              <small>{words.t('chart.lacks', { fields: words.list(missing.map((field) => words.t(`intervention.${field}`))) })}</small>
            ) : null}
          </>
        )
      }
    },
    ...(may('plan.edit')
      ? [
          {
            key: 'actions',
            label: words.t('intervention.column.actions'),
            quiet: true,
            cell: ({ intervention: { id, name } }: ChartLine) => (
              <a href={`${stepPath(params.plan ?? '', 6, 'chart')}/${id}`}>
                {words.t('record.change')}
                <span class="vh">{` ${name}`}</span>
              </a>
            )
          }
        ]
      : [])
  ]
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
    { key: 'n', label: words.t('intervention.tab.interventions'), numeric: true, cell: ({ interventions }) => words.number(interventions.length) },
    { key: 'budgeted', label: words.t('chart.budgeted'), numeric: true, cell: (phase) => words.number(phase.budgeted) },
    { key: 'budget', label: words.t('intervention.budget'), numeric: true, cell: ({ budget }) => words.money(budget, currency) }
  ]
  return (
    <section class="stack">
      <SectionHead
        title={words.t('chart.budget.finding', { total: words.money(total, currency), n: budgeted, of: whole.interventions.length })}
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
            <td class="num">{words.number(whole.interventions.length)}</td>
            <td class="num">{words.number(budgeted)}</td>
            <td class="num">
              <bdi>{words.money(total, currency)}</bdi>
            </td>
          </tr>
        }
      />
    </section>
  )
}

function LinePage({ context, line, whole }: { context: PageContext; line: ChartLine; whole: Whole }) {
  const { words, session } = context
  const { intervention } = line
  const chart = stepPath(whole.plan.id, 6, 'chart')
  const title = words.t('chart.line', { name: intervention.name })
  const overtaken = context.form?.problem.code === 'changed-meanwhile'
  const fields = { record: 'intervention', values: intervention, currency: session?.inspectorate.currency }
  return (
    <Layout title={title}>
      <Crumbs items={[{ label: words.t('chart.tab.chart'), href: chart }, { label: intervention.name }]} />
      <PageHead title={title}>
        {words.t('chart.line.explained')} {intervention.example ? <Example /> : null}
      </PageHead>
      <div class="two">
        <OperationForm
          operation="intervention.fill-line"
          hidden={{ id: intervention.id, revision: intervention.revision }}
          returnTo={`${chart}#${intervention.id}`}
          action={words.t('chart.line.save')}
          kind="main"
          beside={
            <LinkButton href={`${chart}#${intervention.id}`} kind="plain">
              {words.t('record.back')}
            </LinkButton>
          }
        >
          {overtaken ? <Notice kind="wait" title={words.t('record.meanwhile.title')}>{words.t('chart.line.meanwhile')}</Notice> : null}
          <div class="side-by-side">
            <DeclaredFields {...fields} fields={first} />
          </div>
          <div class="side-by-side">
            <DeclaredFields {...fields} fields={days} />
          </div>
          <DeclaredFields {...fields} fields={means} />
          <DeclaredFields {...fields} fields={measure} />
          <div class="side-by-side">
            <DeclaredFields {...fields} fields={values} />
          </div>
          <DeclaredFields {...fields} fields={origin} />
        </OperationForm>
        <section class="stack">
          <SectionHead title={words.t('chart.line.around')} />
          <Terms
            items={[
              { term: words.t('intervention.family'), value: <Tag kind={intervention.family}>{words.t(`intervention.family.${intervention.family}`)}</Tag> },
              { term: words.t('target.one'), value: line.target },
              { term: words.t('issue.one'), value: line.issue },
              { term: words.t('chart.influences'), value: words.list(line.influences) || '–' },
              { term: words.t('chart.stakeholders'), value: sayStakeholders(words, line) }
            ]}
          />
          <p>
            <a href={`/records/intervention/${intervention.id}`}>{words.t('chart.line.change-rest')}</a>
          </p>
        </section>
      </div>
    </Layout>
  )
}

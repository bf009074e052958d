import { StepTop } from '../influence/step.part.tsx'
import { date, text } from '../kernel/field.ts'
import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { readPlan } from '../plan/operations.ts'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LongTextField } from '../ui/field.tsx'
import { Filters, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { listScenarios, type Told } from './operations.ts'
import { optimiserPath } from './path.rules.ts'
import { lineColumns, regionColumns } from './rules.ts'

export const listPages: Page[] = [
  page('/plans/:plan/6/optimiser', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const { scenarios, interventions, inspectors, regions } = await context.ask(listScenarios, { plan })
    const { starts } = await context.ask(readPlan, { plan })
    if (scenarios.some(({ run }) => run?.state === 'waiting')) context.refreshAfter(2)
    const question = words.t('scenario.question')
    const edit = context.may('plan.edit')
    return (
      <Layout title={question}>
        <StepTop plan={plan} step={6} tab="optimiser" subject="chart" question={question}>
          {words.t('scenario.explained')}
        </StepTop>
        {interventions.length === 0 ? (
          <Empty level={2} title={words.t('scenario.no-interventions.title')}>
            {words.t('scenario.no-interventions')}
          </Empty>
        ) : (
          <div class="stack-l">
            <section class="stack">
              <SectionHead
                title={words.t('scenario.finding', { n: scenarios.length })}
                actions={edit && scenarios.length > 0 ? <AddButton>{words.t('scenario.new')}</AddButton> : null}
              />
              {edit ? (
                <Begin
                  plan={plan}
                  open={scenarios.length === 0}
                  starts={String(starts ?? '')}
                  inspectors={inspectors}
                  regions={regions}
                />
              ) : null}
              <DataTable
                caption={words.t('scenario.list')}
                captionHidden
                columns={columnsOf(words, plan)}
                rows={scenarios}
                rowKey={({ scenario }) => scenario.id}
                empty={<p class="soft">{words.t('scenario.none')}</p>}
              />
            </section>
            <SideBySide plan={plan} scenarios={scenarios} />
          </div>
        )}
      </Layout>
    )
  })
]

function columnsOf(words: Words, plan: string): Column<Told>[] {
  return [
    {
      key: 'title',
      label: words.t('scenario.one'),
      head: true,
      cell: ({ scenario }) => (
        <>
          <a href={`${optimiserPath(plan)}/${scenario.id}`} id={scenario.id}>
            <Written>{scenario.title}</Written>
          </a>{' '}
          {scenario.example ? <Example /> : null}
          {scenario.note ? (
            <small>
              <Written>{scenario.note}</Written>
            </small>
          ) : null}
        </>
      )
    },
    {
      key: 'brings',
      label: words.t('scenario.brings'),
      numeric: true,
      cell: ({ run }) =>
        run?.answer?.found ? (
          <span>
            <strong>{words.number(run.answer.range.expected)}</strong>
            <br />
            <small>
              {words.t('scenario.between', {
                low: words.number(run.answer.range.low),
                high: words.number(run.answer.range.high)
              })}
            </small>
          </span>
        ) : (
          '–'
        )
    },
    {
      key: 'state',
      label: words.t('scenario.state'),
      cell: (told) => <Tag kind={told.old ? 'wait' : 'plain'}>{words.t(`scenario.state.${stateOf(told)}`)}</Tag>
    }
  ]
}

/** How far a scenario is. */
export function stateOf({ run, old, faults }: Told): string {
  if (run?.state === 'waiting') return 'waiting'
  if (faults.length > 0) return 'faults'
  if (!run) return 'new'
  if (old) return 'old'
  if (run.state === 'failed') return 'failed'
  return run.answer?.found ? (run.answer.ended === 'best' ? 'best' : 'stopped') : 'none'
}

const title = { title: text(200, { needed: true }) }
const starts = { starts: date({ needed: true }) }

function Begin(of: {
  plan: string
  open: boolean
  starts: string
  inspectors: number | null
  regions: readonly string[]
}) {
  const words = useWords()
  const sent = useSent('scenario.begin')
  const columns = [...lineColumns, ...regionColumns].map((column) => words.t(`scenario.column.${column}`))
  const hidden = { plan: of.plan, columns: columns.join('\n'), judgement: words.t('scenario.judgement.ask') }
  return (
    <OnDemand open={of.open || sent !== undefined} title={words.t('scenario.new')}>
      <OperationForm
        operation="scenario.begin"
        hidden={hidden}
        action={words.t('scenario.begin')}
        kind="main"
        returnTo={`${optimiserPath(of.plan)}/:id/change`}
      >
        <DeclaredFields record="scenario" fields={title} />
        <DeclaredFields record="scenario" fields={starts} values={{ starts: of.starts }} />
        <LongTextField
          name="named"
          label={words.t('scenario.named')}
          help={
            of.regions.length > 0
              ? words.t('scenario.named.capacity')
              : of.inspectors === null
                ? words.t('scenario.named.help')
                : words.t('scenario.named.inspectors', { n: of.inspectors })
          }
          value={of.regions.join('\n')}
          rows={8}
        />
      </OperationForm>
    </OnDemand>
  )
}

function SideBySide({ plan, scenarios }: { plan: string; scenarios: readonly Told[] }) {
  const words = useWords()
  const answered = scenarios.filter(({ run }) => run?.answer?.found)
  const [a, b] = answered
  if (!a || !b) return null
  const options = answered.map(({ scenario }) => ({ value: scenario.id, label: scenario.title }))
  return (
    <section class="stack">
      <SectionHead title={words.t('scenario.compare')} />
      {answered.length === 2 ? (
        <p>
          <LinkButton href={`/plans/${plan}/6/side-by-side?a=${a.scenario.id}&b=${b.scenario.id}`}>
            {words.t('scenario.compare.these', { a: a.scenario.title, b: b.scenario.title })}
          </LinkButton>
        </p>
      ) : (
        <Filters action={`/plans/${plan}/6/side-by-side`}>
          <SelectField name="a" label={words.t('scenario.compare.a')} options={options} value={a.scenario.id} />
          <SelectField name="b" label={words.t('scenario.compare.b')} options={options} value={b.scenario.id} />
        </Filters>
      )}
    </section>
  )
}

import { readCapacity } from '../capacity/operations.ts'
import { OverNotice } from '../capacity/over.part.tsx'
import { nothingDone, totalsOf } from '../delivery/rules.ts'
import { StatusTag, sayLateness, sayReached } from '../delivery/say.part.tsx'
import { type GatesOf, readGates } from '../escalation/read.operations.ts'
import { type Page, page } from '../kernel/page.ts'
import { StepExample } from '../office/example.part.tsx'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Gantt } from '../ui/gantt.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Written } from '../ui/written.tsx'
import { NoLine } from './chart.pages.tsx'
import { Clocks, Move } from './clock.part.tsx'
import { ganttOf } from './drawing.part.ts'
import { type ChartLine, chartLines, type Gate, listGates, rulesOfGate } from './rules.ts'
import { sayIndicator, sayPhase } from './say.part.ts'
import { StepSix } from './step.part.tsx'
import { readWhole } from './whole.operations.ts'
import type { Whole } from './whole.rules.ts'

export const timelinePages: Page[] = [
  page('/plans/:plan/6/timeline', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const whole = await context.ask(readWhole, { plan })
    const { ledger } = await context.ask(readCapacity, { plan })
    const question = words.t('chart.timeline.question')
    return (
      <Layout title={question} wide>
        <StepSix plan={plan} tab="timeline" question={question}>
          {words.t('chart.timeline.explained')}
        </StepSix>
        <OverNotice plan={plan} over={ledger.over} />
        {whole.interventions.length === 0 ? (
          <NoLine plan={plan} />
        ) : (
          <Timeline
            whole={whole}
            today={new Date().toISOString().slice(0, 10)}
            edit={context.may('plan.edit')}
            escalations={context.may('workplace.read') ? await context.ask(readGates, { plan }) : []}
          />
        )}
        <p>
          <LinkButton href={`/plans/${plan}/calendar`}>{words.t('feed.title')}</LinkButton>
        </p>
        <StepExample part="timeline" />
      </Layout>
    )
  })
]

type TimelineProps = { whole: Whole; today: string; edit: boolean; escalations: readonly GatesOf[] }

function Timeline({ whole, today, edit, escalations }: TimelineProps) {
  const words = useWords()
  const props = ganttOf(words, whole, true)
  const lines = chartLines(whole)
  const done = totalsOf(whole.deliveries)
  const undated = lines.filter(({ intervention: { starts, ends } }) => !starts || !ends)
  const columns: Column<ChartLine>[] = [
    { key: 'name', label: words.t('intervention.one'), head: true, cell: ({ intervention }) => intervention.name },
    {
      key: 'phase',
      label: words.t('intervention.phase'),
      cell: ({ intervention }) => sayPhase(words, intervention.phase)
    },
    {
      key: 'from',
      label: words.t('intervention.starts'),
      cell: ({ intervention: { starts } }) => (starts ? words.date(starts) : null)
    },
    {
      key: 'to',
      label: words.t('intervention.ends'),
      cell: ({ intervention: { ends } }) => (ends ? words.date(ends) : null)
    },
    { key: 'owner', label: words.t('intervention.owner'), cell: ({ intervention: { owner } }) => owner || null },
    {
      key: 'status',
      label: words.t('intervention.status'),
      cell: ({ intervention }) => (
        <>
          <StatusTag status={intervention.status} />
          <small>{sayLateness(words, intervention, today)}</small>
        </>
      )
    },
    {
      key: 'reached',
      label: words.t('work.actual'),
      cell: ({ intervention }) => {
        const totals = done.find((one) => one.intervention === intervention.id) ?? nothingDone(intervention.id)
        return sayReached(words, intervention, totals) || null
      }
    }
  ]
  return (
    <div class="stack-l">
      {props.bars.length === 0 ? (
        <Empty
          level={2}
          title={props.label}
          action={
            <LinkButton href={stepPath(whole.plan.id, 6, 'chart')} kind="main">
              {words.t('chart.timeline.give-days')}
            </LinkButton>
          }
        >
          {words.t('chart.timeline.empty')}
        </Empty>
      ) : (
        <Figure
          level={2}
          title={props.label}
          unit={words.t('chart.timeline.unit')}
          source={words.t('chart.timeline.source')}
          example={whole.interventions.some(({ example }) => example)}
          table={
            <DataTable
              caption={props.label}
              captionHidden
              columns={columns}
              rows={lines}
              rowKey={({ intervention }) => intervention.id}
            />
          }
        >
          <Gantt {...props} today={today} />
        </Figure>
      )}
      {props.bars.length > 0 && undated.length > 0 ? (
        <Notice kind="wait" title={words.t('chart.timeline.undated', { n: undated.length })}>
          <ul>
            {undated.map(({ intervention: { id, name } }) => (
              <li key={id}>
                <a href={`${stepPath(whole.plan.id, 6, 'chart')}/${id}`}>
                  <Written>{name}</Written>
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Clocks plan={whole.plan.id} of={escalations} />
      {edit && props.bars.length > 0 ? <Move lines={lines} /> : null}
      <Gates whole={whole} edit={edit} />
    </div>
  )
}

/** What each gate opens, who passes it and when, and what is to be looked at before. */
function Gates({ whole, edit }: { whole: Whole; edit: boolean }) {
  const words = useWords()
  const gates = listGates(whole.interventions)
  if (gates.length === 0) return null
  return (
    <section class="stack">
      <SectionHead title={words.t('chart.phases')} />
      <div class="grid">
        {gates.map((gate) => {
          const { number, date, before, after } = gate
          const measured = before.interventions.filter(({ indicator }) => indicator !== '')
          return (
            <article key={number} class="gate stack-s">
              <h3>{words.t('chart.timeline.gate.title', { number, day: words.date(date) })}</h3>
              <p>
                {words.t('chart.timeline.gate.opens', {
                  phase: after.number ?? 0,
                  names: words.list(after.interventions.map(({ name }) => words.t('influence.quoted', { name })))
                })}
              </p>
              <Passage plan={whole.plan.id} gate={gate} edit={edit} />
              {measured.length > 0 ? (
                <>
                  <p class="soft">{words.t('chart.timeline.gate.look', { phase: before.number ?? 0 })}</p>
                  <ul class="listed">
                    {measured.map((one) => (
                      <li key={one.id}>
                        <Written>{sayIndicator(words, one)}</Written>
                      </li>
                    ))}
                  </ul>
                </>
              ) : null}
            </article>
          )
        })}
      </div>
    </section>
  )
}

/** Who passes a gate, and when, as the lines that it opens say it; where none says so, the way to say it. */
function Passage({ plan, gate, edit }: { plan: string; gate: Gate; edit: boolean }) {
  const words = useWords()
  const rules = rulesOfGate(gate)
  const [first] = gate.after.interventions
  if (rules.length === 0)
    return (
      <p class="soft">
        {words.t('chart.timeline.gate.unsaid')}{' '}
        {edit && first ? (
          <a href={`${stepPath(plan, 6, 'chart')}/${first.id}#intervention-fill-line-gate`}>
            {words.t('chart.timeline.gate.say')}
          </a>
        ) : null}
      </p>
    )
  return (
    <>
      <p class="soft">{words.t('chart.timeline.gate.passes')}</p>
      <ul class="listed">
        {rules.map(({ id, name, gate: rule }) => (
          <li key={id}>
            <Written>{rule}</Written>
            {rules.length > 1 || gate.after.interventions.length > 1 ? (
              <small class="soft">
                {' '}
                <Written>{name}</Written>
              </small>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}

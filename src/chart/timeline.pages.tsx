import { type Page, page } from '../kernel/page.ts'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Gantt } from '../ui/gantt.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Items, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { NoLine } from './chart.pages.tsx'
import { ganttOf } from './drawing.part.ts'
import { type ChartLine, chartLines, listPhases } from './rules.ts'
import { sayDays, sayPhase } from './say.part.ts'
import { StepSix } from './step.part.tsx'
import { readWhole } from './whole.operations.ts'
import type { Whole } from './whole.rules.ts'

export const timelinePages: Page[] = [
  page('/plans/:plan/6/timeline', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const whole = await context.ask(readWhole, { plan })
    const question = words.t('chart.timeline.question')
    return (
      <Layout title={question} wide>
        <StepSix plan={plan} tab="timeline" question={question}>
          {words.t('chart.timeline.explained')}
        </StepSix>
        {whole.interventions.length === 0 ? (
          <NoLine plan={plan} />
        ) : (
          <Timeline whole={whole} today={new Date().toISOString().slice(0, 10)} />
        )}
      </Layout>
    )
  })
]

function Timeline({ whole, today }: { whole: Whole; today: string }) {
  const words = useWords()
  const props = ganttOf(words, whole, true)
  const lines = chartLines(whole)
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
    { key: 'owner', label: words.t('intervention.owner'), cell: ({ intervention: { owner } }) => owner || null }
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
                <a href={`${stepPath(whole.plan.id, 6, 'chart')}/${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Phases whole={whole} lines={lines} />
    </div>
  )
}

/** How pressure rises: what happens in each phase. */
function Phases({ whole, lines }: { whole: Whole; lines: readonly ChartLine[] }) {
  const words = useWords()
  return (
    <section class="stack">
      <SectionHead title={words.t('chart.phases')} />
      <div class="grid">
        {listPhases(whole.interventions).map(({ number, from, to }) => (
          <article key={number ?? 'none'} class="stack-s">
            <SectionHead level={3} title={sayPhase(words, number)} />
            <p class="soft small">{sayDays(words, from, to)}</p>
            <Items
              items={lines
                .filter(({ intervention }) => intervention.phase === number)
                .map(({ intervention: { id, name, family, starts, ends } }) => ({
                  key: id,
                  body: (
                    <>
                      <p>{name}</p>
                      <p class="soft small">{sayDays(words, starts, ends)}</p>
                    </>
                  ),
                  actions: <Tag kind={family}>{words.t(`intervention.family.${family}`)}</Tag>
                }))}
            />
          </article>
        ))}
      </div>
    </section>
  )
}

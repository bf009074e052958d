import { demandId } from '../evidence/address.rules.ts'
import { hubName } from '../influence/step.part.tsx'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { Figure } from '../ui/figure.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Terms } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { PathLine } from '../ui/path-line.tsx'
import { Crumbs, PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Example, ExampleAmong } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { readIndicators, type ShownIndicator, type ShownWave } from './indicator.operations.ts'
import { intervalOf, readingFields, tolerance, worthOf } from './indicator.rules.ts'
import { IndicatorFields, pinsOf } from './indicators.pages.tsx'
import { indicatorPath, workPath } from './path.rules.ts'
import { sayChange, sayReason, sayWorth, VerdictTag, WaveTold } from './standing.part.tsx'

export const indicatorPages: Page[] = [
  page('/plans/:plan/6/indicators/:id', 'plan.read', async (context) => {
    const { words, params, may } = context
    const plan = params.plan ?? ''
    const id = demandId(params.id)
    const { indicators, hubs, interventions } = await context.ask(readIndicators, { plan })
    const one = indicators.find((each) => each.id === id)
    if (!one) throw new Problem('not-found')
    const hub = hubs.find((each) => each.id === one.hub)
    const about = interventions.find((each) => each.id === one.intervention)
    const takes = may('work.record') && (one.computed === 'typed' || one.computed === 'evidence')
    const today = new Date().toISOString().slice(0, 10)
    const change = sayChange(words, one)
    return (
      <Layout title={one.name}>
        <Crumbs
          items={[
            { label: words.t('plan.one'), href: `/plans/${plan}` },
            { label: words.t('chart.tab.indicators'), href: indicatorPath(plan) },
            { label: one.name }
          ]}
        />
        <PageHead
          kicker={hub ? hubName(words, hub) : undefined}
          title={one.name}
          actions={takes ? <AddButton>{words.t('reading.add')}</AddButton> : undefined}
        >
          {sayReason(words, one)} {change}
        </PageHead>
        <p class="row after-head">
          <VerdictTag verdict={one.standing.verdict} />
          {one.example ? <Example /> : null}
        </p>
        {takes ? <AddReading of={one} plan={plan} today={today} /> : null}
        <div class="two">
          <div class="stack-l">
            <Drawn of={one} today={today} />
            <Values context={context} of={one} plan={plan} />
          </div>
          <section class="stack-s">
            <SectionHead title={words.t('plan_indicator.known')} />
            <Terms
              items={[
                { term: words.t('plan_indicator.definition'), value: one.definition || '–' },
                {
                  term: words.t('plan_indicator.intervention'),
                  value: about ? <a href={workPath(plan, about.id)}>{about.name}</a> : '–'
                },
                {
                  term: words.t('plan_indicator.direction'),
                  value: words.t(`plan_indicator.direction.${one.direction}`)
                },
                {
                  term: words.t('plan_indicator.goal'),
                  value: words.t('plan_indicator.goal.by', {
                    goal: sayWorth(words, one.goal, one.unit),
                    day: words.date(one.goal_on)
                  })
                },
                { term: words.t('plan_indicator.computed'), value: words.t(`plan_indicator.computed.${one.computed}`) },
                {
                  term: words.t('plan_indicator.frequency'),
                  value: one.frequency ? words.t(`plan_indicator.frequency.${one.frequency}`) : '–'
                },
                {
                  term: words.t('plan_indicator.due'),
                  value: one.standing.due ? words.date(one.standing.due) : '–'
                },
                { term: words.t('plan_indicator.source'), value: one.source || '–' }
              ]}
            />
            {may('plan.edit') ? (
              <ChangeIndicator of={one} {...{ hubs, interventions, plan }} pins={await pinsOf(context, plan)} />
            ) : null}
          </section>
        </div>
      </Layout>
    )
  })
]

function Drawn({ of: one, today }: { of: ShownIndicator; today: string }) {
  const words = useWords()
  const { baseline, asked, latest } = one.standing
  if (!baseline) return null
  const say = (value: number) => sayWorth(words, value, one.unit)
  const points = one.waves.flatMap((wave) => {
    const value = worthOf(wave)
    const interval = intervalOf(wave)
    return value === null || wave.day <= baseline.day ? [] : [{ day: wave.day, value, ...(interval ?? {}) }]
  })
  const label = words.t('plan_indicator.drawn', {
    from: say(baseline.value),
    goal: say(one.goal),
    now: latest ? say(latest.value) : '–',
    asked: asked === null ? '–' : say(asked)
  })
  return (
    <Figure
      level={2}
      title={label}
      unit={words.t('plan_indicator.drawn.unit')}
      source={one.source || words.t(`plan_indicator.computed.${one.computed}`)}
      how={words.t('plan_indicator.how', {
        near: words.share(tolerance.onTrack),
        far: words.share(tolerance.behind)
      })}
      example={one.example}
    >
      <PathLine
        from={{ day: baseline.day, value: baseline.value, ...(intervalOf(baseline) ?? {}) }}
        to={{ day: one.goal_on, value: one.goal }}
        points={points}
        today={today}
        say={say}
        label={label}
      />
    </Figure>
  )
}

/** Every value with its day, its cases and its source, newest first; the baseline last. */
function Values({ context, of: one, plan }: { context: PageContext; of: ShownIndicator; plan: string }) {
  const { words, may } = context
  const here = indicatorPath(plan, one.id)
  const { baseline } = one.standing
  const first = baseline ? [{ ...baseline, id: '-', source: one.source, note: '', example: one.example }] : []
  const rows = [...one.waves.toSorted((a, b) => b.day.localeCompare(a.day, 'en')), ...first]
  const columns: Column<ShownWave>[] = [
    {
      key: 'day',
      label: words.t('reading.day'),
      head: true,
      cell: (wave) => (
        <>
          <span id={wave.id || undefined}>{words.date(wave.day)}</span> <ExampleAmong rows={rows} row={wave} />
          {wave.id === '-' ? <small>{words.t('plan_indicator.baseline')}</small> : null}
        </>
      )
    },
    {
      key: 'value',
      label: words.t('reading.value'),
      cell: (wave) => <WaveTold of={{ ...wave, value: worthOf(wave) }} unit={one.unit} />
    },
    {
      key: 'source',
      label: words.t('reading.source'),
      cell: ({ sampling, source, note }) => (
        <span>
          <Written>{source || '–'}</Written>
          {sampling ? <small>{words.t(`plan_indicator.sampling.${sampling}`)}</small> : null}
          {note ? (
            <small>
              <Written>{note}</Written>
            </small>
          ) : null}
        </span>
      )
    },
    ...(may('work.record')
      ? [
          {
            key: 'actions',
            label: words.t('intervention.column.actions'),
            quiet: true,
            cell: ({ id, day }: ShownWave) =>
              id === '' || id === '-' ? null : (
                <a href={`/records/reading/${id}?from=${here}`}>
                  {words.t('record.change')}
                  <span class="vh">{` ${words.date(day)}`}</span>
                </a>
              )
          }
        ]
      : [])
  ]
  return (
    <section class="stack-s" id="values">
      <SectionHead title={words.t('reading.list', { n: one.waves.length })} />
      <DataTable
        caption={words.t('reading.caption')}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ id, day }) => `${id}${day}`}
        empty={<p class="soft">{words.t('reading.none')}</p>}
      />
      {one.computed === 'evidence' && one.pin && may('plan.edit') ? (
        <OperationForm
          operation="plan_indicator.measure"
          hidden={{ id: one.id }}
          returnTo={`${here}#:id`}
          action={words.t('plan_indicator.measure')}
          slim
          plain
        />
      ) : null}
      {one.computed === 'typed' && may('work.record') ? (
        <PasteForm record="reading" hidden={{ plan, indicator: one.id }} returnTo={`${here}#values`} />
      ) : null}
    </section>
  )
}

function AddReading({ of: one, plan, today }: { of: ShownIndicator; plan: string; today: string }) {
  const words = useWords()
  const sent = useSent('reading.add')
  const { day, value, count, of, sampling, source, note } = readingFields
  const common = { record: 'reading', values: { day: today, source: one.source, sampling: one.baseline_sampling } }
  return (
    <OnDemand title={words.t('reading.add')} open={sent !== undefined}>
      <OperationForm
        operation="reading.add"
        hidden={{ plan, indicator: one.id }}
        returnTo={`${indicatorPath(plan, one.id)}#:id`}
        action={words.t('reading.add')}
        kind="main"
      >
        <div class="side-by-side">
          <DeclaredFields {...common} fields={{ day, value }} />
        </div>
        <div class="side-by-side">
          <DeclaredFields {...common} fields={{ count, of, sampling }} />
        </div>
        <DeclaredFields {...common} fields={{ source, note }} />
      </OperationForm>
    </OnDemand>
  )
}

type Around = Omit<Parameters<typeof IndicatorFields>[0], 'values'>

function ChangeIndicator({ of: one, plan, ...around }: Around & { of: ShownIndicator; plan: string }) {
  const words = useWords()
  const sent = useSent('plan_indicator.change')
  return (
    <Details summary={words.t('plan_indicator.change')} open={sent !== undefined}>
      <OperationForm
        operation="plan_indicator.change"
        hidden={{ id: one.id, revision: one.revision }}
        action={words.t('record.save')}
        plain
        beside={
          <LinkButton href={`/records/plan_indicator/${one.id}/remove?from=${indicatorPath(plan)}`} kind="stop">
            {words.t('plan_indicator.remove')}
          </LinkButton>
        }
      >
        <IndicatorFields {...around} values={one} />
      </OperationForm>
    </Details>
  )
}

import { listPins } from '../indicator/pin.operations.ts'
import { sayQuestion } from '../indicator/pin.part.tsx'
import type { NamedHub } from '../influence/rules.ts'
import { hubName, NoHub, StepTop } from '../influence/step.part.tsx'
import type { Intervention } from '../intervention/operations.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import type { Option } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { readIndicators, type ShownIndicator } from './indicator.operations.ts'
import { planIndicatorFields, tolerance } from './indicator.rules.ts'
import { directorPath, indicatorPath } from './path.rules.ts'
import { StandingTold, sayWorth, WaveTold } from './standing.part.tsx'

type Room = {
  context: PageContext
  plan: string
  indicators: ShownIndicator[]
  hubs: NamedHub[]
  interventions: Intervention[]
  pins: Option[]
  today: string
}

export const indicatorsPages: Page[] = [
  page('/plans/:plan/6/indicators', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const found = await context.ask(readIndicators, { plan })
    const today = new Date().toISOString().slice(0, 10)
    const room: Room = { ...found, context, plan, pins: await pinsOf(context, plan), today }
    const question = words.t('plan_indicator.question')
    return (
      <Layout title={question} wide>
        <StepTop plan={plan} step={6} tab="indicators" subject="chart" question={question}>
          {words.t('plan_indicator.explained')}
        </StepTop>
        {room.hubs.length === 0 ? <NoHub plan={plan} /> : <Indicators {...room} />}
      </Layout>
    )
  })
]

/** The figures that the plan keeps, as what an indicator can ask again. */
export async function pinsOf({ ask, may, words }: PageContext, plan: string): Promise<Option[]> {
  if (!may('evidence.read')) return []
  const { pins, names } = await ask(listPins, { plan })
  return pins.map(({ pin }) => ({ value: pin.id, label: pin.title || sayQuestion(words, pin, names) }))
}

function Indicators(room: Room) {
  const words = useWords()
  const { indicators, hubs, plan, context } = room
  const edit = context.may('plan.edit')
  const count = (verdict: string) => indicators.filter(({ standing }) => standing.verdict === verdict).length
  return (
    <section class="stack">
      <SectionHead
        title={words.t('plan_indicator.finding', {
          n: indicators.length,
          well: count('on_track') + count('reached'),
          behind: count('behind') + count('off_track'),
          open: count('cannot_tell')
        })}
        mark={<ExampleOfAll rows={indicators} />}
        actions={
          <>
            <LinkButton href={directorPath(plan)} slim>
              {words.t('director.open')}
            </LinkButton>
            {edit ? <AddButton>{words.t('plan_indicator.add')}</AddButton> : null}
          </>
        }
      />
      {edit ? <AddIndicator {...room} /> : null}
      {indicators.length === 0 ? (
        <Empty level={2} title={words.t('plan_indicator.empty.title')}>
          {words.t('plan_indicator.empty')}
        </Empty>
      ) : (
        hubs.map((hub) => <OfHub key={hub.id} {...room} hub={hub} />)
      )}
      {indicators.length > 0 ? (
        <Details summary={words.t('ui.figure.how')}>
          {words.t('plan_indicator.how', {
            near: words.share(tolerance.onTrack),
            far: words.share(tolerance.behind)
          })}
        </Details>
      ) : null}
    </section>
  )
}

function OfHub({ hub, ...room }: Room & { hub: NamedHub }) {
  const words = useWords()
  const rows = room.indicators.filter((one) => one.hub === hub.id)
  if (rows.length === 0) return null
  const name = hubName(words, hub)
  return (
    <div class="stack-s">
      <h3>
        <Written>{name}</Written>
      </h3>
      <DataTable caption={name} captionHidden columns={columnsOf(room)} rows={rows} rowKey={({ id }) => id} />
    </div>
  )
}

function columnsOf({ context, plan, indicators, interventions, today }: Room): Column<ShownIndicator>[] {
  const { words } = context
  return [
    {
      key: 'name',
      label: words.t('plan_indicator.one'),
      head: true,
      cell: (one) => {
        const about = interventions.find(({ id }) => id === one.intervention)
        return (
          <>
            <a href={indicatorPath(plan, one.id)} id={one.id}>
              <Written>{one.name}</Written>
            </a>{' '}
            <ExampleAmong rows={indicators} row={one} />
            {about ? (
              <small>
                <Written>{about.name}</Written>
              </small>
            ) : null}
          </>
        )
      }
    },
    {
      key: 'baseline',
      label: words.t('plan_indicator.baseline'),
      cell: ({ standing, unit }) => (standing.baseline ? <WaveTold of={standing.baseline} unit={unit} /> : '–')
    },
    {
      key: 'latest',
      label: words.t('plan_indicator.latest'),
      cell: ({ standing, unit }) => (standing.latest ? <WaveTold of={standing.latest} unit={unit} /> : '–')
    },
    {
      key: 'goal',
      label: words.t('plan_indicator.goal'),
      cell: ({ goal, goal_on, unit }) => (
        <span>
          <bdi>{sayWorth(words, goal, unit)}</bdi>
          <small>{words.date(goal_on)}</small>
        </span>
      )
    },
    { key: 'standing', label: words.t('standing.title'), cell: (one) => <StandingTold of={one} /> },
    {
      key: 'due',
      label: words.t('plan_indicator.due'),
      cell: ({ standing: { due } }) =>
        due === null ? (
          '–'
        ) : (
          <span>
            {words.date(due)}
            {due < today ? <small>{words.t('plan_indicator.due.over')}</small> : null}
          </span>
        )
    }
  ]
}

/** The fields of an indicator as one asks them: what, from where, to where, and how one knows. */
export function IndicatorFields({
  hubs,
  interventions,
  pins,
  values
}: Pick<Room, 'hubs' | 'interventions' | 'pins'> & { values: Readonly<Record<string, unknown>> }) {
  const words = useWords()
  const { hub, name, definition, intervention, unit, direction, ...rest } = planIndicatorFields
  const { baseline, baseline_count, baseline_of, baseline_on, baseline_sampling, goal, goal_on, ...known } = rest
  const common = {
    record: 'plan_indicator',
    values,
    choices: {
      hub: hubs.map((one) => ({ value: one.id, label: hubName(words, one) })),
      intervention: interventions.map((one) => ({ value: one.id, label: one.name })),
      pin: pins
    }
  }
  const { frequency, computed, pin, source } = known
  return (
    <>
      <DeclaredFields {...common} fields={{ name, hub, intervention, definition }} />
      <div class="side-by-side">
        <DeclaredFields {...common} fields={{ unit, direction }} />
      </div>
      <div class="side-by-side">
        <DeclaredFields {...common} fields={{ baseline, baseline_on }} />
      </div>
      <div class="side-by-side">
        <DeclaredFields {...common} fields={{ baseline_count, baseline_of, baseline_sampling }} />
      </div>
      <div class="side-by-side">
        <DeclaredFields {...common} fields={{ goal, goal_on }} />
      </div>
      <div class="side-by-side">
        <DeclaredFields {...common} fields={{ computed, frequency }} />
      </div>
      <DeclaredFields {...common} fields={pins.length > 0 ? { pin, source } : { source }} />
    </>
  )
}

function AddIndicator(room: Room) {
  const words = useWords()
  const { plan, hubs, indicators } = room
  const sent = useSent('plan_indicator.add')
  return (
    <OnDemand title={words.t('plan_indicator.add')} open={indicators.length === 0 || sent !== undefined}>
      <OperationForm
        operation="plan_indicator.add"
        hidden={{ plan }}
        returnTo={indicatorPath(plan, ':id')}
        action={words.t('plan_indicator.add')}
        kind="main"
      >
        <IndicatorFields {...room} values={{ hub: hubs.length === 1 ? hubs[0]?.id : '', computed: 'typed' }} />
      </OperationForm>
    </OnDemand>
  )
}

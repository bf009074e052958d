import type { Intervention } from '../intervention/operations.ts'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { Details, Empty } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Items, SectionHead } from '../ui/step.tsx'
import { Written } from '../ui/written.tsx'
import type { EscalationRead, PhaseShown } from './read.operations.ts'
import { phaseFields } from './rules.ts'
import { sayGate } from './say.part.ts'

const { escalation: _of, ...asked } = phaseFields

type Props = { of: EscalationRead; plan: string; edit: boolean; interventions: readonly Intervention[] }

/** The phases in the order in which pressure turns up, each with the gate before it. */
export function Phases({ of, plan, edit, interventions }: Props) {
  const words = useWords()
  const sent = useSent('escalation_phase.add')
  const { phases, escalation } = of
  const used = new Set(phases.map(({ intervention }) => intervention))
  const free = interventions.filter((one) => one.hub === escalation.hub && one.phase !== null && !used.has(one.id))
  const choices = choicesOf(of)
  const canAdd = edit && free.length > 0
  return (
    <section class="stack">
      <SectionHead
        title={words.t('escalation.phases')}
        actions={
          canAdd && phases.length > 0 ? <AddButton kind="outline">{words.t('escalation.phase.add')}</AddButton> : null
        }
      />
      {phases.length === 0 ? (
        <Empty title={words.t('escalation.phases.none')}>{words.t('escalation.phases.explained')}</Empty>
      ) : (
        <Items
          items={phases.map((phase, place) => ({
            key: phase.id,
            body: <PhaseLine phase={phase} place={place} plan={plan} edit={edit} choices={choices} />
          }))}
        />
      )}
      {edit && free.length === 0 && phases.length === 0 ? (
        <p>
          <a href={stepPath(plan, 6, 'chart')}>{words.t('escalation.no-phases.action')}</a>
        </p>
      ) : null}
      {canAdd ? (
        <OnDemand title={words.t('escalation.phase.add')} open={phases.length === 0 || sent !== undefined}>
          <OperationForm
            operation="escalation_phase.add"
            hidden={{ plan, escalation: escalation.id }}
            action={words.t('escalation.phase.add')}
            kind={phases.length === 0 ? 'main' : undefined}
          >
            <DeclaredFields
              record="escalation_phase"
              fields={asked}
              values={phases.length > 0 ? { passes: 'all', after: 'sent' } : {}}
              choices={{
                ...choices,
                intervention: free
                  .toSorted((a, b) => (a.phase ?? 0) - (b.phase ?? 0))
                  .map(({ id, name, phase }) => ({
                    value: id,
                    label: words.t('escalation.phase.option', { phase: phase ?? 0, name })
                  }))
              }}
            />
          </OperationForm>
        </OnDemand>
      ) : null}
    </section>
  )
}

function choicesOf({ people }: EscalationRead) {
  return { asks: people.map(({ id, name }) => ({ value: id, label: name })) }
}

type LineProps = {
  phase: PhaseShown
  place: number
  plan: string
  edit: boolean
  choices: ReturnType<typeof choicesOf>
}

function PhaseLine({ phase, place, plan, edit, choices }: LineProps) {
  const words = useWords()
  const sent = useSent('escalation_phase.change', phase.id)
  const rule = sayGate(words, phase)
  const { escalation: _of, intervention: _one, ...gate } = phaseFields
  const first = { asks: gate.asks }
  return (
    <div class="stack-s" id={phase.id}>
      {place > 0 ? (
        <p class="gate small">
          <strong>{words.t('escalation.gate.before', { number: place })}</strong>{' '}
          {rule || words.t('chart.timeline.gate.unsaid')}
        </p>
      ) : null}
      <h3>
        <a href={`${stepPath(plan, 6, 'chart')}/${phase.intervention}`}>
          <Written>{phase.name}</Written>
        </a>
      </h3>
      <p class="small soft">
        {[
          phase.starts ? words.t('escalation.phase.from', { day: words.date(phase.starts) }) : '',
          phase.ends ? words.t('escalation.phase.to', { day: words.date(phase.ends) }) : '',
          phase.asked ? words.t('escalation.phase.asks', { person: phase.asked }) : ''
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {edit ? (
        <Details summary={words.t('escalation.phase.change')} open={sent !== undefined}>
          <OperationForm
            operation="escalation_phase.change"
            formKey={phase.id}
            hidden={{
              id: phase.id,
              revision: phase.revision,
              escalation: phase.escalation,
              intervention: phase.intervention
            }}
            action={words.t('record.save')}
          >
            <DeclaredFields
              record="escalation_phase"
              fields={place === 0 ? first : gate}
              values={phase}
              choices={choices}
            />
          </OperationForm>
          {phase.count.entered === 0 ? (
            <OperationForm
              operation="escalation_phase.remove"
              formKey={phase.id}
              hidden={{ id: phase.id }}
              action={words.t('escalation.phase.remove')}
              plain
            />
          ) : null}
        </Details>
      ) : null}
    </div>
  )
}

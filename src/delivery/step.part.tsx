import { interventionFields } from '../intervention/rules.ts'
import { askedOfWork, type State, statesWithReason, stepsFrom } from '../intervention/work.rules.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { TextField } from '../ui/field.tsx'
import { Details } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import type { Room } from './room.part.ts'

/** The forms by which work goes on from where it stands, and by which its few facts are said. */

export function StepForms({ intervention, context: { may } }: Room) {
  const { status } = intervention
  const moves = may('work.record') ? stepsFrom(status, 'move') : []
  const decisions = may('plan.decide') ? stepsFrom(status, 'decide') : []
  const steps = [...moves.map((to) => ({ to, verb: 'move' })), ...decisions.map((to) => ({ to, verb: 'decide' }))]
  return (
    <div class="stack-s">
      {steps.map((step) => (
        <StepForm key={step.to} of={intervention} {...step} />
      ))}
    </div>
  )
}

/** One step: a button, or, where somebody must say why, a field that opens. */
function StepForm({ of: { id, revision, status }, to, verb }: { of: Room['intervention']; to: State; verb: string }) {
  const words = useWords()
  const operation = `intervention.${verb}`
  const sent = useSent(operation, to)
  const again = (status === 'done' || status === 'paused') && to === 'under_way'
  const action = words.t(`work.step.${again ? 'again' : to}`)
  const asks = statesWithReason.includes(to)
  const form = (
    <OperationForm
      operation={operation}
      formKey={to}
      hidden={{ id, revision, status: to }}
      action={action}
      kind={to === 'dropped' ? 'stop' : 'outline'}
      slim
      plain
    >
      {asks ? <TextField name="status_reason" label={words.t('intervention.status_reason')} maxLength={500} /> : null}
    </OperationForm>
  )
  return asks ? (
    <Details summary={action} open={sent !== undefined}>
      {form}
    </Details>
  ) : (
    form
  )
}

/** What is expected, and the facts of the kind, in a form that opens. */
export function DescribeForm({ intervention, stakeholders, currency }: Room) {
  const words = useWords()
  const sent = useSent('intervention.describe')
  const names = askedOfWork(intervention.kind)
  const fields = Object.fromEntries(names.map((name) => [name, interventionFields[name]]))
  return (
    <Details summary={words.t('work.describe')} open={sent !== undefined}>
      <OperationForm
        operation="intervention.describe"
        hidden={{ id: intervention.id, revision: intervention.revision }}
        action={words.t('record.save')}
        plain
      >
        <DeclaredFields
          record="intervention"
          fields={fields}
          values={intervention}
          currency={currency}
          choices={{ partner: stakeholders.map(({ id, name }) => ({ value: id, label: name })) }}
        />
      </OperationForm>
    </Details>
  )
}

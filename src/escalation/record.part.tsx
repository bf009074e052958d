import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DateField, TextField } from '../ui/field.tsx'
import { Details } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { recordedKinds } from './event.operations.ts'
import type { EscalationRead } from './read.operations.ts'
import { answers, leavings } from './rules.ts'

/** What is recorded in one line, for one workplace or for many. */

/** The fields of an event: what, when, how it came out, by when. */
export function EventFields({ today, kinds = recordedKinds }: { today: string; kinds?: readonly string[] }) {
  const words = useWords()
  const option = (group: string) => (value: string) => ({ value, label: words.t(`workplace_event.${group}.${value}`) })
  const grouped = (group: string, list: readonly string[]) =>
    list.map((value) => ({ ...option('outcome')(value), group: words.t(`workplace_event.kind.${group}`) }))
  return (
    <>
      <div class="grid-s">
        <SelectField name="kind" label={words.t('workplace_event.kind')} options={kinds.map(option('kind'))} />
        <DateField name="day" label={words.t('workplace_event.day')} value={today} max={today} />
        <SelectField
          name="outcome"
          label={words.t('workplace_event.outcome')}
          options={[
            ...grouped('answered', answers),
            ...grouped('verified', ['compliant', 'not_compliant']),
            ...grouped('left', leavings)
          ]}
          optional
        />
        <DateField name="until" label={words.t('workplace_event.until')} optional />
      </div>
      <TextField name="note" label={words.t('workplace_event.note')} maxLength={1000} optional />
    </>
  )
}

/** Records an event of all workplaces that are in a phase: the letters are out. */
export function RecordMany({ of: { escalation, phases, today } }: { of: EscalationRead }) {
  const words = useWords()
  const sent = useSent('escalation.record-events')
  const filled = phases.filter(({ count }) => count.waiting + count.due > 0)
  if (filled.length === 0) return null
  return (
    <Details summary={words.t('escalation.record.many')} open={sent !== undefined}>
      <OperationForm
        operation="escalation.record-events"
        hidden={{ escalation: escalation.id }}
        action={words.t('escalation.record')}
      >
        <SelectField
          name="phase"
          label={words.t('escalation.record.whom')}
          options={filled.map(({ id, name, count }) => ({
            value: id,
            label: words.t('escalation.record.phase', { n: count.waiting + count.due, phase: name })
          }))}
        />
        <EventFields today={today} />
      </OperationForm>
    </Details>
  )
}

import { sayEntry } from '../plan/history.part.tsx'
import { type Option, SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { Details } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { Items } from '../ui/step.tsx'
import { Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import type { Register, ToldConsultation, ToldPoint } from './operations.ts'
import { consultationPath } from './path.rules.ts'
import { pointFields } from './rules.ts'
import { tagOfOutcome } from './say.part.ts'

type Room = Register & { plan: string; edit: boolean }
type PointProps = { of: ToldPoint; room: Room; versions: readonly Option[] }

/** The points that were raised in a consultation, each with what became of it, and the forms to raise and to answer one. */
export function Points({ of, room, versions }: { of: ToldConsultation; room: Room; versions: readonly Option[] }) {
  const words = useWords()
  return (
    <>
      {of.points.length === 0 ? (
        <p class="soft">{words.t('consultation_point.none')}</p>
      ) : (
        <Items
          items={of.points.map((one) => ({
            key: one.id,
            body: <Point of={one} {...{ room, versions }} />,
            actions: room.edit ? (
              <a href={`/records/consultation_point/${one.id}?from=${consultationPath(room.plan)}`}>
                {words.t('record.change')}
                <span class="vh">{` ${one.text}`}</span>
              </a>
            ) : undefined
          }))}
        />
      )}
      {room.edit ? <AddPoint of={of} room={room} /> : null}
    </>
  )
}

function Point({ of, room, versions }: PointProps) {
  const words = useWords()
  const about = [
    ...room.interventions.filter(({ id }) => id === of.intervention),
    ...room.hubs.filter(({ id }) => id === of.hub)
  ]
  const taken = room.versions.find(({ id }) => id === of.taken_in)
  return (
    <div class="stack-s" id={of.id}>
      <p class="strong">
        <Written>{of.text}</Written>
      </p>
      {about.length > 0 ? (
        <small>{words.t('consultation_point.about', { what: words.list(about.map(({ name }) => name)) })}</small>
      ) : null}
      <p>
        {of.outcome === '' ? (
          <Tag kind="wait">{words.t('consultation_point.unanswered')}</Tag>
        ) : (
          <Tag kind={tagOfOutcome[of.outcome]}>{words.t(`consultation_point.outcome.${of.outcome}`)}</Tag>
        )}{' '}
        <Written>{of.why}</Written>
      </p>
      {taken ? (
        <small>
          <a href={`/plans/${room.plan}/versions/${taken.number}`}>
            {words.t('consultation_point.in-version', { number: taken.number })}
          </a>
        </small>
      ) : null}
      {of.change ? <small>{words.t('consultation_point.by', { what: sayEntry(words, of.change) })}</small> : null}
      {room.edit ? <Answer {...{ of, room, versions }} /> : null}
    </div>
  )
}

function Answer({ of, room, versions }: PointProps) {
  const words = useWords()
  const operation = 'consultation_point.answer'
  const sent = useSent(operation, of.id)
  const { outcome, why, taken_in } = pointFields
  const offered = [
    ...(of.change && !room.offered.some(({ number }) => number === of.entry) ? [of.change] : []),
    ...room.offered
  ]
  return (
    <Details
      summary={words.t(of.outcome === '' ? 'consultation_point.answer' : 'consultation_point.answer.again')}
      open={sent !== undefined}
    >
      <OperationForm
        operation={operation}
        formKey={of.id}
        hidden={{ point: of.id, revision: of.revision }}
        returnTo={consultationPath(room.plan, of.id)}
        action={words.t('consultation_point.answer')}
        kind="main"
      >
        <DeclaredFields
          record="consultation_point"
          fields={{ outcome: { ...outcome, needed: true }, why }}
          values={of}
        />
        <div class="side-by-side">
          <DeclaredFields
            record="consultation_point"
            fields={{ taken_in }}
            values={of}
            choices={{ taken_in: versions }}
          />
          <SelectField
            name="entry"
            label={words.t('consultation_point.entry')}
            value={of.entry === null ? '' : String(of.entry)}
            options={offered.map((entry) => ({
              value: String(entry.number),
              label: `${words.date(entry.at)}: ${sayEntry(words, entry)}`
            }))}
            dir="auto"
            optional
          />
        </div>
      </OperationForm>
    </Details>
  )
}

function AddPoint({ of, room }: { of: ToldConsultation; room: Room }) {
  const words = useWords()
  const sent = useSent('consultation_point.add', of.id)
  const { text, hub, intervention } = pointFields
  const options = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Details summary={words.t('consultation_point.add')} open={sent !== undefined}>
      <OperationForm
        operation="consultation_point.add"
        formKey={of.id}
        hidden={{ plan: room.plan, consultation: of.id }}
        returnTo={consultationPath(room.plan, of.id)}
        action={words.t('consultation_point.add')}
        kind="main"
      >
        <DeclaredFields record="consultation_point" fields={{ text }} />
        <div class="side-by-side">
          <DeclaredFields
            record="consultation_point"
            fields={{ intervention, hub }}
            choices={{ intervention: options(room.interventions), hub: options(room.hubs) }}
          />
        </div>
      </OperationForm>
      <PasteForm
        record="consultation_point"
        hidden={{ plan: room.plan, consultation: of.id }}
        returnTo={consultationPath(room.plan, of.id)}
      />
    </Details>
  )
}

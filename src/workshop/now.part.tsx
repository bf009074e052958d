import { newId } from '../kernel/id.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { NumberField } from '../ui/field.tsx'
import { PostButton } from '../ui/form.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { type Phase, phases, phasesAround, type Timer, type ToldWorkshop, timeLeft } from './rules.ts'

const minute = 60_000

/** What is left on the timer, in words: whole minutes rounded up, so that it never says none while some is left. */
export function sayTime(words: Words, timer: Timer, now: number): string {
  const left = timeLeft(timer, now)
  if (left === null) return ''
  if (left === 0) return words.t('workshop.time.over')
  return words.t('workshop.time.left', { n: Math.ceil(left / minute) })
}

/** An item of the agenda as its reader calls it: a ready title that nobody changed, in the reader's language. */
export function inWords<I extends { title: string; ready: string }>(words: Words, item: I): I {
  return item.ready ? { ...item, title: words.t(item.ready) } : item
}

/** Minutes as hours and minutes, in words. */
export function sayMinutes(words: Words, minutes: number): string {
  return words.t('workshop.agenda.duration', { h: Math.floor(minutes / 60), m: minutes % 60 }).trim()
}

/** The timer as every screen shows it: an island counts it down; without one it says the minutes that were left. */
export function Clock({ timer, big }: { timer: Timer; big?: boolean }) {
  const words = useWords()
  const now = Date.now()
  const said = sayTime(words, timer, now)
  if (said === '') return null
  return (
    <p
      class={big ? 'clock big' : 'clock'}
      data-ends={timer.timer_ends ?? undefined}
      data-left={timer.timer_left ?? undefined}
    >
      {timer.timer_ends === null ? said : <bdi>{said}</bdi>}
      {timer.timer_left === null ? null : <small> {words.t('workshop.time.paused')}</small>}
    </p>
  )
}

/** One button that carries out a write and comes back to the page. */
export function Act({
  operation,
  fields,
  children,
  ...look
}: {
  operation: string
  fields: Record<string, string>
  children: string
  kind?: 'main' | 'outline' | 'plain' | 'stop'
  slim?: boolean
}) {
  return (
    <PostButton action={`/do/${operation}`} fields={{ ...fields, _id: newId() }} {...look}>
      {children}
    </PostButton>
  )
}

/** The phases in their order, each a button; the one under way is marked. */
export function Phases({ workshop: { id, phase } }: { workshop: ToldWorkshop }) {
  const words = useWords()
  return (
    <ol class="phases">
      {phases.map((one, index) => (
        <li key={one} class={phases.indexOf(phase as Phase) > index ? 'past' : undefined}>
          {one === phase ? (
            <strong aria-current="step">{words.t(`workshop.phase.${one}`)}</strong>
          ) : (
            <Act operation="workshop.set-phase" fields={{ workshop: id, phase: one }} kind="plain" slim>
              {words.t(`workshop.phase.${one}`)}
            </Act>
          )}
        </li>
      ))}
    </ol>
  )
}

/** The one thing to do next in an exercise: turn to the next phase. */
export function NextPhase({ workshop: { id, phase } }: { workshop: ToldWorkshop }) {
  const words = useWords()
  const { after } = phasesAround(phase)
  if (!after) return null
  return (
    <Act operation="workshop.set-phase" fields={{ workshop: id, phase: after }} kind="main">
      {words.t(`workshop.phase.${after}.begin`)}
    </Act>
  )
}

/** The timer's own line: start with so many minutes, five more, pause, stop. */
export function TimerControls({ workshop, minutes }: { workshop: ToldWorkshop; minutes: number }) {
  const words = useWords()
  const left = timeLeft(workshop, Date.now())
  const running = left !== null
  // Once the time is over there is nothing to pause.
  const over = left === 0
  const turn = (act: string, more: Record<string, string> = {}) => ({ workshop: workshop.id, act, ...more })
  if (!running)
    return (
      <OperationForm
        operation="workshop.turn-timer"
        hidden={{ workshop: workshop.id, act: 'start' }}
        action={words.t('workshop.time.start')}
        slim
        plain
        class="row end"
      >
        <NumberField name="minutes" label={words.t('workshop.time.minutes')} value={String(minutes)} whole />
      </OperationForm>
    )
  return (
    <div class="row">
      <Clock timer={workshop} />
      <Act operation="workshop.turn-timer" fields={turn('extend', { minutes: '5' })} slim>
        {words.t('workshop.time.extend', { n: 5 })}
      </Act>
      {over ? null : (
        <Act operation="workshop.turn-timer" fields={turn(workshop.timer_left === null ? 'pause' : 'go-on')} slim>
          {words.t(workshop.timer_left === null ? 'workshop.time.pause' : 'workshop.time.go-on')}
        </Act>
      )}
      <Act operation="workshop.turn-timer" fields={turn('stop')} slim kind="plain">
        {words.t('workshop.time.stop')}
      </Act>
    </div>
  )
}

/** Switches that hold for the whole room: who may change anything, and whose screen follows. */
export function Switches({ workshop: { id, locked, follow } }: { workshop: ToldWorkshop }) {
  const words = useWords()
  const steer = (next: { locked: boolean; follow: boolean }) => ({
    workshop: id,
    locked: next.locked ? 'yes' : '',
    follow: next.follow ? 'yes' : ''
  })
  return (
    <div class="row">
      <Act
        operation="workshop.steer"
        fields={steer({ locked: !locked, follow })}
        slim
        kind={locked ? 'stop' : 'outline'}
      >
        {words.t(locked ? 'workshop.unlock' : 'workshop.lock')}
      </Act>
      <Act operation="workshop.steer" fields={steer({ locked, follow: !follow })} slim>
        {words.t(follow ? 'workshop.follow.end' : 'workshop.follow.begin')}
      </Act>
    </div>
  )
}

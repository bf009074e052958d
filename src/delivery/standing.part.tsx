import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Tag, type TagKind } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import type { ShownIndicator } from './indicator.operations.ts'
import { intervalOf, type Verdict, type Wave } from './indicator.rules.ts'

/** Where an indicator stands, in words and with the reason. */

/** A value with its unit; a share as the language writes it. */
export function sayWorth(words: Words, value: number, unit: string): string {
  if (unit === '%') return words.share(value / 100)
  const told = words.number(value, Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 1)
  return unit === '' ? told : words.direction === 'rtl' ? `\u2068${told}\u00a0${unit}\u2069` : `${told}\u00a0${unit}`
}

/** Why an indicator stands where it does, as a sentence. */
export function sayReason(words: Words, { standing, unit, goal, goal_on }: ShownIndicator): string {
  const { baseline, latest, asked, reason } = standing
  const say = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : sayWorth(words, value, unit)
  return words.t(`standing.${reason}`, {
    value: say(latest?.value),
    asked: say(asked),
    from: say(baseline?.value),
    day: latest ? words.date(latest.day) : '–',
    goal: say(goal),
    goalDay: words.date(goal_on),
    n: latest?.of ?? 0
  })
}

/** The change since the baseline: percentage points with their interval, and how much that is of the baseline; '' of no shares. */
export function sayChange(words: Words, { standing }: ShownIndicator): string {
  const { change, reason } = standing
  if (!change || reason === 'complaints' || reason === 'methods' || reason === 'small') return ''
  const points = (share: number) => words.number(Math.round(100 * share) || 0, 0)
  const told = { points: points(change.points), low: points(change.low), high: points(change.high) }
  return change.relative === undefined
    ? words.t('standing.change', told)
    : words.t('standing.change.relative', { ...told, relative: words.share(Math.abs(change.relative)) })
}

const tagOf: Record<Verdict, TagKind> = {
  reached: 'ok',
  on_track: 'recorded',
  behind: 'wait',
  off_track: 'breach',
  cannot_tell: 'unknown'
}

export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const words = useWords()
  return <Tag kind={tagOf[verdict]}>{words.t(`standing.verdict.${verdict}`)}</Tag>
}

/** A wave as it is printed: its value, and of a share its cases and interval. */
export function WaveTold({ of: wave, unit }: { of: Wave & { value: number | null }; unit: string }) {
  const words = useWords()
  const interval = intervalOf(wave)
  const share = wave.count !== null && wave.of ? (100 * wave.count) / wave.of : 0
  const value = wave.value ?? share
  return (
    <span>
      <bdi>{sayWorth(words, value, unit)}</bdi>
      {interval && wave.of ? (
        <small>
          {words.t('standing.ground', {
            count: wave.count ?? 0,
            of: wave.of,
            low: words.share(interval.low / 100),
            high: words.share(interval.high / 100)
          })}
        </small>
      ) : null}
    </span>
  )
}

/** The verdict as a mark, and below it why. */
export function StandingTold({ of }: { of: ShownIndicator }) {
  const words = useWords()
  const change = sayChange(words, of)
  return (
    <>
      <VerdictTag verdict={of.standing.verdict} />
      <small>
        <Written>{sayReason(words, of)}</Written>
      </small>
      {change ? <small>{change}</small> : null}
    </>
  )
}

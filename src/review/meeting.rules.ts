import { date, number, reference, text } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'

export const meetingFields = {
  day: date({ needed: true }),
  present: text(1000, { long: true }),
  next_day: date()
} as const

export const findingFields = {
  meeting: reference('review_meeting', { needed: true }),
  finding: text(1000, { long: true, needed: true }),
  decision: text(1000, { long: true })
} as const

/** An entry of the log that a finding is the reason of. */
export const changeFields = {
  finding: reference('review_finding', { needed: true }),
  entry: number({ whole: true, min: 1, needed: true })
} as const

export function checkMeeting({ day, next_day }: { day: string; next_day: string | null }): FieldProblem[] {
  return next_day !== null && next_day <= day ? [{ field: 'next_day', code: 'next-meeting-before' }] : []
}

/** The day of the meeting before this one, from which on its changes count; undefined where it is the first. */
export function dayBefore(days: readonly string[], day: string): string | undefined {
  return days
    .filter((other) => other < day)
    .toSorted()
    .at(-1)
}

/** Which links are to be made and which to go, so that exactly the wanted entries are linked. */
export function relink(present: readonly number[], wanted: readonly number[]): { made: number[]; gone: number[] } {
  return {
    made: [...new Set(wanted)].filter((one) => !present.includes(one)),
    gone: present.filter((one) => !wanted.includes(one))
  }
}

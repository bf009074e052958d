import { workPath } from '../delivery/path.rules.ts'
import type { CalendarDay } from './ical.rules.ts'
import { type Gate, listGates } from './rules.ts'
import type { Intervention } from './whole.rules.ts'

/** What of a plan has a day: work that begins or is to be done, gates, ends of the right of reply, and values that are due. */

export type DayKind = 'begins' | 'ends' | 'reply' | 'gate' | 'value'
/** `name` is of an intervention or an indicator; of a gate, its number. Workplaces have no part in it. */
export type PlanDay = { kind: DayKind; uid: string; day: string; name: string; path: string; phase: number }

export function listDays(of: {
  plan: string
  interventions: readonly Intervention[]
  indicators: readonly { id: string; name: string; intervention: string | null; due: string | null }[]
  /** Whose, as the chart names them; '' for everybody. */
  owner: string
}): PlanDay[] {
  const { plan, owner } = of
  const own = of.interventions.filter((one) => one.status !== 'dropped' && (owner === '' || one.owner === owner))
  const isOwn = (id: string | null) => owner === '' || own.some((one) => one.id === id)
  const work = (one: Intervention, kind: DayKind, day: string | null): PlanDay[] =>
    day === null
      ? []
      : [{ kind, uid: `${one.id}-${kind}`, day, name: one.name, path: workPath(plan, one.id), phase: 0 }]
  const gates = listGates(of.interventions).filter(({ after }: Gate) => after.interventions.some(({ id }) => isOwn(id)))
  return [
    ...own.flatMap((one) => [
      ...work(one, 'begins', one.starts),
      ...(one.status === 'done' ? [] : work(one, 'ends', one.ends)),
      ...work(one, 'reply', one.reply_until)
    ]),
    ...gates.map(({ number, date, after }) => ({
      ...{ kind: 'gate' as const, uid: `${plan}-gate-${after.number}`, day: date, name: String(number) },
      ...{ path: `/plans/${plan}/6/timeline`, phase: after.number ?? 0 }
    })),
    ...of.indicators.flatMap(({ id, name, intervention, due }) =>
      due !== null && isOwn(intervention)
        ? [
            {
              kind: 'value' as const,
              uid: `${id}-value`,
              day: due,
              name,
              path: `/plans/${plan}/6/indicators/${id}`,
              phase: 0
            }
          ]
        : []
    )
  ].toSorted((a, b) => a.day.localeCompare(b.day, 'en') || a.uid.localeCompare(b.uid, 'en'))
}

/** The days as events of a calendar, by sentences of `say`; `origin` is where the portal is reached. */
export function eventsOf(
  days: readonly PlanDay[],
  origin: string,
  say: (key: string, values: Record<string, string | number>) => string
): CalendarDay[] {
  return days.map(({ kind, uid, day, name, path, phase }) => ({
    ...{ uid, day, url: `${origin}${path}`, note: '' },
    title: say(`feed.day.${kind}`, { name, phase })
  }))
}

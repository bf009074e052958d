import { z } from 'zod'
import { findEvent, type LoggedEntry, listLatestEvents } from '../kernel/event.ts'
import { reference, texts } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type AnyOperation, read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import {
  deleteRow,
  getRecord,
  insertRow,
  listRecords,
  recordKind,
  recordOperations,
  type Stored
} from '../kernel/record.ts'
import { type ToldEntry, tell } from '../plan/history.operations.ts'
import { changedPlan } from '../plan/history.rules.ts'
import { plan as planKind } from '../plan/operations.ts'
import { changeFields, checkMeeting, dayBefore, findingFields, meetingFields, relink } from './meeting.rules.ts'
import { meetingPath } from './path.rules.ts'

/** Meetings at which a plan is reviewed: what was found, what was decided, and what was changed for that reason. */

export const meeting = recordKind({
  name: 'review_meeting',
  fields: meetingFields,
  title: 'day',
  within: 'plan',
  may: 'plan.edit',
  page: (row) => meetingPath(row.plan_id ?? '', row.id ? String(row.id) : undefined),
  check: checkMeeting
})
export const meetings = recordOperations(meeting)

export const finding = recordKind({
  name: 'review_finding',
  fields: findingFields,
  title: 'finding',
  within: 'plan',
  may: 'plan.edit',
  page: (row) => meetingPath(row.plan_id ?? '')
})
export const findings = recordOperations(finding)

export const reviewChange = recordKind({
  name: 'review_change',
  fields: changeFields,
  title: ['finding', 'entry'],
  within: 'plan',
  may: 'plan.edit',
  crossing: true,
  page: (row) => meetingPath(row.plan_id ?? '')
})

/** How many of the latest changes of the plan one chooses from, and among how many entries of the log these are looked for. */
const [offered, searched] = [100, 1000]

/** Says which changes of the plan a finding is the reason of: these entries of the log, and no others. */
export const explain = write({
  name: 'review_finding.explain',
  input: { finding: reference('review_finding', { needed: true }), entries: texts(20) },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  async run({ tx, note, about }, { finding: id, entries }) {
    const of = await getRecord(tx, finding, id)
    const all = await listRecords(tx, reviewChange, of.plan_id ?? '')
    const present = all.filter((one) => one.finding === id)
    const wanted = entries.map(Number)
    for (const number of wanted) {
      const found = Number.isInteger(number) ? await findEvent(tx, number) : undefined
      if (!found || found.plan !== of.plan_id)
        throw new Problem('input-not-valid', { count: 1 }, [{ field: 'entries', code: 'references' }])
    }
    const { made, gone } = relink(
      present.map(({ entry }) => entry),
      wanted
    )
    for (const entry of made)
      note(
        'review_change',
        null,
        await insertRow(tx, reviewChange, { finding: id, entry, id: newId(), plan_id: of.plan_id })
      )
    for (const row of present.filter(({ entry }) => gone.includes(entry))) {
      await deleteRow(tx, reviewChange, row.id)
      note('review_change', row, null)
    }
    about({ plan: of.plan_id })
    return { id }
  }
})

export type ToldFinding = Stored<typeof findingFields> & { entries: ToldEntry[] }
export type ToldMeeting = Stored<typeof meetingFields> & { findings: ToldFinding[]; offered: ToldEntry[] }
const Rows = <T>() => z.array(z.custom<T>((value) => typeof value === 'object'))

/** The review meetings of a plan, newest first, each with its findings and the changes from which one chooses. */
export const readMeetings = read({
  name: 'review_meeting.read-all',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({ meetings: Rows<ToldMeeting>() }),
  may: 'plan.read',
  async run({ database, portal, may }, { plan }) {
    await getRecord(database, planKind, plan)
    const all = await listRecords(database, meeting, plan)
    const found = await listRecords(database, finding, plan)
    const links = await listRecords(database, reviewChange, plan)
    const latest = (await listLatestEvents(database, plan, undefined, searched))
      .filter((entry) => changedPlan(entry, undefined))
      .slice(0, offered)
    const known = new Map(latest.map((entry) => [entry.number, entry]))
    for (const { entry } of links)
      if (!known.has(entry)) {
        const older = await findEvent(database, entry)
        if (older) known.set(entry, older)
      }
    const told = new Map(
      (await tell(database, portal.kinds, [...known.values()], may)).map((entry) => [entry.number, entry])
    )
    const say = (entries: readonly LoggedEntry[]) => entries.flatMap(({ number }) => told.get(number) ?? [])
    const days = all.map(({ day }) => day)
    const meetings = all.map((one): ToldMeeting => {
      const own = found.filter((each) => each.meeting === one.id)
      const linked = (id: string) =>
        links.filter((each) => each.finding === id).flatMap(({ entry }) => known.get(entry) ?? [])
      return {
        ...one,
        findings: own.map((each) => ({ ...each, entries: say(linked(each.id)) })),
        offered: say(latest.filter((entry) => changedPlan(entry, dayBefore(days, one.day))))
      }
    })
    return { meetings: meetings.toSorted((a, b) => b.day.localeCompare(a.day, 'en') || b.id.localeCompare(a.id, 'en')) }
  }
})

export const meetingOperations: readonly AnyOperation[] = [explain, readMeetings]

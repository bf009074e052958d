import { sql } from 'kysely'
import type { Reader } from '../kernel/database.ts'
import type { Entry, Row } from '../kernel/event.ts'
import type { Turn } from './course.rules.ts'
import { toldWorkshop } from './rules.ts'

type Found = { number: number; text: string }
type Logged = Entry & { number: number }

const read = ({ number, text }: Found): Logged => ({ ...(JSON.parse(text) as Entry), number: Number(number) })

/** The workshop's row after each entry of the log that changed it, oldest first. */
export async function listTurns(database: Reader, workshop: string): Promise<Turn[]> {
  const { rows } = await sql<Found>`select number, text from event
    where inspectorate_id = current_inspectorate() and (operation like 'workshop.%' or operation = 'log.undo')
      and position(${workshop} in text) > 0
    order by number`.execute(database)
  return rows.map(read).flatMap(({ number, at, changes }) => {
    const row = changes.find(({ record, id }) => record === 'workshop' && id === workshop)?.after as Row | undefined
    if (!row) return []
    const { item, board, phase, status } = toldWorkshop(row)
    return [{ number, at, item, board, phase, closed: status === 'closed' }]
  })
}

/** What of the workshop was taken into the plan: by the id of its note, when last, and in which entry of the log. */
export async function listDecisions(
  database: Reader,
  of: { workshop: string; plan: string }
): Promise<Map<string, { at: string; number: number }>> {
  const { rows } = await sql<Found>`select number, text from event
    where inspectorate_id = current_inspectorate() and plan_id = ${of.plan}::uuid
      and operation in ('board.decide', 'board.decide-many') and position(${of.workshop} in text) > 0
    order by number`.execute(database)
  return new Map(
    rows
      .map(read)
      .flatMap(({ number, at, changes }) =>
        changes.flatMap(({ record, id, after }): [string, { at: string; number: number }][] =>
          record === 'note' && after?.workshop === of.workshop && after.state === 'decided'
            ? [[id, { at, number }]]
            : []
        )
      )
  )
}

/**
 * The entries of the log that concern a workshop: what was done in it, and to the plan's records of one kind, since it was made.
 * Oldest first.
 */
export async function listEntries(
  database: Reader,
  of: { workshop: string; plan: string; kind: string | null }
): Promise<Logged[]> {
  const ofKind = of.kind
    ? sql`or ((plan_id = ${of.plan}::uuid or plan_id is null) and position(${`"record":"${of.kind}"`} in text) > 0)`
    : sql``
  const { rows } = await sql<Found>`select number, text from event
    where inspectorate_id = current_inspectorate()
      and number >= (select min(number) from event where inspectorate_id = current_inspectorate()
        and operation = 'workshop.add' and operation like 'workshop.%' and position(${of.workshop} in text) > 0)
      and (position(${of.workshop} in text) > 0 ${ofKind})
    order by number`.execute(database)
  return rows.map(read)
}

import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Ability, type Actor, can, demand } from './access.ts'
import { withhold } from './confidential.ts'
import type { Database, Reader, Transaction } from './database.ts'
import { type Announcer, appendEvent, type Change, type Entry, type Row } from './event.ts'
import type { Fields, SentFile, Values } from './field.ts'
import { newId } from './id.ts'
import { Problem } from './problem.ts'
import { readInput } from './schema.ts'

/** What the portal lends to operations beside the database. A subject that lends something adds it by merging. */
export interface Portal {
  /** The data folder. */
  folder: string
}

type Common = { actor: Actor; inspectorate: string; now: Date; portal: Portal; may(ability: Ability): boolean }
export type ReadScope = Common & { database: Reader }
export type WriteScope = Common & {
  tx: Transaction
  /** Id of this carrying-out, made by the client: sent twice, it happens once. */
  id: string
  /** Notes in the log what was done to a record. Every write notes its changes. */
  note(record: string, before: Row | null, after: Row | null): void
  /** Names the plan that is touched, and says in the log what else is worth keeping. */
  about(what: { plan?: string | null; data?: Record<string, unknown> }): void
  /** Carried out after the commit, never if the operation fails. */
  afterwards(work: () => void): void
}

type Declared<F extends Fields, O> = {
  /** `<subject>.<verb>`: its address under /api and /do, its key in words, its name in the log. */
  name: string
  input: F
  output: z.ZodType<O>
  may: Ability
}
export type ReadOperation<F extends Fields = Fields, O = unknown> = Declared<F, O> & {
  kind: 'read'
  run(scope: ReadScope, input: Values<F>): Promise<O>
}
export type WriteOperation<F extends Fields = Fields, O = unknown> = Declared<F, O> & {
  kind: 'write'
  /** Work that needs no transaction and would hold it up, such as reading a file; `run` finds its result in the scope. */
  prepare?(scope: ReadScope, input: Values<F>): Promise<unknown>
  run(scope: WriteScope & { prepared: unknown }, input: Values<F>): Promise<O>
}
export type Operation<F extends Fields = Fields, O = unknown> = ReadOperation<F, O> | WriteOperation<F, O>
/** An operation of any input and output, as lists and doors hold it. */
export type AnyOperation = Operation

/** Declares a question. Its JSON endpoint, its OpenAPI entry and its permission check follow. */
export function read<const F extends Fields, O>(declared: Omit<ReadOperation<F, O>, 'kind'>): ReadOperation<F, O> {
  return { ...declared, kind: 'read' }
}

/** Declares a write. Its form, JSON endpoint, OpenAPI entry, permission check, log entry and live event follow. */
export function write<const F extends Fields, O, P = undefined>(
  declared: Declared<F, O> & {
    prepare?(scope: ReadScope, input: Values<F>): Promise<P>
    run(scope: WriteScope & { prepared: P }, input: Values<F>): Promise<O>
  }
): WriteOperation<F, O> {
  return { ...declared, kind: 'write' } as WriteOperation<F, O>
}

/** What `perform` answers for a write: the result, and the number of its entry in the log (for undo). */
export type Done<O> = { result: O; event: number; repeated: boolean }

export type Performer = ReturnType<typeof makePerformer>

/** The only way to carry out an operation: validate → abilities → transaction → run → log → commit → announce. */
export function makePerformer(means: { database: Database; announcer: Announcer; portal: Portal; clock?: () => Date }) {
  const { database, announcer, portal, clock = () => new Date() } = means

  function common(actor: Actor): Common {
    return { actor, inspectorate: actor.inspectorate, now: clock(), portal, may: (ability) => can(actor, ability) }
  }

  async function ask<F extends Fields, O>(
    operation: ReadOperation<F, O>,
    actor: Actor | undefined,
    sent: unknown
  ): Promise<O> {
    demand(actor, operation.may)
    const input = readInput(operation.input, sent) as Values<F>
    const scope = common(actor)
    const answer = await operation.run({ ...scope, database: database.reader(actor.inspectorate) }, input)
    return withhold(answer, portal.kinds, scope.may)
  }

  async function carryOut<F extends Fields, O>(
    operation: WriteOperation<F, O>,
    actor: Actor | undefined,
    sent: unknown,
    id = newId()
  ): Promise<Done<O>> {
    demand(actor, operation.may)
    const input = readInput(operation.input, sent) as Values<F>
    const inputHash = createHash('sha256')
      .update(JSON.stringify([operation.name, actor.person, input], withoutPlace))
      .digest('hex')
    const prepared = await operation.prepare?.(
      { ...common(actor), database: database.reader(actor.inspectorate) },
      input
    )
    const afterwards: (() => void)[] = []
    let logged: (Entry & { number: number }) | undefined
    const done = await database.write({ inspectorate: actor.inspectorate, operation: operation.name }, async (tx) => {
      const earlier = await claim(tx, actor, operation.name, id, inputHash)
      if (earlier) return { ...(JSON.parse(earlier) as { result: O; event: number }), repeated: true }
      const changes: Change[] = []
      const about: { plan?: string | null; data?: Record<string, unknown> } = {}
      const scope = common(actor)
      const result = await operation.run(
        {
          ...scope,
          tx,
          id,
          prepared,
          note: (record, before, after) => changes.push({ record, id: (after ?? before)?.id ?? '', before, after }),
          about: (what) => Object.assign(about, what),
          afterwards: (work) => afterwards.push(work)
        },
        input
      )
      const entry: Entry = {
        id,
        operation: operation.name,
        person: actor.person,
        plan: about.plan ?? null,
        at: scope.now.toISOString(),
        changes,
        ...(actor.workshop ? { guest: actor.name } : {}),
        ...(about.data ? { data: about.data } : {})
      }
      const event = await appendEvent(tx, actor.inspectorate, entry)
      await sql`update operation_done set answer = ${JSON.stringify({ result, event })}
        where inspectorate_id = ${actor.inspectorate}::uuid and id = ${id}::uuid`.execute(tx)
      logged = { ...entry, number: event }
      return { result, event, repeated: false }
    })
    if (logged) announcer.announce(actor.inspectorate, logged)
    for (const work of afterwards) work()
    return done
  }

  return { ask, carryOut }
}

/** A file that is sent again lies elsewhere on this machine, and is the same by its name and size. */
function withoutPlace(_name: string, value: unknown): unknown {
  const sent = value as Partial<SentFile> | null
  return sent?.path && sent.bytes !== undefined ? { name: sent.name, bytes: sent.bytes } : value
}

/** Takes the client's id for this carrying-out, or finds what was answered when it was first sent. */
async function claim(
  tx: Transaction,
  actor: Actor,
  operation: string,
  id: string,
  inputHash: string
): Promise<string | undefined> {
  const taken = await sql`insert into operation_done (inspectorate_id, id, operation, person_id, input_hash, answer)
    values (${actor.inspectorate}::uuid, ${id}::uuid, ${operation}, ${actor.person}::uuid, ${inputHash}, '')
    on conflict do nothing returning id`.execute(tx)
  if (taken.rows.length > 0) return undefined
  const { rows } = await sql<{ input_hash: string; answer: string }>`select input_hash, answer from operation_done
    where inspectorate_id = ${actor.inspectorate}::uuid and id = ${id}::uuid`.execute(tx)
  if (rows[0]?.input_hash !== inputHash) throw new Problem('operation-id-reused')
  return rows[0].answer
}

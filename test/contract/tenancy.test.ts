import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/access.ts'
import type { Connection } from '../../src/kernel/connection.ts'
import { kinds, operations, pages } from '../../src/subjects.ts'
import { type Browser, openTestPortal, type TestPortal } from '../test-portal.ts'
import { attempt, insertStatement, readCatalogue, sampleRow, type Table } from './catalogue.ts'
import { addNeighbour } from './neighbour.ts'

/** Tables that are not the inspectorates', with why. */
const ofThePortal = new Map([['migration', 'which migrations were carried out']])
const refused = '42501'

let portal: TestPortal
let tables: Table[]
let neighbour: { actor: Actor; browser: Browser }

beforeAll(async () => {
  portal = await openTestPortal()
  neighbour = await addNeighbour(portal)
  tables = (await readCatalogue(portal.database)).filter(({ name }) => !ofThePortal.has(name))
  for (const { inspectorate } of [portal.actors.planner, neighbour.actor]) {
    await portal.database.write({ inspectorate, operation: 'test' }, async (tx) => {
      // As places to rehearse they may hold a row of every table.
      await tx.executeQuery(CompiledQuery.raw('update inspectorate set practice = true'))
      for (const table of tables) {
        const [text, values] = insertStatement(table, sampleRow(table, inspectorate))
        await tx.executeQuery(CompiledQuery.raw(`${text} on conflict do nothing`, values))
      }
    })
  }
})
afterAll(() => portal.close())

/** Within a transaction that leaves nothing behind, as a role of the database for an inspectorate. */
function speaking<T>(
  role: string,
  inspectorate: string,
  operation: string,
  work: (connection: Connection) => Promise<T>
): Promise<T> {
  return portal.database.asOwner(async (connection) => {
    await connection.run('begin')
    try {
      await connection.query(
        `select set_config('role', $1, true), set_config('plumbline.inspectorate', $2, true), set_config('plumbline.operation', $3, true)`,
        [role, inspectorate, operation]
      )
      return await work(connection)
    } finally {
      await connection.run('rollback')
    }
  })
}

/** A column that may be set to itself. */
const anyColumn = ({ columns }: Table) => columns.at(-1)?.name ?? ''

describe('an inspectorate and its neighbour', () => {
  test('share no table without row-level security, which holds for the owner of the tables too', () => {
    expect(tables.filter(({ secured }) => !secured).map(({ name }) => name)).toEqual([])
    expect(tables.filter(({ columns }) => columns[0]?.name !== 'inspectorate_id').map(({ name }) => name)).toEqual([])
    expect(tables.length).toBeGreaterThan(15)
  })

  test('each see their own rows of every table and none of the other', async () => {
    const own = portal.actors.planner.inspectorate
    const other = neighbour.actor.inspectorate
    for (const role of ['plumbline_reader', 'plumbline_writer']) {
      await speaking(role, own, 'test', async (connection) => {
        for (const { name } of tables) {
          expect(
            await attempt(connection, `select 1 from ${name} where inspectorate_id = $1`, [own]),
            `${role} own ${name}`
          ).toBeGreaterThan(0)
          expect(
            await attempt(connection, `select 1 from ${name} where inspectorate_id <> $1`, [own]),
            `${role} other ${name}`
          ).toBe(0)
          expect(
            await attempt(connection, `select 1 from ${name} where inspectorate_id = $1`, [other]),
            `${role} other ${name}`
          ).toBe(0)
        }
      })
    }
  })

  test('see nothing at all while nobody has said for whom', async () => {
    await speaking('plumbline_reader', '', 'test', async (connection) => {
      for (const { name } of tables) expect(await attempt(connection, `select 1 from ${name}`), name).toBe(0)
    })
  })

  test('cannot add to, change or remove a row of the other, nor give a row away', async () => {
    const own = portal.actors.planner.inspectorate
    const other = neighbour.actor.inspectorate
    await speaking('plumbline_writer', own, 'test', async (connection) => {
      for (const table of tables) {
        const { name } = table
        const column = anyColumn(table)
        const untouched = [0, refused]
        expect(await attempt(connection, ...insertStatement(table, sampleRow(table, other))), `insert ${name}`).toBe(
          refused
        )
        expect(untouched, `update ${name}`).toContain(
          await attempt(connection, `update ${name} set "${column}" = "${column}" where inspectorate_id = $1`, [other])
        )
        expect(await attempt(connection, `update ${name} set inspectorate_id = $1`, [other]), `give ${name} away`).toBe(
          refused
        )
        expect(untouched, `delete ${name}`).toContain(
          await attempt(connection, `delete from ${name} where inspectorate_id = $1`, [other])
        )
        expect(await attempt(connection, `truncate ${name} cascade`), `truncate ${name}`).toBe(refused)
      }
    })
  })

  test('are written only by an operation: neither the reader, nor the owner, nor the writer without an operation can', async () => {
    const own = portal.actors.planner.inspectorate
    for (const [role, operation] of [
      ['plumbline_reader', 'test'],
      ['none', 'test'],
      ['plumbline_writer', '']
    ] as const) {
      await speaking(role, own, operation, async (connection) => {
        for (const table of tables) {
          const { name } = table
          const column = anyColumn(table)
          const tries = [
            await attempt(connection, ...insertStatement(table, sampleRow(table, own))),
            await attempt(connection, `update ${name} set "${column}" = "${column}"`),
            await attempt(connection, `delete from ${name}`),
            await attempt(connection, `truncate ${name} cascade`)
          ]
          expect(tries, `${role} '${operation}' ${name}`).toEqual([refused, refused, refused, refused])
        }
      })
    }
  })

  test('neither reach the passwords nor the queues, and the sign-in and the queues do not reach the inspectorates', async () => {
    const leaks = await portal.database.asOwner(async (connection) => {
      const { rows } = await connection.query(`
        select r.rolname, c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace,
          pg_roles r, unnest(array['select', 'insert', 'update', 'delete', 'truncate']) as verb
        where c.relkind in ('r', 'p') and has_table_privilege(r.oid, c.oid, verb) and has_schema_privilege(r.oid, n.oid, 'usage') and (
          (n.nspname in ('auth', 'pgboss') and r.rolname in ('plumbline_reader', 'plumbline_writer', 'plumbline_steward'))
          or (n.nspname = 'public' and r.rolname in ('plumbline_auth', 'plumbline_jobs'))
          or (n.nspname = 'public' and r.rolname = 'plumbline_steward' and (c.relname <> 'inspectorate' or verb <> 'select')))`)
      return rows
    })
    expect(leaks).toEqual([])
  })

  test('have no role of the database that may pass by row-level security', async () => {
    const mighty = await portal.database.asOwner((connection) =>
      connection.query(
        `select rolname from pg_roles where rolname like 'plumbline\\_%' and (rolsuper or rolbypassrls or rolcanlogin)`
      )
    )
    expect(mighty.rows).toEqual([])
  })
})

describe('over HTTP, a neighbour', () => {
  const id = () => portal.actors.planner.inspectorate // every sample row bears this id

  test('finds no record of any kind', async () => {
    const open: string[] = []
    for (const { name, within } of kinds) {
      const read = await neighbour.browser.get(`/api/record.read?record=${name}&id=${id()}`)
      if (read.status !== 404) open.push(`read ${name}: ${read.status}`)
      const list = await neighbour.browser.get(
        `/api/record.list?record=${name}${within === 'plan' ? `&plan=${id()}` : ''}`
      )
      const text = list.status === 404 ? '' : await list.text()
      if (text.includes(id())) open.push(`list ${name}: ${list.status}`)
    }
    expect(open).toEqual([])
  })

  test('opens no page of a plan, a data set or a record', async () => {
    const open: string[] = []
    for (const { path, may } of pages) {
      if (!path.includes('/:') || may === 'anyone') continue
      const kind = path.startsWith('/records/') ? 'influence' : '3'
      const address = path.replaceAll(/:(\w+)/g, (_, name: string) =>
        /^(plan|id|upload|data_?set|version|hub|set)/i.test(name) ? id() : kind
      )
      const answer = await neighbour.browser.get(address)
      if (answer.status < 400) open.push(`${address}: ${answer.status} ${answer.headers.get('location') ?? ''}`)
    }
    expect(open).toEqual([])
  })

  test('carries out no operation on what is not theirs', async () => {
    const done: string[] = []
    for (const operation of operations) {
      const { name, input } = operation
      const needed = Object.entries(input).filter(
        ([, field]) => field.type === 'reference' && 'needed' in field && field.needed
      )
      if (needed.length === 0) continue
      const sent = Object.fromEntries([
        ...needed.map(([field]) => [field, id()]),
        ...('revision' in input ? [['revision', 1]] : [])
      ])
      const outcome =
        operation.kind === 'read'
          ? await portal.performer.ask(operation, neighbour.actor, sent).catch(() => undefined)
          : await portal.performer.carryOut(operation, neighbour.actor, sent).catch(() => undefined)
      if (JSON.stringify(outcome ?? '').includes(id())) done.push(name)
    }
    expect(done).toEqual([])
  })
})

import { type DatabaseConnection, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import { startThread } from './thread.ts'

export type Answer = { rows: Record<string, unknown>[]; affected: number }

/**
 * One connection to the database, whichever it is. `context` says as whom and for which inspectorate it speaks at
 * present, so that a reader pays for changing it only when it differs.
 */
export type Connection = {
  context: string
  kysely: Kysely<unknown>
  query(sql: string, parameters?: readonly unknown[]): Promise<Answer>
  /** Several statements without parameters in one message; answers the rows of all of them. */
  run(sql: string): Promise<Answer['rows']>
}

/** Where connections come from. The embedded database has one: who holds it, holds up everybody. */
export type Source = {
  kind: 'pglite' | 'postgres'
  acquire(): Promise<Connection>
  release(connection: Connection, broken?: boolean): void
  close(): Promise<void>
  /** Writes the whole embedded database as one file, from which another can start. */
  dump?(file: string): Promise<void>
}

/** Kysely over connections that somebody else acquires and gives back. */
export function kyselyOver(
  acquire: () => Promise<Connection>,
  release: (connection: Connection) => void
): Kysely<unknown> {
  const held = new WeakMap<DatabaseConnection, Connection>()
  const plain = async (connection: DatabaseConnection, sql: string) => void (await held.get(connection)?.run(sql))
  return new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => ({
        init: async () => undefined,
        destroy: async () => undefined,
        async acquireConnection() {
          const connection = await acquire()
          const wrapped: DatabaseConnection = {
            async executeQuery<R>(compiled: { sql: string; parameters: readonly unknown[] }) {
              const { rows, affected } = await connection.query(compiled.sql, compiled.parameters)
              return { rows: rows as R[], numAffectedRows: BigInt(affected) }
            },
            streamQuery() {
              throw new Error('rows are read whole here; what is large lies in the evidence')
            }
          }
          held.set(wrapped, connection)
          return wrapped
        },
        async releaseConnection(wrapped) {
          const connection = held.get(wrapped)
          if (connection) release(connection)
        },
        beginTransaction: (wrapped) => plain(wrapped, 'begin'),
        commitTransaction: (wrapped) => plain(wrapped, 'commit'),
        rollbackTransaction: (wrapped) => plain(wrapped, 'rollback')
      })
    }
  })
}

function makeConnection(query: Connection['query'], run: Connection['run']): Connection {
  const connection: Connection = { context: '', query, run, kysely: undefined as never }
  connection.kysely = kyselyOver(
    async () => connection,
    () => undefined
  )
  return connection
}

/** Takes the connection in turn: the embedded database has one session. */
function inTurn(connection: Connection): Pick<Source, 'acquire' | 'release'> {
  const waiting: ((connection: Connection) => void)[] = []
  let free = true
  return {
    acquire() {
      if (!free) return new Promise((resolve) => waiting.push(resolve))
      free = false
      return Promise.resolve(connection)
    },
    release() {
      const next = waiting.shift()
      if (next) next(connection)
      else free = true
    }
  }
}

/** Opens the embedded database in a thread of its own: in a folder, or in memory; empty, or from a dump. */
export async function openPglite(from: { folder?: string; dump?: string }): Promise<Source> {
  const thread = await startThread('kernel/pglite', from)
  const connection = makeConnection(
    (sql, parameters = []) => thread.ask<Answer>({ sql, parameters }),
    (sql) => thread.ask({ sql })
  )
  return {
    kind: 'pglite',
    ...inTurn(connection),
    dump: (file) => thread.ask({ dumpTo: file }),
    async close() {
      await thread.ask({ close: true }).catch(() => undefined)
      await thread.end()
    }
  }
}

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === 1082) return (text: string) => text
    if (oid === 20 || oid === 1700) return Number
    return pg.types.getTypeParser(oid, format as 'text')
  }
}

/** Opens a pool of connections to PostgreSQL. */
export function openPostgres(url: string): Source {
  const pool = new pg.Pool({ connectionString: url, max: 10, types })
  // A connection that breaks, idle or in use, is replaced when the next one is asked for; the question on it fails by itself.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const known = new WeakMap<pg.PoolClient, Connection>()
  const clients = new WeakMap<Connection, pg.PoolClient>()
  return {
    kind: 'postgres',
    async acquire() {
      const client = await pool.connect()
      const connection =
        known.get(client) ??
        makeConnection(
          async (sql, parameters = []) => {
            const { rows, rowCount } = await client.query(sql, parameters as unknown[])
            return { rows, affected: rowCount ?? 0 }
          },
          async (sql) => [await client.query(sql)].flat().flatMap(({ rows }) => rows ?? [])
        )
      known.set(client, connection)
      clients.set(connection, client)
      return connection
    },
    release: (connection, isBroken) => clients.get(connection)?.release(isBroken),
    close: () => pool.end()
  }
}

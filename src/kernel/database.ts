import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { type Connection, kyselyOver, openPglite, openPostgres, type Source } from './connection.ts'

/** Reads of one inspectorate: the connection speaks as `plumbline_reader`, and the database shows no other's row. */
export type Reader = Kysely<unknown>

declare const writing: unique symbol
/** A transaction of `perform`, the only kind of connection that may write. */
export type Transaction = Kysely<unknown> & { readonly [writing]: true }

type Identity = { role: string; inspectorate?: string; person?: string; schemas?: string }

export type Database = ReturnType<typeof makeDatabase>

/** Opens PostgreSQL by its address, or the embedded database in a folder (in memory, from a dump, for tests). */
export async function openDatabase(from: {
  url?: string | undefined
  folder?: string
  dump?: string
}): Promise<Database> {
  return makeDatabase(from.url ? openPostgres(from.url) : await openPglite(from))
}

async function speakAs(connection: Connection, { role, inspectorate = '', person = '', schemas = 'public' }: Identity) {
  const context = `${role} ${inspectorate} ${person} ${schemas}`
  if (connection.context === context) return
  connection.context = ''
  await connection.query(
    `select set_config('role', $1, false), set_config('plumbline.inspectorate', $2, false),
      set_config('plumbline.person', $3, false), set_config('search_path', $4, false)`,
    [role, inspectorate, person, schemas]
  )
  connection.context = context
}

function makeDatabase(source: Source) {
  const readers = new Map<string, Reader>()

  async function using<T>(identity: Identity, work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await source.acquire()
    let broken = false
    try {
      await speakAs(connection, identity)
      return await work(connection)
    } catch (error) {
      broken = connection.context === '' || isConnectionLost(error)
      throw error
    } finally {
      source.release(connection, broken)
    }
  }

  return {
    kind: source.kind,
    close: () => source.close(),
    dump: source.dump,

    /** Asks questions of one inspectorate, each on its own; `person` shows also that person's memberships elsewhere. */
    read<T>(whose: { inspectorate?: string; person?: string }, work: (database: Reader) => Promise<T>): Promise<T> {
      return using({ role: 'plumbline_reader', ...whose }, (connection) => work(connection.kysely))
    },

    /**
     * One transaction of one operation. Nothing else can write: a trigger on every table asks for the role
     * `plumbline_writer` and the operation's name, and both last only as long as the transaction.
     */
    write<T>(whose: { inspectorate: string; operation: string }, work: (tx: Transaction) => Promise<T>): Promise<T> {
      return using({ role: 'plumbline_reader', inspectorate: whose.inspectorate }, async (connection) => {
        await connection.run('begin; set local role plumbline_writer')
        try {
          await connection.query(`select set_config('plumbline.operation', $1, true)`, [whose.operation])
          const result = await work(connection.kysely as Transaction)
          await connection.run('commit')
          return result
        } catch (error) {
          await connection.run('rollback').catch(() => {
            connection.context = ''
          })
          throw error
        }
      })
    },

    /**
     * The same, taking a connection for each question: what is done between two questions, such as asking the evidence,
     * holds up nobody.
     */
    reader(inspectorate: string): Reader {
      const known = readers.get(inspectorate)
      if (known) return known
      const acquire = async () => {
        const connection = await source.acquire()
        try {
          await speakAs(connection, { role: 'plumbline_reader', inspectorate })
          return connection
        } catch (error) {
          source.release(connection, true)
          throw error
        }
      }
      const made = kyselyOver(acquire, (connection) => source.release(connection))
      readers.set(inspectorate, made)
      return made
    },

    /** Several questions of one inspectorate about one and the same moment. */
    snapshot<T>(
      whose: { inspectorate: string } | { library: 'plumbline_auth' },
      work: (connection: Connection) => Promise<T>
    ): Promise<T> {
      const identity =
        'library' in whose ? { role: whose.library, schemas: 'auth' } : { role: 'plumbline_reader', ...whose }
      return using(identity, async (connection) => {
        await connection.run('begin isolation level repeatable read read only')
        try {
          return await work(connection)
        } finally {
          await connection.run('rollback')
        }
      })
    },

    /** The list of inspectorates, which only commands and jobs of the portal itself may see. */
    async inspectorates(): Promise<{ id: string; name: string; demonstration: boolean; practice: boolean }[]> {
      return using({ role: 'plumbline_steward' }, async ({ kysely }) => {
        const found = await sql<{ id: string; name: string; demonstration: boolean; practice: boolean }>`
          select id, name, demonstration, practice from inspectorate order by practice, id`.execute(kysely)
        return found.rows
      })
    },

    /** Connections for a library that keeps its own tables in a schema of its own, under a role of its own. */
    library(role: 'plumbline_auth' | 'plumbline_jobs', schema: string): Kysely<unknown> {
      const acquire = async () => {
        const connection = await source.acquire()
        try {
          await speakAs(connection, { role, schemas: schema })
          return connection
        } catch (error) {
          source.release(connection, true)
          throw error
        }
      }
      return kyselyOver(acquire, (connection) => source.release(connection))
    },

    /** Several statements of such a library in one message. If one fails, the transaction that they opened is undone. */
    runAs(role: 'plumbline_jobs', schema: string, statements: string): Promise<Record<string, unknown>[]> {
      return using({ role, schemas: schema }, (connection) =>
        connection.run(statements).catch(async (error) => {
          await connection.run('rollback')
          throw error
        })
      )
    },

    /** As the owner of the tables: migrations, backup and restore, the tests' look behind the doors. */
    asOwner<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
      return using({ role: 'none', schemas: 'public' }, work)
    }
  }
}

/** Whether the error means that the database is away, not that the question was wrong. */
export function isConnectionLost(error: unknown): boolean {
  const code = String((error as { code?: unknown })?.code ?? '')
  return (
    /^(08|57P0|53300|ECONN|ENOTFOUND|EPIPE|ETIMEDOUT)/.test(code) ||
    /Connection terminated|connection error|timeout exceeded/.test(String(error))
  )
}

/**
 * Carries out the migrations that the database does not have yet, in the order of their names, each in a transaction.
 * A migration that was carried out and has changed since is refused: migrations go forward only.
 */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  return database.asOwner(async (connection) => {
    await connection.run(
      `create table if not exists migration (name text primary key, hash text not null, at timestamptz not null default now())`
    )
    const done = new Map(
      (await connection.query('select name, hash from migration')).rows.map((row) => [row.name, row.hash])
    )
    const carriedOut: string[] = []
    for (const name of readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .sort()) {
      const text = readFileSync(join(folder, name), 'utf8')
      const hash = createHash('sha256').update(text).digest('hex')
      if (done.get(name) === hash) continue
      if (done.has(name)) throw new Error(`the migration ${name} has changed since it was carried out`)
      await connection.run(`begin;\n${text}`).catch(async (error) => {
        await connection.run('rollback')
        throw new Error(`the migration ${name} failed: ${error.message}`, { cause: error })
      })
      await connection.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
      await connection.run('commit')
      carriedOut.push(name)
    }
    return carriedOut
  })
}

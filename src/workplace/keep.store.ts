import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { askDuckDB, type FactValue, modest, quoteText } from '../facts/duckdb.ts'
import type { Facts } from '../facts/facts.ts'
import { buildRegister, indexOf } from './build.store.ts'
import { makeNameSearch, type NameSearch } from './index.rules.ts'
import { readIndex, streamColumns } from './index.store.ts'
import { joinEntries, numbersOf, workplacesSql } from './join.store.ts'
import type { Decision } from './rules.ts'

/** What people did to the register, as the database has it. */
export type Acts = {
  decisions: readonly Decision[]
  /** Workplaces on which somebody acted. */
  acted: readonly string[]
  /** Changes whenever a decision does. */
  stamp: string
}

/** A register that is open to be asked. */
export type Register = {
  /** Of the evidence from which it was made. */
  version: string
  entries: number
  search: NameSearch
  /** All rows of a question on the tables of the register; `$1`, `$2` … stand for the values. */
  ask<Row>(sql: string, values?: readonly FactValue[]): Promise<Row[]>
  /** The same beside the evidence from which it was made: `cases` and `findings` can be joined with its tables. */
  askBeside<Row>(sql: string, values?: readonly FactValue[]): Promise<Row[]>
  /** How many records it saw, and what state it is in: that of the evidence, and of what people decided. */
  sightings: number
  stamp: string
}

declare module '../kernel/operation.ts' {
  interface Portal {
    registers: Registers
  }
}

/** The registers of workplaces of all inspectorates: made behind the pages, from the evidence and from what people did. */
export interface Registers {
  /**
   * The register as it stands with all decisions, and whether a newer one is being made; no register while the first is made.
   * Never waits for one to be made.
   */
  read(inspectorate: string): Promise<{ register: Register | undefined; making: boolean }>
  /** The register of the present evidence, once it is there. */
  ready(inspectorate: string): Promise<Register>
  /** The register of the present evidence, if it is there; it is not made for the asking. */
  present(inspectorate: string): Promise<Register | undefined>
  /** Begins to make the register anew, where there is one: the evidence has changed. */
  renew(inspectorate: string): void
  close(): Promise<void>
}

type Open = {
  register: Register
  path: string
  instance: DuckDBInstance
  connection: DuckDBConnection
  workplaceOf: Int32Array
  decided: Map<string, Decision>
  stamp: string
}

/** A change of what a register holds, or of the rules by which it is made, makes every register anew. */
const shape = 3
const mostOpen = 3

const keyOf = ({ first, second, verdict }: Decision) => `${first} ${second} ${verdict}`

export function keepRegisters(means: {
  facts: Pick<Facts, 'version'>
  /** Where the copy of the evidence of an inspectorate and a version lies. */
  factsFile: (inspectorate: string, version: string) => string
  folder: string
  readActs: (inspectorate: string) => Promise<Acts>
}): Registers {
  const { facts, factsFile, folder, readActs } = means
  const open = new Map<string, Open>()
  const making = new Map<string, Promise<Open>>()
  const taking = new Map<string, Promise<void>>()
  let closed = false

  const pathOf = (inspectorate: string, version: string) => join(folder, inspectorate, `${version}.${shape}.duckdb`)

  async function make(inspectorate: string): Promise<Open> {
    for (let attempt = 1; ; attempt++) {
      const version = await facts.version(inspectorate)
      const path = pathOf(inspectorate, version)
      const former = open.get(inspectorate)?.path ?? (await formerOf(inspectorate))
      try {
        const acts = await readActs(inspectorate)
        if (!existsSync(path) || !existsSync(indexOf(path)))
          await buildRegister({ facts: factsFile(inspectorate, version), path, former, ...acts })
        const opened = await openRegister(path, version, factsFile(inspectorate, version))
        if (version !== (await facts.version(inspectorate)) && attempt < 5) {
          close(opened)
          continue
        }
        await put(inspectorate, opened)
        return opened
      } catch (error) {
        // The evidence may have been replaced while it was read.
        if (attempt >= 3 || closed || version === (await facts.version(inspectorate))) throw error
      }
    }
  }

  /** The register that an earlier process left, so that its workplaces keep their ids. */
  async function formerOf(inspectorate: string): Promise<string | undefined> {
    const names = await readdir(join(folder, inspectorate)).catch(() => [])
    const found = names.find((name) => name.endsWith(`.${shape}.duckdb`))
    return found ? join(folder, inspectorate, found) : undefined
  }

  async function put(inspectorate: string, now: Open) {
    const before = open.get(inspectorate)
    open.delete(inspectorate)
    open.set(inspectorate, now)
    if (before) close(before)
    for (const [other, surplus] of open) {
      if (open.size <= mostOpen) break
      open.delete(other)
      close(surplus)
    }
    const place = join(folder, inspectorate)
    for (const name of await readdir(place))
      if (!name.startsWith(basename(now.path)) && !name.includes('.building'))
        await rm(join(place, name), { recursive: true, force: true })
  }

  function makeOnce(inspectorate: string): Promise<Open> {
    const started =
      making.get(inspectorate) ??
      make(inspectorate).finally(() => {
        making.delete(inspectorate)
      })
    making.set(inspectorate, started)
    return started
  }

  /** Behind the pages; what fails is told without its values, and tried again when somebody asks. */
  function begin(inspectorate: string) {
    makeOnce(inspectorate).catch((error: unknown) => {
      if (!closed) console.error(`register: ${error instanceof Error ? error.message.split(':')[0] : 'unexpected'}`)
    })
  }

  /** Takes over what people decided since; one after the other for one register. */
  function takeDecisions(inspectorate: string, to: Open): Promise<void> {
    const started = (taking.get(inspectorate) ?? Promise.resolve())
      .catch(() => undefined)
      .then(async () => {
        const acts = await readActs(inspectorate)
        if (acts.stamp !== to.stamp) await applyActs(to, acts)
      })
    taking.set(inspectorate, started)
    return started
  }

  return {
    async read(inspectorate) {
      const version = await facts.version(inspectorate)
      const present = open.get(inspectorate)
      if (present?.register.version !== version && !making.has(inspectorate)) begin(inspectorate)
      if (!present && existsSync(pathOf(inspectorate, version))) await makeOnce(inspectorate)
      const found = open.get(inspectorate)
      if (found) await takeDecisions(inspectorate, found)
      return { register: found?.register, making: making.has(inspectorate) }
    },
    async ready(inspectorate) {
      const version = await facts.version(inspectorate)
      const present = open.get(inspectorate)
      const found = present?.register.version === version ? present : await makeOnce(inspectorate)
      await takeDecisions(inspectorate, found)
      return found.register
    },
    async present(inspectorate) {
      const version = await facts.version(inspectorate)
      const there = open.get(inspectorate)?.register.version === version
      if (!there && (making.has(inspectorate) || !existsSync(pathOf(inspectorate, version)))) return undefined
      const found = there ? open.get(inspectorate) : await makeOnce(inspectorate)
      if (!found) return undefined
      await takeDecisions(inspectorate, found)
      return found.register
    },
    renew(inspectorate) {
      if (open.has(inspectorate) || existsSync(join(folder, inspectorate))) begin(inspectorate)
    },
    async close() {
      closed = true
      await Promise.allSettled([...making.values(), ...taking.values()])
      for (const one of open.values()) close(one)
      open.clear()
    }
  }
}

async function openRegister(path: string, version: string, facts: string): Promise<Open> {
  const index = await readIndex(indexOf(path))
  const instance = await DuckDBInstance.create(path, { ...modest })
  const connection = await instance.connect()
  const workplaceOf = Int32Array.from({ length: index.entries }, (_, entry) => entry)
  for await (const [entries = [], workplaces = []] of streamColumns(connection, 'select n, workplace from member'))
    for (const [row, entry] of entries.entries()) workplaceOf[Number(entry)] = Number(workplaces[row])
  const rows = await askDuckDB<Decision>(
    connection,
    'select first::varchar as first, second::varchar as second, verdict from decided'
  )
  const asking = async <Row>(before: readonly string[], sql: string, values: readonly FactValue[]): Promise<Row[]> => {
    const own = await instance.connect()
    try {
      for (const statement of before) await own.run(statement)
      return await askDuckDB<Row>(own, sql, values)
    } finally {
      own.closeSync()
    }
  }
  const beside = [
    `attach if not exists ${quoteText(facts)} as facts (read_only)`,
    ...['cases', 'findings'].map((table) => `create or replace temp view ${table} as from facts.${table}`)
  ]
  const search = makeNameSearch(index, workplaceOf)
  const [{ sightings } = { sightings: 0 }] = await askDuckDB<{ sightings: number }>(
    connection,
    'select count(*) as sightings from sighting'
  )
  return {
    register: {
      version,
      entries: index.entries,
      search,
      ask: (sql, values = []) => asking([], sql, values),
      askBeside: (sql, values = []) => asking(beside, sql, values),
      sightings,
      stamp: version
    },
    path,
    instance,
    connection,
    workplaceOf,
    decided: new Map(rows.map((decision) => [keyOf(decision), decision])),
    stamp: ''
  }
}

/** A register that is still asked is closed by its last reader's connection. */
function close({ connection, instance }: Open) {
  connection.closeSync()
  instance.closeSync()
}

/** Joins anew the workplaces that are touched by decisions which were made or undone since. */
async function applyActs(to: Open, { decisions, acted, stamp }: Acts): Promise<void> {
  const wanted = new Map(decisions.map((decision) => [keyOf(decision), decision]))
  const made = decisions.filter((decision) => !to.decided.has(keyOf(decision)))
  const undone = [...to.decided.values()].filter((decision) => !wanted.has(keyOf(decision)))
  const changed = [...made, ...undone]
  if (changed.length > 0) {
    const { connection, workplaceOf } = to
    const numbers = await numbersOf(
      connection,
      changed.flatMap(({ first, second }) => [first, second])
    )
    const touched = [...new Set([...numbers.values()].map((entry) => workplaceOf[entry] ?? entry))]
    const rows = await askDuckDB<{ n: number }>(
      connection,
      `select n from member where workplace in (select unnest([${touched.join(', ')}]))`
    )
    const members = [...new Set([...touched, ...rows.map(({ n }) => n)])].sort((one, other) => one - other)
    const workplaces =
      members.length === 0
        ? new Int32Array()
        : await joinEntries(connection, { size: workplaceOf.length, decisions, acted, only: members })
    await connection.run('begin')
    try {
      if (members.length > 0) {
        const list = members.join(', ')
        await connection.run(`delete from member where n in (${list})`)
        await connection.run(`delete from workplace where n in (${list})`)
        const joined = members
          .map((n, at) => ({ n, workplace: workplaces[at] ?? n }))
          .filter(({ n, workplace }) => n !== workplace)
        if (joined.length > 0)
          await connection.run(
            `insert into member values ${joined.map(({ n, workplace }) => `(${n}, ${workplace})`).join(', ')}`
          )
        await connection.run(`insert into workplace ${workplacesSql(`n in (${list})`)}`)
      }
      for (const { first, second, verdict } of undone)
        await connection.run('delete from decided where first = $1 and second = $2 and verdict = $3', [
          first,
          second,
          verdict
        ])
      for (const { first, second, verdict } of made)
        await connection.run('insert into decided values ($1, $2, $3)', [first, second, verdict])
      await connection.run('commit')
    } catch (error) {
      await connection.run('rollback')
      throw error
    }
    for (const [at, entry] of members.entries()) workplaceOf[entry] = workplaces[at] ?? entry
    to.decided = wanted
  }
  to.stamp = stamp
  to.register.stamp = `${to.register.version} ${stamp}`
}

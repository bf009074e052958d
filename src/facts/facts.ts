import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { newId } from '../kernel/id.ts'
import {
  buildCopy,
  bytesOf,
  type Copy,
  changesSince,
  type Former,
  faultOfPart,
  giveBack,
  growCopy,
  type LeftOut,
  nameOfPart,
  openReadOnly,
  readApart,
  removeOthers,
  retire,
  stampOf
} from './copy.ts'
import { askDuckDB, columnsOfDuckDB, type FactRow, type FactValue, type Numbers } from './duckdb.ts'
import { type AskedLines, linesOf } from './lines.ts'

/** A question with a name, its values bound. Only the store of a subject makes one. */
export type FactQuery<Row = FactRow> = {
  readonly name: string
  readonly sql: string
  readonly parameters: readonly FactValue[]
  readonly rows?: readonly Row[]
}

/** One Parquet file of the evidence: `<folder>/<table>.parquet`, of one version of one data set. */
export type FactPart = {
  dataSet: string
  version: string
  table: string
  folder: string
  /** Which of its rows count, as SQL on its columns; all without it. */
  where?: string
  /** SHA-256 of what was written; versions of earlier portals have none. */
  sha256?: string | undefined
  /** Name of its file where that is not the table's. */
  file?: string
  /** What is read instead of the file alone, as SQL in brackets; it may read the files `beside` too. */
  from?: string
  beside?: readonly Beside[]
}

/** Another file of which a part is made, perhaps of another data set. */
export type Beside = Pick<FactPart, 'dataSet' | 'folder' | 'table' | 'sha256'>

/** The tables that questions may name: for each its columns and their SQL types. The first, `dataSet`, says whose row it is. */
export type FactSchema = Record<string, Record<string, string>>

/** Tables that are worked out of those, once for each state of the evidence; statements in their order. */
export type Derived = {
  made: readonly string[]
  /**
   * How they grow by what is added, where that can be: `when` answers whether it can in this case (SQL, one boolean). The
   * rows that were added to a table are those of the view `"added <table>"`.
   */
  grown?: { when: string; by: readonly string[] }
}

export type FactOptions = {
  /** Where the copies lie; everything in it can be deleted at any time. */
  folder: string
  schema: FactSchema
  derived?: Derived
  /** The current parts of an inspectorate's evidence. */
  readManifest: (inspectorate: string) => Promise<readonly FactPart[]>
  /** For how many milliseconds a manifest is believed without reading it again. */
  freshFor?: number
  /** How many inspectorates' copies stay open. */
  open?: number
  /** For how many milliseconds of its making questions wait for a new copy before the former one answers, though it holds what counts no longer. */
  patience?: number
}

/**
 * The evidence of inspectorates, each in a disposable DuckDB copy of its own that is rebuilt whenever it is not
 * right. A data set whose files are damaged is left out of the copy; the others go on.
 */
export interface Facts {
  /** All rows of an answer. */
  ask<Row>(inspectorate: string, query: FactQuery<Row>): Promise<Row[]>
  /** The texts of an answer of one column as the bytes of a file, a line each (CR LF), in pieces, for exports. */
  lines(inspectorate: string, query: AskedLines): AsyncGenerator<Uint8Array<ArrayBuffer>>
  /** The columns of an answer of numbers without nulls, in pieces, as DuckDB holds them: for many millions of rows. */
  columns(inspectorate: string, query: FactQuery): AsyncGenerator<Numbers[]>
  /** Names the state of the evidence: the same version, the same answers. */
  version(inspectorate: string): Promise<string>
  /** Reads the manifest now, swaps the copy if it changed, and answers the version. */
  refresh(inspectorate: string): Promise<string>
  /** The data sets that no answer counts at present; an empty list while the copy is still being made. */
  leftOut(inspectorate: string): Promise<readonly LeftOut[]>
  /** The same as far as is known, without looking. */
  knownLeftOut(inspectorate: string): readonly LeftOut[]
  /** Whether what was imported last is in no answer yet, because its copy is still being made. */
  isBehind(inspectorate: string): boolean
  close(): Promise<void>
}

/**
 * `wanted` names what the manifest asks for; `stamp` is how its files looked when something had to be left out; `early` where
 * the derived tables are still those of the state before.
 */
type Kept = {
  wanted: string
  stamp: string
  copy: Copy
  leftOut: readonly LeftOut[]
  holds: readonly FactPart[]
  readAt: number
  early?: true
}

/**
 * `first` is there when questions can be answered from a newer copy, `whole` when it has everything; `adds` where the former copy only
 * lacks what was added.
 */
type Renewal = { first: Promise<Kept>; whole: Promise<Kept>; began: number; adds?: true }

const connectionsPerCopy = 4

/** For how many milliseconds a question waits for records that were added. */
const brief = 300

/** A question of a store: `sql` has `$1`, `$2` … for the values. */
export function factQuery<Row = FactRow>(
  name: string,
  sql: string,
  parameters: readonly FactValue[] = []
): FactQuery<Row> {
  return { name, sql, parameters }
}

export function openFacts(options: FactOptions): Facts {
  const { folder, schema, derived = { made: [] }, readManifest, freshFor = 2000, open = 4, patience = 2000 } = options
  const kept = new Map<string, Kept>()
  const renewing = new Map<string, Renewal>()
  const behind = new Set<string>()

  async function renew(inspectorate: string, renewal: Renewal, onFirst: (early: Kept) => void): Promise<Kept> {
    renewal.began = Date.now()
    const manifest = await readManifest(inspectorate)
    const wanted = versionOf(schema, derived, manifest)
    const before = kept.get(inspectorate)
    if (before && (await isRight(before, wanted, manifest))) {
      before.readAt = Date.now()
      return before
    }
    const own = join(folder, inspectorate)
    if (before) behind.add(inspectorate)
    let former = before && (await formerOf(before, manifest))
    const adds = former && changesSince(former, manifest).gone.length === 0
    if (adds) renewal.adds = true
    if (former && adds && derived.made.length > 0 && !before?.early) {
      const { path, early } = await growCopy(own, wanted, schema, derived, manifest, former)
      const first = await keptOf(path, manifest)
      if (!early) return take(own, inspectorate, { ...first, wanted })
      // What is counted from the records is right at once; what is worked out of all of them follows.
      onFirst(await take(own, inspectorate, { ...first, wanted: '', early }))
      former = { path, holds: manifest }
    }
    return take(own, inspectorate, { ...(await openCopy(own, wanted, manifest, former)), wanted })
  }

  /** A copy is the beginning of the next one if it is whole, has most of what that will hold, and every file is what was written. */
  async function formerOf({ copy: { path }, holds, leftOut }: Kept, manifest: readonly FactPart[]) {
    const former = { path, holds }
    if (leftOut.length > 0 || holds.length === 0 || !existsSync(path)) return undefined
    const { gone, added } = changesSince(former, manifest)
    if (gone.length > 0 && 2 * (await bytesOf(added)) > (await bytesOf(manifest))) return undefined
    for (const part of manifest) if (!part.sha256 || (await faultOfPart(part))) return undefined
    return former
  }

  async function keptOf(path: string, holds: readonly FactPart[]) {
    return { copy: await openReadOnly(path, schema), holds, leftOut: [] as LeftOut[], stamp: '', readAt: Date.now() }
  }

  /** Puts a copy in the place of the one that is kept. */
  async function take(own: string, inspectorate: string, now: Kept): Promise<Kept> {
    const before = kept.get(inspectorate)
    behind.delete(inspectorate)
    kept.delete(inspectorate)
    kept.set(inspectorate, now)
    if (before) retire(before.copy)
    await removeOthers(own, now.copy.path)
    closeSurplus()
    return now
  }

  /** Whether a copy is still what the manifest asks for. Who brings back what it left out, changes the stamp. */
  async function isRight({ wanted, stamp, copy }: Kept, now: string, manifest: readonly FactPart[]) {
    return wanted === now && existsSync(copy.path) && (stamp === '' || stamp === (await stampOf(manifest)))
  }

  async function openCopy(own: string, wanted: string, manifest: readonly FactPart[], former?: Former) {
    const whole = join(own, `${wanted}.duckdb`)
    const found = existsSync(whole) ? await keptOf(whole, manifest).catch(() => undefined) : undefined
    if (found) return found
    await rm(whole, { force: true })
    const stamp = await stampOf(manifest)
    const { path, leftOut } = await buildCopy(own, wanted, schema, derived, manifest, former)
    return { ...(await keptOf(path, manifest)), leftOut, stamp: leftOut.length > 0 ? stamp : '' }
  }

  function renewOnce(inspectorate: string): Renewal {
    return renewing.get(inspectorate) ?? renewAfter(inspectorate, Promise.resolve())
  }

  function renewAfter(inspectorate: string, before: Promise<unknown>): Renewal {
    const { promise: first, resolve, reject } = Promise.withResolvers<Kept>()
    const whole: Promise<Kept> = before
      .catch(() => undefined)
      .then(() => renew(inspectorate, renewal, resolve))
      .finally(() => {
        behind.delete(inspectorate)
        if (renewing.get(inspectorate)?.whole === whole) renewing.delete(inspectorate)
      })
    whole.then(resolve, reject)
    first.catch(() => undefined)
    const renewal: Renewal = { first, whole, began: Date.now() }
    renewing.set(inspectorate, renewal)
    return renewal
  }

  async function current(inspectorate: string): Promise<Kept> {
    const known = kept.get(inspectorate)
    if (!known) return renewOnce(inspectorate).first
    if (Date.now() - known.readAt < freshFor && !renewing.has(inspectorate)) return known
    return known.early ? known : awaitRenewed(renewOnce(inspectorate), known)
  }

  /** What counts no longer is waited for; a copy that only lacks the newest records may answer. */
  async function awaitRenewed(renewal: Renewal, known: Kept): Promise<Kept> {
    for (;;) {
      const left = renewal.began + (renewal.adds ? brief : patience) - Date.now()
      if (left <= 0) return known
      const renewed = renewal.first.catch(() => known)
      const found = await Promise.race([renewed, later(Math.min(left, brief), undefined)])
      if (found) return found
    }
  }

  function closeSurplus() {
    for (const [inspectorate, { copy }] of kept) {
      if (kept.size <= open) return
      if (copy.busy > 0) continue
      kept.delete(inspectorate)
      retire(copy)
    }
  }

  async function borrow(inspectorate: string): Promise<{ copy: Copy; connection: DuckDBConnection }> {
    const { copy } = await current(inspectorate)
    if (copy.retired) return borrow(inspectorate)
    if (copy.busy >= connectionsPerCopy) {
      await new Promise<void>((resume) => copy.waiting.push(resume))
      return borrow(inspectorate)
    }
    copy.busy++
    try {
      return { copy, connection: copy.idle.pop() ?? (await copy.instance.connect()) }
    } catch (error) {
      giveBack(copy)
      throw error
    }
  }

  async function discard(inspectorate: string, copy: Copy) {
    if (kept.get(inspectorate)?.copy === copy) kept.delete(inspectorate)
    retire(copy)
    await rm(copy.path, { force: true })
  }

  async function ask<Row>(inspectorate: string, query: FactQuery<Row>, again = true): Promise<Row[]> {
    const { copy, connection } = await borrow(inspectorate)
    try {
      return await askDuckDB<Row>(connection, query.sql, query.parameters)
    } catch (error) {
      if (!again || !isBroken(error)) throw new Error(`facts: ${query.name}: ${messageOf(error)}`, { cause: error })
      await discard(inspectorate, copy)
    } finally {
      giveBack(copy, connection)
    }
    return ask(inspectorate, query, false)
  }

  /** Lends the copy's file; one of its connections is held meanwhile, so that no more read at once than may. */
  async function* lend<Piece>(inspectorate: string, read: (path: string) => AsyncGenerator<Piece>) {
    // A file goes on to others, who see no word beside it: it waits for the present state.
    if (behind.has(inspectorate)) await renewing.get(inspectorate)?.first.catch(() => undefined)
    const { copy, connection } = await borrow(inspectorate)
    try {
      yield* read(copy.path)
    } finally {
      giveBack(copy, connection)
    }
  }

  return {
    ask: (inspectorate, query) => ask(inspectorate, query),
    lines: (inspectorate, query) => lend(inspectorate, (path) => linesOf(path, join(folder, 'lines', newId()), query)),
    columns: (inspectorate, { sql, parameters }) =>
      lend(inspectorate, (path) => readApart(path, (connection) => columnsOfDuckDB(connection, sql, parameters))),
    version: async (inspectorate) => nameOf(await current(inspectorate)),
    // One that runs already may have read the manifest before it changed.
    refresh: async (inspectorate) =>
      nameOf(await renewAfter(inspectorate, renewing.get(inspectorate)?.whole ?? Promise.resolve()).whole),
    async leftOut(inspectorate) {
      return (await Promise.race([current(inspectorate), later(patience, undefined)]))?.leftOut ?? []
    },
    isBehind: (inspectorate) => behind.has(inspectorate),
    knownLeftOut: (inspectorate) => kept.get(inspectorate)?.leftOut ?? [],
    async close() {
      await Promise.allSettled([...renewing.values()].map(({ whole }) => whole))
      for (const { copy } of kept.values()) retire(copy)
      kept.clear()
    }
  }
}

/** Copies that were made otherwise have other names. */
const madeBy = 3

function versionOf(schema: FactSchema, derived: Derived, manifest: readonly FactPart[]): string {
  const parts = manifest.map(nameOfPart).sort()
  return createHash('sha256')
    .update(JSON.stringify([madeBy, schema, derived, parts]))
    .digest('hex')
    .slice(0, 24)
}

/** The copy's own name: one that left something out answers otherwise than one that did not. */
function nameOf({ copy }: Kept): string {
  return basename(copy.path, '.duckdb')
}

function isBroken(error: unknown): boolean {
  return /IO Error|Serialization Error|Corrupt|checksum|INTERNAL Error|FATAL/i.test(messageOf(error))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function later<Value>(milliseconds: number, value: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, value).unref())
}

import { readFile, writeFile } from 'node:fs/promises'
import { workerData } from 'node:worker_threads'
import { PGlite, types } from '@electric-sql/pglite'
import { answerQuestions } from './thread.ts'

/** The embedded database runs on the thread that calls it, so it gets a thread of its own. */
type Question = { sql?: string; parameters?: readonly unknown[]; dumpTo?: string; close?: true }

const { folder, dump } = workerData as { folder?: string; dump?: string }

// What a column becomes in JavaScript is the same as from PostgreSQL (database.ts): days stay text.
const parsers = {
  [types.DATE]: (text: string) => text,
  [types.INT8]: Number,
  [types.NUMERIC]: Number
}

const database = await PGlite.create({
  ...(folder ? { dataDir: folder } : {}),
  ...(dump ? { loadDataDir: new Blob([await readFile(dump)]) } : {}),
  parsers
})

answerQuestions<Question>(async ({ sql, parameters, dumpTo, close }) => {
  if (close) return database.close()
  if (dumpTo) return writeFile(dumpTo, Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer()))
  if (sql === undefined) return undefined
  if (!parameters) return (await database.exec(sql)).flatMap(({ rows }) => rows)
  const { rows, affectedRows } = await database.query(sql, [...parameters])
  return { rows, affected: affectedRows ?? 0 }
})

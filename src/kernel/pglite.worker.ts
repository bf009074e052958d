import { readFile, writeFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, types } from '@electric-sql/pglite'

/**
 * The embedded database runs on the thread that calls it, so it gets a thread of its own. One message is one
 * question; answers come back in the order of the questions.
 */
type Question = { id: number; sql?: string; parameters?: unknown[]; dumpTo?: string; close?: true }

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

async function answer({ sql, parameters, dumpTo, close }: Question): Promise<unknown> {
  if (close) return database.close()
  if (dumpTo) return writeFile(dumpTo, Buffer.from(await (await database.dumpDataDir('gzip')).arrayBuffer()))
  if (sql === undefined) return undefined
  if (!parameters) return (await database.exec(sql)).flatMap(({ rows }) => rows)
  const { rows, affectedRows } = await database.query(sql, parameters)
  return { rows, affected: affectedRows ?? 0 }
}

let queue = Promise.resolve()
parentPort?.on('message', (question: Question) => {
  queue = queue.then(async () => {
    try {
      parentPort?.postMessage({ id: question.id, result: await answer(question) })
    } catch (error) {
      const { message, code, constraint, detail } = error as Error & Record<string, string>
      parentPort?.postMessage({ id: question.id, error: { message, code, constraint, detail } })
    }
  })
})
parentPort?.postMessage({ id: 0 })

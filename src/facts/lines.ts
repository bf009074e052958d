import { mkdir, open, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { askDuckDB, type FactValue, quoteText, withDuckDB } from './duckdb.ts'

/** Bytes that are handed on at a time, and a sign between columns, of which there is one. */
const [piece, nowhere] = [256 * 1024, '\u0001']

const frugal = { access_mode: 'READ_ONLY', memory_limit: '64MB' }

/**
 * `pieces`: a statement of whose rows each is bound behind the parameters, and its lines follow those of the row before: what must join
 * or sort does so piece by piece, and holds no more for a million lines than for a thousand.
 */
export type AskedLines = {
  sql: string
  parameters: readonly FactValue[]
  pieces?: Pick<AskedLines, 'sql' | 'parameters'>
}

/**
 * The texts of a statement of one column, a line each (CR LF), as bytes. DuckDB writes them into `file` and this reads them
 * while they are written: a value for each of a million lines would take many times as long. The DuckDB is one of its own that
 * holds little, may touch no other file, and leaves nothing behind; in the copy's own cache all that was read would stay.
 */
export async function* linesOf(copy: string, file: string, asked: AskedLines): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { sql, parameters, pieces } = asked
  if (!pieces) return yield* linesOfPiece(copy, file, asked)
  const bounds = await withDuckDB(
    copy,
    (connection) => askDuckDB<Record<string, FactValue>>(connection, pieces.sql, pieces.parameters),
    frugal
  )
  for (const bound of bounds)
    yield* linesOfPiece(copy, file, { sql, parameters: [...parameters, ...Object.values(bound)] })
}

async function* linesOfPiece(copy: string, file: string, asked: AskedLines): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, '')
  const stopping = new AbortController()
  let ended = false
  const writing = writeLines(copy, file, asked, stopping.signal).finally(() => {
    ended = true
  })
  // Its failure is met when everything is read; until then it is nobody's.
  writing.catch(() => undefined)
  const handle = await open(file)
  try {
    for (;;) {
      const last = ended
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(piece), 0, piece, null)
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead)
      else if (last) return await writing
      else await wait(10)
    }
  } finally {
    stopping.abort()
    await handle.close()
    await writing.catch(() => undefined)
    await rm(file, { force: true })
  }
}

function writeLines(copy: string, file: string, { sql, parameters }: AskedLines, signal: AbortSignal): Promise<void> {
  const written = `header false, quote '', escape '', delimiter ${quoteText(nowhere)}, use_tmp_file false`
  return withDuckDB(
    copy,
    async (connection) => {
      const stop = () => connection.interrupt()
      signal.addEventListener('abort', stop)
      try {
        signal.throwIfAborted()
        await connection.run(`set allowed_paths = [${quoteText(file)}]`)
        await connection.run('set enable_external_access = false')
        await connection.run(
          `copy (select text || chr(13) from (${sql}) lines (text)) to ${quoteText(file)} (format csv, ${written})`,
          [...parameters]
        )
      } finally {
        // A connection that is closed must not be stopped.
        signal.removeEventListener('abort', stop)
      }
    },
    frugal
  )
}

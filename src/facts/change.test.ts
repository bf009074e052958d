import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checksumOf } from '../kernel/checksum.ts'
import { quoteText, withDuckDB } from './duckdb.ts'
import { type FactPart, type FactSchema, factQuery, openFacts } from './facts.ts'

const schema: FactSchema = { things: { dataSet: 'varchar', version: 'varchar', n: 'bigint', note: 'varchar' } }
const derived = {
  made: ['create table derived as select sum(n)::bigint as sum from things'],
  grown: {
    when: 'true',
    by: ['update derived set sum = (coalesce(sum, 0) + n)::bigint from (select sum(n) as n from "added things")']
  }
}

const dataSets = ['a', 'b', 'c', 'd'] as const
/** What can happen to the evidence: a data set's file is added to or takes the place of what was there, or the data set goes. */
const change = fc.record({
  of: fc.constantFrom(...dataSets),
  does: fc.constantFrom('adds', 'adds', 'replaces', 'removes'),
  rows: fc.integer({ min: 1, max: 3000 })
})

test('whatever is added, replaced and removed in whatever order, a copy holds what counts and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'facts-'))
  let number = 0
  async function write(dataSet: string, rows: number): Promise<FactPart> {
    const version = `v${++number}`
    const own = join(folder, 'evidence', version)
    mkdirSync(own, { recursive: true })
    const file = join(own, 'things.parquet')
    await withDuckDB(':memory:', (connection) =>
      connection.run(
        `copy (select ${quoteText(dataSet)} as "dataSet", ${quoteText(version)} as version, range::bigint as n
          ${number % 2 ? `, 'x' as note` : ''} from range(${rows})) to ${quoteText(file)} (format parquet)`
      )
    )
    return { dataSet, version, table: 'things', folder: own, sha256: await checksumOf(file) }
  }
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 7 }), async (changes) => {
      let parts: FactPart[] = []
      const rowsOf = new Map<string, number>()
      const own = join(folder, 'facts', String(++number))
      const facts = openFacts({ folder: own, schema, derived, readManifest: async () => parts })
      for (const { of, does, rows } of changes) {
        if (does !== 'adds') parts = parts.filter(({ dataSet }) => dataSet !== of)
        if (does !== 'removes') {
          const part = await write(of, rows)
          rowsOf.set(part.version, rows)
          parts = [...parts, part]
        }
        await facts.refresh('i')
        const held = await facts.ask(
          'i',
          factQuery(
            'held',
            'select "dataSet", version, count(*) as rows, sum(n)::bigint as sum from things group by all'
          )
        )
        const known = parts.map(({ dataSet, version }) => {
          const rows = rowsOf.get(version) ?? 0
          return { dataSet, version, rows, sum: (rows * (rows - 1)) / 2 }
        })
        const byVersion = (a: { version: string }, b: { version: string }) => a.version.localeCompare(b.version)
        expect((held as typeof known).toSorted(byVersion)).toEqual(known.toSorted(byVersion))
        const [sum] = await facts.ask<{ sum: number | null }>('i', factQuery('derived', 'from derived'))
        expect(sum?.sum ?? 0).toBe(known.reduce((all, { sum }) => all + sum, 0))
      }
      await facts.close()
    }),
    { numRuns: 12 }
  )
  rmSync(folder, { recursive: true })
})

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectFile } from '../evidence/file.store.ts'
import { importFile } from '../evidence/import.store.ts'
import { proposeMapping } from '../evidence/mapping.rules.ts'
import { factSchema } from '../evidence/table.rules.ts'
import { type FactPart, type Facts, openFacts } from '../facts/facts.ts'
import { keepRegisters, type Register, type Registers } from './keep.store.ts'
import { searchWorkplaces } from './register.store.ts'

/** Complaints of Washington State carry the number of the employer: the truth by which names and places are judged. */
const file = resolve('../shared/data/us_wa_wage_complaints.csv.gz')
const there = existsSync(file)
if (!there) console.warn(`${file} is not there: the matching is not judged by it.`)

let folder = ''
let facts: Facts
let registers: Registers
let register: Register

describe.runIf(there)(
  'matching by name and place alone, judged by the numbers of employers',
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'matching-'))
      const { mapping } = proposeMapping((await inspectFile(file)).columns)
      // The number is kept aside, so that the matching does not see it.
      const { identifier, ...fields } = mapping.fields
      const own6 = identifier ?? { column: '' }
      const outFolder = join(folder, 'wa')
      const parts: FactPart[] = [{ dataSet: 'wa', version: '1', table: 'cases', folder: outFolder }]
      await importFile({
        file,
        mapping: { ...mapping, fields: { ...fields, own6 } },
        dataSet: 'wa',
        version: '1',
        outFolder,
        today: '2026-11-27'
      })
      facts = openFacts({ folder: join(folder, 'facts'), schema: factSchema, readManifest: async () => parts })
      registers = keepRegisters({
        facts,
        factsFile: (inspectorate, version) => join(folder, 'facts', inspectorate, `${version}.duckdb`),
        folder: join(folder, 'register'),
        readActs: async () => ({ decisions: [], acted: [], stamp: '' })
      })
      register = await registers.ready('a')
    }, 120_000)
    afterAll(async () => {
      await registers?.close()
      await facts?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    /** The numbers of nine figures under which each entry stands in the file. */
    async function numbersByEntry(): Promise<Map<number, Set<string>>> {
      const sightings = await register.ask<{ n: number; row: number }>('select n, row from sighting')
      const rows = await facts.ask<{ row: number; number: string | null }>('a', {
        name: 'numbers',
        sql: 'select row, own6 as number from cases',
        parameters: []
      })
      const numberOf = new Map(rows.map(({ row, number }) => [row, number]))
      const found = new Map<number, Set<string>>()
      for (const { n, row } of sightings) {
        const number = numberOf.get(row)
        if (number?.length === 9) found.set(n, (found.get(n) ?? new Set()).add(number))
      }
      return found
    }

    test('certain pairs are right in 94 of 100, and with the queue three quarters of what is to be found is found', async () => {
      const numbers = await numbersByEntry()
      const shared = (a: number, b: number) => [...(numbers.get(a) ?? [])].some((number) => numbers.get(b)?.has(number))
      const edges = await register.ask<{ a: number; b: number; match: string }>('select a, b, match from edge')
      const judged = edges.filter(({ a, b }) => numbers.has(a) && numbers.has(b))
      const certain = judged.filter(({ match }) => match === 'certain')
      const right = certain.filter(({ a, b }) => shared(a, b))
      const found = new Set(judged.map(({ a, b }) => `${a} ${b}`))
      const entries = await register.ask<{ n: number; city: string | null; postcode: string | null }>(
        'select n, lower(city) as city, left(postcode, 5) as postcode from entry'
      )
      const byNumber = new Map<string, typeof entries>()
      for (const entry of entries)
        for (const number of numbers.get(entry.n) ?? []) byNumber.set(number, [...(byNumber.get(number) ?? []), entry])
      const wanted = new Set<string>()
      for (const own of byNumber.values())
        for (const one of own)
          for (const other of own) {
            const near = (one.city && one.city === other.city) || (one.postcode && one.postcode === other.postcode)
            if (one.n < other.n && near) wanted.add(`${one.n} ${other.n}`)
          }
      const reached = [...wanted].filter((pair) => found.has(pair)).length
      const precision = right.length / certain.length
      const recall = reached / wanted.size
      console.info(
        `certain: ${right.length} of ${certain.length} share a number (${(100 * precision).toFixed(1)} %); ` +
          `found: ${reached} of ${wanted.size} pairs of one number in one town (${(100 * recall).toFixed(1)} %)`
      )
      expect(precision).toBeGreaterThan(0.94)
      expect(recall).toBeGreaterThan(0.72)
    })

    test('a misspelt name leads to its workplace', async () => {
      const first = async (text: string) => {
        const asked = { text, county: '', section: '', page: 1, size: 5 }
        return (await searchWorkplaces(register, asked)).workplaces[0]?.name
      }
      expect(await first('Starbuks')).toMatch(/starbucks/i)
      expect(await first('anthem cofee')).toMatch(/anthem coffee/i)
      expect(await first('migels 12 trees')).toBe("Miguel's 12 Trees Cafe")
      expect(await first('homedepot')).toMatch(/home depot/i)
    })
  }
)

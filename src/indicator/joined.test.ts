import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile } from '../evidence/import.store.ts'
import { type Counting, factParts } from '../evidence/joined.store.ts'
import type { Mapping } from '../evidence/rules.ts'
import { factSchema } from '../evidence/table.rules.ts'
import { openFacts } from '../facts/facts.ts'
import { newId } from '../kernel/id.ts'
import { readStages } from './stage-figures.store.ts'
import { readByIssue, readBySection, readByYear, readSummary } from './store.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'joined-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Finding = { issue: string; penalty: number | null; workers: number }
type Visit = { number: string; day: string; section: string; findings: Finding[] }

const issues = ['wages', 'overtime', 'safety; guards'] as const

/** Visits in the order of their days, the first and the last with a finding: all between them are covered. */
const visits: fc.Arbitrary<Visit[]> = fc
  .array(
    fc.record({
      section: fc.constantFrom('A', 'F', 'I'),
      gap: fc.integer({ min: 0, max: 90 }),
      findings: fc.uniqueArray(
        fc.record({
          issue: fc.constantFrom(...issues),
          penalty: fc.option(fc.integer({ min: 0, max: 9_999_99 }).map((cents) => cents / 100)),
          workers: fc.integer({ min: 0, max: 30 })
        }),
        { selector: ({ issue }) => issue, maxLength: issues.length }
      )
    }),
    { minLength: 2, maxLength: 25 }
  )
  .map((all) => {
    let day = Date.UTC(2019, 0, 1)
    return all.map(({ section, gap, findings }, index) => {
      day += gap * 86_400_000
      const ends = index === 0 || index === all.length - 1
      const found = ends && findings.length === 0 ? [{ issue: issues[0], penalty: 12.5, workers: 1 }] : findings
      const at = new Date(day).toISOString().slice(0, 10)
      return { number: `V-${1000 + index}`, day: at, section, findings: found }
    })
  })

const text = (cells: readonly unknown[]) => cells.map((cell) => `"${cell ?? ''}"`).join(',')
const csv = (header: readonly string[], rows: readonly unknown[][]) => `${[header, ...rows].map(text).join('\n')}\n`

const own = ['number', 'name', 'day', 'section'] as const
const ownCells = ({ number, day, section }: Visit) => [number, `Works ${number}`, day, section]
const said = ['issue', 'penalty', 'workers'] as const
const saidCells = ({ issue, penalty, workers }: Finding) => [issue, penalty, workers]

const base: Pick<Mapping, 'table' | 'constants' | 'notation' | 'findings'> = {
  table: 'cases',
  constants: {},
  notation: { decimal: '.', date: 'YYYY-MM-DD' },
  findings: []
}
const ownFields = {
  record: { column: 'number' },
  workplace: { column: 'name' },
  opened: { column: 'day' },
  isicSection: { column: 'section' }
}
const saidFields = { penalties: { column: 'penalty' }, workersAffected: { column: 'workers' } }
const named = { column: 'issue', meaning: 'found', parted: false } as const

const ofVisits: Mapping = { ...base, kind: 'visit', grain: 'record', fields: ownFields }
const ofFindings: Mapping = {
  ...base,
  grain: 'joined',
  fields: { record: ownFields.record, ...saidFields },
  issues: named
}
const together: Mapping = {
  ...base,
  kind: 'visit',
  grain: 'finding',
  fields: { ...ownFields, ...saidFields },
  issues: named
}
const inColumns: Mapping = {
  ...base,
  kind: 'visit',
  grain: 'record',
  fields: { ...ownFields, violations: { column: 'violations' }, workersAffected: { column: 'workers' } },
  findings: issues.map((issue, index) => ({
    issue,
    violations: `v${index}`,
    workersAffected: `w${index}`,
    penalties: `p${index}`
  }))
}

type Sent = { content: string; mapping: Mapping }

/** Imports files one after another into a data set, as the portal does, and answers what counts of it. */
async function counting(dataSet: string, joinedTo: string | null, files: readonly Sent[]): Promise<Counting> {
  const place = join(folder, newId())
  mkdirSync(place)
  const folderOf = (version: string) => join(place, version)
  const chain: Counting['chain'][number][] = []
  for (const [index, { content, mapping }] of files.entries()) {
    const file = join(place, `${index}.csv`)
    writeFileSync(file, content)
    const id = `v${index}`
    const order = { file, mapping, dataSet, version: id, outFolder: folderOf(id), today: '2026-11-22' }
    const result = await importFile(order)
    expect(result.rejected).toBe(0)
    chain.unshift({ version: { id, mapping, result }, replaced: [] })
  }
  return { dataSet, joinedTo, chain, folderOf }
}

/** What the pages tell of all cases. */
async function figures(sets: readonly Counting[]) {
  const parts = factParts(sets)
  const facts = openFacts({ folder: join(folder, newId()), schema: factSchema, readManifest: async () => parts })
  try {
    const byName = <Row extends { issue: string }>(rows: Row[]) =>
      rows.sort((one, other) => one.issue.localeCompare(other.issue))
    return {
      summary: await readSummary(facts, 'a', {}),
      issues: byName(await readByIssue(facts, 'a', {})),
      sections: await readBySection(facts, 'a', {}),
      years: await readByYear(facts, 'a', {}),
      stages: await readStages(facts, 'a', {})
    }
  } finally {
    await facts.close()
  }
}

test('one file with all findings, and two files that are joined by number, give the same figures', async () => {
  await fc.assert(
    fc.asyncProperty(visits, fc.nat(), async (all, cut) => {
      const rows = all.flatMap((visit) => {
        const found = visit.findings.map((finding) => [...ownCells(visit), ...saidCells(finding)])
        return found.length > 0 ? found : [[...ownCells(visit), '', '', '']]
      })
      const one = await counting('a', null, [{ content: csv([...own, ...said], rows), mapping: together }])

      const half = 1 + (cut % (all.length - 1))
      const files = [all.slice(half), all.slice(0, half)].map((part) => ({
        content: csv(own, part.map(ownCells)),
        mapping: ofVisits
      }))
      const found = all
        .toReversed()
        .flatMap(({ number, findings }) => findings.map((one) => [number, ...saidCells(one)]))
      const findings = [{ content: csv(['number', ...said], found), mapping: ofFindings }]
      const two = [await counting('a', null, files), await counting('b', 'a', findings)]
      expect(await figures(two)).toEqual(await figures([one]))
    }),
    { numRuns: 8, seed: 20261128 }
  )
})

test('a column for each issue says the same as a file of findings', async () => {
  await fc.assert(
    fc.asyncProperty(visits, async (all) => {
      const columns = issues.flatMap((_, index) => [`v${index}`, `w${index}`, `p${index}`])
      const rows = all.map((visit) => {
        const cells = issues.flatMap((issue): unknown[] => {
          const finding = visit.findings.find((one) => one.issue === issue)
          return finding ? [1, finding.workers, finding.penalty] : ['', '', '']
        })
        const workers = visit.findings.reduce((sum, one) => sum + one.workers, 0)
        return [...ownCells(visit), visit.findings.length, visit.findings.length > 0 ? workers : '', ...cells]
      })
      const content = csv([...own, 'violations', 'workers', ...columns], rows)
      const one = await counting('a', null, [{ content, mapping: inColumns }])
      const found = all.flatMap(({ number, findings }) => findings.map((one) => [number, ...saidCells(one)]))
      const two = [
        await counting('a', null, [{ content: csv(own, all.map(ownCells)), mapping: ofVisits }]),
        await counting('b', 'a', [{ content: csv(['number', ...said], found), mapping: ofFindings }])
      ]
      expect(await figures(two)).toEqual(await figures([one]))
    }),
    { numRuns: 5, seed: 3 }
  )
})

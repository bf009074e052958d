import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Proposal } from './mapping.rules.ts'
import { formOfMapping, mappingOfForm } from './mapping-form.rules.ts'
import { absencesOf, countingOf, isCountyDerived, openFailures, recordsOfAll } from './register.rules.ts'
import { dateNotations, issueMeanings, knownIssues, type Mapping, plainNotation } from './rules.ts'
import { type FieldName, kindsOf, measures, tables } from './table.rules.ts'

const empty: Mapping = {
  table: 'cases',
  kind: 'case',
  grain: 'record',
  fields: {},
  findings: [],
  constants: {},
  notation: plainNotation
}
const proposalOf = (mapping: Mapping): Proposal => ({ mapping, reasons: [], unused: [], missing: [] })

const column = fc.string({ minLength: 1, maxLength: 12 }).filter((name) => name.trim() === name)
const finding = fc
  .record({
    issue: fc.constantFrom(...knownIssues),
    of: fc.uniqueArray(fc.constantFrom(...measures), { minLength: 1 }),
    column
  })
  .map(({ issue, of, column }) => ({
    issue,
    ...Object.fromEntries(of.map((measure) => [measure, `${column}-${measure}`]))
  }))
const issues = fc.record({ column, meaning: fc.constantFrom(...issueMeanings), parted: fc.boolean() })
const plainMapping: fc.Arbitrary<Mapping> = fc.record({
  table: fc.constant('cases' as const),
  kind: fc.constantFrom(...kindsOf('cases')),
  grain: fc.constantFrom('record', 'finding'),
  fields: fc
    .uniqueArray(fc.constantFrom(...tables.cases.map(({ name }) => name).filter((name) => name !== 'region')))
    .chain((names) =>
      fc
        .tuple(...names.map(() => column))
        .map((columns) => Object.fromEntries(names.map((name, index) => [name, { column: columns[index] ?? '' }])))
    ),
  findings: fc.uniqueArray(finding, { selector: ({ issue }) => issue, maxLength: 4 }),
  constants: fc.constantFrom({}, { region: 'US-CA' }) as fc.Arbitrary<Mapping['constants']>,
  notation: fc.record({ decimal: fc.constantFrom('.', ','), date: fc.constantFrom(...dateNotations) })
})

const mapping = fc
  .tuple(plainMapping, fc.option(issues, { nil: undefined }))
  .map(([plain, named]): Mapping => (named ? { ...plain, issues: named } : plain))

describe('a mapping as a form', () => {
  test('is the same mapping again', () => {
    fc.assert(
      fc.property(
        mapping,
        (given) => void expect(mappingOfForm(formOfMapping(given), proposalOf(given))).toEqual(given)
      )
    )
  })

  test('keeps the notation that was found in a column, until a person chooses another for all', () => {
    const given: Mapping = { ...empty, fields: { concluded: { column: 'closed', notation: { date: 'DD/MM/YYYY' } } } }
    const form = formOfMapping(given)
    expect(mappingOfForm(form, proposalOf(given)).fields.concluded).toEqual({
      column: 'closed',
      notation: { date: 'DD/MM/YYYY' }
    })
    const chosen = mappingOfForm({ ...form, dates: 'MM/DD/YYYY' }, proposalOf(given))
    expect(chosen).toMatchObject({ fields: { concluded: { column: 'closed' } }, notation: { date: 'MM/DD/YYYY' } })
    expect(chosen.fields.concluded).not.toHaveProperty('notation')
  })

  test('gives a column that was kept as a category to what a person has it fill', () => {
    const given: Mapping = { ...empty, fields: { own1: { column: 'origin' }, own2: { column: 'theme' } } }
    const form = formOfMapping(given)
    const fields = [...form.fields, { key: 'trigger', column: 'origin', value: '', once: '' as const }]
    expect(mappingOfForm({ ...form, fields }, proposalOf(given)).fields).toEqual({
      own2: { column: 'theme' },
      trigger: { column: 'origin' }
    })
  })

  test('leaves out lines without an issue or without a column, and fields that the table has not', () => {
    const form = formOfMapping(empty)
    const blank = { violations: '', workersAffected: '', backWages: '', penalties: '' }
    const asked = {
      ...form,
      fields: [
        { key: 'nonsense', column: 'a', value: '', once: '' as const },
        { key: 'city', column: '', value: '', once: '' as const }
      ],
      findings: [
        { key: '1', issue: '', ...blank, violations: 'v' },
        { key: '2', issue: 'overtime', ...blank }
      ]
    }
    expect(mappingOfForm(asked, proposalOf(empty))).toEqual(empty)
  })
})

describe('what a data set does not say', () => {
  const withFields = (...names: FieldName[]): Mapping => ({
    ...empty,
    fields: Object.fromEntries(names.map((name) => [name, { column: name }]))
  })

  test('follows from its mapping; no file says how large a workplace is', () => {
    expect(
      absencesOf(
        withFields('workplace', 'city', 'industryCode', 'violations', 'workersAffected', 'backWages', 'penalties')
      )
    ).toEqual(['dates', 'trigger', 'size'])
    expect(absencesOf({})).toEqual([])
  })

  test('counts what the findings say as said', () => {
    const given: Mapping = { ...withFields('workplace'), findings: [{ issue: 'wages', backWages: 'owed' }] }
    expect(absencesOf(given)).not.toContain('wages')
  })

  test('tells a county that was derived from one that was read', () => {
    expect(isCountyDerived(withFields('postcode'))).toBe(true)
    expect(isCountyDerived(withFields('postcode', 'county'))).toBe(false)
    expect(isCountyDerived(withFields('workplace'))).toBe(false)
  })
})

describe('what counts of a data set', () => {
  const version = (id: string, joins: 'replace' | 'add', follows: string | null, records?: number) => ({
    id,
    joins,
    follows,
    accepted: 10,
    result: { ...(records ? { records } : {}), period: { from: `2026-0${id}-01`, to: `2026-0${id}-28` } }
  })

  test('is told of all files that count together, not of the latest alone', () => {
    const versions = [version('3', 'add', '2', 25), version('2', 'add', '1', 20), version('1', 'replace', null)]
    const counting = countingOf('3', versions)
    expect(counting).toEqual({ files: 3, records: 25, period: { from: '2026-01-01', to: '2026-03-28' } })
    expect(countingOf('1', versions)).toMatchObject({ files: 1, records: 10 })
    expect(countingOf(null, versions)).toBeNull()
    const own = { counting, left_out: null, joined_to: null }
    const others = [
      { ...own, left_out: 'missing' },
      { ...own, counting: null },
      { ...own, joined_to: 'another' }
    ]
    expect(recordsOfAll([own, ...others])).toBe(25)
  })
})

describe('files that failed', () => {
  const version = (id: string, state: 'done' | 'failed', at: string) => ({
    id,
    state,
    at,
    file_name: `${id.slice(0, 1)}.csv`,
    file_hash: id,
    reading: {}
  })
  const versions = [
    version('d', 'done', '2026-03-03'),
    version('c', 'failed', '2026-03-02'),
    version('a2', 'done', '2026-03-02'),
    version('b', 'failed', '2026-03-01'),
    version('a', 'failed', '2026-03-01')
  ]

  test('are all told, the first one first, until they are put right or discarded', () => {
    const open = (...waiting: string[]) => openFailures(versions, new Set(waiting)).map(({ id }) => id)
    expect(open('a', 'b', 'c')).toEqual(['b', 'c'])
    expect(open('c')).toEqual(['c'])
  })
})

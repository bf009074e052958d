import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coherentPlan, made } from '../../test/coherent-plan.ts'
import { filterOfTarget } from '../hub/rules.ts'
import { interventionFields } from '../intervention/rules.ts'
import { chartLines, listGates, listPhases } from './rules.ts'

test('a line names its target, issue and influences, and who carries it out is not named twice', () => {
  const whole = coherentPlan()
  const terms = whole.interventions[1]
  if (terms) terms.stakeholders = ['buyers', 'union']
  const [letter, second] = chartLines(whole)
  expect(letter).toMatchObject({
    issue: 'Minimum wage',
    target: 'Garment workshops',
    hub: 'Minimum wage – Garment workshops',
    influences: ['Price set by the buyer', 'Buyers fear bad news'],
    carriedOutBy: '',
    stakeholders: ['Union']
  })
  expect(second).toMatchObject({ carriedOutBy: 'Buyers’ association', stakeholders: ['Union'] })
})

test('lines stand as pressure rises: by phase, then by day, and what has neither comes last', () => {
  const whole = coherentPlan()
  const at = (id: string, phase: number | null, starts: string | null) =>
    made(interventionFields, id, { phase, starts })
  whole.interventions = [at('d', null, null), at('c', 2, '2026-01-01'), at('b', 1, null), at('a', 1, '2027-01-01')]
  expect(chartLines(whole).map(({ intervention }) => intervention.id)).toEqual(['a', 'b', 'c', 'd'])
})

test('a phase lasts from its first to its last day, and its budget says how many lines it rests on', () => {
  const [first, second] = listPhases([
    made(interventionFields, 'a', { phase: 1, starts: '2026-10-01', ends: '2026-12-01', budget: 100 }),
    made(interventionFields, 'b', { phase: 1, starts: '2026-09-01', budget: null }),
    made(interventionFields, 'c', { phase: null })
  ])
  expect(first).toMatchObject({ number: 1, from: '2026-09-01', to: '2026-12-01', budget: 100, budgeted: 1 })
  expect(second).toMatchObject({ number: null, from: null, to: null, budget: 0, budgeted: 0 })
})

test('a gate stands where the next phase begins, also while the one before goes on', () => {
  const at = (id: string, phase: number | null, starts: string | null, ends: string | null = null) =>
    made(interventionFields, id, { phase, starts, ends })
  const gates = listGates([
    at('a', 1, '2026-09-14', '2027-12-17'),
    at('b', 2, '2026-11-30'),
    at('c', 3, '2027-03-01'),
    at('d', null, '2027-05-01')
  ])
  expect(gates.map(({ number, date, before, after }) => [number, date, before.number, after.number])).toEqual([
    [1, '2026-11-30', 1, 2],
    [2, '2027-03-01', 2, 3]
  ])
  expect(listGates([at('a', 1, '2026-09-14'), at('b', 2, '2026-09-01')])).toEqual([])
})

test('every intervention is in exactly one phase, and no budget is lost', () => {
  const one = fc.record({
    phase: fc.option(fc.integer({ min: 1, max: 9 })),
    budget: fc.option(fc.integer({ min: 0, max: 1_000_000 }))
  })
  fc.assert(
    fc.property(fc.array(one), (given) => {
      const all = given.map((values, index) => made(interventionFields, String(index), values))
      const phases = listPhases(all)
      const total = all.reduce((sum, { budget }) => sum + (budget ?? 0), 0)
      expect(phases.flatMap(({ interventions }) => interventions)).toHaveLength(all.length)
      expect(phases.reduce((sum, { budget }) => sum + budget, 0)).toBe(total)
    })
  )
})

test('a target finds its cases by industry and county; a single letter is a section of ISIC', () => {
  expect(filterOfTarget({ industry: '315', county: '06037' })).toEqual({ industry: '315', county: '06037' })
  expect(filterOfTarget({ industry: 'C', county: '' })).toEqual({ isicSection: 'C' })
  expect(filterOfTarget({ industry: ' ', county: 'Los Angeles' })).toEqual({ county: 'Los Angeles' })
  expect(filterOfTarget({ industry: '', county: '' })).toBeUndefined()
})

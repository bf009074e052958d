import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Criterion,
  checkDates,
  checkEnforcer,
  checkKind,
  criteria,
  families,
  groupByFamily,
  interventionFields,
  kinds,
  kindsOf,
  marksText,
  pickFields,
  sortByScore,
  stepFive,
  stepSix,
  weigh
} from './rules.ts'
import { workFields } from './work.rules.ts'

const mark = fc.option(fc.integer({ min: 1, max: 5 }))
const marks = fc.record(
  Object.fromEntries(criteria.map((criterion) => [criterion, mark])) as Record<Criterion, typeof mark>
)

describe('who may enforce', () => {
  const union = { public_authority: false }
  const taxOffice = { public_authority: true }

  test('the inspectorate itself may carry out an intervention of any family', () => {
    for (const family of families) expect(checkEnforcer({ family }, undefined)).toEqual([])
  })

  test('another public authority may enforce', () => {
    expect(checkEnforcer({ family: 'enforcement' }, taxOffice)).toEqual([])
  })

  test('nobody but a public authority may enforce, and the field says so', () => {
    expect(checkEnforcer({ family: 'enforcement' }, union)).toEqual([
      { field: 'carried_out_by', code: 'only-public-authority-enforces' }
    ])
  })

  test('a stakeholder that is no public authority may carry out every other family', () => {
    for (const family of families.filter((one) => one !== 'enforcement'))
      expect(checkEnforcer({ family }, union)).toEqual([])
  })
})

describe('what is done', () => {
  test('every family has kinds of work, and every kind is offered by the families that it can belong to', () => {
    for (const family of families) expect(kindsOf(family).length).toBeGreaterThan(1)
    for (const kind of kinds) expect(families.some((family) => kindsOf(family).includes(kind))).toBe(true)
  })

  test('the kinds of a family begin with what belongs there first of all', () => {
    expect(kindsOf('enforcement')[0]).toBe('visits')
    expect(kindsOf('education').slice(0, 3)).toEqual(['training', 'guidance', 'self_assessment'])
    expect(kindsOf('systemic')[0]).toBe('condition')
  })

  test('a kind of another family is refused at its field, and what is not said yet is no fault', () => {
    expect(checkKind({ family: 'enforcement', kind: 'training' })).toEqual([
      { field: 'kind', code: 'kind-of-other-family' }
    ])
    for (const family of families) for (const kind of kindsOf(family)) expect(checkKind({ family, kind })).toEqual([])
    expect(checkKind({ family: 'political', kind: '' })).toEqual([])
  })
})

describe('days of an intervention', () => {
  test('it ends on the day on which it starts, or later', () => {
    expect(checkDates({ starts: '2026-09-14', ends: '2026-09-14' })).toEqual([])
    expect(checkDates({ starts: '2026-09-14', ends: '2026-11-20' })).toEqual([])
    expect(checkDates({ starts: '2026-09-14', ends: '2026-09-13' })).toEqual([{ field: 'ends', code: 'before-start' }])
  })

  test('a day that is not known yet is no fault', () => {
    expect(checkDates({ starts: null, ends: '2026-01-01' })).toEqual([])
    expect(checkDates({ starts: '2026-01-01', ends: null })).toEqual([])
  })
})

describe('weighing', () => {
  test('what nobody judged has no score', () => {
    expect(weigh({})).toEqual({ score: null, judged: 0 })
    expect(weigh(Object.fromEntries(criteria.map((criterion) => [criterion, null])))).toEqual({
      score: null,
      judged: 0
    })
  })

  test('effort, cost and risk count against an intervention', () => {
    expect(weigh({ effort: 1 }).score).toBe(5)
    expect(weigh({ cost: 5, risk: 5 }).score).toBe(1)
    expect(weigh({ impact: 5, effort: 1 })).toEqual({ score: 5, judged: 2 })
  })

  test('a score lies between 1 and 5 and says on how many criteria it rests', () => {
    fc.assert(
      fc.property(marks, (given) => {
        const { score, judged } = weigh(given)
        expect(judged).toBe(Object.values(given).filter((value) => value !== null).length)
        return score === null ? judged === 0 : score >= 1 && score <= 5
      })
    )
  })

  test('a better mark never lowers the score', () => {
    fc.assert(
      fc.property(marks, fc.constantFrom(...criteria), fc.integer({ min: 1, max: 4 }), (given, criterion, value) => {
        const against = ['effort', 'cost', 'risk'].includes(criterion)
        const worse = weigh({ ...given, [criterion]: against ? value + 1 : value }).score ?? 0
        const better = weigh({ ...given, [criterion]: against ? value : value + 1 }).score ?? 0
        return better > worse
      })
    )
  })

  test('the middle mark on everything is the middle score', () => {
    expect(weigh(Object.fromEntries(criteria.map((criterion) => [criterion, 3])))).toEqual({ score: 3, judged: 8 })
  })
})

test('every field belongs to step 5, to the chart of step 6 or to the work, and to one of them only', () => {
  expect([...stepFive, ...stepSix, ...Object.keys(workFields)].toSorted()).toEqual(
    Object.keys(interventionFields).toSorted()
  )
  expect(Object.keys(pickFields(stepSix))).toEqual([...stepSix])
})

test('interventions stand best first, and what nobody weighed comes last', () => {
  const [good, poor, none] = [{ impact: 5 }, { impact: 1 }, {}]
  expect(sortByScore([none, poor, good])).toEqual([good, poor, none])
})

test('two versions of the marks are the same exactly when every mark is', () => {
  fc.assert(
    fc.property(marks, marks, (a, b) => (marksText(a) === marksText(b)) === criteria.every((one) => a[one] === b[one]))
  )
  expect(marksText({ impact: 4, risk: 2 })).toBe('4 - - - - - - 2')
})

test('families keep the order of the method, and each intervention stands in its own', () => {
  const one = (family: (typeof families)[number]) => ({ family })
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...families).map(one)), (given) => {
      const groups = groupByFamily(given)
      const order = groups.map(({ family }) => families.indexOf(family))
      expect(order).toEqual(order.toSorted((a, b) => a - b))
      expect(groups.flatMap(({ members }) => members)).toHaveLength(given.length)
      for (const { family, members } of groups) for (const member of members) expect(member.family).toBe(family)
    })
  )
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkAction, isLate, tellAction } from './joint.rules.ts'
import {
  checkConsultation,
  checkPoint,
  isGiven,
  listOpen,
  listUnasked,
  outcomes,
  positions,
  standingOf
} from './rules.ts'

const asked = {
  asked: '2026-09-01',
  until: '2026-09-30',
  position: '' as const,
  spoke: '',
  answered: null,
  public_agreed: false
}
const given = { ...asked, position: 'with_changes' as const, spoke: 'M. Ortiz, secretary', answered: '2026-09-20' }

describe('a consultation', () => {
  test('ends after it was asked, and is answered after it was asked', () => {
    expect(checkConsultation(asked)).toEqual([])
    expect(checkConsultation({ ...asked, until: '2026-08-31' })).toEqual([{ field: 'until', code: 'before-asked' }])
    expect(checkConsultation({ ...given, answered: '2026-08-31' })).toEqual([
      { field: 'answered', code: 'before-asked' }
    ])
  })

  test('has a person and a day for the position that was given', () => {
    expect(checkConsultation(given)).toEqual([])
    expect(checkConsultation({ ...given, spoke: '', answered: null })).toEqual([
      { field: 'answered', code: 'needed' },
      { field: 'spoke', code: 'needed' }
    ])
  })

  test('can be told to the public only where a position was given', () => {
    expect(checkConsultation({ ...given, public_agreed: true })).toEqual([])
    for (const position of ['', 'did_not_answer'] as const)
      expect(checkConsultation({ ...asked, position, public_agreed: true })).toEqual([
        { field: 'public_agreed', code: 'no-position' }
      ])
  })

  test('waits through its last day, is over the day after, and that nobody answered is said by people', () => {
    expect(standingOf(asked, '2026-09-30')).toBe('waiting')
    expect(standingOf(asked, '2026-10-01')).toBe('over')
    expect(standingOf({ position: '', until: null }, '2030-01-01')).toBe('waiting')
    expect(standingOf({ position: 'did_not_answer', until: null }, '2026-10-01')).toBe('silent')
    for (const position of positions.filter(isGiven))
      expect(standingOf({ position, until: '2026-09-30' }, '2026-10-01')).toBe('given')
  })
})

describe('a point', () => {
  const open = { outcome: '' as const, why: '', taken_in: null, entry: null }
  test('that is not wholly taken over says why', () => {
    expect(checkPoint(open)).toEqual([])
    expect(checkPoint({ ...open, outcome: 'taken' })).toEqual([])
    for (const outcome of ['partly', 'not_taken'] as const)
      expect(checkPoint({ ...open, outcome })).toEqual([{ field: 'why', code: 'reason-needed' }])
  })

  test('is found in a version or a change only where it was taken over', () => {
    const found = { taken_in: 'v2', entry: 7 }
    expect(checkPoint({ ...open, ...found })).toMatchObject([{ field: 'taken_in' }, { field: 'entry' }])
    expect(checkPoint({ ...open, ...found, outcome: 'not_taken', why: 'No law' })).toHaveLength(2)
    expect(checkPoint({ ...open, ...found, outcome: 'partly', why: 'Half' })).toEqual([])
  })
})

const stakeholders = [
  { id: 'union', category: 'workers' },
  { id: 'chamber', category: 'employers' },
  { id: 'radio', category: 'media' }
]
const of = (id: string, stakeholder: string, more: object = {}) => ({ ...asked, id, stakeholder, ...more })

describe('what is open', () => {
  test('begins with the organisations that nobody has asked', () => {
    expect(listUnasked([], stakeholders)).toEqual(['workers', 'employers'])
    expect(listUnasked([of('c', 'radio')], stakeholders)).toEqual(['workers', 'employers'])
    expect(listUnasked([of('c', 'union')], stakeholders)).toEqual(['employers'])
  })

  test('says in days how long a consultation is over, and how many of its points have no answer', () => {
    const points = ['', '', 'taken', 'partly', 'not_taken'].map((outcome) => ({ consultation: 'c', outcome }))
    const consultations = [of('c', 'union'), of('d', 'chamber', { position: 'supports' })]
    expect(listOpen({ consultations, points, stakeholders }, '2026-10-03')).toEqual([
      { code: 'over', id: 'c', stakeholder: 'union', days: 3 },
      { code: 'points', id: 'c', stakeholder: 'union', n: 2, all: 5 }
    ])
    expect(listOpen({ consultations, points: [], stakeholders }, '2026-09-30')).toEqual([
      { code: 'waiting', id: 'c', stakeholder: 'union', until: '2026-09-30', asked: '2026-09-01' }
    ])
  })

  test('is nothing exactly when both sides were asked, all have answered and every point has its answer', () => {
    const some = fc.record({
      workers: fc.constantFrom('', ...positions),
      employers: fc.constantFrom('', ...positions),
      outcomes: fc.array(fc.constantFrom('', ...outcomes), { maxLength: 5 })
    })
    fc.assert(
      fc.property(some, (one) => {
        const consultations = [
          of('c', 'union', { position: one.workers }),
          of('d', 'chamber', { position: one.employers })
        ]
        const points = one.outcomes.map((outcome) => ({ consultation: 'd', outcome }))
        const closed = one.workers !== '' && one.employers !== '' && !one.outcomes.includes('')
        expect(listOpen({ consultations, points, stakeholders }, '2026-10-03').length === 0).toBe(closed)
      })
    )
  })
})

describe('an action of a joint plan', () => {
  const own = {
    intervention: null,
    action: 'Share the list',
    partner: 'office',
    until: '2026-12-01',
    status: '' as const
  }
  const line = { id: 'letter', name: 'Letter', carried_out_by: null, ends: '2026-11-20', status: 'done' as const }

  test('of its own says what is done, by a partner or by the inspectorate', () => {
    expect(checkAction(own, ['office'])).toEqual([])
    expect(checkAction({ ...own, partner: null }, [])).toEqual([])
    expect(checkAction(own, ['union'])).toEqual([{ field: 'partner', code: 'not-a-partner' }])
    expect(checkAction({ ...own, action: '' }, ['office'])).toEqual([{ field: 'action', code: 'needed' }])
  })

  test('of the chart types nothing twice: its days, its state and who does it are those of the chart', () => {
    const linked = { ...own, intervention: 'letter' }
    expect(checkAction(linked, ['office']).map(({ field }) => field)).toEqual(['action', 'partner', 'until'])
    expect(checkAction({ ...linked, action: '', partner: null, until: null }, [])).toEqual([])
    expect(tellAction(linked, [line])).toEqual({
      ...{ what: 'Letter', by: null, until: '2026-11-20', status: 'done', ofChart: true }
    })
    expect(tellAction(own, [line])).toMatchObject({ what: 'Share the list', ofChart: false })
  })

  test('is late after its day, unless it is done or dropped', () => {
    expect(isLate({ status: 'under_way', until: '2026-12-01' }, '2026-12-01')).toBe(false)
    expect(isLate({ status: 'under_way', until: '2026-12-01' }, '2026-12-02')).toBe(true)
    for (const status of ['done', 'dropped'] as const)
      expect(isLate({ status, until: '2026-12-01' }, '2027-01-01')).toBe(false)
    expect(isLate({ status: '', until: null }, '2027-01-01')).toBe(false)
  })
})

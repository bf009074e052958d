import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { courseOf, minutesOf, type Turn } from './course.rules.ts'
import { phases } from './rules.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 28, 9, minute)).toISOString()
const turn = (number: number, item: string | null, phase: Turn['phase'], more: Partial<Turn> = {}): Turn => ({
  ...{ number, at: at(number), item, board: item ?? '', phase, closed: false, ...more }
})

describe('the course of a workshop', () => {
  test('is each item with the time that it really took, and its phases', () => {
    const course = courseOf([
      turn(1, null, ''),
      turn(2, 'mandate', 'explain'),
      turn(10, 'mandate', 'brainstorm'),
      turn(25, 'issues', 'explain'),
      turn(30, 'issues', 'explain', { closed: true })
    ])
    expect(course).toEqual([
      {
        ...{ item: 'mandate', board: 'mandate', from: at(2), to: at(25), begin: 2, end: 25 },
        phases: [
          { phase: 'explain', from: at(2), to: at(10), begin: 2, end: 10 },
          { phase: 'brainstorm', from: at(10), to: at(25), begin: 10, end: 25 }
        ]
      },
      {
        ...{ item: 'issues', board: 'issues', from: at(25), to: at(30), begin: 25, end: 30 },
        phases: [{ phase: 'explain', from: at(25), to: at(30), begin: 25, end: 30 }]
      }
    ])
    expect(course.map(minutesOf)).toEqual([23, 5])
  })

  test('has an item twice that was opened twice, and no end of what goes on', () => {
    const course = courseOf([turn(1, 'a', 'explain'), turn(2, 'b', ''), turn(3, 'a', 'vote')])
    expect(course.map(({ item, to }) => [item, to])).toEqual([
      ['a', at(2)],
      ['b', at(3)],
      ['a', null]
    ])
    expect(course.map(minutesOf)).toEqual([1, 1, null])
  })

  test('does not begin anew when the timer, a lock or the settings are touched', () => {
    const course = courseOf([turn(1, 'a', 'explain'), turn(2, 'a', 'explain'), turn(3, 'a', 'explain')])
    expect(course).toHaveLength(1)
    expect(course[0]?.phases).toHaveLength(1)
  })

  test('is empty where nothing was opened, or only before it was opened again', () => {
    expect(courseOf([])).toEqual([])
    expect(courseOf([turn(1, null, ''), turn(2, null, '', { closed: true })])).toEqual([])
  })

  test('leaves no time twice, and none of an open item out', () => {
    const item = fc.constantFrom(null, 'a', 'b', 'c')
    const turns = fc.array(fc.tuple(item, fc.constantFrom(...phases, '' as const), fc.boolean()), { maxLength: 30 })
    fc.assert(
      fc.property(turns, (all) => {
        const given = all.map(([item, phase, closed], index) => turn(index + 1, item, phase, { closed }))
        const course = courseOf(given)
        for (const [index, sitting] of course.entries()) {
          const next = course[index + 1]
          if (next) expect((sitting.end ?? Number.POSITIVE_INFINITY) <= next.begin).toBe(true)
          for (const phase of sitting.phases) {
            expect(phase.begin >= sitting.begin).toBe(true)
            expect((phase.end ?? 99) <= (sitting.end ?? 99)).toBe(true)
          }
        }
        for (const { number, item, closed } of given) {
          const held = course.filter(({ begin, end }) => begin <= number && number < (end ?? 99))
          expect(held.map((one) => one.item)).toEqual(item === null || closed ? [] : [item])
        }
      })
    )
  })
})

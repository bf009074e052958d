import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countPaths, dayAfter, type PathEvent, type Phase, pathOf, reachOf } from './path.rules.ts'
import { afters, answers, eventKinds, passes } from './rules.ts'

const letter: Phase = { id: 'letter', gate: undefined }
const visits: Phase = { id: 'visits', gate: { passes: 'all', days: 60, after: 'sent' } }
const penalty: Phase = { id: 'penalty', gate: { passes: 'unremedied', days: 14, after: 'deadline' } }
const phases = [letter, visits, penalty]

let number = 0
const event = (kind: PathEvent['kind'], day: string, rest: Partial<PathEvent> = {}): PathEvent => ({
  id: String(number++).padStart(6, '0'),
  kind,
  day,
  phase: null,
  outcome: '',
  until: null,
  ...rest
})
const placed = (phase: string, day: string) => event('placed', day, { phase })
const begun = [placed('letter', '2026-01-01'), event('sent', '2026-01-02')]

describe('the way of a workplace', () => {
  test('waits until the day on which its gate opens, and is due from that day on', () => {
    expect(pathOf(phases, begun, '2026-03-02')).toMatchObject({ state: 'waiting', at: 0, opens: '2026-03-03' })
    expect(pathOf(phases, begun, '2026-03-03')).toMatchObject({ state: 'due', at: 0 })
  })

  test('ends where the workplace answers that it has regularised, and names that event', () => {
    const answer = event('answered', '2026-02-01', { outcome: 'regularised' })
    expect(pathOf(phases, [...begun, answer], '2026-06-01')).toMatchObject({ state: 'complied', at: 0, by: answer })
    expect(pathOf(phases, [...begun, answer], '2026-01-31')).toMatchObject({ state: 'waiting' })
  })

  test('goes on from the phase in which somebody confirmed it, and a list that comes late changes nothing', () => {
    const events = [...begun, placed('visits', '2026-03-10'), placed('letter', '2026-03-12')]
    expect(pathOf(phases, events, '2026-03-12')).toMatchObject({ state: 'waiting', at: 1, awaits: 'deadline' })
  })

  test('does not pass by silence where the letter came back, until one is sent that does not', () => {
    const back = [...begun, event('bounced', '2026-01-09')]
    expect(pathOf(phases, back, '2026-12-01')).toMatchObject({ state: 'waiting', awaits: 'arrival', opens: null })
    expect(pathOf(phases, [...back, event('sent', '2026-02-01')], '2026-12-01')).toMatchObject({ state: 'due' })
  })

  test('has its deadline to the end: what was promised by a day is open only on the next', () => {
    const found = event('visited', '2026-03-20', { outcome: 'not_compliant', until: '2026-04-10' })
    const events = [...begun, placed('visits', '2026-03-10'), found]
    expect(pathOf(phases, events, '2026-04-20')).toMatchObject({ state: 'waiting', opens: '2026-04-24' })
    expect(pathOf(phases, events, '2026-04-24')).toMatchObject({ state: 'due' })
    const longer = event('answered', '2026-04-01', { outcome: 'asks_time', until: '2026-05-01' })
    expect(pathOf(phases, [...events, longer], '2026-04-24')).toMatchObject({ state: 'waiting', opens: '2026-05-15' })
  })

  test.each([
    ['unanswered', { outcome: 'contests' }, 'waiting', 'condition'],
    ['unregularised', { outcome: 'contests' }, 'due', 'day'],
    ['all', { outcome: 'contests' }, 'due', 'day']
  ] as const)('at a gate for %s, after an answer that contests', (who, answer, state, awaits) => {
    const gate = { passes: who, days: 10, after: 'sent' } as const
    const events = [...begun, event('answered', '2026-01-05', answer)]
    expect(pathOf([letter, { id: 'next', gate }], events, '2026-02-01')).toMatchObject({ state, awaits })
  })

  test('opens again for one that relapsed, only when somebody takes it in again', () => {
    const complied = [...begun, event('regularised', '2026-02-01')]
    const found = event('verified', '2026-08-01', { outcome: 'not_compliant' })
    expect(pathOf(phases, [...complied, found], '2026-09-01')).toMatchObject({ state: 'complied', relapse: found })
    const again = event('again', '2026-08-15', { phase: 'visits' })
    expect(pathOf(phases, [...complied, found, again], '2026-09-01')).toMatchObject({ state: 'waiting', at: 1 })
  })

  test('says that nothing follows the last phase', () => {
    const events = [...begun, placed('penalty', '2026-05-01')]
    expect(pathOf(phases, events, '2029-01-01')).toMatchObject({ state: 'waiting', at: 2, awaits: 'nothing' })
  })
})

describe('how far a workplace was reached', () => {
  test('counts a letter that came back for nothing, and a breach put right as regularised', () => {
    const back = [...begun, event('bounced', '2026-01-09')]
    expect([...reachOf(back, '2026-12-01')]).toEqual([])
    const events = [
      ...begun,
      event('visited', '2026-02-01', { outcome: 'not_compliant' }),
      event('remedied', '2026-03-01'),
      event('verified', '2026-09-01', { outcome: 'compliant' })
    ]
    expect([...reachOf(events, '2026-12-01')].sort()).toEqual(
      ['contacted', 'found', 'regularised', 'verified', 'visited'].sort()
    )
  })

  test('does not call regularised what never was in breach', () => {
    const events = [...begun, event('visited', '2026-02-01', { outcome: 'compliant' })]
    expect([...reachOf(events, '2026-12-01')].sort()).toEqual(['contacted', 'visited'])
  })
})

const day = fc.integer({ min: 0, max: 400 }).map((days) => dayAfter('2026-01-01', days))
const anyEvent: fc.Arbitrary<PathEvent> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...eventKinds),
  day,
  phase: fc.constantFrom('p0', 'p1', 'p2', 'p3', null),
  outcome: fc.constantFrom(...answers, 'compliant', 'not_compliant', 'not_assessed', ''),
  until: fc.option(day)
})
const gate = fc.record({
  passes: fc.constantFrom(...passes),
  days: fc.nat(90),
  after: fc.constantFrom(...afters)
})
const anyPhases = fc
  .array(gate, { minLength: 0, maxLength: 3 })
  .map((gates): Phase[] => [undefined, ...gates].map((one, place) => ({ id: `p${place}`, gate: one })))
const story = fc.array(anyEvent, { maxLength: 14 })
/** One that began as all do, so that gates open. */
const begunStory = story.map((events) => [
  { ...placed('p0', '2026-01-01'), id: '0' },
  { ...event('sent', '2026-01-01', { until: '2026-01-20' }), id: '1' },
  ...events
])

describe('whatever happens', () => {
  test('nobody is in two phases at once', () => {
    fc.assert(
      fc.property(anyPhases, story, day, (some, events, today) => {
        const { steps, state } = pathOf(some, events, today)
        const open = steps.filter(({ end }) => end === 'here')
        expect(open.length).toBe(state === 'waiting' || state === 'due' ? 1 : 0)
        expect(steps.slice(0, -1).every(({ end }) => end === 'passed')).toBe(true)
      })
    )
  })

  test('nobody who complied passes a gate, until taken in again', () => {
    fc.assert(
      fc.property(anyPhases, begunStory, day, fc.integer({ min: 1, max: 200 }), (some, events, today, days) => {
        const before = pathOf(some, events, today)
        if (before.state !== 'complied') return
        const later = dayAfter(today, days)
        const known = events.filter((one) => one.day <= today)
        const more = some.map(({ id }, place) => ({ ...placed(id, dayAfter(later, place)), id: `later ${place}` }))
        const after = pathOf(some, [...known, ...more], dayAfter(later, 99))
        expect(after).toMatchObject({ state: 'complied', at: before.at })
      })
    )
  })

  test('who is due stays due while nothing happens', () => {
    fc.assert(
      fc.property(anyPhases, begunStory, day, fc.nat(200), (some, events, today, days) => {
        const known = events.filter((one) => one.day <= today)
        if (pathOf(some, known, today).state !== 'due') return
        expect(pathOf(some, known, dayAfter(today, days)).state).toBe('due')
      })
    )
  })

  test('the same events in any order give the same path', () => {
    fc.assert(
      fc.property(anyPhases, story, day, fc.infiniteStream(fc.nat()), (some, events, today, order) => {
        const shuffled = events
          .map((one) => [one, order.next().value] as const)
          .sort((a, b) => a[1] - b[1])
          .map(([one]) => one)
        expect(pathOf(some, shuffled, today)).toEqual(pathOf(some, events, today))
        expect(reachOf(shuffled, today)).toEqual(reachOf(events, today))
      })
    )
  })

  test('the counts of the phases add up to those who came in, each phase to those who came into it', () => {
    fc.assert(
      fc.property(anyPhases, fc.array(story, { maxLength: 8 }), day, (some, stories, today) => {
        const paths = stories.map((events) => pathOf(some, events, today))
        const counts = countPaths(some.length, paths)
        const inside = paths.filter(({ state }) => state !== 'outside').length
        const ends = counts.reduce((sum, { waiting, due, complied, left }) => sum + waiting + due + complied + left, 0)
        expect(ends).toBe(inside)
        for (const { entered, waiting, due, passed, complied, left } of counts)
          expect(waiting + due + passed + complied + left).toBe(entered)
      })
    )
  })
})

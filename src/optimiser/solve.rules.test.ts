import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answer } from './answer.rules.ts'
import { conflictOf } from './explain.rules.ts'
import { openLinear } from './linear.rules.ts'
import { broken, countOnce, type Line, type Model, noUnits, outlooks, type Units, worth } from './model.rules.ts'
import { askToStop, isAskedToStop, openProgress, readProgress, tellProgress } from './progress.rules.ts'
import { type Means, solve } from './solve.rules.ts'

const means: Means = { linear: await openLinear(), clock: () => performance.now(), seconds: 20, gap: 0 }

/** Every mix there is, one after the other; the best that goes against no wish. Undefined where there is none. */
function tryAll(model: Model, outlook: (typeof outlooks)[number]): { units: Units; worth: number } | undefined {
  const units = noUnits(model)
  const choices = [...units.keys()].map((place) => {
    const line = model.lines[Math.floor(place / model.periods / model.regions)] as Line
    const most = line.most[Math.floor(place / model.periods) % model.regions] ?? 0
    if (place % model.periods < line.starts || most === 0) return [0]
    return line.whole ? [0, most] : Array.from({ length: most + 1 }, (_, amount) => amount)
  })
  let best: { units: Units; worth: number } | undefined
  const choose = (place: number) => {
    if (place === units.length) {
      const brings = worth(model, units, outlook)
      if ((best && brings <= best.worth) || broken(model, units, outlook).length > 0) return
      best = { units: Int32Array.from(units), worth: brings }
      return
    }
    for (const amount of choices[place] ?? []) {
      units[place] = amount
      choose(place + 1)
    }
    units[place] = 0
  }
  choose(0)
  return best
}

const effect = fc
  .record({ hub: fc.nat(1), low: fc.nat(4), more: fc.nat(9), hope: fc.nat(9) })
  .map(({ hub, low, more, hope }) => ({ hub, low, likely: low + more, high: low + more + hope }))
const line = (index: number) =>
  fc.record<Line>({
    effects: fc.uniqueArray(effect, { minLength: 1, maxLength: 2, selector: ({ hub }) => hub }),
    cost: fc.nat(6),
    days: fc.nat(3),
    most: fc.array(fc.nat(2), { minLength: 2, maxLength: 2 }),
    starts: fc.nat(1),
    whole: fc.boolean(),
    fixed: fc.constantFrom(0, 0, 5),
    least: fc.constantFrom(0, 0, 0, 1),
    visit: fc.constantFrom('', 'chosen', 'random'),
    after: index === 0 ? fc.constant(null) : fc.constantFrom(null, null, { line: index - 1, opens: 1 })
  })
const models = fc.record<Model>({
  hubs: fc.constant(2),
  regions: fc.constant(2),
  periods: fc.constant(2),
  years: fc.constantFrom([0, 0], [0, 1]),
  lines: fc.tuple(line(0), line(1)),
  liable: fc.array(fc.array(fc.nat(40), { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 2 }),
  budget: fc.option(fc.nat(40)),
  budgets: fc.array(fc.option(fc.nat(25)), { minLength: 2, maxLength: 2 }),
  days: fc.array(fc.array(fc.nat(6), { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 2 }),
  lend: fc.constantFrom(0, 0.5),
  floors: fc.array(fc.constantFrom(0, 0, 6), { minLength: 2, maxLength: 2 }),
  random: fc.constantFrom(0, 0.25)
})

describe('the optimiser', () => {
  test('answers what trying every mix answers, as one question and apart, and says so where nothing meets every wish', () => {
    fc.assert(
      fc.property(models, fc.constantFrom(...outlooks), (model, outlook) => {
        const best = tryAll(model, outlook)
        for (const apart of [false, true]) {
          const found = solve(model, outlook, { ...means, apart })
          if (best === undefined) {
            expect(found).toMatchObject({ ended: 'none', found: false })
            continue
          }
          expect(found.ended).toBe('best')
          expect(found.worth).toBeCloseTo(best.worth, 4)
          expect(broken(model, found.units, outlook)).toEqual([])
        }
      }),
      { numRuns: 50 }
    )
  })

  test('answers that nothing is done where nothing can be done', () => {
    const idle: Line = {
      effects: [{ hub: 0, low: 3, likely: 4, high: 12 }],
      ...{ cost: 3, days: 3, most: [0, 0], starts: 1, whole: true, fixed: 0, least: 0, visit: '', after: null }
    }
    const model: Model = {
      ...{ hubs: 1, regions: 2, periods: 2, years: [0, 0], lines: [idle], liable: [[22, 2]], budget: 1 },
      ...{
        budgets: [14],
        days: [
          [4, 2],
          [6, 0]
        ],
        lend: 0,
        floors: [0, 0],
        random: 0
      }
    }
    for (const apart of [false, true])
      expect(solve(model, 'expected', { ...means, apart })).toMatchObject({ ended: 'best', found: true, worth: 0 })
  })

  test('never proves less than it has found, whenever it is stopped', () => {
    fc.assert(
      fc.property(models, fc.nat(6), (model, looks) => {
        const best = tryAll(model, 'expected')
        let left = looks
        const heard: number[] = []
        solve(model, 'expected', {
          ...means,
          apart: true,
          stop: () => left-- <= 0,
          onProgress: (now) => {
            if (now.found) expect(broken(model, now.units, 'expected')).toEqual([])
            expect(now.bound).toBeGreaterThanOrEqual(now.worth)
            heard.push(now.bound)
          }
        })
        for (const bound of best ? heard : []) expect(bound).toBeGreaterThanOrEqual(best ? best.worth - 1e-4 : 0)
      }),
      { numRuns: 40 }
    )
  })

  test('never brings less with more money, and never more with a floor', () => {
    fc.assert(
      fc.property(models, fc.integer({ min: 1, max: 20 }), (model, money) => {
        const budget = model.budget ?? 20
        const now = solve({ ...model, budget }, 'expected', means)
        const more = solve({ ...model, budget: budget + money }, 'expected', means)
        const free = solve({ ...model, budget, floors: [0, 0] }, 'expected', means)
        if (!now.found) return
        expect(more.worth).toBeGreaterThanOrEqual(now.worth - 1e-4)
        expect(free.worth).toBeGreaterThanOrEqual(now.worth - 1e-4)
      }),
      { numRuns: 40 }
    )
  })

  test('names the fewest wishes that cannot be met together: without any one of them the others can', () => {
    fc.assert(
      fc.property(models, (model) => {
        if (tryAll(model, 'expected')) return
        const conflict = conflictOf(model, 'expected', means)
        expect(conflict.length).toBeGreaterThan(0)
        const [first] = conflict
        const floors =
          first?.kind === 'floor' ? model.floors.map((floor, at) => (at === first.region ? 0 : floor)) : model.floors
        const lines = model.lines.map((one, at) =>
          first?.kind === 'least' && first.line === at ? { ...one, least: 0 } : one
        )
        const others = new Set(conflict.map(({ kind }) => kind))
        const onlyThese = {
          ...model,
          floors: floors.map((floor, region) =>
            conflict.some((one) => one.kind === 'floor' && one.region === region) ? floor : 0
          ),
          lines: lines.map((one, at) =>
            conflict.some((wish) => wish.kind === 'least' && wish.line === at) ? one : { ...one, least: 0 }
          ),
          random: others.has('random') ? model.random : 0
        }
        if (first?.kind === 'floor' || first?.kind === 'least') expect(tryAll(onlyThese, 'expected')).toBeDefined()
      }),
      { numRuns: 40 }
    )
  })
})

const plain: Line = {
  effects: [{ hub: 0, low: 2, likely: 10, high: 12 }],
  cost: 100,
  days: 1,
  most: [20, 20],
  starts: 0,
  whole: false,
  fixed: 0,
  least: 0,
  visit: '',
  after: null
}
const two: Model = {
  hubs: 1,
  regions: 2,
  periods: 2,
  years: [0, 0],
  lines: [plain, { ...plain, effects: [{ hub: 0, low: 7, likely: 8, high: 9 }] }],
  liable: [[1000, 1000]],
  budget: 1000,
  budgets: [null],
  days: [
    [4, 4],
    [50, 50]
  ],
  lend: 0,
  floors: [0, 0],
  random: 0
}

describe('an answer', () => {
  test('says what binds, what more would bring, and what just missed', () => {
    const { range, explained, worth: brings } = answer(two, 'expected', { days: 5, money: 1000 }, means)
    expect(brings).toBeCloseTo(90)
    expect(range).toEqual({ low: 20, expected: expect.closeTo(90), high: 120 })
    expect(explained?.binds).toEqual([{ kind: 'budget', of: 0, count: 1 }])
    expect(explained?.money).toBeCloseTo(90)
    expect(explained?.inspector).toEqual([0, 0])
    expect(explained).toMatchObject({ by: 'again', missed: [{ line: 1, rise: expect.closeTo(0.125, 3) }] })
  })

  test('may be the one that loses least, whichever turns out', () => {
    const careful = answer(two, 'robust', { days: 5, money: 1000 }, means)
    expect(careful.range.low).toBeCloseTo(70)
    expect(careful.atLeast).toBeCloseTo(0.75)
  })

  test('counts nobody twice: beyond half of the workers liable each further one counts half, and never more than all', () => {
    expect([0, 400, 500, 600, 1500, 9000].map((gross) => countOnce(gross, 1000))).toEqual([
      0, 400, 500, 550, 1000, 1000
    ])
  })
})

describe('who looks while an answer is sought', () => {
  test('sees the best so far and how much could be brought at most, and can have it stopped', () => {
    const progress = openProgress(two)
    expect(readProgress(progress)).toBeUndefined()
    const stopped = solve(two, 'expected', {
      ...means,
      apart: true,
      stop: () => isAskedToStop(progress),
      onProgress: (now) => {
        tellProgress(progress, now)
        if (now.found) askToStop(progress)
      }
    })
    const seen = readProgress(progress)
    expect(seen).toMatchObject({ found: true, worth: stopped.worth, units: stopped.units })
    expect(seen?.bound).toBeGreaterThanOrEqual(stopped.worth)
  })
})

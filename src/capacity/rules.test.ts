import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeLedger, nextMonth } from './ledger.rules.ts'
import { type CapacityLine, daysOfYear, demandOf, regionsOf, spreadOver, type Work } from './rules.ts'

const line = (values: Partial<CapacityLine>): CapacityLine => ({
  region: 'North',
  inspectors: 12,
  working_days: 220,
  leave_days: 30,
  inspection_share: 25,
  vehicles: null,
  money: null,
  ...values
})
const work = (values: Partial<Work>): Work => ({
  id: 'visits',
  name: 'Visits',
  plan: 'plan',
  status: 'agreed',
  starts: '2027-01-01',
  ends: '2027-06-30',
  expected_days: 60,
  budget: 6000,
  deliveries: [],
  portions: [],
  ...values
})
const today = '2026-12-01'
const near = (value: number) => expect.closeTo(value, 6)
const daysIn = (demands: readonly { days: number }[]) => demands.reduce((sum, { days }) => sum + days, 0)
const moneyIn = (demands: readonly { money: number }[]) => demands.reduce((sum, { money }) => sum + money, 0)

const day = fc
  .integer({ min: 0, max: 1500 })
  .map((after) => new Date(Date.UTC(2026, 0, 1) + after * 86_400_000).toISOString().slice(0, 10))
const span = fc.tuple(day, day).map(([a, b]) => (a < b ? { starts: a, ends: b } : { starts: b, ends: a }))
const amount = fc.integer({ min: 0, max: 500 })
const place = fc.constantFrom('', 'North', 'South', 'Isles')
const anyWork: fc.Arbitrary<Work> = fc
  .record({
    span,
    expected_days: fc.option(amount),
    budget: fc.option(amount),
    status: fc.constantFrom('idea' as const, 'agreed' as const, 'under_way' as const, 'done' as const),
    deliveries: fc.array(fc.record({ day, region: place, days: fc.option(amount), cost: fc.option(amount) }), {
      maxLength: 4
    }),
    portions: fc.array(
      fc.record({ region: place, month: fc.option(day), days: fc.option(amount), money: fc.option(amount) }),
      { maxLength: 4 }
    )
  })
  .map(({ span: { starts, ends }, ...rest }) => work({ ...rest, starts, ends }))
const regions = regionsOf([line({}), line({ region: 'South', inspectors: 4 })])

describe('what is there', () => {
  test('leave and other duties are taken off the working days of all inspectors', () => {
    expect(daysOfYear(line({}))).toBe(570)
    expect(daysOfYear(line({ leave_days: 300 }))).toBe(0)
  })

  test('teams of one region count together, however its name is written', () => {
    const found = regionsOf([line({ money: 100 }), line({ region: ' north ', inspectors: 4, vehicles: 2 })])
    expect(found).toEqual([{ region: 'North', monthly: near(760 / 12), inspectors: 16, vehicles: 2, money: 100 }])
  })
})

describe('what is asked', () => {
  test('the months of a span share it by their days, and together they are all of it', () => {
    expect(spreadOver('2027-01-31', '2027-02-03')).toEqual([
      { month: '2027-01', share: 0.25 },
      { month: '2027-02', share: 0.75 }
    ])
    fc.assert(
      fc.property(span, ({ starts, ends }) => {
        expect(spreadOver(starts, ends).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
      })
    )
  })

  test('spreading keeps the sums: what was spent and what is left are what is expected, or more where more was spent', () => {
    fc.assert(
      fc.property(anyWork, (one) => {
        const { demands, undated } = demandOf(one, regions, '2027-06-15')
        const sum = (values: (number | null)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0)
        const spent = sum(one.deliveries.map(({ days }) => days))
        const said = Math.max(one.expected_days ?? 0, sum(one.portions.map(({ days }) => days)))
        expect(daysIn(demands)).toBeCloseTo(one.status === 'done' ? spent : Math.max(spent, said), 6)
        const cost = sum(one.deliveries.map((delivery) => delivery.cost))
        const budget = Math.max(one.budget ?? 0, sum(one.portions.map(({ money }) => money)))
        expect(moneyIn(demands)).toBeCloseTo(one.status === 'done' ? cost : Math.max(cost, budget), 6)
        expect(undated).toEqual({ days: 0, money: 0 })
      })
    )
  })

  test('what is still to come never lies before this month', () => {
    fc.assert(
      fc.property(anyWork, (one) => {
        const { demands } = demandOf(one, regions, '2027-06-15')
        expect(demands.filter(({ spent, month }) => !spent && month < '2027-06')).toEqual([])
      })
    )
  })

  test('an intervention that moves takes its demand along', () => {
    const before = demandOf(work({}), regions, today).demands
    const after = demandOf(work({ starts: '2028-01-01', ends: '2028-06-29' }), regions, today).demands
    expect(new Set(before.map(({ month }) => month.slice(0, 4)))).toEqual(new Set(['2027']))
    expect(new Set(after.map(({ month }) => month.slice(0, 4)))).toEqual(new Set(['2028']))
    expect(daysIn(after)).toBeCloseTo(daysIn(before), 6)
  })

  test('regions share by the days that they have what nobody placed, and a stated part lies where it is said', () => {
    const of = work({ portions: [{ region: 'south', month: '2027-03-01', days: 20, money: null }] })
    const { demands } = demandOf(of, regions, today)
    const south = demands.filter(({ region, month }) => region === 'South' && month === '2027-03')
    const rest = (40 * 31) / 181 / 4
    expect(daysIn(south)).toBeCloseTo(20 + rest, 6)
    expect(daysIn(demands.filter(({ region }) => region === 'North'))).toBeCloseTo(30, 6)
  })

  test('work that should be over lies in this month, and work without days in none', () => {
    expect(demandOf(work({}), regions, '2027-09-10').demands.map(({ month }) => month)).toEqual(['2027-09', '2027-09'])
    expect(demandOf(work({ ends: null }), regions, today)).toEqual({
      demands: [],
      undated: { days: 60, money: 6000 }
    })
  })

  test('a region that no line of capacity names stands by itself, unless a line speaks for the whole country', () => {
    const portions = [{ region: 'Isles', month: null, days: 60, money: 6000 }]
    const where = (lines: CapacityLine[]) =>
      new Set(demandOf(work({ portions }), regionsOf(lines), today).demands.map(({ region }) => region))
    expect(where([line({})])).toEqual(new Set(['Isles']))
    expect(where([line({ region: '' })])).toEqual(new Set(['']))
  })
})

describe('the ledger', () => {
  const plans = new Map([
    ['plan', { status: 'draft' }],
    ['other', { status: 'under_way' }],
    ['draft', { status: 'draft' }]
  ])
  const ledgerOf = (works: Work[]) => makeLedger({ plan: 'plan', plans, works, regions, today })

  test('other plans that run at the same time count once and are named; a draft beside it does not', () => {
    const all = [
      work({ expected_days: 300 }),
      work({ id: 'theirs', plan: 'other', expected_days: 120 }),
      work({ id: 'idea', plan: 'other', status: 'idea', expected_days: 999 }),
      work({ id: 'dream', plan: 'draft', expected_days: 999 })
    ]
    const { regions: found, over } = ledgerOf(all)
    const months = found.flatMap((region) => region.months)
    expect(months.reduce((sum, { needed }) => sum + needed, 0)).toBeCloseTo(420, 6)
    expect(months.reduce((sum, { others }) => sum + others, 0)).toBeCloseTo(120, 6)
    expect(over.length).toBeGreaterThan(0)
    expect(new Set(over.flatMap(({ others }) => others.map(({ plan }) => plan)))).toEqual(new Set(['other']))
  })

  test('more than is there is said with the month that has room for it', () => {
    const works = [
      work({ id: 'rush', starts: '2027-01-01', ends: '2027-01-31', expected_days: 90 }),
      work({ id: 'calm', starts: '2027-02-01', ends: '2027-03-31', expected_days: 10 })
    ]
    const [first, ...others] = ledgerOf(works).over
    expect(first).toMatchObject({
      region: 'North',
      month: '2027-01',
      needed: near(67.5),
      there: near(47.5),
      most: { work: 'rush', days: near(67.5) },
      later: { month: '2027-02' },
      beside: undefined
    })
    expect(others.map(({ region }) => region)).toEqual(['South'])
  })

  test('months of the past, and an inspectorate that stated nothing, are never too full', () => {
    const past = work({
      starts: '2026-01-01',
      ends: '2026-02-01',
      status: 'done',
      deliveries: [{ day: '2026-01-10', region: '', days: 400, cost: null }]
    })
    expect(ledgerOf([past]).over).toEqual([])
    expect(
      makeLedger({ plan: 'plan', plans, works: [work({ expected_days: 9000 })], regions: [], today }).over
    ).toEqual([])
  })

  test('what the ledger shows is what its works ask, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(anyWork, { minLength: 1, maxLength: 4 }), (works) => {
        const named = works.map((one, index) => ({ ...one, id: `${index}` }))
        const shown = ledgerOf(named).regions.flatMap(({ months }) => months)
        const asked = named.flatMap((one) => demandOf(one, regions, today).demands)
        expect(shown.reduce((sum, { needed }) => sum + needed, 0)).toBeCloseTo(daysIn(asked), 6)
        for (const { month } of shown) expect(nextMonth(month) > month).toBe(true)
      })
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isBroken,
  type Month,
  type PeriodFault,
  periodFaults,
  touchOf,
  touchOfMonths,
  yearsTouched
} from './fault.rules.ts'

/** Months from January of a year on. */
function monthsFrom(year: number, counts: readonly number[]): Month[] {
  return counts.map((count, index) => ({
    month: `${year + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
    count
  }))
}

/** Wage claims in California by month of docketing, 2017 to 2020; the yearly reports for two years lack their end. */
const claims = [
  3484, 2473, 3016, 2106, 3000, 2210, 2286, 2755, 2151, 2222, 1983, 1760, 2938, 2749, 2953, 2580, 2874, 2728, 2611,
  4286, 2182, 2584, 567, 1, 2741, 2395, 2426, 2463, 2610, 2131, 3138, 2539, 2173, 2853, 865, 0, 2574, 2820, 2860, 1681,
  4338, 1150, 2991, 1262, 1432, 1468, 1249, 1842
]

describe('a quarter', () => {
  const quarter = { from: '2018-01', to: '2018-03' }
  const part = (from: string, to: string): PeriodFault => ({ kind: 'part', year: 2018, from, to })

  test('is incomplete where a year that the register holds a part of begins or ends within it', () => {
    expect(touchOfMonths(part('2018-02', '2018-12'), quarter)).toBe('incomplete')
    expect(touchOfMonths(part('2018-01', '2018-02'), quarter)).toBe('incomplete')
    expect(touchOfMonths(part('2018-01', '2018-03'), quarter)).toBeUndefined()
    expect(touchOfMonths(part('2018-04', '2018-12'), quarter)).toBeUndefined()
  })

  test('is incomplete where a hole reaches into it, and broken where another way of counting begins in it', () => {
    const hole: PeriodFault = { kind: 'hole', from: '2018-03', to: '2018-05', found: 1, usual: 90 }
    expect(touchOfMonths(hole, quarter)).toBe('incomplete')
    expect(touchOfMonths({ kind: 'break', month: '2018-03', before: 20, after: 60 }, quarter)).toBe('break')
    expect(touchOfMonths({ kind: 'break', month: '2018-04', before: 20, after: 60 }, quarter)).toBeUndefined()
  })
})

describe('a hole', () => {
  test('is found where the reports of two years lack their last months, and nowhere else', () => {
    const faults = periodFaults(monthsFrom(2017, claims))
    expect(faults).toEqual([
      { kind: 'hole', from: '2018-11', to: '2018-12', found: 568, usual: expect.any(Number) },
      { kind: 'hole', from: '2019-11', to: '2019-12', found: 865, usual: expect.any(Number) }
    ])
    expect(faults.flatMap(yearsTouched)).toEqual([2018, 2019])
  })

  test('is found where nothing was recorded for years', () => {
    const counts = [...Array<number>(24).fill(50), ...Array<number>(28).fill(0), ...Array<number>(20).fill(40)]
    expect(periodFaults(monthsFrom(2016, counts))).toEqual([
      { kind: 'hole', from: '2018-01', to: '2020-04', found: 0, usual: 28 * 45 }
    ])
  })

  test('is none where a register is written by quarters or years, or has few records', () => {
    expect(
      periodFaults(
        monthsFrom(
          2000,
          Array.from({ length: 60 }, (_, index) => (index % 3 === 2 ? 9_000 : 0))
        )
      )
    ).toEqual([])
    expect(periodFaults([2000, 2001, 2002].map((year) => ({ month: `${year}-12`, count: 500 })))).toEqual([])
    expect(periodFaults(monthsFrom(2000, [3, 0, 5, 0, 0, 1, 9, 4, 0, 2, 3, 1, 2, 0, 6, 0, 0, 0, 0, 4]))).toEqual([])
  })

  test('is none where months differ as much anyway', () => {
    const wild = [
      20, 90, 25, 160, 30, 200, 22, 140, 35, 110, 21, 180, 28, 95, 24, 150, 33, 170, 26, 130, 31, 120, 23, 190
    ]
    expect(periodFaults(monthsFrom(2010, wild)).filter(({ kind }) => kind === 'hole')).toEqual([])
  })
})

describe('a part of a year', () => {
  const from = (month: number, length: number) =>
    monthsFrom(2020, [...Array<number>(36).fill(100)]).slice(month, month + length)

  test('is the first or the last year that a register does not hold whole', () => {
    expect(periodFaults(from(9, 21))).toEqual([
      { kind: 'part', year: 2020, from: '2020-10', to: '2020-12' },
      { kind: 'part', year: 2022, from: '2022-01', to: '2022-06' }
    ])
    expect(periodFaults(from(2, 6))).toEqual([{ kind: 'part', year: 2020, from: '2020-03', to: '2020-08' }])
    expect(periodFaults(from(0, 24))).toEqual([])
  })

  test('is none where so few records are missing that nobody would see it', () => {
    expect(periodFaults(monthsFrom(2020, [1, 2, 0, 1, 3, 1, 0, 2]))).toEqual([])
  })
})

describe('a break', () => {
  test('is the month from which a register holds twice as many records for good', () => {
    const counts = [...Array<number>(17).fill(100), ...Array<number>(19).fill(260)].map(
      (n, index) => n + ((index * 7) % 11)
    )
    const [only, ...others] = periodFaults(monthsFrom(2015, counts))
    expect(only).toMatchObject({ kind: 'break', month: '2016-06' })
    expect(others).toEqual([])
    expect(only && yearsTouched(only)).toEqual([])
  })

  test('is none where seasons come back', () => {
    const seasons = Array.from({ length: 60 }, (_, index) => (index % 12 >= 5 && index % 12 <= 8 ? 320 : 120))
    expect(periodFaults(monthsFrom(2015, seasons)).filter(({ kind }) => kind === 'break')).toEqual([])
  })
})

describe('faults', () => {
  const registers = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 60 })

  test('stay the same when months without records are left out, and in whatever order the months come', () => {
    fc.assert(
      fc.property(registers, (counts) => {
        const months = monthsFrom(2001, counts)
        const [first, last] = [months[0], months.at(-1)]
        const sparse = months.filter((month) => month.count > 0 || month === first || month === last)
        expect(periodFaults([...sparse].reverse())).toEqual(periodFaults(months))
      })
    )
  })

  test('lie within the months of the register, in the order of time', () => {
    fc.assert(
      fc.property(registers, (counts) => {
        const names = monthsFrom(2001, counts).map(({ month }) => month)
        const starts = periodFaults(monthsFrom(2001, counts)).map((fault) => {
          const [from, to] = fault.kind === 'break' ? [fault.month, fault.month] : [fault.from, fault.to]
          expect(from >= '2001-01' && from <= to).toBe(true)
          if (fault.kind === 'hole') expect([names.includes(from), names.includes(to)]).toEqual([true, true])
          return from
        })
        expect(starts).toEqual([...starts].sort())
      })
    )
  })
})

describe('a period of a series', () => {
  const hole: PeriodFault = { kind: 'hole', from: '2020-04', to: '2020-05', found: 3, usual: 80 }
  const part: PeriodFault = { kind: 'part', year: 2022, from: '2022-01', to: '2022-07' }
  const shift: PeriodFault = { kind: 'break', month: '2021-07', before: 40, after: 120 }

  test('is incomplete where a hole lies in it; of a year of which a part is held, the months are whole', () => {
    expect(['2020-03', '2020-04', '2020-05', '2020', '2021'].map((period) => touchOf(hole, period))).toEqual([
      undefined,
      'incomplete',
      'incomplete',
      'incomplete',
      undefined
    ])
    expect([touchOf(part, '2022'), touchOf(part, '2022-07')]).toEqual(['incomplete', undefined])
  })

  test('is broken where another way of counting begins in it, and periods on both sides do not compare', () => {
    expect(['2021-06', '2021-07', '2021', '2022'].map((period) => touchOf(shift, period))).toEqual([
      undefined,
      'break',
      'break',
      undefined
    ])
    const broken = (...periods: string[]) => isBroken([hole, part, shift], periods)
    expect(broken('2021-05', '2021-06', '2021-07')).toBe(true)
    expect(broken('2020', '2021')).toBe(true)
    expect(broken('2021', '2022')).toBe(true)
    expect(broken('2021-07', '2021-08')).toBe(false)
    expect(broken('2019', '2020')).toBe(false)
    expect(broken('2021')).toBe(false)
    expect(broken()).toBe(false)
  })
})

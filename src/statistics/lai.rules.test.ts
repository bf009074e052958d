import { describe, expect, test } from 'vitest'
import { readDictionary } from './ilostat.store.ts'
import { computeLai, type LaiInput, measureOf, sdmxCsv, validateLai } from './lai.rules.ts'
import type { Figure } from './rules.ts'

const figure = (value: number, more: Partial<Figure> = {}): Figure => ({
  value,
  sources: ['Yearbook'],
  status: '',
  example: false,
  ...more
})
const input = (more: Partial<LaiInput> = {}): LaiInput => ({
  year: 2024,
  inspectors: {},
  dataSets: ['Visits'],
  ...more
})
const recorded = { year: 2024, visits: 5_200, workplacesVisited: 4_000, workplacesRevisited: 900, workersVisited: null }
const visited = { ...recorded, workplacesWithWorkers: 0, otherRecords: 300, unknownRecords: 0 }
const whole = input({
  liable: figure(90_000),
  inspectors: { all: figure(130), women: figure(50), men: figure(80) },
  recorded: visited,
  employed: figure(2_600_000, { status: 'E', sources: ['Labour force survey'] })
})
const valueIn = (computed: ReturnType<typeof computeLai>, indicator: string, sex = '') =>
  computed.values.find((one) => one.indicator === indicator && one.sex === sex)?.value

describe('the five labour inspection series', () => {
  test('follow the formulas of ILOSTAT: inspectors for 10,000 employed, visits of one inspector', () => {
    const computed = computeLai(whole)
    expect(valueIn(computed, 'LAI_WOPL_NOC_NB')).toBe(90_000)
    expect(valueIn(computed, 'LAI_INSP_SEX_NB', 'SEX_T')).toBe(130)
    expect(valueIn(computed, 'LAI_INSP_SEX_NB', 'SEX_F')).toBe(50)
    expect(valueIn(computed, 'LAI_VIST_NOC_NB')).toBe(5_200)
    expect(valueIn(computed, 'LAI_INDE_NOC_RT')).toBe(0.5)
    expect(valueIn(computed, 'LAI_VDIN_NOC_RT')).toBe(40)
    expect(computed.missing).toEqual({})
    expect(computed.values.find(({ indicator }) => indicator === 'LAI_INDE_NOC_RT')).toMatchObject({
      status: 'E',
      source: ['Yearbook', 'Labour force survey'],
      from: 'computed'
    })
  })

  test('count visits alone: records of another kind are none, and records of no stated kind are asked about', () => {
    const { values, missing } = computeLai(
      input({ inspectors: { all: figure(130) }, recorded: { ...visited, visits: 0, unknownRecords: 700 } })
    )
    expect(values.map(({ indicator }) => indicator)).toEqual(['LAI_INSP_SEX_NB'])
    expect(missing).toEqual({
      LAI_WOPL_NOC_NB: ['workplaces_liable'],
      LAI_VIST_NOC_NB: ['visits-unknown'],
      LAI_INDE_NOC_RT: ['employed'],
      LAI_VDIN_NOC_RT: ['visits-unknown']
    })
  })

  test('take the visits that were entered for the whole year before those of the records', () => {
    const computed = computeLai({ ...whole, visits: figure(9_100) })
    expect(valueIn(computed, 'LAI_VIST_NOC_NB')).toBe(9_100)
    expect(valueIn(computed, 'LAI_VDIN_NOC_RT')).toBe(70)
    expect(computed.values.find(({ indicator }) => indicator === 'LAI_VIST_NOC_NB')?.from).toBe('entered')
  })

  test('name what is missing, and divide by nothing nowhere', () => {
    expect(computeLai(input()).missing).toEqual({
      LAI_WOPL_NOC_NB: ['workplaces_liable'],
      LAI_INSP_SEX_NB: ['inspectors'],
      LAI_VIST_NOC_NB: ['visits'],
      LAI_INDE_NOC_RT: ['inspectors', 'employed'],
      LAI_VDIN_NOC_RT: ['visits', 'inspectors']
    })
    expect(computeLai({ ...whole, inspectors: { all: figure(0) } }).values.map(({ indicator }) => indicator)).toEqual([
      'LAI_WOPL_NOC_NB',
      'LAI_INSP_SEX_NB',
      'LAI_VIST_NOC_NB',
      'LAI_INDE_NOC_RT'
    ])
  })
})

describe('before they are sent', () => {
  const dictionary = readDictionary()
  const { values } = computeLai(whole)
  const codes = (area: string, sent = values) => validateLai(area, sent, dictionary).map(({ code }) => code)

  test('right values have no fault', () => {
    expect(codes('KEN')).toEqual([])
  })

  test('an area is one of the dictionary, by its three letters', () => {
    expect(codes('KE')).toEqual(['area'])
    expect(codes('X01')).toEqual(['area'])
    expect(codes('QQQ')).toEqual(['area'])
  })

  test.each([
    ['status', { status: 'final' }],
    ['year', { year: 24 }],
    ['value', { value: Number.NaN }],
    ['value', { value: -1 }],
    ['value', { value: 90_000.5 }],
    ['indicator', { indicator: 'LAI_NONE_NOC_NB' as 'LAI_WOPL_NOC_NB' }]
  ])('a wrong %s is named: %o', (code, change) => {
    const [first, ...others] = values
    expect(codes('KEN', [{ ...(first as (typeof values)[0]), ...change }, ...others])).toContain(code)
  })

  test('a value that stands twice, sexes beyond their total, and a rate that does not agree are named', () => {
    expect(codes('KEN', [...values, ...values.slice(0, 1)])).toEqual(['twice'])
    const women = values.map((one) => (one.sex === 'SEX_F' ? { ...one, value: 60 } : one))
    expect(codes('KEN', women)).toEqual(['sexes'])
    const visits = values.map((one) => (one.indicator === 'LAI_VIST_NOC_NB' ? { ...one, value: 52 } : one))
    expect(codes('KEN', visits)).toEqual(['ratio'])
  })
})

describe('a series as SDMX-CSV', () => {
  test('names its dataflow, its dimensions and its measure as ILOSTAT does', () => {
    expect(sdmxCsv('KEN', 'LAI_INSP_SEX_NB', computeLai(whole).values)).toBe(
      [
        'DATAFLOW,REF_AREA,FREQ,MEASURE,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT,SOURCE,DECIMALS',
        'ILO:DF_LAI_INSP_SEX_NB(1.0),KEN,A,LAI_INSP_NB,SEX_T,2024,130,,0,Yearbook,0',
        'ILO:DF_LAI_INSP_SEX_NB(1.0),KEN,A,LAI_INSP_NB,SEX_M,2024,80,,0,Yearbook,0',
        'ILO:DF_LAI_INSP_SEX_NB(1.0),KEN,A,LAI_INSP_NB,SEX_F,2024,50,,0,Yearbook,0',
        ''
      ].join('\r\n')
    )
    expect(sdmxCsv('KEN', 'LAI_INDE_NOC_RT', computeLai(whole).values)).toContain(
      'ILO:DF_LAI_INDE_NOC_RT(1.0),KEN,A,LAI_INDE_RT,2024,0.5,E,0,Yearbook; Labour force survey,2'
    )
    expect(measureOf('LAI_VIST_NOC_NB')).toBe('LAI_VIST_NB')
  })

  test('quotes what holds a comma, and begins no text like a formula', () => {
    const values = computeLai(input({ liable: figure(7, { sources: ['=cmd|calc, "the" register'] }) })).values
    expect(sdmxCsv('KEN', 'LAI_WOPL_NOC_NB', values)).toContain(',"cmd|calc, ""the"" register",')
  })
})

import { describe, expect, test } from 'vitest'
import { coverageNotes, doubtOfIdentity, doubtsOfPoint, median, scaleOf, shapeOfFile } from './ilostat.rules.ts'

describe('a file of ILOSTAT', () => {
  test('is known by its header, in whatever order and case', () => {
    const found = shapeOfFile(['obs_value', 'TIME', 'Indicator', 'ref_area', 'sex', 'classif1'])
    expect(found).toEqual({
      shape: {
        kind: 'bulk',
        columns: {
          area: 'ref_area',
          indicator: 'Indicator',
          sex: 'sex',
          classif1: 'classif1',
          time: 'TIME',
          value: 'obs_value'
        },
        classifs: []
      }
    })
  })

  test('as SDMX-CSV has its classifications in the dimensions that are left', () => {
    const header =
      'DATAFLOW,REF_AREA,FREQ,MEASURE,SEX,AGE,ECO,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT,SOURCE'
    const found = shapeOfFile(header.split(','))
    expect(found).toMatchObject({ shape: { kind: 'sdmx', classifs: ['AGE', 'ECO'] } })
    expect(found).toMatchObject({ shape: { columns: { indicator: 'DATAFLOW', scale: 'UNIT_MULT' } } })
    expect(shapeOfFile(['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...header.split(',').slice(1)])).toMatchObject({
      shape: { kind: 'sdmx', columns: { indicator: 'STRUCTURE_ID' }, classifs: ['AGE', 'ECO'] }
    })
  })

  test('that is none says which columns it lacks', () => {
    expect(shapeOfFile(['name', 'ref_area', 'amount'])).toEqual({ lacking: ['indicator', 'time', 'obs_value'] })
    expect(shapeOfFile(['DATAFLOW', 'REF_AREA', 'OBS_VALUE'])).toEqual({ lacking: ['time_period'] })
  })

  test('means thousands where its dictionary says so, but inspectors are heads', () => {
    expect(scaleOf('EMP_TEMP_SEX_AGE_NB', 'Employment by sex and age (thousands)')).toBe(3)
    expect(scaleOf('LAI_INSP_SEX_NB', 'Number of labour inspectors by sex (thousands)')).toBe(0)
    expect(scaleOf('LAI_VIST_NOC_NB', 'Number of labour inspection visits')).toBe(0)
  })
})

describe('a value that cannot be right', () => {
  const years = (...values: number[]) => values.map((value, index) => ({ year: 2010 + index, value }))
  const codeOf = (indicator: string, series: { year: number; value: number }[], at = series.length - 1) =>
    doubtsOfPoint(indicator, series[at] as { year: number; value: number }, series).map(({ code }) => code)

  test('is negative, nothing, or beyond what any country has', () => {
    expect(codeOf('LAI_VIST_NOC_NB', years(-3))).toEqual(['negative'])
    expect(codeOf('LAI_VIST_NOC_NB', years(0))).toEqual(['zero'])
    expect(codeOf('LAI_INDE_NOC_RT', years(31.56))).toEqual(['implausible'])
    expect(codeOf('LAI_VDIN_NOC_RT', years(0.12))).toEqual(['implausible'])
    expect(codeOf('LAI_VDIN_NOC_RT', years(440))).toEqual([])
  })

  test('jumps away from the other years of its series, of which there are enough', () => {
    expect(codeOf('LAI_VIST_NOC_NB', years(30_000, 31_000, 29_000, 30))).toEqual(['jump'])
    expect(codeOf('LAI_VIST_NOC_NB', years(30_000, 31_000, 29_000, 90_000))).toEqual([])
    expect(codeOf('LAI_VIST_NOC_NB', years(30_000, 30))).toEqual([])
  })

  test('is one of three that do not agree: inspectors × visits per inspector is not the visits', () => {
    expect(doubtOfIdentity(800, 300, 240)).toMatchObject({ code: 'identity', wrong: true })
    expect(doubtOfIdentity(256, 135, 31_400)).toMatchObject({ code: 'identity', wrong: false })
    expect(doubtOfIdentity(130, 40, 5_190)).toBeUndefined()
    expect(doubtOfIdentity(0, 40, 5_190)).toBeUndefined()
  })
})

test('a note on what is covered sets a figure apart; one on the day of counting does not', () => {
  expect(coverageNotes('S3:24_S4:34_S7:57')).toEqual(['S4:34', 'S7:57'])
  expect(coverageNotes('S3:24')).toEqual([])
  expect(coverageNotes('')).toEqual([])
})

test('the middle of values is the middle one, or half-way between two', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(median([])).toBeUndefined()
})

import { describe, expect, test } from 'vitest'
import { basisChanges, basisOf, type KnownVersion } from './basis.rules.ts'

const version = (id: string, joins: KnownVersion['joins'], follows: string | null, rest = {}): KnownVersion => ({
  id,
  data_set: 'a',
  state: 'done',
  file_name: `${id}.csv`,
  person_name: 'Amina Diallo',
  at: '2026-03-03T10:00:00Z',
  joins,
  follows,
  result: {},
  accepted: 10,
  ...rest
})
const versions = [version('v3', 'period', 'v2'), version('v2', 'add', 'v1'), version('v1', 'replace', null)]
const known = (current_version: string | null, all: readonly KnownVersion[] = versions) => ({
  dataSets: [{ id: 'a', name: 'Register', current_version, joined_to: null }],
  versions: all
})
const [then] = basisOf(known('v2'), ['a'])
const told = (current: string | null, all = versions) =>
  basisChanges(then ? [then] : [], known(current, all)).map(({ reason, file_name }) => `${reason} ${file_name}`)

describe('what happened to the records of a figure since', () => {
  test('is nothing while the same version counts', () => {
    expect(told('v2')).toEqual([])
  })

  test('names the import that replaced a period, by file, person and records', () => {
    expect(told('v3')).toEqual(['period v3.csv'])
    expect(basisChanges(then ? [then] : [], known('v3'))[0]).toMatchObject({ person: 'Amina Diallo', records: 10 })
  })

  test('names every import that came, oldest first', () => {
    expect(told('v4', [version('v4', 'add', 'v3'), ...versions])).toEqual(['period v3.csv', 'added v4.csv'])
  })

  test('names only what came where all was replaced', () => {
    expect(told('v4', [version('v4', 'replace', 'v2'), ...versions])).toEqual(['replaced v4.csv'])
  })

  test('names what no longer counts where a former version was put back', () => {
    expect(told('v1')).toEqual(['rolled-back v2.csv'])
  })

  test('names both where the former version is of another branch', () => {
    const all = [...versions, version('v0', 'replace', null)]
    expect(told('v0', all)).toEqual(['rolled-back v2.csv', 'rolled-back v1.csv', 'replaced v0.csv'])
  })

  test('says that a data set is gone, also one without a version that counts', () => {
    expect(told(null)).toEqual(['removed v2.csv'])
    expect(basisChanges(then ? [then] : [], { dataSets: [], versions: [] })[0]?.reason).toBe('removed')
  })
})

test('a basis counts the records of all versions that count together', () => {
  expect(basisOf(known('v2'), ['a', 'gone'])).toEqual([
    { data_set: 'a', name: 'Register', version: 'v2', file_name: 'v2.csv', at: '2026-03-03T10:00:00Z', records: 20 }
  ])
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fields } from './field.ts'
import { mergeEdits } from './merge.ts'

const fields: Fields = { name: { type: 'text' }, county: { type: 'text' }, remark: { type: 'text' } } as never
const row = fc.record({ name: fc.string(), county: fc.string(), remark: fc.string() })

describe('two people’s edits of one record', () => {
  test('come together where they changed different fields', () => {
    const base = { name: 'Car washes', county: '', remark: '' }
    const merged = mergeEdits(fields, {
      base,
      present: { ...base, name: 'Hand car washes' },
      typed: { ...base, remark: 'Look at the tips.' }
    })
    expect(merged).toEqual({
      values: { name: 'Hand car washes', county: '', remark: 'Look at the tips.' },
      conflicts: []
    })
  })

  test('are a conflict only in a field that both changed, each in another way', () => {
    const base = { name: 'Car washes', county: '', remark: '' }
    const merged = mergeEdits(fields, {
      base,
      present: { name: 'Hand car washes', county: '06037', remark: '' },
      typed: { name: 'Car wash stands', county: '06037', remark: '' }
    })
    expect(merged).toEqual({ values: { name: 'Car wash stands', county: '06037', remark: '' }, conflicts: ['name'] })
  })

  test('never lose what either of them wrote without saying so', () => {
    fc.assert(
      fc.property(row, row, row, (base, present, typed) => {
        const { values, conflicts } = mergeEdits(fields, { base, present, typed })
        for (const name of ['name', 'county', 'remark'] as const) {
          if (conflicts.includes(name)) continue
          if (typed[name] !== base[name]) expect(values[name]).toBe(typed[name])
          if (present[name] !== base[name]) expect(values[name]).toBe(present[name])
        }
      })
    )
  })

  test('change nothing where the person changed nothing', () => {
    fc.assert(
      fc.property(row, row, (base, present) => {
        expect(mergeEdits(fields, { base, present, typed: base })).toEqual({ values: present, conflicts: [] })
      })
    )
  })
})

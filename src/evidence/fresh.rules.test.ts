import { describe, expect, test } from 'vitest'
import { type FreshColumn, freshColumns, freshToDecide, withColumns, withFresh } from './fresh.rules.ts'
import { finish } from './mapping.rules.ts'
import { type Mapping, plainNotation } from './rules.ts'

const agreed: Mapping = {
  table: 'cases',
  fields: { record: { column: 'no' }, own1: { column: 'branch' } },
  findings: [{ issue: 'overtime', violations: 'ot_violations' }],
  constants: { region: 'US-CA' },
  notation: plainNotation,
  columns: ['no', 'branch', 'ot_violations', 'remark']
}
const header = (...names: string[]) => names.map((name) => ({ name, type: 'text' }))

/** What a file alone proposes. */
const alone = (of: Partial<Mapping>) =>
  finish({ table: 'cases', fields: {}, findings: [], constants: {}, notation: plainNotation, ...of }, [], [])

describe('a column that the files of a data set did not have before', () => {
  test('is one that no file had, whether or not it was used', () => {
    const names = header('no', 'branch', 'ot_violations', 'remark', 'fine')
    expect(freshColumns(agreed, names, undefined)).toEqual([{ column: 'fine' }])
    const { columns: _columns, ...former } = agreed
    expect(freshColumns(former, names, undefined)).toEqual([])
  })

  test('is none where it is empty, or was put there with refused rows', () => {
    const all = [{ name: 'fine', type: 'empty' }, ...header('row_number', 'column', 'reason', 'surplus', 'explanation')]
    expect(freshColumns(agreed, all, undefined)).toEqual([])
  })

  test('gets the proposal of the file alone, where its place is free', () => {
    const fresh = freshColumns(
      agreed,
      header('fine', 'number', 'zone', 'ot_wages', 'ot_count', 'place'),
      alone({
        fields: {
          penalties: { column: 'fine', notation: { decimal: ',' } },
          record: { column: 'number' },
          own1: { column: 'zone' },
          region: { column: 'place' }
        },
        findings: [{ issue: 'overtime', violations: 'ot_count', backWages: 'ot_wages' }]
      })
    )
    expect(fresh).toEqual([
      {
        column: 'fine',
        to: { field: 'penalties', of: { column: 'fine', notation: { ...plainNotation, decimal: ',' } } }
      },
      { column: 'number' },
      { column: 'zone', to: { field: 'own2', of: { column: 'zone' } } },
      { column: 'ot_wages', to: { issue: 'overtime', measure: 'backWages' } },
      { column: 'ot_count' },
      { column: 'place' }
    ])
  })

  const fine: FreshColumn = { column: 'fine', to: { field: 'penalties', of: { column: 'fine' } } }
  const wages: FreshColumn = { column: 'ot_wages', to: { issue: 'overtime', measure: 'backWages' } }
  const plain: FreshColumn = { column: 'note' }

  test('must be decided where something is proposed for it, and not once it is used', () => {
    expect(freshToDecide([], agreed, [fine, wages, plain])).toEqual([fine, wages])
    expect(freshToDecide([{ column: 'fine', answer: 'leave' }], agreed, [fine, wages])).toEqual([wages])
    expect(freshToDecide([{ column: 'fine', answer: '' }], agreed, [fine])).toEqual([fine])
    const used = { ...agreed, fields: { ...agreed.fields, backWages: { column: 'fine' } } }
    expect(freshToDecide([], used, [fine])).toEqual([])
  })

  test('is taken only by yes, and takes no place that is taken', () => {
    const yes = ['fine', 'ot_wages', 'note'].map((column) => ({ column, answer: 'take' }))
    expect(withFresh([], agreed, [fine, wages])).toEqual(agreed)
    expect(withFresh(yes, agreed, [fine, wages, plain])).toEqual({
      ...agreed,
      fields: { ...agreed.fields, penalties: { column: 'fine' } },
      findings: [{ issue: 'overtime', violations: 'ot_violations', backWages: 'ot_wages' }]
    })
    const full = { ...agreed, fields: { ...agreed.fields, penalties: { column: 'other' } } }
    expect(withFresh(yes, full, [fine])).toEqual(full)
  })

  test('is new once: the data set keeps all columns that it has seen', () => {
    expect(withColumns(agreed, ['no', 'fine'], agreed.columns).columns).toEqual([...(agreed.columns ?? []), 'fine'])
  })
})

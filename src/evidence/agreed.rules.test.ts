import { describe, expect, test } from 'vitest'
import { proposalFor, teachingMappings } from './agreed.rules.ts'
import { lostToDecide } from './lost.rules.ts'
import { finish } from './mapping.rules.ts'
import { datesToDecide } from './mapping-form.rules.ts'
import { guessColumn } from './profile.rules.ts'
import type { ShownColumn, UploadContent } from './register.rules.ts'
import { type Mapping, plainNotation } from './rules.ts'

function shown(name: string, ...values: string[]): ShownColumn {
  const counted = { filled: values.length, of: values.length, distinct: new Set(values).size, formulas: 0 }
  return { name, index: 0, ...counted, examples: values, ...guessColumn(values) }
}

const agreed: Mapping = {
  table: 'cases',
  kind: 'visit',
  fields: {
    workplace: { column: 'employer' },
    opened: { column: 'opened', notation: { date: 'MM/DD/YYYY' } },
    penalties: { column: 'fine' }
  },
  findings: [],
  constants: { region: 'US-CA' },
  notation: plainNotation
}

/** A file that waits, with the days and the amounts that it holds. */
function waiting(days: string[], fines: string[], table: Mapping['table'] = 'cases'): UploadContent {
  const columns = [shown('employer', 'Ada', 'Bee'), shown('opened', ...days), shown('fine', ...fines)]
  const fresh = finish({ ...agreed, table, fields: { workplace: { column: 'employer' } }, constants: {} }, [], columns)
  return { inspected: { columns } as UploadContent['inspected'], proposal: fresh, data_set: null }
}

describe('the mapping that was agreed for a data set', () => {
  const next = (days: string[], fines = ['10.00', '12.50']) => proposalFor(waiting(days, fines), undefined, agreed)

  test('is proposed for its next file as it is, and asks nothing again', () => {
    const file = waiting(['02/05/2021', '03/04/2021'], ['10.00', '12.50'])
    const proposal = proposalFor(file, undefined, agreed)
    expect(proposal?.mapping).toEqual(agreed)
    expect(proposal && datesToDecide(proposal, file.inspected.columns)).toEqual({ unused: [], unclear: false })
  })

  test('reads the days of this file as this file plainly writes them', () => {
    const dateOf = (...days: string[]) => {
      const { notation, fields } = next(days)?.mapping ?? agreed
      return fields.opened?.notation?.date ?? notation.date
    }
    expect(dateOf('2020-01-31', '2020-02-28')).toBe('YYYY-MM-DD')
    expect(dateOf('02/05/2021', '03/04/2021')).toBe('MM/DD/YYYY')
    expect(dateOf('22/05/2021', '23/04/2021')).toBe('DD/MM/YYYY')
  })

  test('reads its amounts with the decimal mark that this file plainly has', () => {
    const decimalOf = (...fines: string[]) => next(['2021-05-22'], fines)?.mapping.notation.decimal
    expect(decimalOf('10,00', '12,50')).toBe(',')
    expect(decimalOf('1.500', '2.500', '3.500')).toBe('.')
  })

  test('is proposed for a file that lacks a few of its columns, with what these filled; a new column may take their place', () => {
    const own: Mapping = {
      ...agreed,
      columns: ['employer', 'opened', 'closed', 'fine', 'hours'],
      fields: { ...agreed.fields, concluded: { column: 'closed' } },
      findings: [{ issue: 'hours', violations: 'hours' }]
    }
    const columns = [
      ...waiting(['02/05/2021'], ['10.00']).inspected.columns,
      shown('closing_day', '02/07/2021', '03/04/2021')
    ]
    const alone = finish({ ...agreed, fields: { concluded: { column: 'closing_day' } } }, [], columns)
    const file = { inspected: { columns }, proposal: alone, data_set: null } as unknown as UploadContent
    const proposal = proposalFor(file, undefined, own)
    expect(proposal?.lost).toEqual([
      { column: 'closed', field: 'concluded' },
      { column: 'hours', field: 'finding.hours.violations' }
    ])
    expect(proposal?.mapping.fields).toEqual({ ...agreed.fields })
    expect(proposal?.mapping.findings).toEqual([])
    expect(proposal?.agreed).toBeUndefined()
    expect(proposal?.fresh).toMatchObject([{ column: 'closing_day', to: { field: 'concluded' } }])
    const filled = { ...agreed, fields: { concluded: { column: 'closing_day' } } }
    expect(lostToDecide(filled, proposal?.lost)).toEqual([{ column: 'hours', field: 'finding.hours.violations' }])
    expect(
      lostToDecide({ ...agreed, constants: { concluded: '2021' } }, [{ column: 'closed', field: 'concluded' }])
    ).toEqual([])
  })

  test('is not proposed for another table, another data set, or a file without its columns', () => {
    const file = waiting(['2021-05-22'], ['10.00'])
    expect(proposalFor(file, 'accidents', agreed)).toBeUndefined()
    expect(proposalFor(file, undefined, undefined)).toBe(file.proposal)
    const fewer = { ...agreed, fields: { workplace: { column: 'company' } } }
    const lost = [{ column: 'company', field: 'workplace' }]
    expect(proposalFor(file, undefined, fewer)).toEqual({ ...file.proposal, lost })
  })
})

test('only an import of which most rows were taken teaches how files of others are read', () => {
  const dataSet = (id: string | null) => ({ mapping: agreed, current_version: id })
  const versions = [
    { id: 'good', accepted: 90, rejected: 10 },
    { id: 'bad', accepted: 1, rejected: 99 }
  ]
  const all = [dataSet('good'), dataSet('bad'), dataSet(null), { mapping: {}, current_version: 'good' }]
  expect(teachingMappings(all, versions)).toEqual([agreed])
})

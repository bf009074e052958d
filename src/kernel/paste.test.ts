import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutLines, type PasteColumn, parsePaste, plain } from './paste.ts'

const columns: PasteColumn[] = [
  { name: 'name', field: { type: 'text', max: 50, needed: true }, titles: ['Name', 'name'] },
  {
    name: 'kind',
    field: { type: 'choice', options: ['human', 'financial'] },
    titles: ['Kind of resource', 'kind'],
    meanings: new Map([
      ['human', 'human'],
      ['people', 'human'],
      ['financial', 'financial']
    ])
  },
  { name: 'quantity', field: { type: 'number' }, titles: ['Quantity', 'quantity'] }
]

const values = (text: string) => parsePaste(text, columns).items.map((item) => item.values)

describe('a pasted list', () => {
  test('gives one item for each line that is not empty', () => {
    expect(values('Labour code\n\n  Wage order  \n').map(({ name }) => name)).toEqual(['Labour code', 'Wage order'])
  })

  test('loses the bullets and numbers of a word processor', () => {
    expect(values('• One\n-\tTwo\n3.\tThree\n4) Four').map(({ name }) => name)).toEqual(['One', 'Two', 'Three', 'Four'])
  })

  test('keeps a number that belongs to the text', () => {
    expect(values('2026 budget\n14 vehicles').map(({ name }) => name)).toEqual(['2026 budget', '14 vehicles'])
  })
})

describe('a pasted table', () => {
  test('has its columns in the order of the fields', () => {
    expect(values('Inspectors\tpeople\t14')).toEqual([{ name: 'Inspectors', kind: 'human', quantity: 14 }])
  })

  test('may have its columns in any order when its first line names them', () => {
    expect(values('Quantity\tName\n14\tInspectors')).toEqual([{ quantity: 14, name: 'Inspectors' }])
  })

  test('recognises names and options whatever their case and blanks', () => {
    expect(values('KIND OF  RESOURCE:\tname\n Human \tInspectors')).toEqual([{ kind: 'human', name: 'Inspectors' }])
  })

  test('is not taken for one with a head when a cell names no column', () => {
    expect(values('Name\tpeople')).toEqual([{ name: 'Name', kind: 'human', quantity: null }])
  })

  test('is refused when most of its first line names columns and one cell does not: its cells would be lost', () => {
    const { faults } = parsePaste('Name\tNotes\tQuantity\nInspectors\tgood ones\t14', columns)
    expect(faults).toEqual([{ line: 1, column: '', code: 'heading', written: 'Notes' }])
  })

  test('keeps line breaks, tabs and quotation marks within a quoted cell', () => {
    const item = { name: 'Two\nlines, a\ttab and "so"', kind: 'human', quantity: 3 }
    expect(values('"Two\nlines, a\ttab and ""so"""\tpeople\t3')[0]).toEqual(item)
  })

  test('names each line at fault, counted as it was pasted', () => {
    const { faults } = parsePaste(
      'Inspectors\tpeople\t14\n\n"Cars\nand vans"\tvehicles\tmany\nA\thuman\t1\tmore',
      columns
    )
    expect(faults).toEqual([
      { line: 3, column: 'kind', code: 'choose', written: 'vehicles' },
      { line: 3, column: 'quantity', code: 'number', written: 'many' },
      { line: 5, column: '', code: 'columns', written: '4' }
    ])
  })

  test('reads numbers in the notation of the language', () => {
    expect(parsePaste('A\t\t1.234,5', columns, ',').items[0]?.values.quantity).toBe(1234.5)
    expect(parsePaste('A\t\t١٤', columns).items[0]?.values.quantity).toBe(14)
  })

  test('finds several references in one cell', () => {
    const known = new Map([
      ['union', 'id-1'],
      ['press', 'id-2']
    ])
    const reference: PasteColumn = {
      name: 'who',
      field: { type: 'references', to: 'x' },
      titles: ['Who'],
      meanings: known
    }
    expect(parsePaste('Union; Press', [reference]).items[0]?.values.who).toEqual(['id-1', 'id-2'])
    expect(parsePaste('Union; Nobody', [reference]).faults[0]?.code).toBe('choose')
  })
})

test('any cells come back as they were put into a table', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\t"]/g, ' ').trim())
  const row = fc
    .array(cell, { minLength: 1, maxLength: 4 })
    .filter((cells) => /^[\p{L}]/u.test(cells[0] ?? '') && cells.at(-1) !== '')
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
      const pasted = rows.map((cells) => cells.join('\t')).join('\r\n')
      expect(cutLines(pasted).map(({ cells }) => cells)).toEqual(rows)
    })
  )
})

test('a quoted cell comes back with its line breaks', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = `a${text.replaceAll('\r', '')}`.trim()
      expect(cutLines(`"${cell.replaceAll('"', '""')}"`)[0]?.cells).toEqual([cell])
    })
  )
})

test('words are compared without case, width and closing colon', () => {
  expect(plain('  Ａ  b:')).toBe(plain('a B'))
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../../src/subjects.ts'
import { openTestPortal, type TestPortal } from '../test-portal.ts'
import { readCatalogue, type Table } from './catalogue.ts'

let portal: TestPortal
let tables: Table[]
beforeAll(async () => {
  portal = await openTestPortal()
  tables = await readCatalogue(portal.database)
})
afterAll(() => portal.close())

/** The book of the migrations is made before there is anything to describe it by. */
const undescribed = ['migration']
/** Columns that the portal keeps itself, and those that a kind's own operations keep. */
const ofThePortal = ['inspectorate_id', 'id', 'plan_id', 'revision', 'example']
const keptOtherwise: Record<string, string[]> = { data_set: ['mapping', 'current_version', 'joined_to'] }

describe('the database', () => {
  test('says of every table and every column what it holds', () => {
    const silent = tables
      .filter(({ name }) => !undescribed.includes(name))
      .flatMap(({ name, comment, columns }) => [
        ...(comment ? [] : [name]),
        ...columns.filter((column) => !column.comment).map((column) => `${name}.${column.name}`)
      ])
    expect(silent).toEqual([])
  })

  test.each(kinds.map((kind) => [kind.name, kind] as const))(
    'has for %s the columns that its fields name, and no other',
    (name, kind) => {
      const columns = tables.find((table) => table.name === name)?.columns.map((column) => column.name) ?? []
      const other = [...ofThePortal, ...(keptOtherwise[name] ?? [])]
      expect(columns.filter((column) => !other.includes(column)).sort()).toEqual(Object.keys(kind.fields).sort())
      expect(columns.includes('plan_id')).toBe(kind.within === 'plan')
    }
  )
})

import { z } from 'zod'
import { tableNames } from '../evidence/table.rules.ts'
import { text } from '../kernel/field.ts'
import { readFigure } from './answer.operations.ts'
import { apartState, tellApart } from './apart.operations.ts'
import { filterFields, filterOf } from './filter-form.rules.ts'
import {
  countsWorkplaces,
  namesWorkplaces,
  orderGroups,
  questionOf,
  roundedNumbers,
  suppressCells
} from './pivot.rules.ts'
import { readPivot } from './pivot.store.ts'
import { byNumber } from './question.store.ts'
import { readStatedIn } from './stated.store.ts'

const Cell = z.object({
  row: z.string().nullable(),
  column: z.string().nullable(),
  /** Left out where the cell is too small to be told, or would tell another that is. */
  records: z.number().optional(),
  value: z.number().nullable().optional(),
  /** What a share is a share of. */
  of: z.number().nullable().optional(),
  suppressed: z.boolean()
})

/** A question of one's own: a measure of the records of a filter, cut by one dimension or by two. */
export const readFigurePivot = readFigure(
  {
    name: 'figure.pivot',
    told: ({ cells, total, ...answer }, chance, asked) => {
      const question = questionOf(asked)
      const all = roundedNumbers(total, question, chance)
      if (namesWorkplaces(question)) return { ...answer, rows: [], columns: [], cells: [], groups: 0, total: all }
      return { ...answer, cells: cells.map((cell) => roundedNumbers(cell, question, chance)), total: all }
    },
    input: {
      ...filterFields,
      table: { type: 'choice', options: tableNames, needed: true } as const,
      rows: text(40),
      columns: text(40),
      measure: text(40)
    },
    output: z.object({
      rows: z.array(z.string().nullable()),
      columns: z.array(z.string().nullable()),
      cells: z.array(Cell),
      /** All groups that there are; more than are given where there are very many. */
      groups: z.number(),
      /** All records of the question together. */
      total: z.object({ records: z.number(), value: z.number().nullable(), of: z.number().nullable() }),
      /** How workplaces are told apart, where they are counted. */
      by: z.enum(['register', 'number']).nullable(),
      /** Names of regions and titles of occupations, by language. */
      names: z.record(z.string(), z.record(z.string(), z.string()))
    }),
    async run(scope, { table, rows, columns, measure, ...input }) {
      const { portal, inspectorate } = scope
      const question = questionOf({ table, rows, columns, measure })
      const apart = countsWorkplaces(question) ? await tellApart(scope) : undefined
      const asked = apart ?? byNumber(portal.facts, inspectorate)
      const stated = await readStatedIn(portal.facts, inspectorate)
      const { cells, groups, total } = await readPivot(asked, question, filterOf(input), stated)
      const across = question.columns
      const { regionNames, occupationNames } = portal.countryData
      const names = [question.rows, across].flatMap((one, index) => {
        const nameOf = one?.kind === 'region' ? regionNames : one?.kind === 'isco' ? occupationNames : undefined
        const groups = nameOf ? new Set(cells.map((cell) => (index === 0 ? cell.row : cell.column))) : []
        return [...groups].flatMap((code) => {
          const found = code ? nameOf?.(code) : undefined
          return code && found ? [[code, { ...found }] as const] : []
        })
      })
      return {
        rows: orderGroups(cells, 'row', question.rows),
        columns: across ? orderGroups(cells, 'column', across) : [],
        cells: suppressCells(cells),
        groups,
        total,
        by: apart?.by ?? null,
        names: Object.fromEntries(names)
      }
    }
  },
  apartState
)

import { z } from 'zod'
import { sureness, tableNames } from '../evidence/table.rules.ts'
import { readFigure } from './answer.operations.ts'
import { roundedAnswer } from './disclosure.rules.ts'
import { readDoubt, type Sureness } from './doubt.store.ts'
import { filterFields, filterOf } from './filter-form.rules.ts'
import { leastCell } from './rules.ts'

const crosswalks = Object.keys(sureness) as Sureness[]

/** The share of doubt of a crosswalk in the records of a filter: how many may belong to another section or occupation. */
export const readFigureDoubt = readFigure({
  name: 'figure.doubt',
  told: roundedAnswer,
  input: {
    ...filterFields,
    table: { type: 'choice', options: tableNames, needed: true } as const,
    /** Of sections where nothing is said. */
    by: { type: 'choice', options: crosswalks } as const
  },
  output: z.object({ share: z.number(), of: z.number() }),
  async run({ portal, inspectorate }, { table, by, ...input }) {
    const doubt = await readDoubt(portal.facts, inspectorate, { table, by: by || 'isicSure' }, filterOf(input))
    return doubt.of < leastCell ? { share: 0, of: 0 } : doubt
  }
})

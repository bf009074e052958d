import { z } from 'zod'
import { stageDurations, stageNames } from '../evidence/stage.rules.ts'
import { readFigure } from './answer.operations.ts'
import { roundedAnswer } from './disclosure.rules.ts'
import { filterFields, filterOf } from './filter-form.rules.ts'
import { leastCell } from './rules.ts'
import { readStages } from './stage-figures.store.ts'

/** How far cases came, from a complaint to a sanction that was paid. Stages of which the records say nothing are left out. */
export const readFigureStages = readFigure({
  name: 'figure.stages',
  told: roundedAnswer,
  input: filterFields,
  output: z.object({
    cases: z.number(),
    rows: z.array(
      z.object({
        stage: z.enum(stageNames as [(typeof stageNames)[number], ...typeof stageNames]),
        /** Left out where too few would be told. */
        cases: z.number().optional()
      })
    ),
    /** Median days between two stages, and of how many cases both days are known. */
    days: z.array(z.object({ name: z.string(), median: z.number(), of: z.number() }))
  }),
  async run({ portal, inspectorate }, input) {
    const { cases, saysBreach, stages, days } = await readStages(portal.facts, inspectorate, filterOf(input))
    const told = stageNames.filter((name) => stages[name] > 0 && (name !== 'breached' || saysBreach > 0))
    return {
      cases,
      rows: told.map((stage) => ({ stage, ...(stages[stage] < leastCell ? {} : { cases: stages[stage] }) })),
      days: Object.keys(stageDurations).flatMap((name) => {
        const { median, of } = days[name as keyof typeof days]
        return median === null || of < leastCell ? [] : [{ name, median, of }]
      })
    }
  }
})

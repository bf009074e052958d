import { z } from 'zod'
import { readFigure } from './answer.operations.ts'
import { nearCount } from './disclosure.rules.ts'
import { filterFields, filterOf } from './filter-form.rules.ts'
import { leastCell } from './rules.ts'
import { countStanding } from './standing.store.ts'

/**
 * How many workplaces of registers are open today, and how many have ceased: those whose day of closing lies behind. A day far ahead, by
 * which registers say that there is none, closes nothing. Of fewer than five that ceased neither is told; without any `ceased` is 0.
 */
export const readStanding = readFigure(
  {
    name: 'figure.standing',
    told: ({ few, open, ceased }, chance) => ({
      few,
      ...(open === undefined ? {} : { open: nearCount(open, chance) }),
      ...(ceased === undefined ? {} : { ceased: nearCount(ceased, chance) })
    }),
    input: filterFields,
    output: z.object({ few: z.boolean(), open: z.number().optional(), ceased: z.number().optional() }),
    async run({ portal, inspectorate, now }, input) {
      const { open, ceased } = await countStanding(portal.facts, inspectorate, filterOf(input), dayOf(now))
      return ceased > 0 && ceased < leastCell ? { few: true } : { few: false, open, ceased }
    }
  },
  async ({ now }) => dayOf(now)
)

const dayOf = (now: Date) => now.toISOString().slice(0, 10)

export type Standing = Awaited<ReturnType<(typeof readStanding)['run']>>

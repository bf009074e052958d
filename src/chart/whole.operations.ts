import { z } from 'zod'
import { teller } from '../indicator/pin.operations.ts'
import { reference } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { findWhole } from './store.ts'
import { listsOfWhole, type Whole, withWhatMatters } from './whole.rules.ts'

const Row = z.looseObject({ id: z.guid() })
const Lists = Object.fromEntries(Object.keys(listsOfWhole).map((list) => [list, z.array(Row)]))
const WholeSchema = z.object({ plan: Row, ...Lists }) as unknown as z.ZodType<Whole>

/** The whole plan, with what of step 1 matters for it: for the overview, the map, the chart and the document. */
export const readWhole = read({
  name: 'plan.read-whole',
  input: { plan: reference('plan', { needed: true }) },
  output: WholeSchema,
  may: 'plan.read',
  async run(scope, { plan }) {
    const { database, may } = scope
    const whole = await findWhole(database, plan)
    if (!whole) throw new Problem('not-found')
    const spoken = withWhatMatters(whole)
    // Their cases are exact: who may not open the records finds them rounded on their own pages.
    const told = may('evidence.read-records') ? spoken : { ...spoken, indicators: [], readings: [] }
    if (!may('evidence.read')) return { ...told, pins: [] }
    return { ...told, pins: told.pins.map(await teller(scope)) }
  }
})

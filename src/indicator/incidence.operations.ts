import { z } from 'zod'
import { listDataSets } from '../evidence/register.store.ts'
import { readFigure } from './answer.operations.ts'
import { roundedAnswer } from './disclosure.rules.ts'
import { filterFields, filterOf } from './filter-form.rules.ts'
import { findRegister, readAccidentYears, readIncidence } from './incidence.store.ts'
import { leastCell } from './rules.ts'

/** The last year of which the records may be whole: they reach into December, or into a later year. */
function lastWhole(years: readonly { year: number; month: number }[]): number | undefined {
  return [...years].reverse().find(({ year, month }) => month === 12 || years.some((other) => other.year > year))?.year
}

/** Accidents of a year per worker by section, where a register of workplaces says how many work there; null where none does. */
export const readFigureIncidence = readFigure({
  name: 'figure.incidence',
  told: roundedAnswer,
  input: filterFields,
  output: z
    .object({
      year: z.number(),
      /** The name of the register that gives the workers. */
      register: z.string(),
      rows: z.array(z.object({ isicSection: z.string(), accidents: z.number(), workers: z.number() }))
    })
    .nullable(),
  async run({ portal, inspectorate, database }, input) {
    const { facts } = portal
    const { year: asked, ...filter } = filterOf(input)
    const register = await findRegister(facts, inspectorate)
    const year = asked ?? lastWhole(await readAccidentYears(facts, inspectorate, filter))
    const name = (await listDataSets(database)).find(({ id }) => id === register)?.name
    if (!register || !name || year === undefined) return null
    const rows = await readIncidence(facts, inspectorate, { year, register }, filter)
    return { year, register: name, rows: rows.filter(({ accidents }) => accidents >= leastCell) }
  }
})

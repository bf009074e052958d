import type { Answer } from './answer.rules.ts'
import { placeOf, type Units } from './model.rules.ts'
import type { Question } from './question.rules.ts'

/** What is done of one line in one region and quarter. */
export type Deed = { line: number; region: number; period: number; amount: number }
/** An answer as it is kept: what is done, and nothing of what is not. */
export type KeptAnswer = Omit<Answer, 'units'> & { deeds: Deed[] }

export function listDeeds({ model }: Pick<Question, 'model'>, units: Units): Deed[] {
  const deeds: Deed[] = []
  for (const line of model.lines.keys())
    for (let region = 0; region < model.regions; region++)
      for (let period = 0; period < model.periods; period++) {
        const amount = units[placeOf(model, line, region, period)] ?? 0
        if (amount > 0) deeds.push({ line, region, period, amount })
      }
  return deeds
}

export function unitsOfDeeds({ model }: Pick<Question, 'model'>, deeds: readonly Deed[]): Units {
  const units = new Int32Array(model.lines.length * model.regions * model.periods)
  for (const { line, region, period, amount } of deeds) units[placeOf(model, line, region, period)] = amount
  return units
}

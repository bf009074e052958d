import { readWhole } from './chart/whole.operations.ts'
import { consultations, points } from './consultation/operations.ts'
import { chooseExtract, publishExtract, readExtract } from './extract/operations.ts'
import type { Actor } from './kernel/access.ts'
import type { Portal } from './portal.ts'

/** A consultation as the demonstration's content has it: stakeholders and interventions by their keys. */
export type ConsultationText = {
  stakeholder: string
  way: string
  /** How many days are left to answer. */
  days?: number
  position: string
  spoke: string
  public_agreed: boolean
  points: { text: string; intervention?: string; outcome?: string; answer?: string }[]
}
type Named = { key?: string } & Record<string, unknown>
export type ConsultedPlan = { consultations?: ConsultationText[]; stakeholders?: Named[]; interventions?: Named[] }

/** Consults the organisations of the demonstration on a version, on the day on which it is made. */
export async function consultOn(
  portal: Portal,
  planner: Actor,
  of: { plan: string; version: string; written: ConsultedPlan; today: string }
): Promise<void> {
  const { plan, version, written, today } = of
  const whole = await portal.performer.ask(readWhole, planner, { plan })
  const idOf = (list: 'stakeholders' | 'interventions', key: string | undefined) => {
    const name = written[list]?.find((one) => one.key === key)?.name
    return whole[list].find((one) => one.name === name)?.id ?? null
  }
  for (const { stakeholder, days, points: raised, position, ...said } of written.consultations ?? []) {
    const until = new Date(Date.parse(`${today}T00:00:00Z`) + (days ?? 0) * 86_400_000).toISOString().slice(0, 10)
    const { result } = await portal.performer.carryOut(consultations.add, planner, {
      ...{ plan, version, stakeholder: idOf('stakeholders', stakeholder), asked: today, until: days ? until : null },
      ...{ position, answered: position === '' ? null : today, ...said }
    })
    for (const { intervention, outcome = '', answer: why = '', text } of raised) {
      const about = { plan, consultation: result.id, intervention: idOf('interventions', intervention) }
      await portal.performer.carryOut(points.add, planner, { ...about, text, outcome, why })
    }
  }
}

/** Publishes the extract of the demonstration's plan, with all that can be told but its costs. */
export async function publishOf(
  portal: Portal,
  of: { planner: Actor; director: Actor; plan: string; version: string }
): Promise<void> {
  const { planner, director, plan, version } = of
  const { carryOut, ask } = portal.performer
  const told = { summary: true, law: true, hubs: true, interventions: true, goals: true, joint: true, positions: true }
  await carryOut(chooseExtract, planner, { plan, version, ...told, budget: false })
  const { extract } = await ask(readExtract, planner, { plan })
  await carryOut(publishExtract, director, { extract: extract?.id, revision: extract?.revision })
}

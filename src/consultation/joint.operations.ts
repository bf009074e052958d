import { z } from 'zod'
import { intervention } from '../intervention/operations.ts'
import type { interventionFields } from '../intervention/rules.ts'
import { reference } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { getRecord, listRecords, recordKind, recordOperations, type Stored } from '../kernel/record.ts'
import { plan as planKind } from '../plan/operations.ts'
import { stakeholder } from '../stakeholder/operations.ts'
import { actionFields, checkAction, checkJointPlan, jointPlanFields, partnerFields } from './joint.rules.ts'
import type { Named } from './operations.ts'
import { jointPath } from './path.rules.ts'

/** Joint plans with other institutions, their partners and their common list of actions. */

const ofPlan = {
  within: 'plan',
  may: 'plan.edit',
  page: (row: { plan_id?: string | null }) => jointPath(row.plan_id ?? '')
} as const

export const jointPlan = recordKind({
  name: 'joint_plan',
  fields: jointPlanFields,
  title: 'title',
  ...ofPlan,
  check: checkJointPlan
})
export const jointPlans = recordOperations(jointPlan)

export const jointPartner = recordKind({
  name: 'joint_partner',
  fields: partnerFields,
  title: ['stakeholder', 'joint_plan'],
  ...ofPlan
})
export const jointPartners = recordOperations(jointPartner)

export const jointAction = recordKind({
  name: 'joint_action',
  fields: actionFields,
  title: ['intervention', 'action'],
  ...ofPlan,
  async check(values, database) {
    const { plan_id } = await getRecord(database, jointPlan, values.joint_plan)
    const all = await listRecords(database, jointPartner, plan_id ?? '')
    const own = all.filter(({ joint_plan }) => joint_plan === values.joint_plan)
    return checkAction(
      values,
      own.map((one) => one.stakeholder)
    )
  }
})
export const jointActions = recordOperations(jointAction)

export type Partner = Stored<typeof partnerFields>
export type Action = Stored<typeof actionFields>
export type ToldJointPlan = Stored<typeof jointPlanFields> & { partners: Partner[]; actions: Action[] }
export type Line = Stored<typeof interventionFields>

const Rows = <T>() => z.array(z.custom<T>((value) => typeof value === 'object'))

/** The joint plans of a plan, oldest first, with who takes part and what is done; and the chart's lines that actions may be. */
export const readJointPlans = read({
  name: 'joint_plan.read-all',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({ joint: Rows<ToldJointPlan>(), stakeholders: Rows<Named>(), interventions: Rows<Line>() }),
  may: 'plan.read',
  async run({ database }, { plan }) {
    await getRecord(database, planKind, plan)
    const partners = await listRecords(database, jointPartner, plan)
    const actions = await listRecords(database, jointAction, plan)
    const joint = (await listRecords(database, jointPlan, plan)).map((one) => ({
      ...one,
      partners: partners.filter(({ joint_plan }) => joint_plan === one.id),
      actions: actions.filter(({ joint_plan }) => joint_plan === one.id)
    }))
    return {
      joint,
      stakeholders: (await listRecords(database, stakeholder, plan)).map(({ id, name }) => ({ id, name })),
      interventions: await listRecords(database, intervention, plan)
    }
  }
})

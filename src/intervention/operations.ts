import { findRecord, recordKind, recordOperations } from '../kernel/record.ts'
import { stepPath } from '../plan/rules.ts'
import { stakeholder } from '../stakeholder/operations.ts'
import { checkDates, checkEnforcer, interventionFields } from './rules.ts'

export const intervention = recordKind({
  name: 'intervention',
  fields: interventionFields,
  title: 'name',
  within: 'plan',
  may: 'plan.edit',
  page: (row) => stepPath(row.plan_id ?? '', 5, 'interventions'),
  async check(values, database) {
    const enforcer = values.carried_out_by ? await findRecord(database, stakeholder, values.carried_out_by) : undefined
    return [...checkEnforcer(values, enforcer), ...checkDates(values)]
  }
})

export const interventions = recordOperations(intervention)

import { recordKind, recordOperations } from '../kernel/record.ts'
import { joiningPlan } from './join.operations.ts'
import { mandateFields, resourceFields, sourceFields } from './rules.ts'

export const mandate = recordKind({
  name: 'mandate',
  fields: mandateFields,
  title: 'title',
  within: 'inspectorate',
  may: 'office.edit',
  page: () => '/inspectorate/mandate'
})

export const resource = recordKind({
  name: 'resource',
  fields: resourceFields,
  title: 'name',
  within: 'inspectorate',
  may: 'office.edit',
  page: () => '/inspectorate/resources'
})

export const source = recordKind({
  name: 'source',
  fields: sourceFields,
  title: 'name',
  within: 'inspectorate',
  may: 'office.edit',
  page: () => '/inspectorate/data'
})

export const mandates = joiningPlan('mandates', recordOperations(mandate))
export const resources = joiningPlan('resources', recordOperations(resource))
export const sources = joiningPlan('sources', recordOperations(source))

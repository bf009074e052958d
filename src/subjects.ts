import { readProgress } from './chart/progress.operations.ts'
import { businessLinks, employers, hubs, issues, targets } from './hub/operations.ts'
import { influences, whys } from './influence/operations.ts'
import { interventions } from './intervention/operations.ts'
import type { AnyOperation } from './kernel/operation.ts'
import type { Page } from './kernel/page.ts'
import type { RecordKind } from './kernel/record.ts'
import { undo } from './kernel/undo.ts'
import { mandates, resources, sources } from './office/records.operations.ts'
import { listPlans, plans, readPlan } from './plan/operations.ts'
import { listRecordsOf, readRecord, recordPages } from './record-pages.tsx'
import { stakeholderHubs, stakeholders } from './stakeholder/operations.ts'

/** Everything that the portal is made of, in the order of the method's steps. */
const records = [
  mandates, resources, sources,
  plans,
  issues, targets, hubs, employers, businessLinks,
  whys, influences,
  stakeholders, stakeholderHubs,
  interventions
]

export const kinds: readonly RecordKind[] = records.map(({ kind }) => kind)

export const operations: readonly AnyOperation[] = [
  ...records.flatMap(({ add, addMany, change, remove }) => [add, addMany, change, remove]),
  undo,
  readRecord,
  listRecordsOf,
  readPlan,
  listPlans,
  readProgress
]

export const pages: readonly Page[] = [...recordPages(kinds)]

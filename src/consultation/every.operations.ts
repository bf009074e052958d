import type { AnyOperation } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { jointActions, jointPartners, jointPlans, readJointPlans } from './joint.operations.ts'
import { answerPoint, consultations, points, readConsultations, recordPosition } from './operations.ts'

const records = [consultations, points, jointPlans, jointPartners, jointActions]

/** Every kind of record of consulting and of planning together, each after those that it refers to. */
export const consultationKinds: readonly RecordKind[] = records.map(({ kind }) => kind)

/** Everything that is done in consulting and planning together. */
export const consultationOperations: readonly AnyOperation[] = [
  ...records.flatMap(({ add, addMany, paste, change, remove }) => [add, addMany, paste, change, remove]),
  recordPosition,
  answerPoint,
  readConsultations,
  readJointPlans
]

import type { AnyOperation } from '../kernel/operation.ts'
import type { RecordKind, RecordOperations } from '../kernel/record.ts'
import { findings, meetingOperations, meetings, reviewChange } from './meeting.operations.ts'
import { signatories, signature, version, versionOperations } from './operations.ts'
import { reasonOperations } from './reason.operations.ts'

/** Every kind of record of approving and reviewing, each after those that it refers to. */
export const reviewKinds: readonly RecordKind[] = [
  version,
  signatories.kind,
  signature,
  meetings.kind,
  findings.kind,
  reviewChange
]

const typed = ({ add, addMany, paste, change, remove }: RecordOperations): readonly AnyOperation[] => [
  add,
  addMany,
  paste,
  change,
  remove
]

/** Everything that is done in approving and reviewing a plan. */
export const reviewOperations: readonly AnyOperation[] = [
  ...[signatories, meetings, findings].flatMap(typed),
  ...versionOperations,
  ...meetingOperations,
  ...reasonOperations
]

import type { AnyOperation } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { commitmentOperations } from './commitment.operations.ts'
import { contact, contacts, engagementStep, engagementSteps, readEngagement } from './engagement.operations.ts'
import { changeGuest, listGuests } from './guest.operations.ts'
import {
  attachToMemorandum,
  memoranda,
  memorandum,
  memorandumFile,
  obligation,
  obligations,
  readMemoranda,
  removeMemorandumFile
} from './memorandum.operations.ts'

/** What this subject keeps, each after those that it refers to. */
export const engagementKinds: readonly RecordKind[] = [memorandum, obligation, memorandumFile, engagementStep, contact]

/** What this subject does. */
export const engagementOperations: readonly AnyOperation[] = [
  ...[memoranda, obligations, engagementSteps, contacts].flatMap(({ add, addMany, paste, change, remove }) => [
    add,
    addMany,
    paste,
    change,
    remove
  ]),
  readMemoranda,
  readEngagement,
  attachToMemorandum,
  removeMemorandumFile,
  ...commitmentOperations,
  changeGuest,
  listGuests
]

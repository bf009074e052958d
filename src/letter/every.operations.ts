import { escalationKinds, escalationOperations } from '../escalation/every.operations.ts'
import type { AnyOperation } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { answerLetter } from './answer.operations.ts'
import { attachLogo, attachWord, detachFile, listTemplates, readDraft, setContact } from './draft.operations.ts'
import { letterContact, letterRun, letterTemplates } from './kinds.operations.ts'
import { readRun, readRuns, sendLetters } from './run.operations.ts'

/** What this subject gives to the portal, after what the escalations give on which it stands. */

export const letterKindsOfRecords: readonly RecordKind[] = [
  ...escalationKinds,
  letterTemplates.kind,
  letterContact,
  letterRun
]

export const letterOperations: readonly AnyOperation[] = [
  ...escalationOperations,
  letterTemplates.add,
  letterTemplates.change,
  letterTemplates.remove,
  attachWord,
  attachLogo,
  detachFile,
  listTemplates,
  readDraft,
  setContact,
  sendLetters,
  readRun,
  readRuns,
  answerLetter
]

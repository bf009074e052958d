import type { AnyOperation } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { askListAgain, askPopulation, confirmList, drawGates, drawList, setAsideList } from './draw.operations.ts'
import { recordEvents, takeBackEvent, takeInAgain } from './event.operations.ts'
import {
  escalationList,
  escalationPhases,
  escalations,
  visit,
  visitFinding,
  workplaceEvent
} from './kinds.operations.ts'
import { pasteVisits } from './paste.operations.ts'
import {
  listEscalations,
  readEscalation,
  readGates,
  readList,
  readReached,
  readWay,
  readWays,
  readWaysOf
} from './read.operations.ts'

import {
  correctVisit,
  readVisitForm,
  readVisits,
  recordVisit,
  recordVisits,
  withdrawVisit
} from './visit.operations.ts'

/** What this subject gives to the portal. */

export const escalationKinds: readonly RecordKind[] = [
  escalations.kind,
  escalationPhases.kind,
  escalationList,
  workplaceEvent,
  visit,
  visitFinding
]

export const escalationOperations: readonly AnyOperation[] = [
  ...[escalations, escalationPhases].flatMap(({ add, change, remove }) => [add, change, remove]),
  listEscalations,
  readEscalation,
  readGates,
  readList,
  readWays,
  readReached,
  readWay,
  readWaysOf,
  askPopulation,
  askListAgain,
  drawList,
  drawGates,
  confirmList,
  setAsideList,
  recordEvents,
  takeInAgain,
  takeBackEvent,
  readVisits,
  readVisitForm,
  recordVisit,
  recordVisits,
  pasteVisits,
  correctVisit,
  withdrawVisit
]

import { loadContent } from './chart/load.operations.ts'
import { readProgress } from './chart/progress.operations.ts'
import { importEvidence, readImport } from './evidence/import.operations.ts'
import { dataSetKind, describeDataSet, listEvidence, listRejects, readDataSet, removeDataSet, useVersion } from './evidence/operations.ts'
import { giveUpFile, readUpload, receiveFile, rereadFile } from './evidence/upload.operations.ts'
import { listCandidates, takeCandidates } from './hub/candidate.operations.ts'
import { businessLinks, employers, hubs, issues, targets } from './hub/operations.ts'
import { pages as hubPages } from './hub/pages.tsx'
import { chooseHubs, makePair, placeInMatrix, readStepTwo } from './hub/step.operations.ts'
import { influences, whys } from './influence/operations.ts'
import { pages as influencePages } from './influence/pages.tsx'
import { readStepThree } from './influence/step.operations.ts'
import { interventions } from './intervention/operations.ts'
import type { AnyOperation } from './kernel/operation.ts'
import type { Page } from './kernel/page.ts'
import type { RecordKind } from './kernel/record.ts'
import { undo } from './kernel/undo.ts'
import { mandates, resources, sources } from './office/records.operations.ts'
import { signInPages } from './office/sign-in.pages.tsx'
import { listPlans, plans, readPlan } from './plan/operations.ts'
import { listRecordsOf, readRecord, recordPages } from './record-pages.tsx'
import { stakeholderHubs, stakeholders } from './stakeholder/operations.ts'
import { pages as stakeholderPages } from './stakeholder/pages.tsx'
import { placeInBullseye, readStepFour, setWeights } from './stakeholder/step.operations.ts'

/** Everything that the portal is made of, in the order of the method's steps. */
const records = [
  mandates, resources, sources,
  plans,
  issues, targets, hubs, employers, businessLinks,
  whys, influences,
  stakeholders, stakeholderHubs,
  interventions
]

export const kinds: readonly RecordKind[] = [...records.map(({ kind }) => kind), dataSetKind]

export const operations: readonly AnyOperation[] = [
  ...records.flatMap(({ add, addMany, change, remove }) => [add, addMany, change, remove]),
  undo,
  loadContent,
  readRecord,
  listRecordsOf,
  readPlan,
  listPlans,
  readProgress,
  listEvidence, readDataSet, listRejects, describeDataSet, useVersion, removeDataSet,
  receiveFile, readUpload, rereadFile, giveUpFile, importEvidence, readImport,
  readStepTwo, placeInMatrix, chooseHubs, makePair, listCandidates, takeCandidates,
  readStepThree,
  readStepFour, placeInBullseye, setWeights
]

export const pages: readonly Page[] = [...signInPages, ...hubPages, ...influencePages, ...stakeholderPages, ...recordPages(kinds)]

import { readPlanBoard } from './board/ground.operations.ts'
import { moveRecord } from './board/move.operations.ts'
import { boardPages as planBoardPages } from './board/pages.tsx'
import { comment, dot, note } from './board/records.operations.ts'
import { capacities, portions, readCapacity } from './capacity/operations.ts'
import { pages as capacityPages } from './capacity/pages.tsx'
import { chartOperations } from './chart/every.operations.ts'
import { pages as chartPages } from './chart/pages.tsx'
import { consultationKinds, consultationOperations } from './consultation/every.operations.ts'
import { pages as consultationPages } from './consultation/pages.tsx'
import { indicatorOperations, planIndicators, readings } from './delivery/indicator.operations.ts'
import { commitmentNote } from './delivery/note.operations.ts'
import { deliveries, deliveryOperations, proof } from './delivery/operations.ts'
import { pages as deliveryPages } from './delivery/pages.tsx'
import { designPages } from './design.tsx'
import { engagementKinds, engagementOperations } from './engagement/every.operations.ts'
import { pages as engagementPages } from './engagement/pages.tsx'
import { waysAt } from './escalation/at.part.tsx'
import { readAgain } from './evidence/again.operations.ts'
import { applyLists } from './evidence/apply-lists.operations.ts'
import { bringList, readLists, removeList } from './evidence/code-list.operations.ts'
import { compareVersions } from './evidence/comparison.operations.ts'
import { giveUpFile, giveUpFiles } from './evidence/give-up.operations.ts'
import { importEvidence, readImport } from './evidence/import.operations.ts'
import {
  dataSetKind,
  describeDataSet,
  listEvidence,
  listRejects,
  readDataSet,
  removeDataSet,
  useVersion
} from './evidence/operations.ts'
import { readOutgoing } from './evidence/outgoing.operations.ts'
import { evidencePages } from './evidence/pages.tsx'
import { readUpload, receiveFile, rereadFile } from './evidence/upload.operations.ts'
import { extractOperations, publicExtract } from './extract/operations.ts'
import { extractPages } from './extract/pages.tsx'
import { homePage } from './home.tsx'
import { listCandidates, takeCandidates } from './hub/candidate.operations.ts'
import { businessLinks, employers, hubs, issues, targets } from './hub/operations.ts'
import { pages as hubPages } from './hub/pages.tsx'
import { stepTwoOperations } from './hub/step.operations.ts'
import { listCodes } from './indicator/code.operations.ts'
import { readCodeChoices } from './indicator/code.part.tsx'
import { readFigureDoubt } from './indicator/doubt.operations.ts'
import { readFigureIncidence } from './indicator/incidence.operations.ts'
import { readLinkedFigures } from './indicator/linked.operations.ts'
import {
  readFigureBands,
  readFigureCompleteness,
  readFigureConcentration,
  readFigureEmployers,
  readFigureIndustries,
  readFigureIssues,
  readFigurePlaces,
  readFigureSectionIssues,
  readFigureSections,
  readFigureSummary,
  readFigureYears
} from './indicator/operations.ts'
import { figurePages } from './indicator/pages.tsx'
import { keepPin, listPins, offerPins, pin, recomputePin, removePin, renewPin } from './indicator/pin.operations.ts'
import { readFigurePivot } from './indicator/pivot.operations.ts'
import { readPeriodFaults, readQuality } from './indicator/quality.operations.ts'
import { listFigureChoices, listFigureRecords, readFigureRecord } from './indicator/record.operations.ts'
import { readFigureStages } from './indicator/stage.operations.ts'
import { changeView, keepView, listViews, readView, removeView } from './indicator/view.operations.ts'
import { influences, whys } from './influence/operations.ts'
import { pages as influencePages } from './influence/pages.tsx'
import { readStepThree } from './influence/step.operations.ts'
import { interventionOperations, interventions } from './intervention/operations.ts'
import { pages as interventionPages } from './intervention/pages.tsx'
import type { AnyOperation } from './kernel/operation.ts'
import type { Page } from './kernel/page.ts'
import type { RecordKind } from './kernel/record.ts'
import { undo } from './kernel/undo.ts'
import { letterKindsOfRecords, letterOperations } from './letter/every.operations.ts'
import { pages as letterPages } from './letter/pages.tsx'
import { mandatePages } from './office/mandate.pages.tsx'
import { readWhatMatters, setWhatMatters } from './office/matter.operations.ts'
import { changeOneself, changePerson, listPeople } from './office/people.operations.ts'
import { mandates, resources, sources } from './office/records.operations.ts'
import { resourcePages } from './office/resource.pages.tsx'
import { changeSettings, renameDefaults } from './office/settings.operations.ts'
import { sourcePages } from './office/source.pages.tsx'
import { readMandate, readResources, readSources } from './office/step.operations.ts'
import { scenarioOperations, scenarios } from './optimiser/operations.ts'
import { pages as optimiserPages } from './optimiser/pages.tsx'
import { markSeen, readHistory, readNews } from './plan/history.operations.ts'
import { historyPages } from './plan/history.pages.tsx'
import { listPlans, plans, readPlan } from './plan/operations.ts'
import { listRecordsOf, readRecord, recordPages } from './record-pages.tsx'
import { annualReports, listReports, readReport, writeText } from './report/operations.ts'
import { reportPages } from './report/pages.tsx'
import { reviewKinds, reviewOperations } from './review/every.operations.ts'
import { pages as reviewPages } from './review/pages.tsx'
import { readReasonsShown } from './review/reason.part.ts'
import { stakeholderHubs, stakeholders } from './stakeholder/operations.ts'
import { pages as stakeholderPages } from './stakeholder/pages.tsx'
import { stepFourOperations } from './stakeholder/step.operations.ts'
import { comparisonPages } from './statistics/comparison.pages.tsx'
import { entryPages } from './statistics/entry.pages.tsx'
import { statisticsOperations } from './statistics/every.operations.ts'
import { ilostatPages } from './statistics/ilostat.pages.tsx'
import { observations } from './statistics/operations.ts'
import { reachPages } from './statistics/reach.pages.tsx'
import {
  decidePair,
  describeWorkplace,
  linkWorkplaces,
  mergeWorkplaces,
  splitWorkplace
} from './workplace/act.operations.ts'
import {
  changeLink,
  changeWorkplace,
  decisionKind,
  linkKind,
  listRegisterChoices,
  readDoubts,
  readWorkplace,
  readHistory as readWorkplaceHistory,
  readWorkplaceOfRecord,
  removeLink,
  removeWorkplace,
  searchRegister,
  workplaceKind
} from './workplace/operations.ts'
import { registerPages } from './workplace/pages.tsx'
import { readBoard, readDeeds, readParked } from './workshop/board.operations.ts'
import { decideNote, decideNotes, takeBackNote } from './workshop/decide.operations.ts'
import { agenda, participant, workshop } from './workshop/kinds.operations.ts'
import { readMinutes } from './workshop/minutes.operations.ts'
import {
  addNote,
  attachFigure,
  clusterNotes,
  commentNote,
  editNote,
  moveNote,
  parkNote,
  removeComment,
  removeNote,
  voteForNote
} from './workshop/note.operations.ts'
import {
  addWorkshop,
  closeWorkshop,
  describeWorkshop,
  listWorkshopsOf,
  readOwnWorkshop,
  readWorkshop,
  removeWorkshop,
  steerWorkshop,
  turnTimerOf
} from './workshop/operations.ts'
import { workshopPages } from './workshop/pages.tsx'
import { admitAll, admitParticipant, moveParticipant, removeParticipant } from './workshop/participant.operations.ts'
import { pasteNotes } from './workshop/paste.operations.ts'
import { mergeGroupsOf, openItem, setPhase, spotlightNote } from './workshop/phase.operations.ts'
import { paceRehearsal, readRehearsal, resetRehearsal } from './workshop/rehearsal.operations.ts'
import { readContributions, readReplay } from './workshop/replay.operations.ts'

/** Everything that the portal is made of, in the order of the method's steps. */
const records = [
  mandates,
  resources,
  capacities,
  sources,
  plans,
  issues,
  targets,
  hubs,
  employers,
  businessLinks,
  whys,
  influences,
  stakeholders,
  stakeholderHubs,
  interventions,
  deliveries,
  planIndicators,
  readings,
  portions,
  scenarios,
  observations,
  annualReports,
  agenda
]

/** In an order in which they can be made: each after those that it refers to. */
export const kinds: readonly RecordKind[] = [
  pin,
  ...records.map(({ kind }) => kind),
  ...letterKindsOfRecords,
  ...reviewKinds,
  publicExtract,
  ...consultationKinds,
  proof,
  commitmentNote,
  ...engagementKinds,
  dataSetKind,
  workplaceKind,
  linkKind,
  decisionKind,
  workshop,
  participant,
  note,
  dot,
  comment
]

export const operations: readonly AnyOperation[] = [
  ...records.flatMap(({ add, addMany, paste, change, remove }) => [add, addMany, paste, change, remove]),
  ...letterOperations,
  ...reviewOperations,
  ...consultationOperations,
  ...extractOperations,
  undo,
  listPeople,
  changePerson,
  changeOneself,
  changeSettings,
  renameDefaults,
  setWhatMatters,
  readWhatMatters,
  readMandate,
  readResources,
  readSources,
  readRecord,
  listRecordsOf,
  readPlan,
  listPlans,
  listEvidence,
  readDataSet,
  listRejects,
  describeDataSet,
  useVersion,
  removeDataSet,
  compareVersions,
  readLists,
  bringList,
  applyLists,
  removeList,
  readFigureSummary,
  readFigureIssues,
  readFigureSections,
  readFigureIndustries,
  readFigurePlaces,
  readFigureBands,
  readFigureEmployers,
  readFigureSectionIssues,
  readFigureCompleteness,
  readFigureConcentration,
  readFigureYears,
  readFigurePivot,
  readPeriodFaults,
  readQuality,
  readLinkedFigures,
  keepView,
  changeView,
  removeView,
  listViews,
  readView,
  keepPin,
  renewPin,
  removePin,
  listPins,
  offerPins,
  recomputePin,
  listFigureChoices,
  readFigureStages,
  readFigureIncidence,
  readFigureDoubt,
  listCodes,
  listFigureRecords,
  readFigureRecord,
  ...statisticsOperations,
  readReport,
  listReports,
  writeText,
  receiveFile,
  readUpload,
  readOutgoing,
  rereadFile,
  readAgain,
  giveUpFile,
  giveUpFiles,
  importEvidence,
  readImport,
  searchRegister,
  listRegisterChoices,
  readWorkplace,
  readWorkplaceHistory,
  readWorkplaceOfRecord,
  readDoubts,
  decidePair,
  mergeWorkplaces,
  splitWorkplace,
  describeWorkplace,
  changeWorkplace,
  removeWorkplace,
  linkWorkplaces,
  changeLink,
  removeLink,
  ...stepTwoOperations,
  listCandidates,
  takeCandidates,
  readStepThree,
  ...stepFourOperations,
  ...interventionOperations,
  ...deliveryOperations,
  ...indicatorOperations,
  ...engagementOperations,
  readCapacity,
  ...scenarioOperations,
  ...chartOperations,
  readHistory,
  readNews,
  markSeen,
  addWorkshop,
  describeWorkshop,
  closeWorkshop,
  removeWorkshop,
  turnTimerOf,
  steerWorkshop,
  listWorkshopsOf,
  readWorkshop,
  readOwnWorkshop,
  openItem,
  setPhase,
  mergeGroupsOf,
  spotlightNote,
  admitParticipant,
  admitAll,
  moveParticipant,
  removeParticipant,
  addNote,
  pasteNotes,
  readMinutes,
  readReplay,
  readContributions,
  attachFigure,
  editNote,
  moveNote,
  clusterNotes,
  removeNote,
  parkNote,
  voteForNote,
  commentNote,
  removeComment,
  decideNote,
  decideNotes,
  takeBackNote,
  readBoard,
  readPlanBoard,
  moveRecord,
  readParked,
  readDeeds,
  readRehearsal,
  paceRehearsal,
  resetRehearsal
]

export const pages: readonly Page[] = [
  homePage,
  ...designPages,
  ...evidencePages,
  ...figurePages,
  ...entryPages,
  ...ilostatPages,
  ...comparisonPages,
  ...reachPages,
  ...reportPages,
  ...workshopPages,
  ...registerPages(waysAt),
  ...mandatePages,
  ...resourcePages,
  ...sourcePages,
  ...planBoardPages,
  ...hubPages,
  ...influencePages,
  ...stakeholderPages,
  ...interventionPages,
  ...deliveryPages,
  ...engagementPages,
  ...letterPages,
  ...capacityPages,
  ...optimiserPages,
  ...consultationPages,
  ...chartPages,
  ...reviewPages,
  ...extractPages,
  ...historyPages({ readNames: readCodeChoices, readReasons: readReasonsShown }),
  ...recordPages(kinds, new Set(operations.map(({ name }) => name)))
]

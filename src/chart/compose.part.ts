import type { Engaged } from '../engagement/engagement.operations.ts'
import { extractedWhen } from '../evidence/names.part.tsx'
import { type Names, sayGround, sayQuestion, saySource, sayValue } from '../indicator/pin.part.tsx'
import type { Words } from '../kernel/words.ts'
import { planStates, steps } from '../plan/rules.ts'
import type { Baseline } from './baseline.operations.ts'
import { composeInterventions, composeOperation } from './compose-action.part.ts'
import { composeInfluences, composeStakeholders } from './compose-forces.part.ts'
import { composeIssues } from './compose-ground.part.ts'
import { composeMeans } from './compose-means.part.ts'
import { composeConsultation, composeJointPlans } from './compose-others.part.ts'
import type { Block, PlanDocument, Step } from './document.rules.ts'
import { listGaps } from './gaps.rules.ts'
import { sayDays, sayGap, sayYears } from './say.part.ts'
import { chosenHubs, nameRecords, type Whole } from './whole.rules.ts'

/** The share of a hub's cases with a breach of its issue in one data set. */
export type HubEvidence = Baseline & { hub: string }

/** What stands around a plan that is printed. */
export type Edition = {
  inspectorate: string
  /** Name of the country in the reader's language. */
  country: string
  /** ISO 4217. */
  currency: string
  /** Day on which the document is made, YYYY-MM-DD. */
  today: string
  /** The notice of the demonstration, where the plan is invented. */
  demonstration?: string
  /** What each data set says of each hub; nothing where the reader may not see the evidence. */
  evidence: readonly HubEvidence[]
  /** Names of places and industries in the questions of the figures that the plan keeps. */
  names?: Names
  /** Number of each version, by its id. */
  versions?: ReadonlyMap<string, number>
  /** For the inspectorate alone: with the rings of the bullseye, which judge partners and are not for circulation. */
  inside: boolean
  /** How the plan works with each stakeholder, those first with whom it presses most; for the inspectorate alone too. */
  engagement: readonly Engaged[]
}

/** Everything that the composition of a step needs. */
export type Composition = { words: Words; whole: Whole; names: ReadonlyMap<string, string>; edition: Edition }

/** The whole plan as a document in the language of `words`: the six steps, what is still open, and the sources. */
export function composeDocument(whole: Whole, words: Words, edition: Edition): PlanDocument {
  const { plan } = whole
  const composition = { words, whole, names: nameRecords(whole), edition }
  const composed = [
    composeMeans,
    composeIssues,
    composeInfluences,
    composeStakeholders,
    composeInterventions,
    composeOperation
  ]
  return {
    title: plan.title,
    inspectorate: edition.inspectorate,
    country: edition.country,
    period: sayYears(plan) || '–',
    status: words.t(`plan.status.${plan.status || planStates[0]}`),
    language: words.language,
    direction: words.direction,
    date: edition.today,
    currency: words.currency(edition.currency),
    ...(edition.inside ? { inside: words.t('document.inside') } : {}),
    ...(edition.demonstration ? { demonstration: edition.demonstration } : {}),
    summary: summaryOf(composition),
    sections: [
      ...composed.map((compose, index) => stepOf(words, index, compose(composition))),
      ...composeJointPlans(composition),
      ...composeConsultation(composition),
      ...openPoints(composition),
      sourcesOf(composition)
    ]
  }
}

/** Words of a step's question, as its own page asks it. */
const questions = [
  'document.question.1',
  'hub.question',
  'document.question.3',
  'document.question.4',
  'intervention.question',
  'chart.question'
]

function stepOf(words: Words, index: number, blocks: Block[]): Step {
  const { number, name } = steps[index] ?? steps[0]
  return {
    number,
    name: words.t(`plan.step.${name}`),
    title: words.t(questions[index] ?? ''),
    blocks: blocks.length > 0 ? blocks : [{ kind: 'notice', text: words.t('document.nothing') }]
  }
}

function summaryOf({ words, whole, names }: Composition): Block[] {
  const { plan, interventions } = whole
  const hubs = chosenHubs(whole)
  const days = sayDays(words, plan.starts, plan.ends)
  return [
    ...(plan.summary ? [{ kind: 'paragraph', text: plan.summary } as const] : []),
    {
      kind: 'paragraph',
      text: words.t('document.in-short', { hubs: hubs.length, interventions: interventions.length })
    },
    ...(hubs.length > 0 ? [{ kind: 'list', items: hubs.map(({ id }) => names.get(id) ?? '') } as const] : []),
    ...(days ? [{ kind: 'paragraph', text: days } as const] : [])
  ]
}

/** What is still open, while the plan is a draft. */
function openPoints({ words, whole, edition }: Composition): Step[] {
  const gaps = whole.plan.status === 'draft' || whole.plan.status === '' ? listGaps(whole, edition.inside) : []
  if (gaps.length === 0) return []
  return [{ title: words.t('document.open'), blocks: [{ kind: 'list', items: gaps.map((gap) => sayGap(words, gap)) }] }]
}

/** The data sets whose figures stand in the document, each with its keeper, terms and day. */
function dataSetsOf(words: Words, evidence: readonly HubEvidence[]): string[] {
  const byId = new Map(evidence.map((one) => [one.data_set, one]))
  return [...byId.values()].map(({ name, period, source, licence, extracted }) =>
    [
      name,
      source,
      licence,
      period,
      extracted ? words.t('evidence.extracted', { when: extractedWhen(words, extracted) }) : ''
    ]
      .filter(Boolean)
      .join('. ')
  )
}

function sourcesOf({ words, whole, edition }: Composition): Step {
  const items = whole.sources.map(({ name, period, grade, form }) =>
    [name, words.t(`source.form.${form}`), period, grade ? words.t(`label.grade.${grade}`) : '']
      .filter(Boolean)
      .join('. ')
  )
  const baselines = whole.interventions.flatMap(({ name, baseline_source }) =>
    baseline_source ? [words.t('document.baseline-source', { name, source: baseline_source })] : []
  )
  const figures = whole.pins.map((pin) =>
    [
      words.t('document.figure', {
        what: sayQuestion(words, pin, edition.names ?? {}),
        value: sayValue(words, pin, pin)
      }),
      sayGround(words, pin, pin.measure),
      saySource(words, pin)
    ]
      .filter(Boolean)
      .join('. ')
  )
  const all = [...dataSetsOf(words, edition.evidence), ...items]
  return {
    title: words.t('document.sources.title'),
    blocks: [
      ...(all.length > 0
        ? [{ kind: 'sources', items: all } as const]
        : [{ kind: 'notice', text: words.t('document.nothing') } as const]),
      ...(figures.length > 0
        ? ([
            { kind: 'heading', level: 2, text: words.t('pin.heading') },
            { kind: 'sources', items: figures }
          ] as const)
        : []),
      ...(baselines.length > 0
        ? ([
            { kind: 'heading', level: 2, text: words.t('document.baselines') },
            { kind: 'sources', items: baselines }
          ] as const)
        : [])
    ]
  }
}

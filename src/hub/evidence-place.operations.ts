import { listDataSets } from '../evidence/register.store.ts'
import { countFindings } from '../indicator/candidate.store.ts'
import type { Filter } from '../indicator/filter.rules.ts'
import { readStatedIn } from '../indicator/stated.store.ts'
import { readByIssue } from '../indicator/store.ts'
import { readTargets } from '../indicator/target.store.ts'
import type { ReadScope } from '../kernel/operation.ts'
import { proposePriorities } from './rules.ts'

/** An issue or a target by the codes under which the evidence knows it. */
export type Known = { id: string; evidence_issue?: string; industry?: string; county?: string }
export type EvidencePlace = { priority: number; compliance: number }

/** Fewer cases say nothing of where something stands. */
const leastCases = 10
/** Places are for everybody in the room, who may not open records: so coarse that no case shows. */
const step = 5

type Figures = { cases: number; assessed: number; violating: number; workersAffected: number | null }

function placeAll(figures: ReadonlyMap<string, Figures>): Record<string, EvidencePlace> {
  const said = [...figures].filter(([, { assessed }]) => assessed >= leastCases)
  const priorities = proposePriorities(said.map(([, { workersAffected, cases }]) => workersAffected ?? cases))
  const coarse = (value: number) => Math.round(value / step) * step
  return Object.fromEntries(
    said.map(([id, { assessed, violating }], index) => [
      id,
      { priority: coarse(priorities[index] ?? 50), compliance: coarse((1 - violating / assessed) * 100) }
    ])
  )
}

type Scope = Pick<ReadScope, 'database' | 'portal' | 'inspectorate'>

/**
 * The data set that a plan counts; one that names none, that which says most. None that lists only what was found broken: by it
 * everything would seem to be.
 */
async function countedBy(
  { database, portal, inspectorate }: Scope,
  ofPlan: string | null
): Promise<string | undefined> {
  const { silent } = await readStatedIn(portal.facts, inspectorate)
  const sets = (await listDataSets(database)).filter(
    ({ id, current_version, mapping }) => current_version && mapping.table === 'cases' && !silent.includes(id)
  )
  if (ofPlan) return sets.find(({ id }) => id === ofPlan)?.id
  const sizes = await countFindings(portal.facts, inspectorate)
  const largest = sizes.filter(({ dataSet }) => sets.some(({ id }) => id === dataSet))
  return largest.sort((one, other) => other.findings - one.findings)[0]?.dataSet
}

const answered = new Map<string, Promise<Record<string, EvidencePlace>>>()
const mostKept = 100

/**
 * Where the records that a plan counts place its issues or its targets in the Priority/Compliance Matrix, by id: compliance is the
 * share of cases without a breach, priority the rank of the workers affected. What the records do not know by a code, or by too
 * few cases, is left out. Asked once for each state of the evidence.
 */
export async function placeByEvidence(
  scope: Scope,
  of: 'issue' | 'target',
  ofPlan: string | null,
  items: readonly Known[]
): Promise<Record<string, EvidencePlace>> {
  const { portal, inspectorate } = scope
  const known = items.filter((item) => (of === 'issue' ? item.evidence_issue : item.industry || item.county))
  const dataSet = known.length > 0 ? await countedBy(scope, ofPlan) : undefined
  if (!dataSet) return {}
  const codes = known.map(({ id, evidence_issue, industry, county }) => [id, evidence_issue, industry, county])
  const key = JSON.stringify([inspectorate, await portal.facts.version(inspectorate), of, dataSet, codes])
  const place = async () => {
    const dataSets = [dataSet]
    if (of === 'issue') {
      const rows = new Map((await readByIssue(portal.facts, inspectorate, { dataSets })).map((row) => [row.issue, row]))
      return placeAll(
        new Map(
          known.flatMap(({ id, evidence_issue }) => {
            const row = rows.get(evidence_issue ?? '')
            return row ? [[id, row] as const] : []
          })
        )
      )
    }
    const rows = await readTargets(
      portal.facts,
      inspectorate,
      known.map((item) => ({ dataSets, ...filterOf(item) }))
    )
    return placeAll(new Map(rows.map((row) => [known[row.at]?.id ?? '', row])))
  }
  const asked = answered.get(key) ?? place()
  if (answered.size >= mostKept) answered.clear()
  answered.set(key, asked)
  asked.catch(() => answered.delete(key))
  return asked
}

/** A target's records: by a section of ISIC or a national code, and its county. */
function filterOf({ industry = '', county = '' }: Known): Filter {
  const named = /^[A-U]$/.test(industry) ? { isicSection: industry } : industry ? { industry } : {}
  return { ...named, ...(county ? { county } : {}) }
}

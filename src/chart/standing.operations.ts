import { z } from 'zod'
import { listDataSets } from '../evidence/register.store.ts'
import { hub, issue, target } from '../hub/operations.ts'
import { filterOfTarget } from '../hub/rules.ts'
import { roundedAnswer } from '../indicator/disclosure.rules.ts'
import { rate } from '../indicator/rules.ts'
import { reference } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { getRecord, listRecords } from '../kernel/record.ts'
import { plan as planKind } from '../plan/operations.ts'
import { readIssue } from './baseline.operations.ts'

const Share = z.object({
  count: z.number(),
  of: z.number(),
  share: z.number(),
  low: z.number(),
  high: z.number(),
  small: z.boolean()
})
const Standing = z.object({
  /** The issue, as the plan and as the evidence name it. */
  issue: z.string(),
  evidence_issue: z.string(),
  data_set: z.guid(),
  /** All cases of the data set that say something of the issue: how many broke it, whom it touched, what was owed. */
  cases: z.number(),
  breaches: Share,
  workers: z.number().nullable(),
  back_wages: z.number().nullable(),
  /** Per target: cases without a breach of the issue. */
  targets: z.array(z.object({ id: z.guid(), name: z.string(), hub: z.boolean(), query: z.string(), clean: Share }))
})
export type Standing = z.infer<typeof Standing>

/**
 * Where the targets of a plan stand on its issue, in the plan's own data set, or without one in that which says most of it; data
 * sets can overlap and are never added up. Null where no issue of the plan is found in the evidence.
 */
export const readStanding = read({
  name: 'plan.standing',
  input: { plan: reference('plan', { needed: true }) },
  output: Standing.nullable(),
  may: 'evidence.read',
  async run({ database, portal, inspectorate, may }, { plan }) {
    const hubs = (await listRecords(database, hub, plan)).filter(({ chosen }) => chosen)
    const issues = (await listRecords(database, issue, plan)).filter(({ evidence_issue }) => evidence_issue !== '')
    const about = issues.find(({ id }) => hubs.some((pair) => pair.issue === id)) ?? issues[0]
    if (!about) return null
    const rowOf = async (dataSet: string, filter = {}) => {
      const row = await readIssue(portal.facts, inspectorate, about.evidence_issue, { ...filter, dataSets: [dataSet] })
      return may('evidence.read-records') ? row : roundedAnswer(row, portal.rounding(inspectorate))
    }
    const counting = (await listDataSets(database)).filter(({ current_version }) => current_version)
    const { data_set: own } = await getRecord(database, planKind, plan)
    const current = counting.some(({ id }) => id === own) ? counting.filter(({ id }) => id === own) : counting
    const sums = await Promise.all(current.map(async ({ id }) => ({ id, row: await rowOf(id) })))
    const [most] = sums.sort((one, other) => (other.row?.assessed ?? 0) - (one.row?.assessed ?? 0))
    const breaches = most?.row && rate(most.row.violating, most.row.assessed)
    if (!most?.row || !breaches) return null
    const { id: dataSet, row: all } = most
    const targets = await Promise.all(
      (await listRecords(database, target, plan)).map(async ({ id, name, industry, county }) => {
        const filter = filterOfTarget({ industry, county })
        const row = filter && (await rowOf(dataSet, filter))
        const clean = row && rate(row.assessed - row.violating, row.assessed)
        const query = new URLSearchParams({ dataSet, issue: about.evidence_issue, ...filter }).toString()
        const isHub = hubs.some((pair) => pair.issue === about.id && pair.target === id)
        return clean ? [{ id, name, hub: isHub, query, clean }] : []
      })
    )
    return {
      issue: about.name,
      evidence_issue: about.evidence_issue,
      data_set: dataSet,
      cases: all.assessed,
      breaches,
      workers: all.workersAffected,
      back_wages: all.backWages,
      targets: targets.flat().sort((one, other) => one.clean.share - other.clean.share)
    }
  }
})

import { z } from 'zod'
import type { Row } from '../kernel/event.ts'
import { choice, type Fields, reference, rows, scale, yes } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { mergeEdits } from '../kernel/merge.ts'
import { type AnyOperation, read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import {
  findRecord,
  getRecord,
  insertRow,
  listRecords,
  type RecordKind,
  type Stored,
  updateRow
} from '../kernel/record.ts'
import { listMatteringResources } from '../office/matter.operations.ts'
import type { resourceFields } from '../office/rules.ts'
import { plan as planKind } from '../plan/operations.ts'
import { lineOf, planFields } from '../plan/rules.ts'
import { businessLink, employer, hub, issue, target } from './operations.ts'
import {
  type Agreed,
  type businessLinkFields,
  type employerFields,
  type hubFields,
  isPlaced,
  type issueFields,
  position,
  type targetFields
} from './rules.ts'

export type Issue = Stored<typeof issueFields>
export type Target = Stored<typeof targetFields>
export type Pair = Stored<typeof hubFields>
export type Employer = Stored<typeof employerFields>
export type BusinessLink = Stored<typeof businessLinkFields>

const inPlan = { plan: reference('plan', { needed: true }) }
const Rows = <T>() => z.array(z.custom<T>((value) => typeof value === 'object'))

/** Everything of step 2: issues, targets, their pairs, employers, the links between them, and the matrices' line. */
export const readStepTwo = read({
  name: 'hub.read-step',
  input: inPlan,
  output: z.object({
    issues: Rows<Issue>(),
    targets: Rows<Target>(),
    pairs: Rows<Pair>(),
    employers: Rows<Employer>(),
    links: Rows<BusinessLink>(),
    /** What of the inspectorate's resources matters for the plan, or a pair names: the means to act. */
    resources: Rows<Stored<typeof resourceFields>>(),
    line: z.number(),
    /** The data set whose records the plan counts. */
    data_set: z.guid().nullable()
  }),
  may: 'plan.read',
  async run({ database }, { plan }) {
    const pairs = await listRecords(database, hub, plan)
    const named = pairs.flatMap(({ resources }) => resources)
    const drawn = await getRecord(database, planKind, plan)
    return {
      issues: await listRecords(database, issue, plan),
      targets: await listRecords(database, target, plan),
      pairs,
      employers: await listRecords(database, employer, plan),
      links: await listRecords(database, businessLink, plan),
      resources: await listMatteringResources(database, plan, named),
      line: lineOf(drawn),
      data_set: drawn.data_set
    }
  }
})

type Versions = Parameters<typeof mergeEdits>[1]

/** What one row of a form changes; undefined if it changes nothing. What two people set otherwise is refused. */
function bringOn(fields: Fields, versions: Versions): Record<string, unknown> | undefined {
  const { values, conflicts } = mergeEdits(fields, versions)
  if (conflicts.length > 0) throw new Problem('changed-meanwhile')
  return Object.entries(values).every(([name, value]) => value === versions.present[name]) ? undefined : values
}

/**
 * Sets the places of several issues or targets in the Priority/Compliance Matrix at once, and the line if it is given.
 * `seen_…` is what one saw: where somebody else has set the same otherwise since, `changed-meanwhile` is answered.
 */
export const placeInMatrix = write({
  name: 'hub.place',
  input: {
    ...inPlan,
    of: choice(['issue', 'target'], { needed: true }),
    low_compliance: planFields.low_compliance,
    places: rows({
      priority: scale(0, 100),
      compliance: scale(0, 100),
      confirmed: yes,
      seen_priority: scale(0, 100),
      seen_compliance: scale(0, 100),
      seen_confirmed: yes
    })
  },
  output: z.object({ placed: z.number() }),
  may: 'plan.edit',
  async run({ tx, note, about }, { plan, of, low_compliance, places }) {
    const drawn = (await getRecord(tx, planKind, plan)) as Stored<typeof planFields>
    if (low_compliance !== null && low_compliance !== lineOf(drawn))
      note('plan', drawn, await updateRow(tx, planKind, { ...drawn, low_compliance }, drawn.revision))
    const kind: RecordKind = of === 'issue' ? issue : target
    let placed = 0
    for (const { key, seen_priority, seen_compliance, seen_confirmed, ...typed } of places) {
      const before = (await findRecord(tx, kind, key)) as Row | undefined
      if (before?.plan_id !== plan) throw new Problem('not-found')
      const base = { priority: seen_priority, compliance: seen_compliance, confirmed: seen_confirmed }
      const place = bringOn(position, { base, present: before, typed })
      if (!place) continue
      if (!isPlaced({ ...before, ...place } as unknown as Agreed))
        throw new Problem('input-not-valid', { count: 1 }, [{ field: `places.${key}.priority`, code: 'place-first' }])
      note(kind.name, before, await updateRow(tx, kind, { ...before, ...place }, Number(before.revision)))
      placed += 1
    }
    about({ plan })
    return { placed }
  }
})

/** Says of several pairs in the Venn of Success whether there are means to act, and which are chosen as hubs; `seen_…` as above. */
export const chooseHubs = write({
  name: 'hub.choose',
  input: { ...inPlan, pairs: rows({ means: yes, chosen: yes, seen_means: yes, seen_chosen: yes }) },
  output: z.object({ chosen: z.number() }),
  may: 'plan.edit',
  async run({ tx, note, about }, { plan, pairs }) {
    for (const { key, seen_means, seen_chosen, ...typed } of pairs) {
      const before = (await findRecord(tx, hub, key)) as Row | undefined
      if (before?.plan_id !== plan) throw new Problem('not-found')
      const base = { means: seen_means, chosen: seen_chosen }
      const given = bringOn({ means: yes, chosen: yes }, { base, present: before, typed })
      if (!given) continue
      note('hub', before, await updateRow(tx, hub, { ...before, ...given }, Number(before.revision)))
    }
    about({ plan })
    return { chosen: pairs.filter(({ chosen }) => chosen).length }
  }
})

/** Puts an issue and a target together as a pair; one that is there already is answered. */
export const makePair = write({
  name: 'hub.pair',
  input: { ...inPlan, issue: reference('issue', { needed: true }), target: reference('target', { needed: true }) },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  async run({ tx, note, about }, { plan, issue: issueId, target: targetId }) {
    const present = (await listRecords(tx, hub, plan)).find(
      (pair) => pair.issue === issueId && pair.target === targetId
    )
    about({ plan })
    if (present) return { id: present.id }
    const named: [RecordKind, string][] = [
      [issue, issueId],
      [target, targetId]
    ]
    for (const [kind, id] of named) {
      const found = await findRecord(tx, kind, id)
      if (found?.plan_id !== plan) throw new Problem('not-found')
    }
    const made = await insertRow(tx, hub, {
      id: newId(),
      plan_id: plan,
      issue: issueId,
      target: targetId,
      means: false,
      resources: [],
      chosen: false,
      reason: ''
    })
    note('hub', null, made)
    return { id: made.id }
  }
})

/** What step 2 does beside the operations of its records. */
export const stepTwoOperations: readonly AnyOperation[] = [readStepTwo, placeInMatrix, chooseHubs, makePair]

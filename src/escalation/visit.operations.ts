import { z } from 'zod'
import { issue as issueKind } from '../hub/operations.ts'
import { date, number, reference, rows, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type ReadScope, read, type WriteScope, write } from '../kernel/operation.ts'
import { type FieldProblem, Problem } from '../kernel/problem.ts'
import { deleteRow, getRecord, insertRow, listRecords, updateRow } from '../kernel/record.ts'
import { registerOf } from '../workplace/operations.ts'
import { findWorkplace } from '../workplace/register.store.ts'
import { escalation as escalationKind, visitFinding, visit as visitKind, workplaceEvent } from './kinds.operations.ts'
import { dayOf, pathsOf, readHub, readModel, readStories } from './model.operations.ts'
import type { KnownWorkplace } from './population.rules.ts'
import { listKnown } from './population.store.ts'
import { type FindingResult, findingResults, outcomeOf, visitFaults, visitFields } from './rules.ts'
import { findKnown, keepKnown } from './store.ts'
import { tellEvidence } from './told.operations.ts'
import {
  countVisits,
  deleteEventsOf,
  listFindings,
  listVisits,
  type VisitFinding,
  type VisitRow
} from './visit.store.ts'

/** What a visit found, recorded on one short form; it is in the figures in seconds, and on the way of its workplace at once. */

const Id = z.object({ id: z.guid() })
const { escalation: _of, workplace: _at, withdrawn: _why, recorded_by: _by, ...told } = visitFields
const result = { type: 'choice', options: findingResults, words: 'visit_finding.result' } as const
/** What is told of a visit; the key of a row is the issue. */
const toldFields = { ...told, findings: rows({ result }) }

type Told = {
  day: string
  presence: string
  inspector: string
  workers: number | null
  women: number | null
  remedied: boolean
  deadline: string | null
  note: string
  findings: readonly { key: string; result: FindingResult | '' }[]
}

/** The workplace as the plan knows it, or as the register does where the plan meets it for the first time. */
async function know(scope: ReadScope, plan: string, id: string): Promise<KnownWorkplace> {
  const own = await findKnown(scope.database, plan, id)
  if (own) return own
  const register = await registerOf(scope)
  const found = await findWorkplace(register, id)
  const before = found && (await findKnown(scope.database, plan, found.workplace.id))
  const [known] = found && !before ? await listKnown(register, [found.workplace.id], []) : []
  if (!before && !known) throw new Problem('not-found')
  return (before ?? known) as KnownWorkplace
}

function resultsOf(findings: Told['findings']): Map<string, FindingResult> {
  return new Map(findings.flatMap(({ key, result }) => (result === '' ? [] : [[key, result] as const])))
}

async function demandRight({ tx, now }: WriteScope, plan: string, given: Told): Promise<Map<string, FindingResult>> {
  const results = resultsOf(given.findings)
  const issues = new Set((await listRecords(tx, issueKind, plan)).map(({ id }) => id))
  const faults: FieldProblem[] = [
    ...visitFaults(given, [...results.values()], dayOf(now)),
    ...([...results.keys()].every((id) => issues.has(id)) ? [] : [{ field: 'findings', code: 'gone' }])
  ]
  if (faults.length > 0) throw new Problem('input-not-valid', { count: faults.length }, faults)
  return results
}

/** The workplaces that are on the way of each escalation of a plan, or of the one that is named. */
async function listOnWay(
  { tx, now }: WriteScope,
  plan: string,
  named: string | null
): Promise<Map<string, Set<string>>> {
  const onWay = new Map<string, Set<string>>()
  for (const { id } of await listRecords(tx, escalationKind, plan)) {
    if (named && id !== named) continue
    const paths = pathsOf(await readModel(tx, id), await readStories(tx, id), dayOf(now))
    const inside = [...paths].filter(([, { state }]) => state !== 'outside').map(([workplace]) => workplace)
    onWay.set(id, new Set(inside))
  }
  return onWay
}

/** Writes the findings of a visit as they are now said. */
async function putFindings(
  scope: WriteScope,
  visit: VisitLike,
  results: ReadonlyMap<string, FindingResult>,
  fresh: boolean
) {
  const all = fresh
    ? []
    : (await listRecords(scope.tx, visitFinding, visit.plan_id ?? '')).filter((one) => one.visit === visit.id)
  const present = new Map(all.map((one) => [one.issue, one]))
  for (const [issue, result] of results) {
    const before = present.get(issue)
    if (before?.result === result) continue
    const after = before
      ? await updateRow(scope.tx, visitFinding, { ...before, result }, before.revision)
      : await insertRow(scope.tx, visitFinding, { ...own(visit), visit: visit.id, issue, result })
    scope.note('visit_finding', before ?? null, after)
  }
  for (const before of all.filter((one) => !results.has(one.issue))) {
    await deleteRow(scope.tx, visitFinding, before.id)
    scope.note('visit_finding', before, null)
  }
}

type VisitLike = { id: string; plan_id: string | null; example: boolean; escalation: string | null; workplace: string }
const own = ({ plan_id, example }: Pick<VisitLike, 'plan_id' | 'example'>) => ({ id: newId(), plan_id, example })

/** Writes what a visit means on the way of its workplace: by the issue of the hub, which alone the escalation is about. */
async function putEvents(scope: WriteScope, visit: VisitLike & Told, results: ReadonlyMap<string, FindingResult>) {
  const { tx, actor } = scope
  await deleteEventsOf(tx, visit.id)
  if (!visit.escalation) return
  const { issue } = await readHub(tx, await getRecord(tx, escalationKind, visit.escalation))
  const outcome = outcomeOf([results.get(issue.id) ?? 'not_assessed'])
  const event = {
    escalation: visit.escalation,
    workplace: visit.workplace,
    day: visit.day,
    phase: null,
    visit: visit.id,
    note: '',
    recorded_by: actor.name
  }
  const visited = { ...event, kind: 'visited', outcome, until: visit.deadline }
  await insertRow(tx, workplaceEvent, { ...own(visit), ...visited })
  if (visit.remedied && outcome === 'not_compliant')
    await insertRow(tx, workplaceEvent, { ...own(visit), ...event, kind: 'remedied', outcome: '', until: null })
}

const emptyVisit = { withdrawn: '' }

async function addVisit(
  scope: WriteScope,
  known: KnownWorkplace,
  plan: string,
  given: Told,
  onWay: ReadonlyMap<string, ReadonlySet<string>>
) {
  const { tx, actor } = scope
  const results = await demandRight(scope, plan, given)
  await keepKnown(tx, plan, [known])
  const [escalation = null] = [...onWay].flatMap(([id, inside]) => (inside.has(known.workplace) ? [id] : []))
  const example = escalation ? (await getRecord(tx, escalationKind, escalation)).example : false
  const { findings: _said, ...values } = given
  const kept = { ...emptyVisit, ...values, escalation, workplace: known.workplace, recorded_by: actor.name }
  const row = await insertRow(tx, visitKind, { ...own({ plan_id: plan, example }), ...kept })
  scope.note('visit', null, row)
  const made = { ...given, ...kept, id: row.id, plan_id: plan, example }
  await putFindings(scope, made, results, true)
  await putEvents(scope, made, results)
  return row.id
}

/** After a visit is kept: the evidence is told, and the gates look again. A visit is put right or withdrawn, never undone unseen. */
async function finish(scope: WriteScope, plan: string) {
  await tellEvidence(scope, plan)
  scope.about({ plan, data: { final: true } })
  scope.afterwards(() => scope.portal.gates.look(scope.inspectorate))
}

/** Records what a visit found, or a check without presence. It is told to the evidence, where figures count it. */
export const recordVisit = write({
  name: 'visit.record',
  input: {
    plan: reference('plan', { needed: true }),
    workplace: reference('workplace_entry', { needed: true }),
    escalation: reference('escalation'),
    ...toldFields
  },
  output: Id,
  may: 'visit.record',
  prepare: (scope, { plan, workplace }) => know(scope, plan, workplace),
  async run(scope, { plan, workplace: _asked, escalation, ...given }) {
    const onWay = await listOnWay(scope, plan, escalation)
    const id = await addVisit(scope, scope.prepared, plan, given, onWay)
    await finish(scope, plan)
    return { id }
  }
})

const mostAtOnce = 200

/** Records several visits that one inspector made, one row each; the key of a row is the workplace. Rows without a result are left out. */
export const recordVisits = write({
  name: 'visit.record-many',
  input: {
    plan: reference('plan', { needed: true }),
    escalation: reference('escalation', { needed: true }),
    presence: visitFields.presence,
    inspector: visitFields.inspector,
    day: date(),
    visits: rows({
      day: date(),
      result,
      workers: visitFields.workers,
      women: visitFields.women,
      remedied: visitFields.remedied,
      deadline: visitFields.deadline,
      note: text(2000)
    })
  },
  output: z.object({ recorded: z.number() }),
  may: 'visit.record',
  async run(scope, { plan, escalation, presence, inspector, day, visits }) {
    const { tx } = scope
    const said = visits.filter(({ result }) => result !== '')
    if (said.length === 0 || said.length > mostAtOnce)
      throw new Problem('input-not-valid', { count: 1 }, [{ field: 'visits', code: 'one-visit' }])
    const { issue } = await readHub(tx, await getRecord(tx, escalationKind, escalation))
    const onWay = await listOnWay(scope, plan, escalation)
    for (const { key, result, day: own, ...rest } of said) {
      const known = await findKnown(tx, plan, key)
      if (!known) throw new Problem('not-found')
      const on = own ?? day
      const field = (name: string) => `visits.${key}.${name}`
      if (on === null) throw new Problem('input-not-valid', { count: 1 }, [{ field: field('day'), code: 'needed' }])
      const given = { ...rest, day: on, presence, inspector, findings: [{ key: issue.id, result }] }
      await addVisit(scope, known, plan, given, onWay).catch((error: unknown) => {
        if (!(error instanceof Problem) || error.fields.length === 0) throw error
        const fields = error.fields.map((one) => ({ ...one, field: field(one.field) }))
        throw new Problem(error.code, error.values, fields)
      })
    }
    await finish(scope, plan)
    return { recorded: said.length }
  }
})

async function demandCounting({ tx }: WriteScope, { id, revision }: { id: string; revision: number }) {
  const before = await getRecord(tx, visitKind, id)
  if (before.withdrawn !== '') throw new Problem('visit-withdrawn')
  if (before.revision !== revision) throw new Problem('changed-meanwhile')
  return before
}

const asked = { id: reference('visit', { needed: true }), revision: number({ whole: true, needed: true }) }

/** Puts a visit right: the log keeps what it said before, the figures count what it says now. */
export const correctVisit = write({
  name: 'visit.correct',
  input: { ...asked, ...toldFields },
  output: Id,
  may: 'visit.record',
  async run(scope, { id, revision, ...given }) {
    const before = await demandCounting(scope, { id, revision })
    const plan = before.plan_id ?? ''
    const results = await demandRight(scope, plan, given)
    const { findings: _said, ...values } = given
    const after = await updateRow(scope.tx, visitKind, { ...before, ...values }, revision)
    scope.note('visit', before, after)
    await putFindings(scope, before, results, false)
    await putEvents(scope, { ...before, ...given }, results)
    await finish(scope, plan)
    return { id }
  }
})

/** Withdraws a visit, with the reason: it stays to be read, and counts nowhere. */
export const withdrawVisit = write({
  name: 'visit.withdraw',
  input: { ...asked, withdrawn: text(500, { needed: true }) },
  output: Id,
  may: 'visit.record',
  async run(scope, { id, revision, withdrawn }) {
    const before = await demandCounting(scope, { id, revision })
    scope.note('visit', before, await updateRow(scope.tx, visitKind, { ...before, withdrawn }, revision))
    await deleteEventsOf(scope.tx, id)
    await finish(scope, before.plan_id ?? '')
    return { id }
  }
})

export const visitPageSize = 25
const Row = <T>() => z.custom<T>((value) => typeof value === 'object')
export type VisitShown = VisitRow & { masked: boolean; findings: VisitFinding[] }

/** The visits of a plan, the latest first, with what each found; of one workplace where it is named. */
export const readVisits = read({
  name: 'visit.list',
  input: {
    plan: reference('plan', { needed: true }),
    workplace: reference('workplace_entry'),
    page: number({ whole: true, min: 1 })
  },
  output: z.object({
    visits: z.number(),
    counted: z.number(),
    rows: z.array(Row<VisitShown>()),
    issues: z.array(z.object({ id: z.string(), name: z.string() }))
  }),
  may: 'workplace.read',
  async run({ database, may }, { plan, workplace, page }) {
    const from = ((page ?? 1) - 1) * visitPageSize
    const found = await listVisits(database, plan, { workplace: workplace ?? undefined, from, size: visitPageSize })
    const findings = Map.groupBy(
      await listFindings(
        database,
        found.map(({ id }) => id)
      ),
      ({ visit }) => visit
    )
    const issues = await listRecords(database, issueKind, plan)
    return {
      ...(await countVisits(database, plan)),
      rows: found.map((one) => {
        const masked = one.household && !may('workplace.read-persons')
        return { ...one, masked, name: masked ? '' : one.name, findings: findings.get(one.id) ?? [] }
      }),
      issues: issues.map(({ id, name }) => ({ id, name }))
    }
  }
})

/** One visit as it is put right, or the empty form for one: the workplace, the issues of the plan, the hub's first. */
export const readVisitForm = read({
  name: 'visit.form',
  input: {
    plan: reference('plan', { needed: true }),
    visit: reference('visit'),
    workplace: reference('workplace_entry'),
    escalation: reference('escalation')
  },
  output: z.object({
    workplace: z.object({ id: z.string(), name: z.string(), city: z.string() }).nullable(),
    visit: Row<VisitShown>().nullable(),
    issues: z.array(z.object({ id: z.string(), name: z.string() })),
    today: z.string(),
    inspector: z.string()
  }),
  may: 'visit.record',
  async run(scope, { plan, visit: id, workplace, escalation }) {
    const { database, actor, now } = scope
    const row = id ? await getRecord(database, visitKind, id) : null
    const at = row?.workplace ?? workplace
    const known = at ? await know(scope, plan, at) : null
    const of = row?.escalation ?? escalation
    const first = of ? (await readHub(database, await getRecord(database, escalationKind, of))).issue.id : ''
    const issues = (await listRecords(database, issueKind, plan)).map((one) => ({ id: one.id, name: one.name }))
    const findings = id ? await listFindings(database, [id]) : []
    return {
      workplace: known ? { id: known.workplace, name: known.name, city: known.city } : null,
      visit: row && known ? ({ ...row, ...known, findings, masked: false } as unknown as VisitShown) : null,
      issues: issues.toSorted((a, b) => Number(b.id === first) - Number(a.id === first)),
      today: dayOf(now),
      inspector: actor.name
    }
  }
})

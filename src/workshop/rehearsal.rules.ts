import { boardNames, boards, type KindName, recordFields } from '../board/rules.ts'
import { moved, type Place } from '../board/spot.rules.ts'
import type { Content, ContentRow, ListName } from '../chart/content.rules.ts'
import { choice, reference, scale, text } from '../kernel/field.ts'

export const paces = ['paused', 'calm', 'hurried'] as const
export type Pace = (typeof paces)[number]

/** What a facilitator says of a rehearsal before it begins. */
export const rehearsalFields = {
  day: scale(1, 3, { needed: true }),
  size: scale(6, 50, { needed: true }),
  groups: text(600, { long: true }),
  language: text(20, { needed: true }),
  seed: scale(1, 1_000_000)
}

export const rehearsalKindFields = {
  ...rehearsalFields,
  workshop: reference('workshop', { needed: true }),
  pace: choice(paces, { needed: true })
}

/** Lists of a plan's content that each day of the workshop makes; what is carried out comes after the last. */
const madeOn: Record<ListName, 1 | 2 | 3 | 4> = {
  mandates: 1,
  resources: 1,
  sources: 1,
  capacities: 1,
  issues: 1,
  targets: 1,
  hubs: 2,
  employers: 2,
  businessLinks: 2,
  whys: 2,
  influences: 2,
  stakeholders: 2,
  stakeholderHubs: 2,
  interventions: 3,
  deliveries: 4,
  engagementSteps: 4,
  contacts: 4,
  memoranda: 4,
  obligations: 4,
  indicators: 4,
  readings: 4,
  portions: 4,
  escalations: 4,
  escalationPhases: 4,
  scenarios: 4,
  jointPlans: 4,
  jointPartners: 4,
  jointActions: 4,
  signatories: 4,
  reviewMeetings: 4,
  reviewFindings: 4
}

/** A plan as the days before have left it: on the first morning it is empty. It is a draft, whatever became of it later. */
export function contentBefore(day: number, content: Content): Content {
  const kept = ([list]: [string, unknown]) => !(list in madeOn) || madeOn[list as ListName] < day
  const [plan] = content.plans
  const known = Object.fromEntries(Object.entries(plan ?? {}).filter(kept))
  const office = Object.fromEntries(Object.entries(content.inspectorate).filter(kept))
  // A practice inspectorate has no evidence that a source could name.
  const sources = office.sources?.map(({ data_set: _, ...source }) => source)
  return {
    inspectorate: { ...office, ...(sources ? { sources } : {}) },
    plans: plan ? [{ ...known, key: plan.key, status: 'draft' }] : []
  }
}

type Texts = Readonly<Record<string, string>>
type Lines = Readonly<Record<string, readonly string[]>>

/** What simulated people say, as it is written down: to an item of the plan by its key, or to a place of its own. */
export type Sayings = {
  names: Lines
  groups: Lines
  comments: Lines
  walls: Readonly<
    Record<string, readonly { name: Texts; ideas: readonly { of?: string; place?: Place; say: Lines }[] }[]>
  >
}

/**
 * A thought that several people have: the ways in which they write it, the cluster that it belongs to, where it stands on the
 * boards, and what it refers to, by field: the text of a record or note.
 */
export type Idea = { texts: readonly string[]; cluster: string; place: Place; refers: Readonly<Record<string, string>> }
/** What the people of a rehearsal say in one language; `walls` by the name of the wall. */
export type Script = {
  names: readonly string[]
  groups: readonly string[]
  comments: readonly string[]
  walls: Readonly<Record<string, readonly Idea[]>>
}

/** Lists of the content from which the ideas of a wall come. */
const listOf: Record<string, string> = {
  mandate: 'mandates',
  resources: 'resources',
  sources: 'sources',
  venn: 'hubs'
}

function rowsOf(wall: string, content: Content): readonly ContentRow[] {
  const list = listOf[wall] ?? wall
  return (content.inspectorate[list] ?? content.plans[0]?.[list] ?? []) as readonly ContentRow[]
}

const first = (value: unknown): string => String([value].flat()[0] ?? '')

/** The fields of an item of the plan that say where it stands, and what those that refer to another refer to. */
function placeOfRow(row: ContentRow, kind: KindName, wall: string, content: Content) {
  const names = new Set(boardNames.flatMap((name) => (boards[name].wall === wall ? [...boards[name].place] : [])))
  const place: Record<string, Place[string]> = {}
  const refers: Record<string, string> = {}
  for (const name of names) {
    const field = (recordFields[kind] as Record<string, { type: string; to?: string }>)[name]
    const value = row[name]
    if (value === undefined || value === '' || !field) continue
    if (field.type === 'reference') refers[name] = textOfKey(field.to ?? '', first(value), content)
    else place[name] = value as Place[string]
  }
  // What was chosen, and who agreed to a place, is for the room to say.
  const { chosen: _chosen, confirmed: _confirmed, desired_ring: _desired, ...free } = place
  return { place: moved({}, free), refers }
}

function textOfKey(kind: string, key: string, content: Content): string {
  const [row] = (['issues', 'targets', 'whys'] as const)
    .filter((list) => list === `${kind}s`)
    .flatMap((list) => rowsOf(list, content).filter((one) => one.key === key))
  return String(row?.name ?? row?.text ?? '')
}

/** The script of a rehearsal from the plan that it is about and what people say of it, in a language. */
export function scriptOf(content: Content, sayings: Sayings, language: string): Script {
  const walls: Record<string, Idea[]> = {}
  for (const [wall, clusters] of Object.entries(sayings.walls)) {
    const board = boardNames.map((name) => boards[name]).find((one) => one.wall === wall)
    const kind = board?.kind
    if (!kind) continue
    walls[wall] = clusters.flatMap(({ name, ideas }) =>
      ideas.map(({ of, place, say }) => {
        const row = rowsOf(wall, content).find((one) => one.key === of)
        const stands = row ? placeOfRow(row, kind, wall, content) : { place: place ?? {}, refers: {} }
        const own = row && wall !== 'venn' ? [String(row[board.text])] : []
        return { texts: [...own, ...(say[language] ?? [])], cluster: name[language] ?? '', ...stands }
      })
    )
  }
  const { names, groups, comments } = sayings
  return { names: names[language] ?? [], groups: groups[language] ?? [], comments: comments[language] ?? [], walls }
}

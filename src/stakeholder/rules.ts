import { choice, reference, scale, text, yes } from '../kernel/field.ts'
import { gapOf } from '../office/rules.ts'

export const stakeholderCategories = [
  'workers',
  'employers',
  'government',
  'non_governmental',
  'media',
  'wild_card'
] as const
export type StakeholderCategory = (typeof stakeholderCategories)[number]

/** Rings of the Commitment Bullseye from the centre outwards; hostile lies outside the board. */
export const rings = ['core', 'activists', 'supporters', 'disengaged', 'hostile'] as const
export type Ring = (typeof rings)[number]

/** Where a stakeholder stands, and how to win or limit it, is for those who make the plan alone. */
const inside = { readers: 'plan.read-inside' } as const

export const stakeholderFields = {
  name: text(200, { needed: true }),
  category: choice(stakeholderCategories, { needed: true }),
  public_authority: yes,
  influence: text(1000, { long: true }),
  in_kind: text(1000, { long: true }),
  fills: reference('resource'),
  connections: text(1000, { long: true }),
  present_ring: choice(rings, { words: 'label.ring', ...inside }),
  desired_ring: choice(rings, { words: 'label.ring', ...inside }),
  approach: text(1000, { long: true, ...inside })
}

export const strongest = 3

/** Step 4.3: how much influence a stakeholder has over a hub, 0 none to 3 most. */
export const stakeholderHubFields = {
  stakeholder: reference('stakeholder', { needed: true }),
  hub: reference('hub', { needed: true }),
  weight: scale(0, strongest, { needed: true })
}

type Placed = { present_ring: Ring | ''; desired_ring: Ring | '' }

/** How many rings nearer the plan wants a stakeholder; 0 stays, negative if it may drift away; null if unknown. */
export function ringsToMove(stakeholder: Placed): number | null {
  if (stakeholder.present_ring === '' || stakeholder.desired_ring === '') return null
  return rings.indexOf(stakeholder.present_ring) - rings.indexOf(stakeholder.desired_ring)
}

/** Allies are worked with; foes are won over or limited. */
export function isAlly(stakeholder: { present_ring: Ring | '' }): boolean {
  return stakeholder.present_ring !== '' && rings.indexOf(stakeholder.present_ring) <= rings.indexOf('supporters')
}

/** On which side each stands today: allies, those who do not care yet, foes; `unplaced` is who was not judged. */
export function takeSides<S extends { present_ring: Ring | '' }>(stakeholders: readonly S[]) {
  return {
    allies: stakeholders.filter(isAlly),
    disengaged: stakeholders.filter(({ present_ring }) => present_ring === 'disengaged'),
    foes: stakeholders.filter(({ present_ring }) => present_ring === 'hostile'),
    unplaced: stakeholders.filter(({ present_ring }) => present_ring === '')
  }
}

/** How many are judged today and needed, how many of them are to come closer, and how many by two rings or more. */
export function countMoves(stakeholders: readonly Placed[]): { judged: number; closer: number; far: number } {
  const moves = stakeholders.map(ringsToMove).filter((rings) => rings !== null)
  return {
    judged: moves.length,
    closer: moves.filter((rings) => rings > 0).length,
    far: moves.filter((rings) => rings > 1).length
  }
}

/** Those with the longest way first; who is not judged comes last. Equal ways keep their order. */
export function sortByWay<S extends Placed>(stakeholders: readonly S[]): S[] {
  const way = (stakeholder: S) => ringsToMove(stakeholder) ?? -rings.length
  return [...stakeholders].sort((a, b) => way(b) - way(a))
}

/** Each of the six categories with its stakeholders, the empty ones too: they are a question. */
export function groupByCategory<S extends { category: StakeholderCategory }>(stakeholders: readonly S[]) {
  return stakeholderCategories.map((category) => ({
    category,
    stakeholders: stakeholders.filter((stakeholder) => stakeholder.category === category)
  }))
}

type Resource = { id: string; quantity: number | null; needed: number | null }

/** Resources of which something is missing, and which no stakeholder could fill so far. */
export function listUnfilledGaps<R extends Resource>(
  resources: readonly R[],
  stakeholders: readonly { fills: string | null }[]
): R[] {
  const filled = new Set(stakeholders.map(({ fills }) => fills))
  return resources.filter((resource) => (gapOf(resource) ?? 0) > 0 && !filled.has(resource.id))
}

/**
 * What a value becomes that two people may have changed: `seen` is what one saw, `mine` what one wants, `now` what
 * stands there. Who changed nothing takes nothing back; if both changed it to different values, it is overtaken.
 */
export function mergeValue<T>(seen: T, mine: T, now: T): { value: T; overtaken: boolean } {
  if (mine === seen || mine === now) return { value: now, overtaken: false }
  return { value: mine, overtaken: now !== seen }
}

/** One cell of the matrix of stakeholders and hubs; a weight of null is not judged, 0 is judged to be none. */
export type Cell = { stakeholder: string; hub: string; weight: number | null }

const between = ':'

/** The name of a cell within a form. */
export function cellKey({ stakeholder, hub }: Omit<Cell, 'weight'>): string {
  return `${stakeholder}${between}${hub}`
}

/** The stakeholder and the hub of a cell's name. */
export function readCellKey(key: string): Omit<Cell, 'weight'> {
  const [stakeholder = '', hub = ''] = key.split(between)
  return { stakeholder, hub }
}

/** For each hub the sum of its weights, how many have some influence over it, and who has most. */
export function sumByHub(hubs: readonly string[], cells: readonly Cell[]) {
  return hubs.map((hub) => {
    const own = cells.filter((cell) => cell.hub === hub && (cell.weight ?? 0) > 0)
    return {
      hub,
      sum: own.reduce((sum, { weight }) => sum + (weight ?? 0), 0),
      count: own.length,
      strongest: own.filter(({ weight }) => weight === strongest).map(({ stakeholder }) => stakeholder)
    }
  })
}

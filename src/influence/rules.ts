import { choice, reference, scale, text } from '../kernel/field.ts'

/** What an answer to a why rests on. */
export const whyBases = ['records', 'testimony', 'belief'] as const

/**
 * Keep Asking Why: a tree of answers under a hub. It stops where the answer names an actor or a rule that someone can
 * change.
 */
export const whyFields = {
  hub: reference('hub', { needed: true }),
  parent: reference('why'),
  text: text(500, { needed: true }),
  basis: choice(whyBases),
  evidence: text(500),
  changeable_by: text(300)
}

export const influenceSigns = ['positive', 'negative'] as const
export const influenceReaches = ['direct', 'indirect'] as const
export const influenceKinds = [
  'behavioural',
  'environmental',
  'systemic',
  'market',
  'financial',
  'institutional',
  'political',
  'legal',
  'cultural'
] as const

export const influenceFields = {
  hub: reference('hub', { needed: true }),
  name: text(200, { needed: true }),
  sign: choice(influenceSigns, { needed: true }),
  reach: choice(influenceReaches),
  kind: choice(influenceKinds),
  works: text(1000, { long: true }),
  wielder: text(300),
  strength: scale(1, 5),
  lever: text(1000, { long: true }),
  why: reference('why')
}

type Why = { id: string; parent: string | null; changeable_by: string }
export type Branch<W extends Why> = { why: W; depth: number; branches: Branch<W>[] }

/** From this depth on the page asks whether the last answer does not already name who can change it. */
export const depthToStop = 5

type Parents = ReadonlyMap<string, string | null>

/** Whether going up from an answer leads to another one, or is it. */
function leadsTo(parents: Parents, from: string, to: string): boolean {
  const seen = new Set<string>()
  for (let at: string | null | undefined = from; at && !seen.has(at); at = parents.get(at)) {
    if (at === to) return true
    seen.add(at)
  }
  return false
}

/**
 * The answers as trees, in the order given; each stands in them once. An answer whose parent is not among them stands
 * at the root, and so does one that would stand under itself.
 */
export function growTree<W extends Why>(whys: readonly W[]): Branch<W>[] {
  const known = new Set(whys.map(({ id }) => id))
  const parents = new Map<string, string | null>()
  for (const { id, parent } of whys) {
    parents.set(id, parent !== null && known.has(parent) && !leadsTo(parents, parent, id) ? parent : null)
  }
  const under = Map.groupBy(whys, ({ id }) => parents.get(id) ?? null)
  const grow = (parent: string | null, depth: number): Branch<W>[] =>
    (under.get(parent) ?? []).map((why) => ({ why, depth, branches: grow(why.id, depth + 1) }))
  return grow(null, 1)
}

/** The answers of trees from top to bottom, as one reads them. */
export function listBranches<W extends Why>(trees: readonly Branch<W>[]): Branch<W>[] {
  return trees.flatMap((branch) => [branch, ...listBranches(branch.branches)])
}

/** Answers at the end of a branch that name nobody who could change them: ask why once more. */
export function listOpenEnds<W extends Why>(whys: readonly W[]): W[] {
  return listBranches(growTree(whys))
    .filter(({ why, branches }) => branches.length === 0 && why.changeable_by.trim() === '')
    .map(({ why }) => why)
}

/** Whether an answer may hang under a parent: not under itself or what grows from it. */
export function mayHangUnder(whys: readonly Why[], id: string, parent: string): boolean {
  return !leadsTo(new Map(whys.map((why) => [why.id, why.parent])), parent, id)
}

type Answer = { basis: (typeof whyBases)[number] | ''; evidence: string }

/** Whether an answer rests on the records, or on a testimony that says whose it is. Anything else is to be checked. */
export function isDocumented({ basis, evidence }: Answer): boolean {
  return basis === 'records' || (basis === 'testimony' && evidence.trim() !== '')
}

type Influence = { sign: (typeof influenceSigns)[number]; strength: number | null; lever: string; wielder: string }

/** What hinders and what helps, the strongest first; those whose strength nobody judged come last. */
export function weighInfluences<I extends Influence>(influences: readonly I[]): { hinder: I[]; help: I[] } {
  const sorted = [...influences].sort((a, b) => (b.strength ?? 0) - (a.strength ?? 0))
  return {
    hinder: sorted.filter(({ sign }) => sign === 'negative'),
    help: sorted.filter(({ sign }) => sign === 'positive')
  }
}

/** What is still to be asked of the influences: whose lever, and whose wielder, nobody has named. */
export function listUnanswered<I extends Influence>(influences: readonly I[]): { lever: I[]; wielder: I[] } {
  return {
    lever: influences.filter(({ lever }) => lever.trim() === ''),
    wielder: influences.filter(({ wielder }) => wielder.trim() === '')
  }
}

/** A hub by the names of its issue and its target. */
export type NamedHub = { id: string; chosen: boolean; issue: string; target: string }

/** The hubs to work on: the chosen ones, then those that are not chosen any more but hold work (`used`). */
export function pickHubs(hubs: readonly NamedHub[], used: ReadonlySet<string>): NamedHub[] {
  return [...hubs.filter(({ chosen }) => chosen), ...hubs.filter(({ chosen, id }) => !chosen && used.has(id))]
}

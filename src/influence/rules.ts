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

/** The answers as trees, in the order given; an answer whose parent is not among them stands at the root. */
export function growTree<W extends Why>(whys: readonly W[]): Branch<W>[] {
  const known = new Set(whys.map(({ id }) => id))
  const grow = (parent: string | null, depth: number): Branch<W>[] =>
    whys
      .filter((why) => (why.parent !== null && known.has(why.parent) ? why.parent : null) === parent)
      .map((why) => ({ why, depth, branches: grow(why.id, depth + 1) }))
  return grow(null, 1)
}

/** Answers at the end of a branch that name nobody who could change them: ask why once more. */
export function listOpenEnds<W extends Why>(whys: readonly W[]): W[] {
  const parents = new Set(whys.map(({ parent }) => parent))
  return whys.filter((why) => !parents.has(why.id) && why.changeable_by.trim() === '')
}

/** Whether an answer may hang under a parent: not under itself or what grows from it. */
export function mayHangUnder(whys: readonly Why[], id: string, parent: string): boolean {
  const byId = new Map(whys.map((why) => [why.id, why]))
  for (let at: string | null | undefined = parent, left = whys.length + 1; at && left > 0; at = byId.get(at)?.parent, left--) {
    if (at === id) return false
  }
  return true
}

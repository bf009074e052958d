import { conflictOf, type Explained, explain, type Inspector } from './explain.rules.ts'
import { type Model, type Outlook, type Units, type Wish, worth } from './model.rules.ts'
import { type Found, type Means, solve } from './solve.rules.ts'

/** What is asked for: most as expected, most where effects are as feared, or what loses least whichever turns out. */
export const aims = ['expected', 'low', 'robust'] as const
export type Aim = (typeof aims)[number]

export type Answer = {
  ended: Found['ended']
  found: boolean
  units: Units
  /** With which effects it was found. */
  outlook: Outlook
  /** Workers brought into compliance, as feared, expected and hoped. */
  range: Record<'low' | 'expected' | 'high', number>
  /** Of the aim: what it brings, and what no mix exceeds. */
  worth: number
  bound: number
  /** Of a robust choice: what it brings at least of the best that was found, whichever turns out, from 0 to 1. */
  atLeast: number | null
  explained: Explained | null
  /** Wishes that cannot be met together. */
  conflict: Wish[]
}

/**
 * Answers a question whole: the mix, its range, what binds, what more would bring; or which wishes cannot be met together.
 * Where nobody asks what more would bring, `inspector` is null.
 */
export function answer(model: Model, aim: Aim, inspector: Inspector | null, means: Means): Answer {
  const outlooks: readonly Outlook[] = aim === 'robust' ? ['expected', 'careful', 'low'] : [aim]
  const tried = outlooks.map((outlook) => {
    const seconds = means.seconds / outlooks.length
    return { outlook, ...solve(model, outlook, { ...means, seconds }) }
  })
  const candidates = tried.filter(({ found }) => found)
  const { best, atLeast } = chooseSteadiest(model, candidates)
  const { outlook, ended, found, units, worth: brings, bound } = best ?? (tried[0] as (typeof tried)[number])
  const stopped = means.stop?.() === true
  return {
    ended,
    found,
    units,
    outlook,
    range: {
      low: worth(model, units, 'low'),
      expected: worth(model, units, 'expected'),
      high: worth(model, units, 'high')
    },
    worth: brings,
    bound,
    atLeast: aim === 'robust' ? atLeast : null,
    explained: found && !stopped && inspector ? explain(model, outlook, units, inspector, means) : null,
    conflict: ended === 'none' ? conflictOf(model, outlook, means) : []
  }
}

/** Of several mixes the one that brings most of what the best of them brings, in the outlook that is worst for it. */
export function chooseSteadiest<M extends { units: Units }>(model: Model, mixes: readonly M[]) {
  const worlds = ['low', 'expected', 'high'] as const
  const brought = mixes.map(({ units }) => worlds.map((world) => worth(model, units, world)))
  const most = worlds.map((_, world) => Math.max(...brought.map((row) => row[world] ?? 0)))
  const shares = brought.map((row) =>
    Math.min(...row.map((value, world) => (most[world] ? value / (most[world] ?? 1) : 1)))
  )
  const atLeast = Math.max(...shares)
  return { best: mixes[shares.indexOf(atLeast)], atLeast: mixes.length > 0 ? atLeast : null }
}

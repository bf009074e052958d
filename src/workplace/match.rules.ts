/** When two entries of the register are one workplace: by number, name and place, each on a scale of a few steps. */

/** The numbers of two entries, from what speaks against to what speaks for. `close`: one figure differs. */
export const numberSteps = ['other', 'unknown', 'close', 'same'] as const
/**
 * The names. `different`: nothing alike, or other figures in them; `part`: one holds the other; `common`: the same name, which
 * stands in many places; `close`: a letter or two differ.
 */
export const nameSteps = ['different', 'alike', 'part', 'common', 'close', 'same'] as const
/** The places. `apart`: one town, two addresses. */
export const placeSteps = ['other', 'unknown', 'region', 'apart', 'city', 'postcode', 'address'] as const

export type NumberStep = (typeof numberSteps)[number]
export type NameStep = (typeof nameSteps)[number]
export type PlaceStep = (typeof placeSteps)[number]
export type Parts = { number: NumberStep; name: NameStep; place: PlaceStep }
/** `certain` pairs join by themselves, `doubtful` ones wait for a person. */
export type Match = 'certain' | 'doubtful' | 'none'

type Line = { number: NumberStep; name: NameStep; place: PlaceStep; match: Match }

/** The first line whose number is this one, and that asks for no more of name and place, says what a pair is. */
const lines: readonly Line[] = [
  { number: 'same', name: 'alike', place: 'city', match: 'certain' },
  { number: 'same', name: 'different', place: 'address', match: 'certain' },
  { number: 'same', name: 'common', place: 'unknown', match: 'certain' },
  { number: 'same', name: 'different', place: 'city', match: 'doubtful' },
  { number: 'same', name: 'alike', place: 'unknown', match: 'doubtful' },
  { number: 'close', name: 'common', place: 'city', match: 'certain' },
  { number: 'close', name: 'part', place: 'city', match: 'doubtful' },
  { number: 'close', name: 'close', place: 'unknown', match: 'doubtful' },
  { number: 'unknown', name: 'common', place: 'postcode', match: 'certain' },
  { number: 'unknown', name: 'close', place: 'city', match: 'certain' },
  { number: 'unknown', name: 'part', place: 'city', match: 'doubtful' },
  { number: 'unknown', name: 'alike', place: 'postcode', match: 'doubtful' },
  { number: 'unknown', name: 'close', place: 'region', match: 'doubtful' },
  { number: 'other', name: 'common', place: 'postcode', match: 'doubtful' },
  { number: 'other', name: 'close', place: 'city', match: 'doubtful' }
]

const atLeast = <Step>(steps: readonly Step[], found: Step, asked: Step) => steps.indexOf(found) >= steps.indexOf(asked)

/** What a pair is. Two places that contradict each other are never one workplace. */
export function judge({ number, name, place }: Parts): Match {
  if (place === 'other') return 'none'
  const line = lines.find(
    (one) => one.number === number && atLeast(nameSteps, name, one.name) && atLeast(placeSteps, place, one.place)
  )
  return line?.match ?? 'none'
}

/** From 0 to 100: in which order pairs join, and doubtful ones are asked. The name weighs most. */
export function scoreOf({ number, name, place }: Parts): number {
  const share = <Step>(steps: readonly Step[], step: Step) => steps.indexOf(step) / (steps.length - 1)
  return Math.round(25 * share(numberSteps, number) + 45 * share(nameSteps, name) + 30 * share(placeSteps, place))
}

/** Every pair of steps with its verdict, for the database that judges millions of pairs. */
export function allVerdicts(): (Parts & { match: Match; score: number })[] {
  return numberSteps.flatMap((number) =>
    nameSteps.flatMap((name) =>
      placeSteps.map((place) => {
        const parts = { number, name, place }
        return { ...parts, match: judge(parts), score: scoreOf(parts) }
      })
    )
  )
}

/** In how many places a name may stand before it tells little: a chain, a franchise. */
export const commonFrom = 5
/** A shorter word is never taken for a misspelt one; in a longer one each slip costs this share of its length. */
export const shortestMisspelt = 5
export const slipCosts = 2
/** The share of a name's weight that the other must hold. */
export const shares = { close: 0.92, part: { larger: 0.95, smaller: 0.45 }, alike: 0.55 }
/** A block of more entries than this tells nothing. */
export const largestBlock = 60
/** A word that stands in more than two of a hundred names (the logarithm of their share) makes no block but where it is the rarest. */
export const tellingFrom = 4

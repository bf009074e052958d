import { gramsOf, likeness, slipsFor } from './likeness.rules.ts'

/**
 * Finds names by misspelt words. Words of all names stand in one sorted list; pieces of three letters lead to words, words to
 * the entries that bear them. Everything lies in typed arrays: some 25 bytes for each entry, however often it is asked.
 */
export type NameIndex = {
  entries: number
  /** All words in the order of their signs, one behind the other, and where each begins. A place's begin with `@`. */
  words: string
  wordStarts: Uint32Array
  /** For each word where its entries begin in `postings`. */
  postingStarts: Uint32Array
  postings: Uint32Array
  /** Pieces of three signs, and for each where its words begin in `gramWords`. */
  grams: readonly string[]
  gramStarts: Uint32Array
  gramWords: Uint32Array
  /** How much all words of an entry's names tell, in quarters. */
  mass: Uint8Array
  /** Places and sections by which hits are chosen: 0 where not known, else one more than the place in the list. */
  counties: readonly string[]
  county: Uint16Array
  sections: readonly string[]
  section: Uint8Array
}

/** `workplace` is the number of its first entry. */
export type Hit = { workplace: number; score: number }
export type Wanted = { county?: string; section?: string; hidden?: (entry: number) => boolean }

export type NameSearch = {
  /** Hits of the words of a name (`tokensOf`), the best first, and how many workplaces there are in all. */
  search(asked: readonly string[], wanted: Wanted, most: number): { total: number; hits: Hit[] }
}

/** The share of what the asked words tell that a hit must hold. */
const least = 0.5
const mostVariants = 60
const mostCompared = 400
const mostTowns = 5000
const longestPrefixList = 400
/** A place tells less than the name. */
const placeWeight = 0.6

/** `workplaceOf` names the workplace to which an entry belongs; it may change between two searches. */
export function makeNameSearch(index: NameIndex, workplaceOf: Int32Array): NameSearch {
  const { entries, wordStarts, postingStarts, postings } = index
  const size = wordStarts.length - 1
  const grams = new Map(index.grams.map((gram, number) => [gram, number]))
  const counts = new Uint8Array(size)
  const scores = new Float32Array(entries)
  const marks = new Uint8Array(entries)
  const best = new Float32Array(entries)

  const wordAt = (word: number) => index.words.slice(wordStarts[word], wordStarts[word + 1])
  const tells = (word: number) =>
    Math.log((entries + 1) / Math.max(1, (postingStarts[word + 1] ?? 0) - (postingStarts[word] ?? 0)))

  /** The first word that does not stand before this text. */
  function firstFrom(text: string): number {
    let [low, high] = [0, size]
    while (low < high) {
      const middle = (low + high) >> 1
      if (wordAt(middle) < text) low = middle + 1
      else high = middle
    }
    return low
  }

  function exact(text: string): number | undefined {
    const word = firstFrom(text)
    return word < size && wordAt(word) === text ? word : undefined
  }

  /** Words that may be meant, each with how much it is like the asked one. */
  function variantsOf(asked: string, last: boolean): Map<number, number> {
    const found = new Map<number, number>()
    const present = exact(asked)
    if (present !== undefined) found.set(present, 1)
    if (last && asked.length > 2) {
      const first = firstFrom(asked)
      for (let word = first; word < Math.min(size, first + longestPrefixList); word++) {
        const text = wordAt(word)
        if (!text.startsWith(asked)) break
        if (!found.has(word)) found.set(word, 0.7 + (0.25 * asked.length) / text.length)
      }
    }
    const near = slipsFor(asked.length) === 0 ? [] : listNear(asked, found)
    for (const [word, like] of near) found.set(word, like)
    return found
  }

  /** Words that share most pieces with the asked one, and are like it. */
  function listNear(asked: string, known: ReadonlyMap<number, number>): [word: number, like: number][] {
    const touched: number[] = []
    const pieces = gramsOf(asked)
    for (const piece of pieces) {
      const gram = grams.get(piece)
      if (gram === undefined) continue
      for (let at = index.gramStarts[gram] ?? 0; at < (index.gramStarts[gram + 1] ?? 0); at++) {
        const word = index.gramWords[at] ?? 0
        const before = counts[word] ?? 0
        if (before === 0) touched.push(word)
        counts[word] = before + 1
      }
    }
    const slips = slipsFor(asked.length)
    // One slip spoils three pieces, four where two letters are changed round.
    const needed = Math.max(pieces.length > 5 ? 2 : 1, pieces.length - 3 * slips - 1)
    const sharing: number[][] = Array.from({ length: pieces.length + 1 }, () => [])
    for (const word of touched) {
      const shared = counts[word] ?? 0
      counts[word] = 0
      const length = (wordStarts[word + 1] ?? 0) - (wordStarts[word] ?? 0)
      if (shared >= needed && Math.abs(length - asked.length) <= slips && !known.has(word)) sharing[shared]?.push(word)
    }
    return sharing
      .reverse()
      .flat()
      .slice(0, mostCompared)
      .map((word): [number, number] => [word, likeness(asked, wordAt(word))])
      .filter(([, like]) => like > 0)
      .sort((one, other) => other[1] - one[1])
      .slice(0, mostVariants)
  }

  /** Towns that may be meant: there are few, and their first letter is taken to be right. */
  function townsOf(asked: string, last: boolean): Map<number, number> {
    const found = new Map<number, number>()
    const start = firstFrom(`@${asked[0] ?? ''}`)
    for (let word = start; word < Math.min(size, start + mostTowns); word++) {
      const text = wordAt(word)
      if (text[0] !== '@' || text[1] !== asked[0]) break
      const begins = last && asked.length > 2 && text.startsWith(asked, 1)
      const like = likeness(asked, text.slice(1))
      if (like > 0) found.set(word, like)
      else if (begins) found.set(word, 0.7 + (0.25 * asked.length) / text.length)
    }
    return found
  }

  /** What an asked word may mean, the likest first, and how much it tells. */
  function readWord(
    word: string,
    last: boolean
  ): { variants: (readonly [word: number, like: number])[]; unit: number } {
    const variants = [
      ...[...variantsOf(word, last)].map(([found, like]) => [found, like * like] as const),
      ...[...townsOf(word, last)].map(([found, like]) => [found, like * like * placeWeight] as const)
    ].sort((one, other) => other[1] - one[1])
    // What the word tells is what its likest readings tell; one that is not there at all could be anything.
    const likest = variants.filter(([, like]) => like >= (variants[0]?.[1] ?? 0) - 0.05)
    const told = variants.length === 0 ? Math.log(entries + 1) / 2 : Math.min(...likest.map(([found]) => tells(found)))
    return { variants, unit: Math.max(told, 1) }
  }

  /** Adds what each asked word tells to the entries that bear it or one like it; each word once. Answers what all tell. */
  function add(asked: readonly string[], touched: number[]): number {
    const read = asked
      .map((word, place) => readWord(word, place === asked.length - 1))
      .sort((one, other) => other.unit - one.unit)
    const whole = read.reduce((sum, { unit }) => sum + unit, 0)
    let rest = whole
    for (const [place, { variants, unit }] of read.entries()) {
      // Who bears none of the words that tell most cannot come near any more.
      const late = rest < least * whole
      rest -= unit
      const mark = (place % 255) + 1
      for (const [found, like] of variants) {
        const gain = like * Math.min(unit, Math.max(1, tells(found)))
        for (let at = postingStarts[found] ?? 0; at < (postingStarts[found + 1] ?? 0); at++) {
          const entry = postings[at] ?? 0
          const marked = marks[entry] ?? 0
          if (marked === mark || (late && marked === 0)) continue
          if (marked === 0) touched.push(entry)
          marks[entry] = mark
          scores[entry] = (scores[entry] ?? 0) + gain
        }
      }
    }
    return whole
  }

  /** What was asked, and what may have been meant: two words written as one, or one as two. */
  function readings(asked: readonly string[]): string[][] {
    const all = [[...asked]]
    for (let at = 0; at + 1 < asked.length; at++) {
      const joined = `${asked[at]}${asked[at + 1]}`
      if (exact(joined) !== undefined) all.push([...asked.slice(0, at), joined, ...asked.slice(at + 2)])
    }
    for (const [at, word] of asked.entries()) {
      if (word.length < 6 || exact(word) !== undefined) continue
      for (let cut = 3; cut <= word.length - 3; cut++) {
        const parts = [word.slice(0, cut), word.slice(cut)]
        if (parts.every((part) => exact(part) !== undefined))
          all.push([...asked.slice(0, at), ...parts, ...asked.slice(at + 1)])
      }
    }
    return all.slice(0, 4)
  }

  /** Takes the scores of what was touched to the workplaces, and leaves none behind. */
  function take(touched: readonly number[], whole: number, isWanted: (entry: number) => boolean, found: number[]) {
    for (const entry of touched) {
      const told = scores[entry] ?? 0
      scores[entry] = 0
      marks[entry] = 0
      if (told < least * whole || !isWanted(entry)) continue
      // Of two that hold what was asked, the one that holds less besides comes first.
      const besides = Math.max(0, (index.mass[entry] ?? 0) / 4 - told)
      const score = (told / whole) * (1 - Math.min(0.3, besides / 100))
      const workplace = workplaceOf[entry] ?? entry
      if (best[workplace] === 0) found.push(workplace)
      if (score > (best[workplace] ?? 0)) best[workplace] = score
    }
  }

  return {
    search(asked, wanted, most) {
      const county = wanted.county === undefined ? undefined : numberOf(index.counties, wanted.county)
      const section = wanted.section === undefined ? undefined : numberOf(index.sections, wanted.section)
      const isWanted = (entry: number) =>
        (county === undefined || index.county[entry] === county) &&
        (section === undefined || index.section[entry] === section) &&
        !wanted.hidden?.(entry)
      const found: number[] = []
      for (const reading of asked.length === 0 ? [] : readings(asked)) {
        const touched: number[] = []
        const whole = add(reading, touched)
        take(touched, whole, isWanted, found)
      }
      const line = lineOfBest(found, best, most)
      const hits = found
        .filter((workplace) => (best[workplace] ?? 0) >= line)
        .map((workplace) => ({ workplace, score: best[workplace] ?? 0 }))
        .sort((one, other) => other.score - one.score || one.workplace - other.workplace)
        .slice(0, most)
      for (const workplace of found) best[workplace] = 0
      return { total: found.length, hits }
    }
  }
}

/** As the arrays have it: 0 is not known, and what no list holds is -1. */
function numberOf(list: readonly string[], name: string): number {
  const at = list.indexOf(name)
  return at < 0 ? -1 : at + 1
}

const steps = 1000

/** A score that at least `most` of many reach, and few more: so that a hundred thousand hits need not be sorted. */
function lineOfBest(found: readonly number[], best: Float32Array, most: number): number {
  if (found.length <= most) return 0
  const counts = new Uint32Array(steps + 1)
  const stepOf = (score: number) => Math.min(steps, Math.floor(score * steps))
  for (const workplace of found) {
    const step = stepOf(best[workplace] ?? 0)
    counts[step] = (counts[step] ?? 0) + 1
  }
  let step = steps
  for (let above = counts[step] ?? 0; above < most && step > 0; above += counts[step] ?? 0) step--
  return step / steps
}

import { availableParallelism } from 'node:os'
import type { Facts } from '../facts/facts.ts'
import { threadOnDemand } from '../kernel/thread.ts'
import {
  addCounters,
  type Closed,
  type Coded,
  type Counters,
  countCoded,
  emptyCounters,
  type Names,
  readCube,
  refusedBy,
  type ScanQuestion,
  sizeOfCube,
  type Widths
} from './coded.rules.ts'
import { type Codebook, type Moved, readCodebook, readCoded, readMoved, readWhole, type SetRow } from './coded.store.ts'
import {
  type LinkedDimension,
  linkedDimensions,
  narrowedBy,
  type Selection,
  selectionToQuery,
  withoutDimensions
} from './linked.rules.ts'
import type { Apart } from './question.store.ts'

/**
 * What the dashboard's charts show under a selection. Nothing selected was counted when the evidence changed; a selection is
 * counted by threads in one pass over the codes in memory; while one dimension is being brushed (`active`), a cube of it
 * answers without a pass.
 */

/** Of cases in memory at most so many, or one question's data sets: about a third of a gigabyte. */
const mostRows = 12_000_000
/** A cube of more numbers is not made; all cubes that are kept have at most eight times as many. */
const mostCube = 4_000_000
/** Fewer rows are counted at once, without a thread. */
const fewRows = 200_000

const threads = Array.from({ length: Math.min(4, availableParallelism()) }, () => threadOnDemand('indicator/scan'))

type Kept<Value> = { value: Promise<Value>; size: number }

/** Values by name, the latest used kept up to a sum of sizes. What fails is not kept. */
function keep<Value>(most: number) {
  const kept = new Map<string, Kept<Value>>()
  return {
    /** `size` is known before the work begins. */
    get(name: string, size: number, work: () => Promise<Value>): Promise<Value> {
      const known = kept.get(name)
      kept.delete(name)
      // Room is made before anything is read, or what goes and what comes would be there at once.
      let sum = [...kept.values()].reduce((all, one) => all + one.size, size)
      for (const [oldest, one] of kept) {
        if (sum <= most) break
        kept.delete(oldest)
        sum -= one.size
      }
      const found = known ?? { value: work(), size }
      kept.set(name, found)
      found.value.catch(() => kept.delete(name))
      return found.value
    },
    has: (name: string) => kept.has(name),
    /** Takes a value out whose name begins so. */
    take(beginning: string): { name: string; value: Promise<Value> } | undefined {
      const name = [...kept.keys()].find((one) => one.startsWith(beginning))
      const found = name === undefined ? undefined : kept.get(name)
      if (name === undefined || !found) return undefined
      kept.delete(name)
      return { name, value: found.value }
    }
  }
}

const codedSets = keep<Coded>(mostRows)
const cubes = keep<Counters>(8 * mostCube)
const codebooks = keep<Codebook>(8)
const wholes = keep<Counters>(64)
const moves = keep<Moved[]>(mostRows)

export type Question = {
  inspectorate: string
  sets: readonly SetRow[]
  selection: Selection
  /** How workplaces are told apart where it is by a register, in which state of it. */
  register?: { stamp: string; ask: Apart['ask'] } | undefined
  /** Values that no selection takes in. */
  closed?: Closed
  /** The dimension whose selection is changing at present. */
  active?: LinkedDimension | undefined
}

export async function codebookOf(facts: Facts, inspectorate: string): Promise<Codebook> {
  const version = await facts.version(inspectorate)
  return codebooks.get(`${inspectorate} ${version}`, 1, () => readCodebook(facts, inspectorate))
}

const idsOf = (sets: readonly SetRow[]) => sets.map(({ dataSet }) => dataSet).join(' ')

export function widthsOf(names: Names): Widths {
  return Object.fromEntries(linkedDimensions.map((name) => [name, names[name].length])) as Widths
}

type Asking = Pick<Question, 'inspectorate' | 'sets' | 'register'>

/** Names the state of the evidence, and of the register by which its workplaces are told apart. */
async function stateOf(facts: Facts, { inspectorate, register }: Asking): Promise<string> {
  return `${inspectorate} ${await facts.version(inspectorate)} ${register?.stamp ?? ''}`
}

/** The cases of a data set that the register tells otherwise. */
function movedOf(state: string, { register }: Asking, { dataSet, cases }: SetRow): Promise<Moved[]> {
  return register
    ? moves.get(`${state} ${dataSet}`, cases, () => readMoved(register.ask, dataSet))
    : Promise.resolve([])
}

/** The counters of everything in the data sets, whatever is selected. */
export async function countWhole(facts: Facts, question: Asking): Promise<Counters> {
  const { inspectorate, sets } = question
  const state = await stateOf(facts, question)
  const { names } = await codebookOf(facts, inspectorate)
  return wholes.get(`${state} ${idsOf(sets)}`, 1, async () => {
    const moved = await Promise.all(sets.map((set) => movedOf(state, question, set)))
    return readWhole(facts, inspectorate, { sets, moved: moved.flat() }, widthsOf(names))
  })
}

/** The counters of all charts under a selection. */
export async function countLinked(facts: Facts, question: Question): Promise<Counters> {
  const { inspectorate, sets, selection, active } = question
  if (narrowedBy(selection).length === 0 && !active) return countWhole(facts, question)
  const { names } = await codebookOf(facts, inspectorate)
  const widths = widthsOf(names)
  const refused = refusedBy(selection, names, question.closed)
  const own = await stateOf(facts, question)
  const others = active ? withoutDimensions(selection, [active]) : selection
  const name = `${own} ${active} ${idsOf(sets)} ${selectionToQuery({ ...others, dataSets: [] })}`
  const scan = (of?: LinkedDimension) =>
    scanAll(facts, own, question, { refused, widths, ...(of ? { active: of } : {}) })
  if (!active || sizeOfCube(widths, active) > mostCube) return scan()
  const cube = await cubes.get(name, sizeOfCube(widths, active), () => scan(active))
  return readCube(cube, active, refused[active], widths)
}

type Asked = ScanQuestion['asked']

async function scanAll(facts: Facts, own: string, question: Question, asked: Asked) {
  let sum: Counters | undefined
  for (const set of question.sets) {
    const counted = await withCodes(facts, own, question, set, (coded) => scan(coded, asked))
    sum = sum ? addCounters(sum, counted) : counted
  }
  return sum ?? emptyCounters(asked.widths, asked.active)
}

async function scan(coded: Coded, asked: Asked): Promise<Counters> {
  if (coded.rows <= fewRows) return countCoded(coded, asked, 0, coded.rows)
  const share = Math.ceil(coded.rows / threads.length)
  const parts = await Promise.all(
    threads.map((thread, index) =>
      thread.ask<Counters>({
        coded,
        asked,
        from: index * share,
        to: Math.min(coded.rows, (index + 1) * share)
      } satisfies ScanQuestion)
    )
  )
  return parts.reduce(addCounters)
}

/** Brings the codes of data sets into memory before somebody asks for a selection. */
export async function warmCodes(facts: Facts, question: Asking) {
  const own = await stateOf(facts, question)
  for (const set of question.sets) await withCodes(facts, own, question, set, async () => undefined)
}

/** What is counted at present in codes, by the codes' name. */
const counting = new Map<string, Set<Promise<unknown>>>()

/**
 * Lends the codes of a data set. Those of its former state go as these come, and give their memory once nobody counts in them: old
 * and new beside each other would be twice as much.
 */
async function withCodes<Result>(
  facts: Facts,
  own: string,
  question: Asking,
  set: SetRow,
  use: (coded: Coded) => Promise<Result>
): Promise<Result> {
  const place = `${question.inspectorate} ${set.dataSet} `
  // Where a register tells workplaces apart, the codes are those of its state too.
  const name = place + (question.register ? own : set.state)
  const former = codedSets.has(name) ? undefined : codedSets.take(place)
  // Only of who counts now: who asks for the former state later waits for these codes, and must not be waited for.
  const ended = Promise.allSettled((former && counting.get(former.name)) ?? [])
  const lent = codedSets.get(name, set.cases, async () => {
    const moved = await movedOf(own, question, set)
    await ended
    return readCoded(facts, question.inspectorate, set.dataSet, moved, await former?.value.catch(() => undefined))
  })
  const used = lent.then(use)
  const others = counting.get(name) ?? new Set()
  counting.set(name, others.add(used))
  try {
    return await used
  } finally {
    others.delete(used)
    if (others.size === 0) counting.delete(name)
  }
}

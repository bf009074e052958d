/** How much somebody contributed. */
export type Amount = { notes: number; votes: number; comments: number; decisions: number }
export type Contribution = Amount & {
  /** Names of the groups of which it tells together; '' is who is in no group. */
  groups: string[]
  persons: number
}

const nothing: Amount = { notes: 0, votes: 0, comments: 0, decisions: 0 }
const kinds = ['notes', 'votes', 'comments', 'decisions'] as const

export function add(one: Amount, other: Amount): Amount {
  return Object.fromEntries(kinds.map((kind) => [kind, one[kind] + other[kind]])) as Amount
}

/** Fewer persons than this are not told apart: what two of them did, each of them knows of the other. */
export const fewestTold = 3

type Group = { group: string; persons: number } & Amount

const sum = (of: readonly Group[]): Contribution => ({
  ...of.reduce((total: Amount, one) => add(total, one), nothing),
  groups: of.map(({ group }) => group),
  persons: of.reduce((total, { persons }) => total + persons, 0)
})

/**
 * Contributions by group. A group of one or two persons is told together with other small ones; where those are still too few,
 * with the smallest of the others, so that nobody finds them by taking the rest from the whole. Where all together are too few,
 * nothing is told.
 */
export function tellGroups(groups: readonly Group[]): Contribution[] {
  const large = groups.filter(({ persons }) => persons >= fewestTold)
  const small = groups.filter(({ persons }) => persons < fewestTold)
  const pool = [...small]
  const waiting = large.toSorted((one, other) => other.persons - one.persons)
  while (pool.length > 0 && sum(pool).persons < fewestTold && waiting.length > 0) {
    const next = waiting.pop()
    if (next) pool.push(next)
  }
  const told = large.filter((group) => !pool.includes(group)).map((group) => sum([group]))
  const together = sum(pool)
  return together.persons >= fewestTold ? [...told, together] : told
}

type Written = { id: string; author: string; group_name?: unknown; state?: unknown; count?: unknown }

/** What was written in a workshop, as it stands. `groupOf`: of a person; `inside`: the name of the group of the inspectorate's own. */
export type Given = {
  notes: readonly Written[]
  dots: readonly Written[]
  comments: readonly Written[]
  participants: readonly { id: string; group_name: string; state: string }[]
}

/** What a thing that was written counts as: in whose name, and how much. */
function amountsOf({ notes, dots, comments }: Given): (Written & { amount: Amount; written?: string })[] {
  return [
    ...notes
      .filter(({ state }) => state !== 'removed')
      .map((note) => ({
        ...note,
        written: String(note.group_name ?? ''),
        amount: { ...nothing, notes: 1, decisions: note.state === 'decided' ? 1 : 0 }
      })),
    ...dots.map((dot) => ({ ...dot, amount: { ...nothing, votes: Number(dot.count) } })),
    ...comments.map((comment) => ({ ...comment, amount: { ...nothing, comments: 1 } }))
  ]
}

/** Of a person of the inspectorate, who is in no group of guests. */
export const ownPeople = ' '

/**
 * Everybody's contributions by group, before small ones are told together. A note counts for the group that wrote it, also where
 * the facilitator added it from paper; all else for the group of who gave it.
 */
export function countByGroup(given: Given): Group[] {
  const groupOf = new Map(given.participants.map(({ id, group_name }) => [id, group_name]))
  const members = new Map<string, Set<string>>()
  const amounts = new Map<string, Amount>()
  const join = (group: string, person: string) => members.set(group, (members.get(group) ?? new Set()).add(person))
  for (const { id, group_name, state } of given.participants) if (state === 'admitted') join(group_name, id)
  for (const { author, amount, written } of amountsOf(given)) {
    const own = groupOf.get(author) ?? ownPeople
    const group = written || own
    if (group === own) join(group, author)
    amounts.set(group, add(amounts.get(group) ?? nothing, amount))
  }
  return [...new Set([...members.keys(), ...amounts.keys()])].map((group) => ({
    ...(amounts.get(group) ?? nothing),
    group,
    persons: members.get(group)?.size ?? 0
  }))
}

/** Between which entries of the log everybody in the workshop was told that contributions are counted by person. */
export type Announced = { from: number; to: number | null }[]

/** The stretches in which a switch was on, from its states, oldest first. */
export function announcedIn(states: readonly { number: number; on: boolean }[]): Announced {
  const found: Announced = []
  for (const { number, on } of states) {
    const last = found.at(-1)
    if (on && last?.to !== null) found.push({ from: number, to: null })
    else if (!on && last?.to === null) last.to = number
  }
  return found
}

/** Contributions by person: of guests alone, and only of what was written while they were told that it is counted. */
export function countByPerson(
  given: Given,
  made: ReadonlyMap<string, number>,
  announced: Announced
): ({ person: string } & Amount)[] {
  const guests = new Set(given.participants.map(({ id }) => id))
  const wasTold = (id: string) => {
    const number = made.get(id)
    return number !== undefined && announced.some(({ from, to }) => from < number && (to === null || number < to))
  }
  const amounts = new Map<string, Amount>()
  for (const { id, author, amount } of amountsOf(given))
    if (guests.has(author) && wasTold(id)) amounts.set(author, add(amounts.get(author) ?? nothing, amount))
  return [...amounts].map(([person, amount]) => ({ person, ...amount }))
}

type Link = { from: string; to: string }

/**
 * In which row of a chain each stands: who takes work from nobody in the first, every other behind all who give it work. Where
 * work goes in a ring, the ring is opened before the one who has fewest givers left. By id, from 0.
 */
export function layChain(ids: readonly string[], links: readonly Link[]): Map<string, number> {
  const known = new Set(ids)
  const inside = links.filter(({ from, to }) => known.has(from) && known.has(to) && from !== to)
  const rows = new Map<string, number>()
  const waiting = new Set(ids)
  const givers = (id: string) => inside.filter(({ to }) => to === id).map(({ from }) => from)
  const left = (id: string) => givers(id).filter((giver) => waiting.has(giver)).length
  while (waiting.size > 0) {
    const ready = [...waiting].filter((id) => left(id) === 0)
    const [first = ''] = [...waiting].sort((one, other) => left(one) - left(other))
    for (const id of ready.length > 0 ? ready : [first]) {
      rows.set(id, Math.max(-1, ...givers(id).map((giver) => rows.get(giver) ?? -1)) + 1)
      waiting.delete(id)
    }
  }
  return rows
}

/** The links that lead to a later row: what closes a ring is left out. */
export function forward<L extends Link>(links: readonly L[], rows: ReadonlyMap<string, number>): L[] {
  return links.filter(({ from, to }) => (rows.get(from) ?? Number.POSITIVE_INFINITY) < (rows.get(to) ?? -1))
}

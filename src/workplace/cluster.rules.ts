/**
 * Joins entries to workplaces. Pairs are given one after the other, the surest first; two entries that a person told apart never
 * come together, whatever lies between them.
 */
export type Clusters = {
  /** False where the two were told apart. */
  join(one: number, other: number): boolean
  /** Holds two entries apart from now on. False where they are one already. */
  part(one: number, other: number): boolean
  /** The number of the smallest entry of the workplace. */
  rootOf(entry: number): number
}

/** `size` entries, numbered from 0, each a workplace of its own. */
export function makeClusters(size: number): Clusters {
  const parent = Int32Array.from({ length: size }, (_, entry) => entry)
  const apart = new Map<number, Set<number>>()

  function rootOf(entry: number): number {
    let root = entry
    while (parent[root] !== root) root = parent[root] ?? root
    for (let at = entry; at !== root; ) {
      const next = parent[at] ?? root
      parent[at] = root
      at = next
    }
    return root
  }

  const othersOf = (root: number) => {
    const others = apart.get(root) ?? new Set<number>()
    apart.set(root, others)
    return others
  }

  return {
    rootOf,
    join(one, other) {
      const [first, second] = [rootOf(one), rootOf(other)].sort((a, b) => a - b) as [number, number]
      if (first === second) return true
      if (apart.get(first)?.has(second)) return false
      parent[second] = first
      for (const third of apart.get(second) ?? []) {
        othersOf(third).delete(second)
        othersOf(third).add(first)
        othersOf(first).add(third)
      }
      apart.delete(second)
      return true
    },
    part(one, other) {
      const [first, second] = [rootOf(one), rootOf(other)]
      if (first === second) return false
      othersOf(first).add(second)
      othersOf(second).add(first)
      return true
    }
  }
}

type Link = { id: string; from_employer: string; to_employer: string; kind: string }

/** An employer with those who work for it; `link` is what binds it to the one above. */
export type ChainNode<E, L> = { employer: E; link?: L; below: ChainNode<E, L>[] }

/**
 * The employers of a target as trees: who gives the work stands above who takes it. One that works for several stands
 * under each of them; in a ring of links each stands once on its way down.
 */
export function growChains<E extends { id: string }, L extends Link>(
  employers: readonly E[],
  links: readonly L[]
): ChainNode<E, L>[] {
  const known = new Map(employers.map((employer) => [employer.id, employer]))
  const inside = links.filter((link) => known.has(link.from_employer) && known.has(link.to_employer))
  const grow = (employer: E, above: readonly string[], link?: L): ChainNode<E, L> => ({
    employer,
    ...(link ? { link } : {}),
    below: inside
      .filter((next) => next.from_employer === employer.id && !above.includes(next.to_employer))
      .flatMap((next) => {
        const to = known.get(next.to_employer)
        return to ? [grow(to, [...above, employer.id], next)] : []
      })
  })
  const reached = new Set<string>()
  const note = (node: ChainNode<E, L>): void => {
    reached.add(node.employer.id)
    node.below.forEach(note)
  }
  const roots = employers.filter(({ id }) => inside.every((link) => link.to_employer !== id))
  const trees: ChainNode<E, L>[] = []
  // After those whom nobody gives work come the rings, in which everybody takes work from somebody.
  for (const employer of [...roots, ...employers]) {
    if (reached.has(employer.id)) continue
    const tree = grow(employer, [employer.id])
    note(tree)
    trees.push(tree)
  }
  return trees
}

/** How many employers stand below one, each counted once. */
export function countBelow<E extends { id: string }, L>({ below }: ChainNode<E, L>): number {
  const ids = new Set<string>()
  const note = (node: ChainNode<E, L>): void => {
    ids.add(node.employer.id)
    node.below.forEach(note)
  }
  below.forEach(note)
  return ids.size
}

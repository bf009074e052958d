/** One row of the figures to reach: ours against a named peer of the same run. */
export type BenchRow = {
  row: string
  what: string
  ours: string
  peer: string
  ratio: number
  /** The ratio that is to be reached, and whether more or less is better. */
  goal: { ratio: number; better: 'more' | 'less' }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Measures two in turn, A B A B …, so that a machine whose speed drifts is unfair to neither. Answers both medians. */
export async function inTurn(
  rounds: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>
): Promise<{ ours: number; peer: number }> {
  const measured = { ours: [] as number[], peer: [] as number[] }
  await ours()
  await peer()
  for (let round = 0; round < rounds; round++) {
    measured.ours.push(await ours())
    measured.peer.push(await peer())
  }
  return { ours: median(measured.ours), peer: median(measured.peer) }
}

export function isReached({ ratio, goal }: BenchRow): boolean {
  return goal.better === 'more' ? ratio >= goal.ratio : ratio <= goal.ratio
}

import type { Program } from './program.rules.ts'

/** A part of a program: some columns are free, all others stand at the values given. */
export type Part = { program: Program; columns: number[] }

export function partOf(program: Program, isFree: (column: number) => boolean, values: ArrayLike<number>): Part {
  const columns: number[] = []
  const own = new Int32Array(program.cost.length).fill(-1)
  for (const column of program.cost.keys()) if (isFree(column)) own[column] = columns.push(column) - 1
  const rows = program.rows.flatMap((row) => {
    const kept: number[] = []
    const factors: number[] = []
    let fixed = 0
    for (const [index, column] of row.columns.entries()) {
      const factor = row.values[index] ?? 0
      const to = own[column] ?? -1
      if (to < 0) fixed += factor * (values[column] ?? 0)
      else {
        kept.push(to)
        factors.push(factor)
      }
    }
    if (kept.length === 0) return []
    return [{ ...row, lower: row.lower - fixed, upper: row.upper - fixed, columns: kept, values: factors }]
  })
  const pick = <T>(of: readonly T[]) => columns.map((column) => of[column] as T)
  const { cost, lower, upper, whole, regionOfColumn } = program
  return {
    columns,
    program: {
      cost: pick(cost),
      lower: pick(lower),
      upper: pick(upper),
      whole: pick(whole),
      regionOfColumn: pick(regionOfColumn),
      rows
    }
  }
}

import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { type BenchRow, isReached } from './row.ts'

/** Rows by name; each file measures its rows when one of them is asked for. */
const benches: Record<string, () => Promise<BenchRow[]>> = {
  'W1 W2': async () => (await import('./weight.ts')).weigh(),
  W4: async () => (await import('./page.ts')).measurePages(),
  P1: async () => (await import('./start.ts')).measureStart(),
  'S1 S2': async () => (await import('./dashboard.ts')).measureSelections(),
  S3: async () => (await import('./dashboard.ts')).measureFirstPaint(),
  S4: async () => (await import('./import.ts')).rows(),
  S5: async () => (await import('./export.ts')).measureExport(),
  S8: async () => (await import('./scale.ts')).measureScale(),
  C2: async () => (await import('./join.ts')).measureJoin(),
  W3: async () => (await import('./load.ts')).measureLoads(),
  C1: async () => (await import('./workshop.ts')).measureWorkshop(),
  S7: async () => (await import('./register.ts')).rows(),
  O1: async () => (await import('./optimiser.ts')).measureOptimiser()
}

const asked = process.argv.slice(2)
const results: BenchRow[] = []
for (const [names, measure] of Object.entries(benches)) {
  if (asked.length > 0 && !names.split(' ').some((name) => asked.includes(name))) continue
  for (const result of await measure()) {
    if (asked.length > 0 && !asked.includes(result.row)) continue
    results.push(result)
    const sign = result.goal.better === 'more' ? '≥' : '≤'
    console.log(
      `${result.row}  ${result.what}: ours ${result.ours}, peer ${result.peer}, ratio ${result.ratio.toFixed(2)}, goal ${sign} ${result.goal.ratio}, ${isReached(result) ? 'reached' : 'NOT reached'}`
    )
  }
}

if (asked.length === 0) {
  const lines = results.map(
    (result) =>
      `| ${result.row} | ${result.what} | ${result.ours} | ${result.peer} | ${result.ratio.toFixed(2)} | ${result.goal.better === 'more' ? '≥' : '≤'} ${result.goal.ratio} | ${isReached(result) ? 'yes' : 'no'} |`
  )
  writeFileSync(
    join(import.meta.dirname, '../bench/results.md'),
    `# Results of npm run bench\n\n${cpus().length} cores, Node ${process.version}. Medians; each ratio is of one run, interleaved.\n\n| row | what | ours | peer | ratio | goal | reached |\n|---|---|---|---|---|---|---|\n${lines.join('\n')}\n`
  )
}
process.exit(0)

import { startThread } from '../src/kernel/thread.ts'
import type { Answer } from '../src/optimiser/answer.rules.ts'
import { openLinear } from '../src/optimiser/linear.rules.ts'
import { broken, effectIn, type Model, noUnits, placeOf, worth } from '../src/optimiser/model.rules.ts'
import { buildProgram } from '../src/optimiser/program.rules.ts'
import { openProgress } from '../src/optimiser/progress.rules.ts'
import { makeCase } from './optimiser-case.ts'
import type { BenchRow } from './row.ts'

const megabyte = 1024 * 1024
const percent = (share: number) => `${(share * 100).toFixed(2)} %`

/** O1: the mix of a middling and of a large plan, in a thread, beside the same question as one HiGHS model in the same time. */
export async function measureOptimiser(): Promise<BenchRow[]> {
  return [
    await measure({ lines: 40, regions: 10, periods: 12, seed: 8 }, 5, 4),
    await measure({ lines: 200, regions: 30, periods: 8, seed: 7 }, 60, 55)
  ]
}

const goalGap = 0.02

async function measure(size: Parameters<typeof makeCase>[0], limit: number, seconds: number): Promise<BenchRow> {
  const model = makeCase(size)
  const before = process.memoryUsage().rss
  const thread = await startThread('optimiser/solve')
  const started = performance.now()
  const answer = await thread.ask<Answer>({
    model,
    aim: 'expected',
    inspector: null,
    seconds,
    gap: limit > 5 ? 0.01 : 0.005,
    progress: openProgress(model)
  })
  const took = (performance.now() - started) / 1000
  const memory = (process.memoryUsage().rss - before) / megabyte
  await thread.end()
  const wrong = broken(model, answer.units, 'expected')
  if (!answer.found || wrong.length > 0)
    throw new Error(`O1: the answer goes against ${JSON.stringify(wrong.slice(0, 3))}`)
  const gap = answer.bound / answer.worth - 1
  const whole = await askAsOne(model, limit, answer.bound)
  const greedy = takeBestFirst(model)
  return {
    row: 'O1',
    what: `${size.lines} interventions × ${size.regions} regions × ${size.periods} quarters: the larger of time ÷ ${limit} s and gap ÷ 2 %`,
    ours: `${took.toFixed(1)} s, gap ${percent(gap)}, ${memory.toFixed(0)} MB`,
    peer: `one HiGHS model ${limit} s: ${whole}; greedy by effect per money: ${percent(1 - greedy / answer.bound)} below`,
    ratio: Math.max(took / limit, gap / goalGap),
    goal: { ratio: 1, better: 'less' }
  }
}

/** The peer: everything at once, by the solver alone. Answers how far below the proven bound it is when its time is up. */
async function askAsOne(model: Model, time: number, bound: number): Promise<string> {
  const linear = await openLinear()
  const { program } = buildProgram(model, 'expected')
  const { values, worth: brings } = linear(program, { time, gap: 0.005 })
  return values.length > 0 ? `${percent(1 - brings / bound)} below` : 'no answer'
}

/** The other peer: what brings most for its money first, as long as nothing forbids it; floors and must-dos unheeded. */
function takeBestFirst(model: Model): number {
  const free: Model = {
    ...model,
    floors: model.floors.map(() => 0),
    lines: model.lines.map((line) => ({ ...line, least: 0 }))
  }
  const units = noUnits(free)
  const ranked = free.lines
    .map((line, index) => ({
      index,
      rank: line.effects.reduce((sum, effect) => sum + effectIn(effect, 'expected'), 0) / Math.max(1, line.cost)
    }))
    .toSorted((a, b) => b.rank - a.rank)
  for (const { index } of ranked)
    for (let region = 0; region < free.regions; region++) {
      let left = free.lines[index]?.most[region] ?? 0
      for (let period = free.lines[index]?.starts ?? 0; period < free.periods && left > 0; period++) {
        const place = placeOf(free, index, region, period)
        for (let more = left; more >= 1; more = Math.floor(more / 4)) {
          units[place] = (units[place] ?? 0) + more
          if (broken(free, units, 'expected').length === 0) left -= more
          else units[place] = (units[place] ?? 0) - more
          if (free.lines[index]?.whole) break
        }
      }
    }
  return worth(free, units, 'expected')
}

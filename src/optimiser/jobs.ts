import type { Database } from '../kernel/database.ts'
import { asProblem } from '../kernel/http.ts'
import type { Performer } from '../kernel/operation.ts'
import { startThread, type Thread } from '../kernel/thread.ts'
import type { Answer } from './answer.rules.ts'
import { type KeptAnswer, listDeeds } from './kept.rules.ts'
import { finishRun, type Optimiser } from './operations.ts'
import { askToStop, openProgress, type Progress, readProgress } from './progress.rules.ts'
import { moreMoney, mostSeconds } from './rules.ts'
import { findRun, listWaiting } from './store.ts'

type Means = { database: Database; performer: () => Performer }
export type RunningOptimiser = Optimiser & {
  /** Takes up every run that a crash cut off. */
  work(): Promise<void>
  /** Resolves when nothing is sought any more. */
  idle(): Promise<void>
  close(): Promise<void>
}

/** Seeks answers, one run after the other, each in a thread of its own. A run that waits is its own order. */
export function makeOptimiser({ database, performer }: Means): RunningOptimiser {
  const open = new Map<string, Progress>()
  const stopped = new Set<string>()
  let queue = Promise.resolve()
  let thread: Thread | undefined
  let closing = false

  async function seek(inspectorate: string, id: string): Promise<void> {
    const run = await database.read({ inspectorate }, (reader) => findRun(reader, id))
    if (run?.state !== 'waiting' || closing) return
    const { question } = run
    const progress = openProgress(question.model)
    open.set(id, progress)
    if (stopped.delete(id)) askToStop(progress)
    const inspector = { days: question.inspectorDays, money: moreMoney }
    const asked = { model: question.model, aim: question.aim, inspector, seconds: mostSeconds, gap: 0.005, progress }
    let kept: KeptAnswer | null = null
    try {
      thread = await startThread('optimiser/solve')
      const { units, ...answer } = await thread.ask<Answer>(asked)
      kept = { ...answer, deeds: listDeeds(question, units) }
    } catch (error) {
      if (closing) return
      asProblem(error)
    } finally {
      await thread?.end()
      thread = undefined
      open.delete(id)
    }
    const actor = { person: id, name: '', role: 'administrator', inspectorate } as const
    await performer().carryOut(finishRun, actor, { run: id, answer: kept })
  }

  function start(inspectorate: string, run: string): void {
    queue = queue.then(() => seek(inspectorate, run)).catch((error) => void asProblem(error))
  }

  return {
    start,
    stop(run) {
      const progress = open.get(run)
      if (progress) askToStop(progress)
      else stopped.add(run)
    },
    progress(run) {
      const progress = open.get(run)
      const now = progress && readProgress(progress)
      return now && { found: now.found, worth: now.worth, bound: now.bound, deeds: now.units.filter(Boolean).length }
    },
    async work() {
      for (const { id: inspectorate } of await database.inspectorates())
        for (const run of await database.read({ inspectorate }, listWaiting)) start(inspectorate, run)
    },
    idle: () => queue,
    async close() {
      closing = true
      await thread?.end()
      await queue
    }
  }
}

import { availableParallelism } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { noteAsked } from '../kernel/asked.ts'
import { askDuckDB, withDuckDB } from './duckdb.ts'

test('work that takes long leaves a processor to people who ask meanwhile, and takes it back after them', async () => {
  const threads = await withDuckDB(':memory:', async (connection) => {
    const used = async () => {
      const [row] = await askDuckDB<{ threads: number }>(connection, `select current_setting('threads') as threads`)
      return Number(row?.threads)
    }
    const alone = await used()
    const asking = setInterval(noteAsked, 50)
    await expect.poll(used).toBe(Math.max(1, Math.min(alone, availableParallelism() - 1)))
    clearInterval(asking)
    await expect.poll(used).toBe(alone)
    return alone
  })
  expect(threads).toBe(2)
})

test('work for which somebody waits who asked before it began has the whole machine', async () => {
  noteAsked()
  await withDuckDB(':memory:', async (connection) => {
    const until = performance.now() + 1_200
    while (performance.now() < until) {
      const [row] = await askDuckDB<{ threads: number }>(connection, `select current_setting('threads') as threads`)
      expect(Number(row?.threads)).toBe(2)
      await wait(50)
    }
  })
})

import { availableParallelism } from 'node:os'
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

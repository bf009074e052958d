import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import type { Database } from './database.ts'

/** A job is a shell around an ordinary function. Its message carries ids only, never what people wrote. */
export type Job = { queue: string; run(message: Record<string, string>, signal: AbortSignal): Promise<void> }

export type Jobs = {
  send(queue: string, message: Record<string, string>): Promise<void>
  stop(): Promise<void>
}

/** Starts the queues (pg-boss, in its own schema and role). A job that a crash cut off is run again. */
export async function startJobs(database: Database, jobs: readonly Job[]): Promise<Jobs> {
  const kysely = database.library('plumbline_jobs', 'pgboss')
  const boss = new PgBoss({
    db: {
      async executeSql(text: string, values: unknown[] = []) {
        // Without values the text may be several statements; pg-boss reads the rows of all of them.
        if (values.length === 0) return { rows: await database.runAs('plumbline_jobs', 'pgboss', text) }
        const { rows } = await kysely.executeQuery(CompiledQuery.raw(text, values))
        return { rows }
      }
    },
    schema: 'pgboss',
    backend: database.kind,
    createSchema: false,
    schedule: false,
    superviseIntervalSeconds: 120
  })
  boss.on('error', (error) => console.error('jobs:', error.message))
  await boss.start()
  for (const { queue, run } of jobs) {
    await boss.createQueue(queue, { retryLimit: 2, expireInSeconds: 7200 })
    await boss.work<Record<string, string>>(queue, { pollingIntervalSeconds: 1 }, async (batch) => {
      for (const job of batch) await run(job.data, job.signal)
    })
  }
  return {
    async send(queue, message) {
      await boss.send(queue, message)
    },
    stop: () => boss.stop({ graceful: false, close: false })
  }
}

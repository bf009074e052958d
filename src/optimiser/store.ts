import { sql } from 'kysely'
import type { Reader, Transaction } from '../kernel/database.ts'
import type { KeptAnswer } from './kept.rules.ts'
import type { Question } from './question.rules.ts'

export type Run = {
  id: string
  scenario: string
  state: 'waiting' | 'done' | 'failed'
  question: Question
  answer: KeptAnswer | null
  person_name: string
  at: string
}

/** The last run of each scenario of a plan. */
export async function listLastRuns(database: Reader, plan: string): Promise<Run[]> {
  const { rows } = await sql<Run>`select distinct on (r.scenario) r.id, r.scenario, r.state, r.question, r.answer,
      r.person_name, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD') as at
    from scenario_run r
    join scenario s on s.inspectorate_id = r.inspectorate_id and s.id = r.scenario
    where r.inspectorate_id = current_inspectorate() and s.plan_id = ${plan}::uuid
    order by r.scenario, r.id desc`.execute(database)
  return rows
}

export async function findRun(database: Reader, id: string): Promise<Run | undefined> {
  const { rows } = await sql<Run>`select id, scenario, state, question, answer, person_name,
      to_char(at at time zone 'UTC', 'YYYY-MM-DD') as at
    from scenario_run where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(database)
  return rows[0]
}

/** Runs that wait for their answer, of all scenarios. */
export async function listWaiting(database: Reader): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from scenario_run
    where inspectorate_id = current_inspectorate() and state = 'waiting' order by id`.execute(database)
  return rows.map(({ id }) => id)
}

export async function insertRun(
  tx: Transaction,
  run: { id: string; scenario: string; question: Question; person: string; name: string; at: Date }
): Promise<void> {
  await sql`insert into scenario_run (inspectorate_id, id, scenario, state, question, person_id, person_name, at)
    values (current_inspectorate(), ${run.id}::uuid, ${run.scenario}::uuid, 'waiting', ${JSON.stringify(run.question)}::jsonb,
      ${run.person}::uuid, ${run.name}, ${run.at.toISOString()}::timestamptz)`.execute(tx)
}

export async function endRun(tx: Transaction, id: string, answer: KeptAnswer | null): Promise<void> {
  await sql`update scenario_run set state = ${answer ? 'done' : 'failed'}, answer = ${answer && JSON.stringify(answer)}::jsonb
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(tx)
}

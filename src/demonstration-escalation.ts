import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { confirmList, drawGates, drawList } from './escalation/draw.operations.ts'
import { recordEvents } from './escalation/event.operations.ts'
import { escalationPhases } from './escalation/kinds.operations.ts'
import { listEscalations, pageSize, readEscalation, readWays } from './escalation/read.operations.ts'
import { recordVisits } from './escalation/visit.operations.ts'
import type { Actor } from './kernel/access.ts'
import { root } from './kernel/root.ts'
import { readDraft, setContact } from './letter/draft.operations.ts'
import { letterTemplates } from './letter/kinds.operations.ts'
import { sendLetters as sendRun } from './letter/run.operations.ts'
import type { Portal } from './portal.ts'

/**
 * The invented course of the demonstration's escalation, by the operations that people use, the same at every start: letters to 400
 * workshops in two waves, answers, a gate, visits. Each event is marked as an example, as the escalation is. Days that have not come yet
 * are left out.
 */

const letters = { first: '2026-09-14', second: '2026-10-12' }
const afterSixtyDays = '2026-11-16'

export async function playEscalation(
  portal: Portal,
  { planner, inspector }: { planner: Actor; inspector: Actor },
  { plan, dataSet }: { plan: string; dataSet: string },
  today: string
): Promise<void> {
  const { ask, carryOut } = portal.performer
  const [own] = await ask(listEscalations, planner, { plan })
  if (!own || today < letters.second) return
  const escalation = own.id
  await portal.registers.ready(planner.inspectorate)
  const { phases } = await ask(readEscalation, planner, { escalation })
  for (const { id, revision, intervention, passes, days, after } of phases) {
    const gate = { passes, days, after, asks: planner.person }
    await carryOut(escalationPhases.change, planner, { id, revision, escalation, intervention, ...gate })
  }
  const query = new URLSearchParams({ dataSet, issue: 'minimumWage', industry: '315', county: '06037' }).toString()
  const draw = { escalation, query, draw: 'worst', size: 400, random_share: 20, seed: 2026 }
  const list = await carryOut(drawList, planner, { ...draw, day: '2026-09-08' })
  await carryOut(confirmList, planner, { id: list.result.id, revision: 1, day: '2026-09-10' })
  const workshops = await readAll()

  /** Those of the list whose place, counted in steps, is one of these. */
  const every = (step: number, ...places: number[]) => workshops.filter((_, index) => places.includes(index % step))
  const record = async (workplaces: string[], day: string, kind: string, rest: object = {}) => {
    if (day <= today) await carryOut(recordEvents, planner, { escalation, workplaces, day, kind, ...rest })
  }

  const early = workshops.filter((_, index) => index % 8 < 5)
  await record(early, letters.first, 'sent', { until: '2026-11-13' })
  const first = phases[0]
  if (first) await sendLetters(first.intervention, letters.second)
  await record(every(25, 4, 17), '2026-10-20', 'bounced')
  await record(every(16, 1, 10), '2026-10-23', 'answered', { outcome: 'regularised' })
  await record(every(40, 3, 27), '2026-10-26', 'answered', { outcome: 'contests' })
  await record(every(50, 12), '2026-10-27', 'left', { outcome: 'closed' })
  await record(every(80, 33), '2026-11-03', 'answered', { outcome: 'asks_time', until: '2027-01-15' })
  if (today < afterSixtyDays) return
  await carryOut(drawGates, planner, { escalation, day: afterSixtyDays })
  const { lists } = await ask(readEscalation, planner, { escalation })
  const gate = lists.find(({ state }) => state === 'waiting')
  if (!gate) return
  await carryOut(confirmList, planner, { id: gate.id, revision: gate.revision, day: afterSixtyDays })
  await visit(await readAll(phases[1]?.id))

  /** One template, and its run on a day, to everybody who still waits for the letter. */
  async function sendLetters(intervention: string, day: string) {
    const text = JSON.parse(await readFile(join(root, 'demo', 'letter.json'), 'utf8')) as Record<string, unknown>
    const [template = ''] = (
      await carryOut(letterTemplates.addMany, planner, { plan, items: [{ ...text, intervention }] })
    ).result.ids
    const origin = portal.config.url ?? `http://localhost:${portal.config.port}`
    const asked = { escalation, template, language: 'en', origin }
    // The published records name no street: the addresses are invented, as the letters are.
    let draft = await ask(readDraft, planner, asked)
    for (let number = 1; draft.ready < draft.total; draft = await ask(readDraft, planner, asked))
      for (const { workplace, city, faults } of draft.rows)
        if (faults.length > 0) {
          const address = `${number++} Example Street\n${city || 'Los Angeles'}`
          await carryOut(setContact, planner, { plan, workplace, address })
        }
    await carryOut(sendRun, planner, { ...asked, way: 'paper', expected: draft.ready, day })
  }

  async function visit(due: readonly string[]) {
    for (const [round, day] of ['2026-11-18', '2026-11-20', '2026-11-24', '2026-11-26'].entries()) {
      if (day > today) return
      const visits = due.slice(round * 12, round * 12 + 12).map((key, index) => ({
        key,
        result: index % 4 === 3 ? 'compliant' : 'not_compliant',
        workers: 8 + ((index * 7 + round * 3) % 31),
        women: 5 + ((index * 5 + round) % 4),
        remedied: index % 6 === 0,
        deadline: index % 4 === 3 ? null : '2026-12-31'
      }))
      const same = { presence: 'visit', inspector: inspector.name, day }
      if (visits.length > 0) await carryOut(recordVisits, inspector, { plan, escalation, ...same, visits })
    }
  }

  async function readAll(phase?: string): Promise<string[]> {
    const all: string[] = []
    for (let page = 1; ; page += 1) {
      const { total, ways } = await ask(readWays, planner, {
        escalation,
        page,
        ...(phase ? { phase, state: 'waiting' } : {})
      })
      all.push(...ways.map(({ workplace }) => workplace))
      if (page * pageSize >= total) return all
    }
  }
}

import { z } from 'zod'
import { sentProofs } from '../delivery/proof.rules.ts'
import { inspectProof } from '../delivery/proof.store.ts'
import { dayOf } from '../escalation/model.operations.ts'
import { answers } from '../escalation/rules.ts'
import { insertEvents, lockEscalation } from '../escalation/store.ts'
import { demandSent } from '../evidence/place.store.ts'
import { choice, date, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord } from '../kernel/record.ts'
import { letterRun } from './kinds.operations.ts'
import { readLinkCode } from './rules.ts'
import { hashOf, keepFile, lockLetter, setAnswer } from './store.ts'

/** What an employer answers by the one-time link of a letter. */

export const answerFields = {
  outcome: choice(answers, { needed: true }),
  until: date(),
  text: text(4000, { long: true }),
  file: { ...sentProofs, most: 1 }
} as const

/** Takes the answer of a letter, once, and records it on the way of its workplace. Who has the code may. */
export const answerLetter = write({
  name: 'letter.answer',
  input: { code: text(40, { needed: true }), ...answerFields },
  output: z.object({ id: z.guid() }),
  may: 'letter.answer',
  async prepare({ portal }, { file }) {
    const [sent] = (file ?? []) as { path: string; name: string; bytes: number }[]
    if (!sent) return undefined
    demandSent(portal.folder, sent)
    return inspectProof(sent)
  },
  async run(scope, { code, outcome, until, text: said }) {
    const { tx, now, portal, inspectorate } = scope
    const today = dayOf(now)
    const letter = await lockLetter(tx, hashOf(readLinkCode(code) ?? ''))
    if (!letter) throw new Problem('letter-code')
    if (letter.answer !== '') throw new Problem('letter-answered')
    if (today > letter.expires) throw new Problem('letter-over')
    if (outcome === 'asks_time' && (until === null || until <= today))
      throw new Problem('input-not-valid', { count: 1 }, [{ field: 'until', code: 'day-to-come' }])
    if (outcome === 'other' && said === '')
      throw new Problem('input-not-valid', { count: 1 }, [{ field: 'text', code: 'needed' }])
    const kept = scope.prepared && { id: newId(), ...scope.prepared }
    const asked = outcome === 'asks_time' ? until : null
    await setAnswer(tx, letter.id, { answer: outcome, until: asked, text: said, day: today, file: kept })
    if (kept) await keepFile(portal.folder, inspectorate, kept.id, kept.sent)
    const { escalation, example } = await getRecord(tx, letterRun, letter.run)
    await lockEscalation(tx, escalation)
    const rows = await insertEvents(
      tx,
      { plan: letter.plan_id, escalation, by: '', example },
      { kind: 'answered', day: today, outcome, until: asked, note: said.slice(0, 1000) },
      [{ id: newId(), workplace: letter.workplace }]
    )
    for (const row of rows) scope.note('workplace_event', null, row)
    scope.about({ plan: letter.plan_id, data: { letter: letter.reference } })
    scope.afterwards(() => portal.gates.look(inspectorate))
    return { id: letter.id }
  }
})

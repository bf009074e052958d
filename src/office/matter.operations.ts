import { z } from 'zod'
import type { Row } from '../kernel/event.ts'
import { choice, reference, texts } from '../kernel/field.ts'
import { isId } from '../kernel/id.ts'
import { write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { findRecord, getRecord, type RecordKind, updateRow } from '../kernel/record.ts'
import { mandate, resource } from './records.operations.ts'
import { mergeTicks } from './rules.ts'

/** Parts of step 1 of which a plan says what matters for it. */
export const matterParts = ['mandates', 'resources'] as const
export type MatterPart = (typeof matterParts)[number]

/**
 * Ticks which of the inspectorate's mandates or resources matter for a plan; where none is ticked, all do. `seen` is what
 * was ticked when one looked, so that two people's ticks hold together.
 */
export const setWhatMatters = write({
  name: 'plan.set-what-matters',
  input: {
    plan: reference('plan', { needed: true }),
    of: choice(matterParts, { needed: true }),
    ids: texts(40),
    seen: texts(40)
  },
  output: z.object({ ticked: z.number() }),
  may: 'plan.edit',
  async run({ tx, portal, note, about }, { plan, of, ids, seen }) {
    const kind = portal.kinds.find(({ name }) => name === 'plan')
    if (!kind) throw new Problem('not-found')
    const before = (await getRecord(tx, kind, plan)) as Row
    const ticked = mergeTicks({ seen, ticked: ids, now: before[of] as string[] })
    const ticking: RecordKind = of === 'mandates' ? mandate : resource
    for (const id of ticked) if (!isId(id) || !(await findRecord(tx, ticking, id))) throw new Problem('not-found')
    if (ticked.join() !== (before[of] as string[]).join())
      note('plan', before, await updateRow(tx, kind, { ...before, [of]: ticked }, Number(before.revision)))
    about({ plan })
    return { ticked: ticked.length }
  }
})

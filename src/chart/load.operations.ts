import { z } from 'zod'
import { json, yes } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { insertRow } from '../kernel/record.ts'
import { readInput } from '../kernel/schema.ts'
import { type Content, listContentRows, resolveRow } from './content.rules.ts'

const Row = z.looseObject({ key: z.string().optional(), real: z.boolean().optional() })
const ContentSchema: z.ZodType<Content> = z.object({
  inspectorate: z.record(z.string(), z.array(Row)),
  plans: z.array(z.looseObject({ key: z.string() }))
})

/**
 * Makes whole plans from content, in one transaction: all of it or nothing. `example` marks every record as invented that
 * does not say that it is real.
 * Each row passes the same fields and rules as if it had been typed.
 */
export const loadContent = write({
  name: 'plan.load',
  input: { content: json(ContentSchema), example: yes },
  output: z.object({ plans: z.array(z.guid()) }),
  may: 'plan.edit',
  async prepare(scope) {
    const prepared = new Map<string, unknown>()
    for (const kind of scope.portal.kinds) if (kind.prepare) prepared.set(kind.name, await kind.prepare(scope, {}))
    return prepared
  },
  async run({ tx, portal, prepared, note, about }, { content, example }) {
    const ids = new Map<string, string>()
    const scopeOf = (kind: string, plan: string | null) => {
      const within = portal.kinds.find(({ name }) => name === kind)?.within
      return within === 'plan' ? plan : null
    }
    const keyOf = (kind: string, plan: string | null, key: string) => `${kind} ${scopeOf(kind, plan) ?? ''} ${key}`
    const plans: string[] = []
    for (const row of listContentRows(content)) {
      const kind = portal.kinds.find(({ name }) => name === row.kind)
      if (!kind) continue
      const values = readInput(
        kind.fields,
        resolveRow(row, kind.fields, (to, key) => ids.get(keyOf(to, row.plan, key)))
      )
      const problems = (await kind.check?.(values as never, tx, prepared.get(kind.name) as never)) ?? []
      if (problems.length > 0) throw new Problem('input-not-valid', { count: problems.length }, problems)
      const plan_id = row.plan === null ? null : (ids.get(keyOf('plan', null, row.plan)) ?? null)
      const made = await insertRow(tx, kind, { ...values, id: newId(), plan_id, example: example && !row.real })
      ids.set(keyOf(kind.name, row.plan, row.key), made.id)
      if (kind.name === 'plan') plans.push(made.id)
      note(kind.name, null, made)
    }
    // Whole plans are removed one by one and knowingly, never by the click that takes back the last thing done.
    about({ plan: plans[0] ?? null, data: { plans: plans.length, final: true } })
    return { plans }
  }
})

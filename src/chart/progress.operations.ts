import { sql } from 'kysely'
import { z } from 'zod'
import { reference } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'

/** Which of the six steps hold what the next one stands on, and the last entry of the log. */
export const readProgress = read({
  name: 'plan.progress',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({ done: z.array(z.number()), last: z.number() }),
  may: 'plan.read',
  async run({ database }, { plan }) {
    const { rows } = await sql<Record<'one' | 'two' | 'three' | 'four' | 'five' | 'six', boolean> & { last: number }>`
      with of_plan as (select current_inspectorate() as inspectorate, ${plan}::uuid as plan)
      select
        exists (select from mandate m where m.inspectorate_id = inspectorate)
          and exists (select from resource r where r.inspectorate_id = inspectorate)
          and exists (select from source s where s.inspectorate_id = inspectorate) as one,
        exists (select from hub h where h.inspectorate_id = inspectorate and h.plan_id = plan and h.chosen) as two,
        exists (select from why w where w.inspectorate_id = inspectorate and w.plan_id = plan)
          and exists (select from influence i where i.inspectorate_id = inspectorate and i.plan_id = plan) as three,
        exists (select from stakeholder s where s.inspectorate_id = inspectorate and s.plan_id = plan and s.present_ring <> '') as four,
        exists (select from intervention i where i.inspectorate_id = inspectorate and i.plan_id = plan) as five,
        exists (select from intervention i where i.inspectorate_id = inspectorate and i.plan_id = plan
          and i.owner <> '' and i.starts is not null) as six
        , coalesce((select number from event_head h where h.inspectorate_id = inspectorate), 0) as last
      from of_plan`.execute(database)
    const [found] = rows
    const { last = 0 } = found ?? {}
    return {
      done: [found?.one, found?.two, found?.three, found?.four, found?.five, found?.six].flatMap((done, index) =>
        done ? [index + 1] : []
      ),
      last
    }
  }
})

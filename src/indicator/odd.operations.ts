import { z } from 'zod'
import { highCheck, noAmountCheck } from '../evidence/check.rules.ts'
import { chainOf } from '../evidence/register.rules.ts'
import { listDataSets, listVersions } from '../evidence/register.store.ts'
import { texts } from '../kernel/field.ts'
import { readFigure } from './answer.operations.ts'
import { findOddRecord } from './odd.store.ts'

const oddChecks = [highCheck, noAmountCheck] as const

const Odd = z.object({
  /** `very-high`: the sums have it. `no-amount`: beyond belief, no sum has it. */
  check: z.enum(oddChecks),
  /** What of it only those are told who may open the records. */
  of: z
    .object({
      data_set: z.string(),
      name: z.string(),
      column: z.string(),
      rows: z.number(),
      /** The largest, each with its line of the file and the record that it stands in. */
      highest: z.array(z.object({ amount: z.number(), line: z.number(), dataSet: z.string(), row: z.number() }))
    })
    .nullable()
})

/**
 * The amounts of data sets, and of what is joined to them, that are far above the others of their column, in all versions that count.
 * What a later file took the place of is left out.
 */
export const readOddAmounts = readFigure(
  {
    name: 'figure.odd-amounts',
    told: (all) => [...new Set(all.map(({ check }) => check))].map((check) => ({ check, of: null })),
    input: { dataSet: texts(60) },
    output: z.array(Odd),
    async run({ database, portal: { facts }, inspectorate }, { dataSet: asked }): Promise<z.infer<typeof Odd>[]> {
      const [dataSets, versions] = [await listDataSets(database), await listVersions(database)]
      const counted = dataSets.filter(({ id, joined_to }) => asked.includes(joined_to ?? id))
      const flags = counted.flatMap(({ id, name, joined_to, current_version }) =>
        chainOf(
          current_version,
          versions.filter(({ data_set }) => data_set === id)
        ).flatMap(({ version, replaced }) =>
          (version.result.flags ?? []).flatMap(({ check: found, column, rows, highest = [] }) => {
            const check = oddChecks.find((one) => one === found)
            const from = { joined: joined_to !== null, table: version.mapping.table, version: version.id, replaced }
            return check ? [{ id, name, check, column, rows, highest, ...from }] : []
          })
        )
      )
      const told = await Promise.all(
        flags.map(async ({ id, name, replaced, check, column, rows, highest, ...from }) => {
          const found = await Promise.all(
            highest.map(async ({ amount, line, row }) => {
              const record = await findOddRecord(facts, inspectorate, { ...from, line: from.joined ? line : row })
              return record ? [{ amount, line, ...record }] : []
            })
          )
          const left = found.flat()
          const n = replaced.length > 0 && highest.length > 0 ? left.length : rows
          return n > 0 ? [{ check, of: { data_set: id, name, column, rows: n, highest: left } }] : []
        })
      )
      return told.flat()
    }
  },
  async ({ database }) => (await listDataSets(database)).map(({ name }) => name).join('|')
)

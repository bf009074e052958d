import { z } from 'zod'
import { listDataSets } from '../evidence/register.store.ts'
import { tableNames } from '../evidence/table.rules.ts'
import { number, reference, text } from '../kernel/field.ts'
import { type ReadScope, read } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { recordKind, recordOperations } from '../kernel/record.ts'
import {
  type LinkRow,
  listActs,
  listLinks,
  listSettings,
  listWorkplaceRows,
  type Told,
  type WorkplaceRow
} from './decision.store.ts'
import {
  findWorkplaceOfRecord,
  type HistoryRecord,
  listHistory,
  listRegistrations,
  type Registration
} from './history.store.ts'
import type { Register } from './keep.store.ts'
import {
  type Doubt,
  type Entry,
  findWorkplace,
  listChoices,
  listDoubts,
  listHidden,
  listSameNumber,
  listWorkplaceIds,
  numberSaid,
  searchWorkplaces,
  type Workplace
} from './register.store.ts'
import { decisionFields, linkFields, type Setting, workplaceFields } from './rules.ts'

/** The register of workplaces: who is in it, what is known of each, and what waits to be answered. */

const common = { within: 'inspectorate', may: 'workplace.edit', read: 'workplace.read' } as const

export const workplaceKind = recordKind({
  name: 'workplace',
  fields: workplaceFields,
  title: 'name',
  page: ({ id }) => `/workplaces/${id}`,
  ...common
})
export const linkKind = recordKind({
  name: 'workplace_link',
  fields: linkFields,
  title: ['from_workplace', 'to_workplace'],
  page: () => '/workplaces',
  check: ({ from_workplace, to_workplace }) =>
    from_workplace === to_workplace ? [{ field: 'to_workplace', code: 'same' }] : [],
  ...common
})
export const decisionKind = recordKind({
  name: 'workplace_decision',
  fields: decisionFields,
  title: 'verdict',
  page: () => '/workplaces/review',
  ...common
})

export const { change: changeWorkplace, remove: removeWorkplace } = recordOperations(workplaceKind)
export const { change: changeLink, remove: removeLink } = recordOperations(linkKind)

/** The register as it stands; Problem `register-in-making` while the first one is made. */
export async function registerOf({
  portal,
  inspectorate
}: Pick<ReadScope, 'portal' | 'inspectorate'>): Promise<Register> {
  const { register } = await portal.registers.read(inspectorate)
  if (!register) throw new Problem('register-in-making')
  return register
}

export type WorkplaceShown = Workplace & { masked: boolean }

/** Who may not read names of persons sees a household without its name, address and number. */
export function shown<Row extends Pick<Workplace, 'name' | 'address' | 'identifier'>>(
  row: Row & { setting?: string | null },
  { may }: Pick<ReadScope, 'may'>,
  setting = row.setting
): Row & { masked: boolean } {
  const masked = setting === 'household' && !may('workplace.read-persons')
  return masked ? { ...row, name: null, address: null, identifier: null, masked } : { ...row, masked }
}

/** What kind of place a workplace is: a household where anybody says so of any of its entries, else as people say, or sources. */
function settingOf(rows: readonly WorkplaceRow[], { setting }: Pick<Workplace, 'setting'>): Setting | null {
  const said = rows.map((row) => row.setting)
  return said.find((one) => one === 'household') || said.find((one) => one !== '') || setting
}

/** What people said of the setting of workplaces, for those from whom households are withheld. */
async function readSaid({ database, may }: ReadScope, register: Register): Promise<ReadonlyMap<number, Setting>> {
  return may('workplace.read-persons') ? new Map() : numberSaid(register, await listSettings(database))
}

const Shown = z.custom<WorkplaceShown>()
export const pageSize = 20

/** One page of the register by name, number, county and industry. `making`: a newer register is being made. */
export const searchRegister = read({
  name: 'workplace.search',
  input: { text: text(200), county: text(200), section: text(200), page: number({ whole: true, min: 1 }) },
  output: z.object({
    ready: z.boolean(),
    making: z.boolean(),
    total: z.number(),
    /** How many of them can be paged to. */
    reachable: z.number(),
    workplaces: z.array(Shown)
  }),
  may: 'workplace.read',
  async run(scope, { text: asked, county, section, page }) {
    const { register, making } = await scope.portal.registers.read(scope.inspectorate)
    if (!register) return { ready: false, making, total: 0, reachable: 0, workplaces: [] }
    const said = await readSaid(scope, register)
    const found = await searchWorkplaces(register, {
      text: asked,
      county,
      section,
      page: page ?? 1,
      size: pageSize,
      ...(scope.may('workplace.read-persons') ? {} : { hiding: said })
    })
    return {
      ...found,
      ready: true,
      making,
      workplaces: found.workplaces.map((one) => shown(one, scope, said.get(one.n) ?? one.setting))
    }
  }
})

/** What the register can be narrowed by. */
export const listRegisterChoices = read({
  name: 'workplace.choices',
  input: {},
  output: z.object({ counties: z.array(z.string()), sections: z.array(z.string()) }),
  may: 'workplace.read',
  async run({ portal, inspectorate }) {
    const { register } = await portal.registers.read(inspectorate)
    return register ? listChoices(register) : { counties: [], sections: [] }
  }
})

/** The other end of a link, and what each is to the other. */
type LinkShown = LinkRow & { end: { id: string; name: string | null }; isFrom: boolean }

/** One workplace by any id that it ever had: what it is made of, what people wrote of it, its links, what was done to it. */
export const readWorkplace = read({
  name: 'workplace.read',
  input: { id: reference('workplace', { needed: true }) },
  output: z.object({
    workplace: Shown,
    entries: z.array(z.custom<Entry>()),
    /** Other workplaces with the same number. */
    others: z.array(Shown),
    rows: z.array(z.custom<WorkplaceRow>()),
    links: z.array(z.custom<LinkShown>()),
    acts: z.array(z.custom<Told>())
  }),
  may: 'workplace.read',
  async run(scope, { id }) {
    const register = await registerOf(scope)
    const found = await findWorkplace(register, id)
    if (!found) throw new Problem('not-found')
    const ids = found.entries.map((entry) => entry.id)
    const rows = await listWorkplaceRows(scope.database, ids)
    const said = rows[0]
    const setting = settingOf(rows, found.workplace)
    const workplace = shown({ ...found.workplace, name: said?.name || found.workplace.name }, scope, setting)
    const links = await listLinks(scope.database, ids)
    const others = await readSaid(scope, register)
    const ends = await namedEnds(scope, register, { links, own: ids, settings: others })
    return {
      workplace,
      entries: workplace.masked ? [] : found.entries,
      others: workplace.masked
        ? []
        : (await listSameNumber(register, found.workplace, found.entries)).map((one) =>
            shown(one, scope, others.get(one.n) ?? one.setting)
          ),
      rows: workplace.masked ? [] : rows,
      links: ends,
      acts: workplace.masked ? [] : await listActs(scope.database, ids, 50)
    }
  }
})

async function namedEnds(
  scope: ReadScope,
  register: Register,
  {
    links,
    own,
    settings
  }: { links: readonly LinkRow[]; own: readonly string[]; settings: ReadonlyMap<number, Setting> }
): Promise<LinkShown[]> {
  const endOf = (link: LinkRow) => (own.includes(link.from_workplace) ? link.to_workplace : link.from_workplace)
  const ids = [...new Set(links.map(endOf))]
  const workplaces = await listWorkplaceIds(register, ids)
  const rows = new Map((await listWorkplaceRows(scope.database, ids)).map((row) => [row.id, row]))
  return links.map((link) => {
    const id = endOf(link)
    const [there, said] = [workplaces.get(id), rows.get(id)]
    const { name } = shown(
      {
        name: said?.name ?? there?.name ?? null,
        address: null,
        identifier: null,
        setting: said?.setting || (there && settings.get(there.n)) || there?.setting || null
      },
      scope
    )
    return { ...link, end: { id: there?.id ?? id, name }, isFrom: own.includes(link.from_workplace) }
  })
}

export const historySize = 50

/** One page of what all data sets hold of a workplace, the latest first, with the data sets by name. */
export const readHistory = read({
  name: 'workplace.history',
  input: { id: reference('workplace', { needed: true }), page: number({ whole: true, min: 1 }) },
  output: z.object({
    records: z.array(z.custom<HistoryRecord>()),
    /** What registers of workplaces say of it; nothing of a household, for those from whom it is withheld. */
    registrations: z.array(z.custom<Registration>()),
    dataSets: z.array(z.object({ id: z.string(), name: z.string(), example: z.boolean() }))
  }),
  may: 'workplace.read',
  async run(scope, { id, page }) {
    const register = await registerOf(scope)
    const found = await findWorkplace(register, id)
    if (!found) throw new Problem('not-found')
    const records = await listHistory(register, scope.portal.facts, scope.inspectorate, found.workplace, {
      number: page ?? 1,
      size: historySize
    })
    const rows = await listWorkplaceRows(
      scope.database,
      found.entries.map((entry) => entry.id)
    )
    const { masked } = shown(found.workplace, scope, settingOf(rows, found.workplace))
    const registrations = masked
      ? []
      : await listRegistrations(register, scope.portal.facts, scope.inspectorate, found.workplace)
    const named = new Set([...records, ...registrations].map(({ dataSet }) => dataSet))
    const dataSets = (await listDataSets(scope.database)).filter((one) => named.has(one.id))
    return {
      records,
      registrations,
      dataSets: dataSets.map(({ id: dataSet, name, example }) => ({ id: dataSet, name, example }))
    }
  }
})

/** Doubtful pairs that nobody has answered yet, the likest first; `from` counts those that one passes over. */
export const readDoubts = read({
  name: 'workplace.doubts',
  input: { from: number({ whole: true, min: 0 }) },
  output: z.object({
    ready: z.boolean(),
    total: z.number(),
    /** How many of them were put off. */
    later: z.number(),
    doubts: z.array(z.custom<Doubt>())
  }),
  may: 'workplace.edit',
  async run(scope, { from }) {
    const { register } = await scope.portal.registers.read(scope.inspectorate)
    if (!register) return { ready: false, total: 0, later: 0, doubts: [] }
    const { doubts, ...found } = await listDoubts(register, { from: from ?? 0, size: 1 })
    const hidden = scope.may('workplace.read-persons')
      ? undefined
      : await listHidden(register, await readSaid(scope, register))
    const told = (entry: Entry) =>
      hidden?.has(entry.n) ? { ...entry, name: null, legal: null, address: null, identifier: null } : entry
    return { ready: true, ...found, doubts: doubts.map((doubt) => ({ ...doubt, a: told(doubt.a), b: told(doubt.b) })) }
  }
})

/** The workplace of one record of the evidence; null where its file names none. */
export const readWorkplaceOfRecord = read({
  name: 'workplace.of-record',
  input: {
    table: { type: 'choice', options: tableNames, needed: true } as const,
    dataSet: text(60, { needed: true }),
    row: number({ whole: true, min: 1, needed: true })
  },
  output: z.object({ workplace: z.object({ id: z.string() }).nullable() }),
  may: 'workplace.read',
  async run({ portal, inspectorate }, { table, dataSet, row }) {
    const { register } = await portal.registers.read(inspectorate)
    const found = register && (await findWorkplaceOfRecord(register, { source: table, dataSet, row }))
    return { workplace: found ? { id: found.id } : null }
  }
})

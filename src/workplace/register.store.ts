import type { Register } from './keep.store.ts'
import type { NameStep, NumberStep, PlaceStep } from './match.rules.ts'
import { nameSteps, numberSteps, placeSteps } from './match.rules.ts'
import { tokensOf } from './name.rules.ts'
import type { Registration, Setting } from './rules.ts'

/** What is asked of a register. */

/** A workplace as the evidence knows it. `n` numbers it within this register; `id` is its name for ever. */
export type Workplace = {
  n: number
  id: string
  name: string | null
  city: string | null
  address: string | null
  postcode: string | null
  county: string | null
  region: string | null
  identifier: string | null
  section: string | null
  industry: string | null
  registration: Registration | null
  setting: Setting | null
  /** How many entries of the register it is made of. */
  entries: number
  firstDay: string | null
  lastDay: string | null
  cases: number
  accidents: number
  diseases: number
  audits: number
  /** Records of all tables but registers. */
  records: number
  /** Lines of registers of workplaces that know it, and the workers that they count: the most that one of them says. */
  registered: number
  workers: number | null
  violations: number | null
  workersAffected: number | null
  backWages: number | null
  penalties: number | null
  amountPaid: number | null
}

const columns = `n, id::varchar as id, name, city, address, postcode, county, region, identifier, section, industry,
  registration, setting, entries, firstDay::varchar as "firstDay", lastDay::varchar as "lastDay", cases, accidents,
  diseases, audits, records, registered, workers, violations, workersAffected, backWages, penalties, amountPaid`

const inList = (numbers: readonly number[]) => `(select unnest([${numbers.map(Math.trunc).join(', ')}]::integer[]))`

export async function listWorkplacesOf(register: Register, numbers: readonly number[]): Promise<Workplace[]> {
  if (numbers.length === 0) return []
  const rows = await register.ask<Workplace>(`select ${columns} from workplace where n in ${inList(numbers)}`)
  const found = new Map(rows.map((row) => [row.n, row]))
  return numbers.flatMap((number) => found.get(number) ?? [])
}

export type WorkplaceQuestion = {
  text: string
  county: string
  section: string
  /** From 1. */
  page: number
  size: number
  /** What people said of the setting of workplaces, by their numbers; with it households are not found by name or number. */
  hiding?: ReadonlyMap<number, Setting> | undefined
}

/** The most workplaces to which one pages. */
const mostPaged = 10_000

/** One page of the workplaces that are asked for, the likest or the most seen first, and how many there are in all. */
export async function searchWorkplaces(
  register: Register,
  { text, county, section, page, size, hiding }: WorkplaceQuestion
): Promise<{ total: number; reachable: number; workplaces: Workplace[] }> {
  const from = (page - 1) * size
  const reach = (total: number) => Math.min(total, mostPaged)
  if (from >= mostPaged) return { total: 0, reachable: 0, workplaces: [] }
  if (text.trim() === '') {
    const chosen = Object.entries({ county, section }).filter(([, value]) => value !== '')
    const where = chosen.map(([name], at) => `${name} = $${at + 1}`)
    const sql = `from workplace where ${where.join(' and ') || 'true'}`
    const values = chosen.map(([, value]) => value)
    const [[{ total } = { total: 0 }], workplaces] = await Promise.all([
      register.ask<{ total: number }>(`select count(*) as total ${sql}`, values),
      register.ask<Workplace>(
        `select ${columns} ${sql} order by records desc, workers desc nulls last, n limit ${size} offset ${from}`,
        values
      )
    ])
    return { total, reachable: reach(total), workplaces }
  }
  const hidden = hiding ? await listHidden(register, hiding) : undefined
  const numbered = (await listNumbered(register, text)).filter((number) => !hidden?.has(number))
  const wanted = {
    ...(county ? { county } : {}),
    ...(section ? { section } : {}),
    ...(hidden ? { hidden: (entry: number) => hidden.has(entry) } : {})
  }
  const { total, hits } = register.search.search(tokensOf(text), wanted, from + size + numbered.length)
  const byName = hits.map(({ workplace }) => workplace).filter((number) => !numbered.includes(number))
  const found = county || section ? byName : [...numbered, ...byName]
  const all = total + found.length - byName.length
  return {
    total: all,
    reachable: reach(all),
    workplaces: await listWorkplacesOf(register, found.slice(from, from + size))
  }
}

/** Workplaces with exactly this number, where the text looks like one. */
async function listNumbered(register: Register, text: string): Promise<number[]> {
  if (!/^[\p{L}\d./-]*\d[\p{L}\d./ -]{2,}$/u.test(text.trim())) return []
  const rows = await register.ask<{ n: number }>(
    `select distinct coalesce(workplace, n) as n from entry left join member using (n) where identifier = $1 order by 1 limit 20`,
    [text.trim()]
  )
  return rows.map(({ n }) => n)
}

const households = new WeakMap<Register, Promise<Set<number>>>()

/** Entries that a source calls a household; their names are those of persons. */
function readHouseholds(register: Register): Promise<Set<number>> {
  const found =
    households.get(register) ??
    register
      .ask<{ n: number }>(`select n from entry where setting = 'household'`)
      .then((rows) => new Set(rows.map(({ n }) => n)))
  households.set(register, found)
  return found
}

/** Entries of households: those that a source calls so, but for what people said of their workplace. */
export async function listHidden(register: Register, said: ReadonlyMap<number, Setting>): Promise<ReadonlySet<number>> {
  const known = await readHouseholds(register)
  if (said.size === 0) return known
  const members = await register.ask<{ n: number; workplace: number }>(
    `select n, workplace from member where workplace in ${inList([...said.keys()])}`
  )
  const hidden = new Set(known)
  for (const { n, workplace } of [...[...said.keys()].map((n) => ({ n, workplace: n })), ...members]) {
    if (said.get(workplace) === 'household') hidden.add(n)
    else hidden.delete(n)
  }
  return hidden
}

/** The numbers of the workplaces to which these ids lead, with what was said of each. */
export async function numberSaid(
  register: Register,
  said: readonly { id: string; setting: Setting }[]
): Promise<Map<number, Setting>> {
  const workplaces = await listWorkplaceIds(
    register,
    said.map(({ id }) => id)
  )
  // Where people said several things of what is one workplace by now, its persons are protected.
  const households = said.filter(({ setting }) => setting === 'household')
  return new Map(
    [...said, ...households].flatMap(({ id, setting }) => {
      const workplace = workplaces.get(id)
      return workplace ? [[workplace.n, setting] as const] : []
    })
  )
}

/** What lists can be narrowed by: counties and industries, those of most workplaces first. */
export async function listChoices(register: Register): Promise<{ counties: string[]; sections: string[] }> {
  const ask = (column: string) =>
    register.ask<{ name: string }>(
      `select ${column} as name from workplace where ${column} is not null group by 1 order by count(*) desc, 1 limit 250`
    )
  const [counties, sections] = await Promise.all([ask('county'), ask('section')])
  return { counties: counties.map(({ name }) => name), sections: sections.map(({ name }) => name) }
}

/** An entry of the register: what files say of one and the same name, number and place. */
export type Entry = Pick<
  Workplace,
  | 'n'
  | 'id'
  | 'name'
  | 'identifier'
  | 'address'
  | 'city'
  | 'postcode'
  | 'county'
  | 'region'
  | 'industry'
  | 'records'
  | 'registered'
  | 'firstDay'
  | 'lastDay'
> & { legal: string | null; workplace: string }

const entryColumns = `entry.n, entry.id::varchar as id, entry.name, entry.legal, entry.identifier, entry.address, entry.city,
  entry.postcode, entry.county, entry.region, entry.industry, entry.records, entry.registered,
  entry.firstDay::varchar as "firstDay", entry.lastDay::varchar as "lastDay"`

/** The workplace to which an entry of this id belongs; every id that an address ever had leads to it. */
export async function findWorkplace(
  register: Register,
  id: string
): Promise<{ workplace: Workplace; entries: Entry[] } | undefined> {
  const [found] = await register.ask<{ n: number }>(
    'select coalesce(workplace, n) as n from entry left join member using (n) where id = $1::uuid',
    [id]
  )
  const [workplace] = found ? await listWorkplacesOf(register, [found.n]) : []
  if (!workplace) return undefined
  const entries = await register.ask<Entry>(
    `select ${entryColumns}, $2 as workplace from entry
     where n = $1 or n in (select n from member where workplace = $1) order by records desc, n`,
    [workplace.n, workplace.id]
  )
  return { workplace, entries }
}

/** The ids of the workplaces to which entries of these ids belong now. */
export async function listWorkplaceIds(register: Register, ids: readonly string[]): Promise<Map<string, Workplace>> {
  if (ids.length === 0) return new Map()
  const rows = await register.ask<{ id: string; n: number }>(
    `select id::varchar as id, coalesce(workplace, n) as n from entry left join member using (n)
     where id in (select unnest(string_split($1, ' '))::uuid)`,
    [ids.join(' ')]
  )
  const workplaces = await listWorkplacesOf(register, [...new Set(rows.map(({ n }) => n))])
  const byNumber = new Map(workplaces.map((workplace) => [workplace.n, workplace]))
  return new Map(
    rows.flatMap(({ id, n }) => {
      const workplace = byNumber.get(n)
      return workplace ? [[id, workplace] as const] : []
    })
  )
}

/** Other workplaces with the same number: the same employer elsewhere, as a rule. */
export async function listSameNumber(
  register: Register,
  { n }: Pick<Workplace, 'n'>,
  entries: readonly Entry[]
): Promise<Workplace[]> {
  const numbers = [...new Set(entries.flatMap(({ identifier }) => identifier ?? []))].slice(0, 10)
  if (numbers.length === 0) return []
  const rows = await register.ask<{ n: number }>(
    `select distinct coalesce(workplace, n) as n from entry left join member using (n)
     where identifier in (${numbers.map((_, at) => `$${at + 1}`).join(', ')}) order by 1 limit 21`,
    numbers
  )
  return listWorkplacesOf(
    register,
    rows.map((row) => row.n).filter((number) => number !== n)
  )
}

/** A pair that may be one workplace, as the queue asks it. */
export type Doubt = {
  a: Entry
  b: Entry
  parts: { number: NumberStep; name: NameStep; place: PlaceStep }
  score: number
}

const openDoubts = `
  with asked as (
    select a, b, coalesce(one.workplace, a) as first, coalesce(other.workplace, b) as second, number, name, place, score
    from edge left join member one on one.n = a left join member other on other.n = b
    where match = 'doubtful' or coalesce(one.workplace, a) <> coalesce(other.workplace, b)
  ), said as (
    select coalesce(one.workplace, x.n) as first, coalesce(other.workplace, y.n) as second, verdict
    from decided join entry x on x.id = decided.first join entry y on y.id = decided.second
    left join member one on one.n = x.n left join member other on other.n = y.n
    where verdict <> 'same'
  ), open as (
    select least(first, second) as first, greatest(first, second) as second,
      arg_max(struct_pack(a := a, b := b, number := number, name := name, place := place), (score, -a, -b)) as pair,
      max(score) as score
    from asked where first <> second group by 1, 2
  ), judged as (
    select pair, score, (select max(verdict) from said where least(said.first, said.second) = open.first
      and greatest(said.first, said.second) = open.second) as verdict from open
  )`

/** The doubtful pairs that nobody has answered, the likest first, and how many there are; those put off come last. */
export async function listDoubts(
  register: Register,
  { from, size }: { from: number; size: number }
): Promise<{ total: number; later: number; doubts: Doubt[] }> {
  const [counted] = await register.ask<{ total: number; later: number }>(
    `${openDoubts} select count(*) as total, count(*) filter (verdict = 'later') as later
     from judged where verdict is null or verdict = 'later'`
  )
  const rows = await register.ask<{ a: number; b: number; number: number; name: number; place: number; score: number }>(
    `${openDoubts} select pair.a as a, pair.b as b, pair.number as number, pair.name as name, pair.place as place, score
     from judged where verdict is null or verdict = 'later'
     order by verdict is not null, score desc, pair.a, pair.b limit ${size} offset ${from}`
  )
  const entries = await listEntries(register, [...new Set(rows.flatMap(({ a, b }) => [a, b]))])
  const doubts = rows.flatMap((row) => {
    const [a, b] = [entries.get(row.a), entries.get(row.b)]
    const [number, name, place] = [numberSteps[row.number], nameSteps[row.name], placeSteps[row.place]]
    return a && b && number && name && place ? [{ a, b, parts: { number, name, place }, score: row.score }] : []
  })
  return { total: counted?.total ?? 0, later: counted?.later ?? 0, doubts }
}

async function listEntries(register: Register, numbers: readonly number[]): Promise<Map<number, Entry>> {
  if (numbers.length === 0) return new Map()
  const rows = await register.ask<Entry>(
    `select ${entryColumns}, workplace.id::varchar as workplace from entry
     left join member using (n) join workplace on workplace.n = coalesce(member.workplace, entry.n)
     where entry.n in ${inList(numbers)}`
  )
  return new Map(rows.map((row) => [row.n, row]))
}

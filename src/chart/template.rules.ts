import type { Content, ContentRow } from './content.rules.ts'
import type { Whole } from './whole.rules.ts'

/**
 * A plan as a template for other inspectorates: what is done about what, in which order. Left out is whatever is the country's own:
 * figures, evidence, money, people, firms, who stands where; dates are days after the first.
 */

/** What a template says of each list, and nothing else; also of a file that somebody wrote by hand. */
const kept = {
  issues: ['name'],
  targets: ['name'],
  hubs: ['issue', 'target', 'means', 'chosen'],
  whys: ['hub', 'parent', 'text'],
  influences: ['hub', 'name', 'sign', 'reach', 'kind', 'lever', 'why'],
  stakeholders: ['category', 'public_authority'],
  interventions: [
    ...['hub', 'name', 'family', 'kind', 'carried_out_by', 'influences', 'stakeholders', 'phase', 'gate'],
    ...['starts', 'ends', 'indicator', 'baseline_unit', 'audience', 'channels', 'criteria_named']
  ]
} as const satisfies Partial<Record<keyof Whole, readonly string[]>>
export type TemplateList = keyof typeof kept
export const templateLists = Object.keys(kept) as [TemplateList, ...TemplateList[]]
const dates: readonly string[] = ['starts', 'ends']

export type Template = {
  plumbline: 'plan template'
  version: 1
  title: string
  /** Days from the first to the last of the plan. */
  lasts: number | null
  lists: Partial<Record<TemplateList, Record<string, unknown>[]>>
}

const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const dayLength = 86_400_000
const between = (from: string, to: string) => Math.round((at(to) - at(from)) / dayLength)

/** Takes names out of a text, wherever they stand as whole words. */
export function withoutNames(text: string, names: readonly string[]): string {
  const known = names
    .map((name) => name.trim())
    .filter((name) => [...name].length > 2)
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (known.length === 0) return text
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${known.join('|')})(?![\\p{L}\\p{N}])`, 'giu'), '…')
}

/** Names that a plan itself holds of people, organisations and firms. */
export function namesIn({ stakeholders, employers, interventions, influences }: Whole): string[] {
  return [
    ...[...stakeholders, ...employers].map(({ name }) => name),
    ...interventions.map(({ owner }) => owner),
    ...influences.map(({ wielder }) => wielder)
  ]
}

/** The template of a plan; `people` are further names that may stand in no text of it. */
export function templateOf(whole: Whole, people: readonly string[]): Template {
  const names = [...people, ...namesIn(whole)]
  const ids = templateLists.flatMap((list) => whole[list].map(({ id }, index) => [id, `${list}-${index + 1}`] as const))
  const keys = new Map<string, string>(ids)
  const begins = whole.interventions.map(({ starts }) => starts).filter((day) => day !== null)
  const first = [whole.plan.starts, ...begins].filter((day) => day !== null).toSorted()[0]
  const told = (name: string, value: unknown): unknown => {
    if (typeof value === 'number' || typeof value === 'boolean') return value
    if (Array.isArray(value)) return value.flatMap((id) => keys.get(String(id)) ?? [])
    if (typeof value !== 'string' || value === '') return undefined
    if (dates.includes(name)) return first === undefined ? undefined : between(first, value)
    return keys.get(value) ?? withoutNames(value, names)
  }
  const rowsOf = (list: TemplateList) =>
    whole[list].map((row) => {
      const own = new Map<string, unknown>(Object.entries(row))
      const said = kept[list].map((name) => [name, told(name, own.get(name))] as const)
      return { key: keys.get(row.id), ...Object.fromEntries(said.filter(([, value]) => value !== undefined)) }
    })
  return {
    plumbline: 'plan template',
    version: 1,
    title: withoutNames(whole.plan.title, names),
    lasts: first !== undefined && whole.plan.ends !== null ? Math.max(0, between(first, whole.plan.ends)) : null,
    lists: Object.fromEntries(templateLists.map((list) => [list, rowsOf(list)]))
  }
}

/** Each after the one that it stands under. */
function parentsFirst(rows: readonly ContentRow[]): ContentRow[] {
  const sorted: ContentRow[] = []
  let rest = [...rows]
  while (rest.length > 0) {
    const ready = rest.filter(({ parent }) => !rest.some(({ key }) => key !== undefined && key === parent))
    // What stands under itself stands under nothing.
    const next = ready.length > 0 ? ready : rest.map((row) => ({ ...row, parent: undefined }))
    sorted.push(...next)
    rest = ready.length > 0 ? rest.filter((row) => !ready.includes(row)) : []
  }
  return sorted
}

/** A plan from a template that begins on a day; stakeholders are called after their category, until people name them. */
export function contentOf(
  template: Template,
  of: { title: string; starts: string; nameOf: (category: string) => string }
): Content {
  const dayOf = (days: unknown) =>
    typeof days === 'number' && Number.isInteger(days) && Math.abs(days) < 40_000
      ? new Date(at(of.starts) + days * dayLength).toISOString().slice(0, 10)
      : null
  const rowsOf = (list: TemplateList): ContentRow[] =>
    (template.lists[list] ?? []).map((row, index) => ({
      key: String(row.key ?? index),
      ...Object.fromEntries(kept[list].map((name) => [name, dates.includes(name) ? dayOf(row[name]) : row[name]])),
      ...(list === 'stakeholders' ? { name: `${of.nameOf(String(row.category ?? ''))} ${index + 1}` } : {})
    }))
  return {
    inspectorate: {},
    plans: [
      {
        ...Object.fromEntries(templateLists.map((list) => [list, rowsOf(list)])),
        ...{ key: 'plan', title: of.title || template.title, starts: of.starts, ends: dayOf(template.lasts) },
        whys: parentsFirst(rowsOf('whys'))
      }
    ]
  }
}

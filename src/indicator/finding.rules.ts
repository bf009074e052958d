import type { TableName } from '../evidence/table.rules.ts'
import type { Rate } from './rules.ts'

/**
 * Titles that say what a figure finds. A finding is a key of `words/` and its values: a value can be a key itself
 * (`key`), a list of keys (`keys`), an issue by its code (`issue`) or a share (`share`), which the page writes in the reader's
 * language. Where nothing can be said, there is no finding, and the page names the subject instead.
 */
export type FindingValue =
  | string
  | number
  | { key: string }
  | { keys: string[] }
  | { issue: string }
  | { share: number }
export type Finding = { key: string; values: Record<string, FindingValue> }

/** 57.9 % as "58 cases of 100"; what is not all is never 100. */
export const ofHundred = (share: number) => (share < 1 ? Math.min(99, Math.round(share * 100)) : 100)

type IssueShare = { issue: string; violating: number; assessed: number }

/** Which issue is broken most often, and which least. */
export function issueFinding(rows: readonly IssueShare[]): Finding | undefined {
  const shares = rows
    .filter(({ assessed }) => assessed > 0)
    .map(({ issue, violating, assessed }) => ({ issue, share: violating / assessed }))
    .sort((first, second) => second.share - first.share)
  const [most] = shares
  const least = shares.filter(({ issue }) => issue !== 'other').at(-1)
  if (!most || most.share === 0) return undefined
  const values = { most: { issue: most.issue }, mostOf: ofHundred(most.share) }
  if (!least || least.issue === most.issue || least.share === 0) return { key: 'indicator.finding.issue-one', values }
  return {
    key: 'indicator.finding.issues',
    values: { ...values, least: { issue: least.issue }, leastOf: Math.ceil(least.share * 100) }
  }
}

/** The row with the smallest share, where even the top of its interval lies below the reference; no small sample. */
export function lowest<Row extends { found: Rate }>(rows: readonly Row[], reference: number): Row | undefined {
  const [first] = rows.filter(({ found }) => !found.small).sort((one, other) => one.found.share - other.found.share)
  return first && first.found.high < reference ? first : undefined
}

/** Which group has the smallest share of clean cases, against that of all cases. */
export function leastCleanFinding(
  rows: readonly { name: string; found: Rate }[],
  reference: number
): Finding | undefined {
  const first = lowest(rows, reference)
  if (!first) return undefined
  return {
    key: 'indicator.finding.least-clean',
    values: { first: first.name, of: ofHundred(first.found.share), all: ofHundred(reference) }
  }
}

/** How many cases have a violation at all, and how many very many. */
export function bandFinding(bands: readonly { from: number; cases: number }[]): Finding | undefined {
  const all = bands.reduce((sum, { cases }) => sum + cases, 0)
  const none = bands.find(({ from }) => from === 0)?.cases ?? 0
  const many = bands.at(-1)
  if (all === 0 || !many) return undefined
  const most = { many: many.cases, from: many.from - 1 }
  // Under a filter that asks for violations, that all have one is no finding.
  if (none === 0) return many.cases > 0 ? { key: 'indicator.finding.bands-many', values: { ...most, all } } : undefined
  return { key: 'indicator.finding.bands', values: { ...most, of: ofHundred((all - none) / all) } }
}

type PlaceShare = { name: string | null; cases: number; assessed: number; violating: number }

/** Which place holds most of all cases, and how many of its own have a violation. */
export function placeFinding(rows: readonly PlaceShare[], all: number): Finding | undefined {
  const [first] = rows.filter(({ name }) => name !== null).sort((one, other) => other.cases - one.cases)
  if (!first?.name || all === 0) return undefined
  const values = { place: first.name, share: { share: first.cases / all } }
  if (first.assessed === 0) return { key: 'indicator.finding.place-cases', values }
  return { key: 'indicator.finding.place', values: { ...values, of: ofHundred(first.violating / first.assessed) } }
}

/** How many employers come back. */
export function repeatFinding(rows: readonly { times: number; employers: number }[]): Finding | undefined {
  const since = (times: number) =>
    rows.filter((row) => row.times >= times).reduce((sum, { employers }) => sum + employers, 0)
  if (since(2) === 0) return undefined
  return { key: 'indicator.finding.repeat', values: { employers: since(2), often: since(3) } }
}

type SectionIssue = { isicSection: string; issue: string; assessed: number; violating: number }

/** The section whose pattern of issues differs most from the usual: there another issue than the commonest leads. */
export function sectionIssueFinding(rows: readonly SectionIssue[], least = 100): Finding | undefined {
  const totals = new Map<string, number>()
  for (const { issue, violating } of rows) totals.set(issue, (totals.get(issue) ?? 0) + violating)
  const [usual] = [...totals].sort((one, other) => other[1] - one[1])[0] ?? []
  const shareOf = ({ violating, assessed }: SectionIssue) => violating / assessed
  const sure = rows.filter(({ assessed }) => assessed >= least)
  const gaps = sure.flatMap((row) => {
    const common = sure.find((other) => other.isicSection === row.isicSection && other.issue === usual)
    return common && row.issue !== usual ? [{ row, common, gap: shareOf(row) - shareOf(common) }] : []
  })
  const [widest] = gaps.sort((one, other) => other.gap - one.gap)
  if (!widest || widest.gap <= 0 || !usual) return undefined
  return {
    key: 'indicator.finding.section-issue',
    values: {
      section: { key: `isic.section.${widest.row.isicSection}` },
      issue: { issue: widest.row.issue },
      of: ofHundred(shareOf(widest.row)),
      usual: { issue: usual },
      usualOf: ofHundred(shareOf(widest.common))
    }
  }
}

/** Which of the columns that a reader looks for are empty: when, why, where, how many. */
export function completenessFinding(
  rows: readonly { column: string; filled: number; of: number }[]
): Finding | undefined {
  const filled = (...columns: string[]) =>
    rows.some(({ column, filled: count }) => columns.includes(column) && count > 0)
  if (rows.every(({ of }) => of === 0)) return undefined
  const dated = filled('opened', 'concluded', 'periodStart', 'periodEnd')
  const reasoned = filled('trigger')
  const say = dated ? (reasoned ? 'all-said' : 'why-unsaid') : reasoned ? 'when-unsaid' : 'when-and-why-unsaid'
  return { key: `indicator.finding.completeness-${say}`, values: {} }
}

/** How much of the money the largest tenth of cases holds. */
export function concentrationFinding(of: {
  cases: number
  owingNothing: number
  points: readonly { percent: number; share: number }[]
}): Finding | undefined {
  const tenth = of.points.find(({ percent }) => percent === 10)
  if (!tenth || tenth.share === 0 || of.cases < 10) return undefined
  return {
    key: 'indicator.finding.concentration',
    values: { share: { share: tenth.share }, nothing: ofHundred(of.owingNothing / of.cases) }
  }
}

/** The year with most records of a table. */
export function yearFinding(rows: readonly { year: number; count: number }[], what: TableName): Finding | undefined {
  const [most] = [...rows].sort((one, other) => other.count - one.count)
  const [first, last] = [rows[0], rows.at(-1)]
  if (!most || !first || !last || rows.length < 2) return undefined
  const values = { most: String(most.year), count: most.count, from: String(first.year), to: String(last.year) }
  return { key: `indicator.finding.year-${what}`, values }
}

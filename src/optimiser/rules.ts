import { choice, date, money, number, parseNumber, scale, text } from '../kernel/field.ts'
import { type Aim, aims } from './answer.rules.ts'
import { cutTable, isTicked, plainName, type TableFault, writeTable } from './table.rules.ts'

/** A scenario of a plan: its money, inspector-days, wishes, and what is expected of each intervention. */
export const scenarioFields = {
  title: text(200, { needed: true }),
  note: text(2000, { long: true }),
  aim: choice(aims),
  /** The first day of the first quarter. */
  starts: date({ needed: true }),
  quarters: scale(1, 40, { needed: true }),
  budget: money(),
  /** Of the budget at most so much in one year. */
  yearly: money(),
  /** Per cent of a region's days that others may borrow. */
  lend: scale(0, 100),
  /** Per cent of the visits that are drawn at random. */
  random: scale(0, 100),
  /** Days that one inspector gives in a quarter. */
  inspector_days: number({ min: 0 }),
  /** Tables with tabs between the cells; the first line names the columns. */
  lines: text(100_000, { long: true }),
  regions: text(40_000, { long: true })
}

/** The question of a run is stopped after so many seconds, with the best that was found by then. */
export const mostSeconds = 60
export const usualDays = 50
/** What one asks more of, in the inspectorate's currency. */
export const moreMoney = 10_000

/** The columns of the interventions of a scenario, in their order. */
export const lineColumns = [
  'intervention',
  'hub',
  'low',
  'likely',
  'high',
  'evidence',
  'judgement',
  'unit',
  'cost',
  'days',
  'most',
  'least',
  'from_quarter',
  'whole',
  'fixed',
  'visit',
  'drawn',
  'after',
  'not_in'
] as const
export type LineColumn = (typeof lineColumns)[number]
/** The columns of the regions before those of the hubs. */
export const regionColumns = ['region', 'days', 'floor'] as const

export type ScenarioLine = {
  line: number
  intervention: string
  /** Empty: the hub of the intervention itself. */
  hub: string
  low: number
  likely: number
  high: number
  /** Where the effect is from: the evidence; or whose judgement, and why. */
  evidence: string
  judgement: string
  unit: string
  cost: number
  days: number
  most: number
  least: number
  from_quarter: number
  whole: boolean
  fixed: number
  visit: boolean
  drawn: boolean
  after: string
  not_in: string[]
}
export type ScenarioRegion = { line: number; region: string; days: number; floor: number; workers: number[] }

/** Reads the table of interventions. A second line of an intervention says only what it brings for another hub. */
export function readLines(written: string): { lines: ScenarioLine[]; faults: TableFault[] } {
  const faults: TableFault[] = []
  const lines = cutTable(written)
    .slice(1)
    .map(({ line, cells }): ScenarioLine => {
      const cell = (column: LineColumn) => cells[lineColumns.indexOf(column)] ?? ''
      const count = (column: LineColumn) => readCount(cell(column), line, column, faults)
      const likely = count('likely')
      const row = {
        line,
        intervention: cell('intervention'),
        hub: cell('hub'),
        low: cell('low') === '' ? likely : count('low'),
        likely,
        high: cell('high') === '' ? likely : count('high'),
        evidence: cell('evidence'),
        judgement: cell('judgement'),
        unit: cell('unit'),
        cost: count('cost'),
        days: count('days'),
        most: Math.floor(count('most')),
        least: Math.floor(count('least')),
        from_quarter: Math.max(1, Math.floor(count('from_quarter'))),
        whole: isTicked(cell('whole')),
        fixed: count('fixed'),
        visit: isTicked(cell('visit')),
        drawn: isTicked(cell('drawn')),
        after: cell('after'),
        not_in: cell('not_in')
          .split(/[;،]/)
          .map((name) => name.trim())
          .filter((name) => name !== '')
      }
      if (row.intervention === '') faults.push({ line, column: 'intervention', code: 'missing' })
      if (row.low > row.likely || row.likely > row.high) faults.push({ line, column: 'likely', code: 'order' })
      if (row.evidence === '' && row.judgement === '') faults.push({ line, column: 'judgement', code: 'missing' })
      return row
    })
  return { lines, faults }
}

/** Reads the table of regions; `hubs` are the names above the columns of workers. */
export function readRegions(written: string): { regions: ScenarioRegion[]; hubs: string[]; faults: TableFault[] } {
  const faults: TableFault[] = []
  const [head, ...rows] = cutTable(written)
  const hubs = (head?.cells ?? []).slice(regionColumns.length).filter((name) => name !== '')
  const regions = rows.map(({ line, cells }) => {
    const count = (at: number, column: string) => readCount(cells[at] ?? '', line, column, faults)
    const [region = ''] = cells
    if (region === '') faults.push({ line, column: 'region', code: 'missing' })
    const workers = hubs.map((hub, index) => count(regionColumns.length + index, hub))
    return { line, region, days: count(1, 'days'), floor: count(2, 'floor'), workers }
  })
  for (const [index, { region, line }] of regions.entries())
    if (regions.findIndex((other) => plainName(other.region) === plainName(region)) < index)
      faults.push({ line, column: 'region', code: 'twice' })
  return { regions, hubs, faults }
}

function readCount(cell: string, line: number, column: string, faults: TableFault[]): number {
  if (cell === '' || cell === '–' || cell === '-') return 0
  const value = parseNumber(cell)
  if (value !== undefined && value >= 0) return value
  faults.push({ line, column, code: 'number' })
  return 0
}

/** The tables with which a scenario begins: what the plan knows, and nothing that nobody said. */
export function proposeLines(
  head: readonly string[],
  interventions: readonly { name: string; budget: number | null }[],
  judgement: string
): string {
  const row = (one: { name: string; budget: number | null }) =>
    lineColumns.map((column) =>
      column === 'intervention'
        ? one.name
        : column === 'judgement'
          ? judgement
          : column === 'cost'
            ? (one.budget ?? '')
            : ''
    )
  return writeTable([head, ...interventions.map(row)])
}

export function proposeRegions(
  head: readonly string[],
  hubs: readonly string[],
  regions: readonly { region: string; days: number }[]
): string {
  return writeTable([
    [...head, ...hubs],
    ...regions.map(({ region, days }) => [region, days, '', ...hubs.map(() => '')])
  ])
}

/** The scenario's own aim; expected unless another was chosen. */
export const aimOf = ({ aim }: { aim: Aim | '' }): Aim => aim || 'expected'

import type { TableName } from '../evidence/table.rules.ts'
import type { Words } from '../kernel/words.ts'
import { Bars } from '../ui/bars.tsx'
import { PlumbRows } from '../ui/plumb-rows.tsx'
import { YearLine } from '../ui/year-line.tsx'
import { isIncomplete, noteOfFaults } from './fault.part.tsx'
import { type Drawn, type FigureKind, type FigureScope, figureKind, sentenceOf } from './figure.part.tsx'
import type { FigureColumn } from './figure-table.part.tsx'
import type { Filter } from './filter.rules.ts'
import { yearFinding } from './finding.rules.ts'
import { nameOfGroup, type PivotAnswer } from './group-name.part.tsx'
import { readFigurePivot } from './pivot.operations.ts'
import { questionOf } from './pivot.rules.ts'
import { leastCell, type Rate, rate } from './rules.ts'
import type { Standing } from './standing.operations.ts'

/** The figures of tables other than cases: each a question to one of them, drawn by what it is cut by. */

type Asked = {
  name: string
  of: Exclude<TableName, 'cases'>
  by: string
  /** Another measure than the number of records. */
  measure?: string
  /** What one of its groups is, as a part of the filter. */
  part?: 'region' | 'county' | 'isicSection' | 'issue'
  /** The group that its title speaks of, where that is not the largest. */
  cited?: string
}

const figures: readonly Asked[] = [
  { name: 'accidents', of: 'accidents', by: 'year' },
  { name: 'accident-outcomes', of: 'accidents', by: 'fatality', cited: 'fatal' },
  { name: 'accident-sectors', of: 'accidents', by: 'isicSection', part: 'isicSection' },
  { name: 'accident-causes', of: 'accidents', by: 'event' },
  { name: 'accident-occupations', of: 'accidents', by: 'iscoMajor' },
  { name: 'accident-sex', of: 'accidents', by: 'sex' },
  { name: 'accident-ages', of: 'accidents', by: 'ageGroup' },
  { name: 'accident-regions', of: 'accidents', by: 'region', part: 'region' },
  { name: 'diseases', of: 'diseases', by: 'year' },
  { name: 'disease-sectors', of: 'diseases', by: 'isicSection', part: 'isicSection' },
  { name: 'disease-kinds', of: 'diseases', by: 'disease' },
  { name: 'disease-occupations', of: 'diseases', by: 'iscoMajor' },
  { name: 'disease-sex', of: 'diseases', by: 'sex' },
  { name: 'disease-ages', of: 'diseases', by: 'ageGroup' },
  { name: 'audit-rate', of: 'audits', by: 'kind', measure: 'violatingShare' },
  { name: 'audits', of: 'audits', by: 'year' },
  { name: 'audit-issues', of: 'audits', by: 'issue', part: 'issue' },
  { name: 'auditors', of: 'audits', by: 'auditor' },
  { name: 'workplace-sectors', of: 'workplaces', by: 'isicSection', part: 'isicSection' },
  { name: 'workplace-workers', of: 'workplaces', by: 'isicSection', measure: 'employees', part: 'isicSection' },
  { name: 'workplace-regions', of: 'workplaces', by: 'region', part: 'region' },
  { name: 'workplace-counties', of: 'workplaces', by: 'county', part: 'county' }
]

/** Dimensions whose groups a crosswalk may have given. */
const crosswalks: Record<string, FigureKind['crosswalk']> = { isicSection: 'isicSure', iscoMajor: 'iscoSure' }

const drawnGroups = 12

type Group = {
  group: string
  label: string
  records: number | undefined
  value: number | undefined
  found: Rate | undefined
}

type Shown = { asked: Asked; answer: PivotAnswer; groups: readonly Group[]; scope: FigureScope }

function groupsOf(words: Words, { of, by, measure = of }: Asked, answer: PivotAnswer): Group[] {
  const { rows } = questionOf({ table: of, rows: by, columns: '', measure })
  const cells = new Map(answer.cells.map((cell) => [cell.row, cell]))
  return answer.rows.flatMap((group) => {
    const cell = cells.get(group)
    if (group === null || !cell) return []
    const { value, of: whole, records } = cell
    const found = whole && typeof value === 'number' ? rate(Math.round(value * whole), whole) : undefined
    const label = nameOfGroup(words, rows, group, { names: answer.names, dataSets: [] })
    return [{ group, label, records, value: value ?? undefined, found }]
  })
}

function tableOf({ asked: { of, by, measure }, groups, scope: { words } }: Shown): Drawn['table'] {
  const label = words.t(words.has(`figure.by.${by}`) ? `figure.by.${by}` : `evidence.field.${by}`)
  const share = groups.some(({ found }) => found)
  const columns: FigureColumn[] = [
    { key: 'group', label, kind: by === 'year' ? 'year' : 'text' },
    { key: 'records', label: words.t(`figure.measure.${of}`), kind: 'count' },
    ...(measure && !share
      ? [{ key: 'value', label: words.t(`figure.measure.${measure}`), kind: 'count' } as const]
      : []),
    ...(share
      ? [
          { key: 'of', label: words.t('figure.audit-rate.of'), kind: 'count' } as const,
          ...(['share', 'low', 'high'] as const).map((key) => ({
            key,
            label: words.t(key === 'share' ? `figure.measure.${measure}` : `figure.column.${key}`),
            kind: 'share' as const
          }))
        ]
      : [])
  ]
  const rows = groups.map(({ label: name, records, value, found }) => ({
    group: by === 'year' ? Number(name) : name,
    records,
    value,
    of: found?.of,
    share: found?.share,
    low: found?.low,
    high: found?.high
  }))
  return { columns, rows }
}

function years({ asked: { of }, groups, scope }: Shown, title: string) {
  const { words, recordsWith, faults } = scope
  return (
    <YearLine
      label={title}
      points={groups.flatMap(({ group, value }) => {
        const year = Number(group)
        if (value === undefined) return []
        return [
          {
            year,
            value,
            href: recordsWith({ year }, of),
            incomplete: isIncomplete(faults, year),
            title: words.t(`figure.${of}.point`, { year: String(year), n: value })
          }
        ]
      })}
    />
  )
}

function linkOf({ asked: { of, part }, scope }: Shown, group: string): string | undefined {
  const change: Filter | undefined = part && { [part]: group }
  return change && scope.recordsWith(change, of)
}

function bars(shown: Shown, total: number) {
  const { words } = shown.scope
  return (
    <Bars
      max={total}
      rows={shown.groups.slice(0, drawnGroups).map(({ group, label, value }) => {
        const href = linkOf(shown, group)
        return {
          label,
          ...(href ? { href } : {}),
          value: value ?? 0,
          shown: value === undefined ? '–' : words.number(value),
          ...(value === undefined ? {} : { aside: words.share(value / total) })
        }
      })}
    />
  )
}

function rates({ groups, scope: { words } }: Shown, all: Rate) {
  return (
    <PlumbRows
      reference={{ value: all.share, label: words.t('figure.audit-rate.all', { share: words.share(all.share) }) }}
      rows={groups.map(({ label, found }) => ({
        label,
        value: found?.share ?? 0,
        low: found?.low ?? 0,
        high: found?.high ?? 0,
        n: found?.of ?? 0
      }))}
    />
  )
}

/** What the marks show and say: a line of years, shares with their intervals, or bars of the largest groups. */
function drawn(shown: Shown): Pick<Drawn, 'title' | 'drawing' | 'note'> | undefined {
  const { asked, answer, groups, scope } = shown
  const { words } = scope
  const { of, by, measure = of } = asked
  const { total } = answer
  if (by === 'year') {
    const counted = groups.flatMap(({ group, value: count }) =>
      count === undefined ? [] : [{ year: Number(group), count }]
    )
    if (counted.length < 2) return undefined
    const title = sentenceOf(words, yearFinding(counted, of), `figure.${of}.title`)
    return { title, drawing: years(shown, title), ...noteOfFaults(scope) }
  }
  // Of fewer records than may be told, no share of them all is told either.
  const all =
    total.of && total.of >= leastCell && total.value !== null
      ? rate(Math.round(total.value * total.of), total.of)
      : undefined
  if (all) {
    const said = { share: words.share(all.share), low: words.share(all.low), high: words.share(all.high), of: all.of }
    return { title: words.t('figure.audit-rate.title', said), drawing: rates(shown, all) }
  }
  const largest = [...groups].sort((one, other) => (other.value ?? 0) - (one.value ?? 0))[0]
  const first = groups.find(({ group }) => group === asked.cited) ?? largest
  if (groups.length < 2 || first?.value === undefined || !total.value) return undefined
  const said = { name: first.label, share: words.share(first.value / total.value) }
  const own = `figure.${asked.name}.most`
  const title = words.t(words.has(own) ? own : `figure.${measure}.most`, said)
  return { title, drawing: bars(shown, total.value) }
}

/** How many records are counted; of a register of workplaces also how many are open and how many have ceased. */
function unitOf(words: Words, { of }: Asked, { total: { records: n } }: PivotAnswer, standing?: Standing): string {
  const said = words.t(`figure.${of}.unit`, { n })
  if (of !== 'workplaces' || !standing || standing.ceased === 0) return said
  const { few, open = 0, ceased = 0 } = standing
  return `${said} ${few ? words.t('figure.workplaces.ceased-few') : words.t('figure.workplaces.standing', { open, ceased })}`
}

export const tableFigures: readonly FigureKind[] = figures.map((asked) =>
  figureKind<PivotAnswer>({
    name: asked.name,
    read: readFigurePivot,
    ask: { table: asked.of, rows: asked.by, columns: '', measure: asked.measure ?? asked.of },
    of: asked.of,
    ...(crosswalks[asked.by] ? { crosswalk: crosswalks[asked.by] } : {}),
    draw(answer, scope) {
      const { words } = scope
      const groups = groupsOf(words, asked, answer)
      if (asked.by === 'year') groups.sort((one, other) => Number(one.group) - Number(other.group))
      else if (asked.measure) groups.sort((one, other) => (other.value ?? 0) - (one.value ?? 0))
      const shown: Shown = { asked, answer, groups, scope }
      const marks = drawn(shown)
      return (
        marks && {
          ...marks,
          unit: unitOf(words, asked, answer, scope.standing),
          how: words.t(`figure.${asked.of}.how`),
          table: tableOf(shown)
        }
      )
    }
  })
)

import type { ComponentChildren } from 'preact'
import { sectionName } from '../evidence/names.part.tsx'
import { type FigureTable, TableOfFigure } from '../indicator/figure-table.part.tsx'
import type { PageContext } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { Bars } from '../ui/bars.tsx'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { Funnel, type Stage } from '../ui/funnel.tsx'
import { saySource } from './head.part.tsx'
import type { readReach } from './own.operations.ts'
import type { Coverage, Reach, Stated } from './reach.rules.ts'
import type { RegisteredPart } from './registered.rules.ts'
import type { Figure as Said } from './rules.ts'

/** The figures of the reach, each once for its page and its files. */
export const reachFigures = ['traditional', 'strategic', 'sector', 'region'] as const
export type ReachFigureName = (typeof reachFigures)[number]

export type ReachAnswer = Awaited<ReturnType<typeof readReach.run>>

export type DrawnReach = {
  name: ReachFigureName
  title: string
  unit: string
  drawing: ComponentChildren
  table: FigureTable
  how: string[]
}

/** So many sectors or regions are drawn; the table has all. */
const mostBars = 25

/** A figure of the reach; nothing where nothing is known for it. */
export function drawReach(words: Words, answer: ReachAnswer, name: ReachFigureName): DrawnReach | undefined {
  const how = [words.t('reach.how'), words.t(`reach.apart.${answer.apart}`)]
  const unit = words.t('reach.unit', { year: String(answer.year) })
  if (name === 'sector' || name === 'region') return drawCoverage(words, answer, name, how)
  const title = words.t(`reach.funnel.${name}`)
  const { liable, prioritised, visited, impacted } = stagesOf(words, answer.reach)
  const stages = name === 'traditional' ? [liable, visited] : [liable, prioritised, visited, impacted]
  return {
    ...{ name, title, unit, how },
    drawing: (
      <Funnel stages={stages.map(({ note, ...stage }) => ({ ...stage, note: <span dir="auto">{note}</span> }))} />
    ),
    table: {
      columns: [
        { key: 'label', label: words.t('reach.stage'), kind: 'text' },
        { key: 'value', label: words.t('reach.workplaces'), kind: 'count' },
        { key: 'note', label: words.t('observation.source'), kind: 'text' }
      ],
      rows: stages
    }
  }
}

type NotedStage = Omit<Stage, 'note'> & { note: string }

/** The stages of the two funnels: what is known of each and who says so, or what is missing. */
function stagesOf(words: Words, reach: Reach): Record<'liable' | 'prioritised' | 'visited' | 'impacted', NotedStage> {
  const gap = (code: Reach['gaps'][number]) => words.t(`reach.missing.${code}`)
  const stage = (label: string, said: Said | Stated | undefined, missing: string): NotedStage =>
    said
      ? { label, value: 'figure' in said ? said.figure.value : said.value, note: noteOf(words, said) }
      : { label, note: missing }
  const atMost = reach.visitedAtMost
  return {
    liable: stage(words.t('reach.liable'), reach.liable, gap('workplaces_liable')),
    prioritised: stage(words.t('reach.prioritised'), reach.prioritised, gap('prioritised')),
    visited: stage(
      words.t('reach.inspected'),
      reach.visited,
      atMost === undefined ? gap('workplaces_visited') : words.t('reach.visited.at-most', { n: atMost })
    ),
    impacted: stage(words.t('reach.impacted'), reach.impacted, gap('impacted'))
  }
}

/** What stands behind a stage: its source, and what the records say beside it. */
function noteOf(words: Words, said: Said | Stated): string {
  if (!('figure' in said)) return saySource(words, said)
  const { figure, from, recorded } = said
  const source =
    from === 'records' ? words.t('statistics.counted', { source: saySource(words, figure) }) : saySource(words, figure)
  return recorded === undefined ? source : words.t('statistics.beside', { source, recorded: words.number(recorded) })
}

/** What share of the workplaces of each sector or region was visited, the largest first. */
function drawCoverage(
  words: Words,
  { year, reach, coverage, places }: ReachAnswer,
  over: RegisteredPart,
  how: string[]
): DrawnReach | undefined {
  const parts = coverage[over]
  const nameOf = ({ part }: Coverage) =>
    over === 'sector' ? sectionName(words, part) : (places[part]?.[words.language] ?? places[part]?.en ?? part)
  const known = parts.filter(({ share }) => share !== undefined)
  if (known.length === 0) return undefined
  const national = reach.penetration && !reach.penetration.atMost ? reach.penetration.share : undefined
  const parameter = over === 'sector' ? 'isicSection' : 'region'
  const rows = known.slice(0, mostBars).map((part) => ({
    label: nameOf(part),
    href: `/figures?${new URLSearchParams({ [parameter]: part.part, year: String(year) })}`,
    value: part.share ?? 0,
    shown: words.share(part.share ?? 0),
    note: words.t('reach.coverage.of', { visited: part.visited ?? 0, liable: part.liable ?? 0 })
  }))
  const whole =
    national === undefined
      ? []
      : [{ label: words.t('reach.coverage.all'), value: national, shown: words.share(national), reference: true }]
  return {
    name: over,
    title: coverageTitle(words, over, known, nameOf),
    unit: words.t(`reach.coverage.${over}.unit`, { year: String(year) }),
    drawing: <Bars rows={[...whole, ...rows]} />,
    table: {
      columns: [
        { key: 'name', label: words.t(`observation.${over}`), kind: 'text' },
        { key: 'liable', label: words.t('reach.liable'), kind: 'count' },
        { key: 'visited', label: words.t('reach.inspected'), kind: 'count' },
        { key: 'share', label: words.t('reach.coverage.share'), kind: 'share' }
      ],
      rows: parts.map((part) => ({ ...part, name: nameOf(part), hidden: undefined }))
    },
    how: [
      ...how,
      words.t('reach.coverage.how'),
      ...(parts.some(({ hidden }) => hidden) ? [words.t('figure.file.empty')] : [])
    ]
  }
}

/** What stands out: how many were never visited, else which is reached least. */
function coverageTitle(
  words: Words,
  over: RegisteredPart,
  known: readonly Coverage[],
  nameOf: (part: Coverage) => string
): string {
  const never = known.filter(({ share }) => share === 0).length
  const [least] = [...known].sort((one, other) => (one.share ?? 0) - (other.share ?? 0))
  if (never > 0) return words.t(`reach.coverage.${over}.never`, { n: never, of: known.length })
  if (!least || known.length === 1) return words.t(`reach.coverage.${over}`)
  return words.t('reach.coverage.least', { name: nameOf(least), share: words.share(least.share ?? 0) })
}

/** A figure of the reach on the page, with its table, its files and how it is counted. */
export function ReachFigure({ of, year }: { of: DrawnReach; year: number }) {
  const words = useWords()
  const { name, title, unit, drawing, table, how } = of
  const known = table.rows.some(({ value, share }) => typeof (value ?? share) === 'number')
  return (
    <Figure
      level={2}
      id={name}
      title={title}
      unit={unit}
      source={words.t('reach.source')}
      how={<p>{how.join(' ')}</p>}
      table={<TableOfFigure of={table} caption={title} />}
      {...(known ? { fileHref: (ending: string) => `/statistics/reach/${name}.${ending}?year=${year}` } : {})}
    >
      {drawing}
    </Figure>
  )
}

/** The figure as a file needs it: what stands behind each stage is said in its notes. */
export function filedReach({ words }: PageContext, of: DrawnReach, answer: ReachAnswer) {
  const { liable, prioritised, visited, impacted } = stagesOf(words, answer.reach)
  const stages = of.name === 'strategic' ? [liable, prioritised, visited, impacted] : [liable, visited]
  return {
    ...of,
    dataSets: [],
    how: [...stages.map(({ label, note }) => `${label}: ${note}`), ...of.how],
    page: `/statistics/reach?year=${answer.year}`,
    asked: [{ what: words.t('observation.year'), said: String(answer.year) }]
  }
}

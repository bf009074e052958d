import { issueName } from '../evidence/names.part.tsx'
import { Bars } from '../ui/bars.tsx'
import { Columns } from '../ui/columns.tsx'
import { PlumbRows } from '../ui/plumb-rows.tsx'
import { type Drawn, type FigureKind, type FigureScope, figureKind, sentenceOf } from './figure.part.tsx'
import { caseCells, caseColumns, type FigureTable } from './figure-table.part.tsx'
import { timesName } from './filter.part.tsx'
import type { Band } from './filter.rules.ts'
import { bandFinding, leastCleanFinding, lowest, repeatFinding } from './finding.rules.ts'
import { issues, sectionIssues } from './issue-figures.part.tsx'
import { readFigureBands, readFigureEmployers, readFigureIndustries } from './operations.ts'
import { rate } from './rules.ts'

type Answer<Operation extends { run(...given: never[]): unknown }> = Awaited<ReturnType<Operation['run']>>

const known = (value: number | undefined): number => value ?? 0

/** How many rows of industries are drawn; the table holds all. */
const drawnIndustries = 10

/** Which industries have the fewest clean cases. */
const industries = figureKind<Answer<typeof readFigureIndustries>>({
  name: 'industries',
  read: readFigureIndustries,
  of: 'cases',
  draw({ rows: all, total: { cases, assessed, violating } }, scope) {
    const { words, filter, figuresWith } = scope
    const rows = all.filter((row) => row.industryCode !== null)
    // One industry alone is the whole, which the head of the page tells.
    if (rows.length < 2) return undefined
    const largest = [...all].sort((one, other) => known(other.cases) - known(one.cases))
    const table = {
      columns: [
        { key: 'title', label: words.t('evidence.field.industryTitle'), kind: 'text' as const },
        { key: 'code', label: words.t('evidence.field.industryCode'), kind: 'text' as const },
        ...caseColumns(scope, all)
      ],
      rows: largest.map((row) => ({
        title: row.industryTitle || words.t('figure.unsaid'),
        code: row.industryCode,
        ...caseCells(row)
      }))
    }
    if (assessed === 0) return casesByIndustry(rows, cases, scope, table)
    const clean = largest
      .filter(({ industryCode }) => industryCode !== null)
      .slice(0, drawnIndustries)
      .flatMap((row) => {
        const found = rate(known(row.assessed) - known(row.violating), known(row.assessed))
        return found ? [{ row, found }] : []
      })
    clean.sort((one, other) => one.found.share - other.found.share)
    const share = (assessed - violating) / assessed
    const issue = filter.issue ? issueName(words, filter.issue) : ''
    return {
      title: sentenceOf(
        words,
        leastCleanFinding(
          clean.map(({ row, found }) => ({ name: row.industryTitle, found })),
          share
        ),
        'figure.industries.title'
      ),
      unit: words.t(issue ? 'figure.industries.unit-issue' : 'figure.industries.unit', {
        n: clean.length,
        issue,
        share: words.share(share)
      }),
      how: words.t('figure.industries.how'),
      drawing: (
        <PlumbRows
          reference={{ value: share, label: words.t('figure.industries.all', { share: words.share(share) }) }}
          range={rangeOf([share, ...clean.flatMap(({ found }) => (found.small ? [] : [found.low, found.high]))])}
          rows={clean.map(({ row, found }) => ({
            label: row.industryTitle,
            href: figuresWith({ industry: row.industryCode ?? '' }),
            value: found.share,
            low: found.low,
            high: found.high,
            n: row.suppressed ? 0 : found.of,
            highlight: lowest(clean, share)?.row === row
          }))}
        />
      ),
      table
    }
  }
})

/** From where to where the rows are drawn: the narrowest of a few ranges that holds the shares and their intervals. */
function rangeOf(shares: readonly number[]): { min: number; max: number } {
  const [low, high] = [Math.min(...shares), Math.max(...shares)]
  const ranges = [
    { min: 0, max: 0.25 },
    { min: 0.75, max: 1 },
    { min: 0, max: 0.5 },
    { min: 0.5, max: 1 }
  ]
  return ranges.find(({ min, max }) => min <= low && high <= max) ?? { min: 0, max: 1 }
}

/** Where the records do not say what was found, industries are only counted. */
function casesByIndustry(
  rows: Answer<typeof readFigureIndustries>['rows'],
  all: number,
  { words, filter, figuresWith }: FigureScope,
  table: FigureTable
): Drawn {
  const [first] = rows
  return {
    title:
      first && !first.suppressed
        ? words.t('figure.industries.most', {
            industry: first.industryTitle,
            share: words.share(known(first.cases) / all)
          })
        : words.t('figure.industries.title-cases'),
    unit: filter.issue
      ? words.t('figure.industries.unit-named', { n: all, issue: issueName(words, filter.issue) })
      : words.t('figure.industries.unit-cases', { n: all }),
    how: words.t('figure.industries.how-cases'),
    drawing: (
      <Bars
        max={all}
        rows={rows.slice(0, drawnIndustries).map((row) => ({
          label: row.industryTitle,
          href: figuresWith({ industry: row.industryCode ?? '' }),
          value: known(row.cases),
          shown: row.suppressed ? '–' : words.number(known(row.cases)),
          ...(row.suppressed ? {} : { aside: words.share(known(row.cases) / all) })
        }))}
      />
    ),
    table
  }
}

/** How many violations a case has. */
const bands = figureKind<Answer<typeof readFigureBands>>({
  name: 'violations',
  read: readFigureBands,
  of: 'cases',
  narrow: true,
  draw({ rows, cases: all }, { words, recordsWith }) {
    if (all === 0) return undefined
    const name = ({ from, to }: { from: number; to?: number | undefined }) =>
      to === 0
        ? words.t('indicator.band.none')
        : to === undefined
          ? words.t('indicator.band.over', { over: from - 1 })
          : words.t('indicator.band', { from, to })
    const whole = rows.every(({ suppressed }) => !suppressed)
    return {
      title: sentenceOf(
        words,
        whole ? bandFinding(rows.map(({ from, cases }) => ({ from, cases: known(cases) }))) : undefined,
        'figure.violations.title'
      ),
      unit: words.t('figure.violations.unit', { n: all }),
      how: words.t('figure.violations.how'),
      drawing: (
        <Columns
          bars={rows.map((band) => ({
            label: name(band),
            href: recordsWith({ violations: { from: band.from, ...(band.to === undefined ? {} : { to: band.to }) } }),
            value: known(band.cases),
            shown: band.cases === undefined ? '–' : words.number(band.cases),
            hollow: band.to === 0
          }))}
        />
      ),
      table: {
        columns: [
          { key: 'band', label: words.t('indicator.figure.violations'), kind: 'text' },
          { key: 'cases', label: words.t('indicator.figure.cases'), kind: 'count' },
          { key: 'share', label: words.t('figure.column.of-all'), kind: 'share' }
        ],
        rows: rows.map((band) => ({
          band: name(band),
          cases: band.cases,
          share: band.cases === undefined ? undefined : band.cases / all
        }))
      }
    }
  }
})

/** Which employers come back. */
const employers = figureKind<Answer<typeof readFigureEmployers>>({
  name: 'employers',
  read: readFigureEmployers,
  of: 'cases',
  narrow: true,
  draw({ by, rows }, { words, recordsWith }) {
    const all = rows.reduce((sum, { employers }) => sum + employers, 0)
    if (all < 5) return undefined
    const band = (times: number) => (times === 4 ? { from: 4 } : { from: times, to: times })
    const name = (times: number) => timesName(words, band(times))
    // Records are found by number or name and city: where the register counts, no list of them holds just those.
    const behind = (times: Band) => recordsWith(by === 'register' ? {} : { times }, 'cases', 'workplace')
    return {
      title: sentenceOf(words, repeatFinding(rows), 'figure.employers.title'),
      unit: words.t('figure.employers.unit'),
      how: words.t(by === 'register' ? 'figure.employers.how-register' : 'figure.employers.how'),
      records: behind({ from: 2 }),
      drawing: (
        <Bars
          max={all}
          rows={rows.map(({ times, employers }) => ({
            label: name(times),
            href: behind(band(times)),
            value: employers,
            shown: words.number(employers),
            aside: words.share(employers / all)
          }))}
        />
      ),
      table: {
        columns: [
          { key: 'times', label: words.t('figure.employers.cases-each'), kind: 'text' },
          { key: 'employers', label: words.t('figure.employers.employers'), kind: 'count' },
          { key: 'share', label: words.t('figure.column.of-all'), kind: 'share' },
          { key: 'cases', label: words.t('indicator.figure.cases'), kind: 'count' }
        ],
        rows: rows.map(({ times, employers, cases }) => ({
          times: name(times),
          employers,
          share: employers / all,
          cases
        }))
      }
    }
  }
})

export const caseFigures: FigureKind[] = [issues, industries, bands, employers, sectionIssues]

import { issueName, sectionName } from '../evidence/names.part.tsx'
import { Bars } from '../ui/bars.tsx'
import { HeatTable } from '../ui/heat-table.tsx'
import { limitsFor } from '../ui/share.ts'
import { type Drawn, type FigureScope, figureKind, sentenceOf } from './figure.part.tsx'
import { caseCells, caseColumns, type FigureTable } from './figure-table.part.tsx'
import { issueFinding, sectionIssueFinding } from './finding.rules.ts'
import { readFigureIssues, readFigureSectionIssues } from './operations.ts'
import { smallSample } from './rules.ts'

type Answer<Operation extends { run(...given: never[]): unknown }> = Awaited<ReturnType<Operation['run']>>

const known = (value: number | undefined): number => value ?? 0

/** Which issues were found. */
export const issues = figureKind<Answer<typeof readFigureIssues>>({
  name: 'issues',
  read: readFigureIssues,
  of: 'cases',
  without: 'issue',
  narrow: true,
  draw(rows, scope) {
    const { words, filter, figuresWith } = scope
    type Row = (typeof rows)[number]
    if (rows.length === 0) return undefined
    const table = (of: readonly Row[]): FigureTable => ({
      columns: [
        { key: 'issue', label: words.t('figure.column.issue'), kind: 'text' },
        ...caseColumns(scope, rows),
        { key: 'casesWithBackWages', label: words.t('figure.column.owing'), kind: 'count' }
      ],
      rows: of.map((row) => ({
        issue: issueName(words, row.issue),
        ...caseCells(row),
        casesWithBackWages: row.casesWithBackWages
      }))
    })
    if (rows.some(({ rated }) => !rated)) return namedIssues(rows, scope, table)
    const assessed = rows.some((row) => known(row.assessed) > 0)
    const value = (row: Row) => known(assessed ? row.violating : row.casesWithBackWages)
    const of = (row: Row) => known(assessed ? row.assessed : row.cases)
    const shares = rows.map((row) => ({ issue: row.issue, violating: value(row), assessed: of(row) }))
    const sorted = [...rows].sort((one, other) => value(other) - value(one))
    return {
      title: assessed ? sentenceOf(words, issueFinding(shares), 'figure.issues.title') : words.t('figure.issues.title'),
      unit: words.t(assessed ? 'figure.issues.unit' : 'figure.issues.unit-money', { n: Math.max(...rows.map(of)) }),
      how: words.t('figure.issues.how'),
      drawing: (
        <Bars
          max={Math.max(...rows.map(of))}
          rows={sorted.map((row) => ({
            label: issueName(words, row.issue),
            href: figuresWith({ issue: row.issue }),
            value: value(row),
            highlight: row.issue === filter.issue,
            shown: row.suppressed ? '–' : words.number(value(row)),
            ...(of(row) > 0 ? { aside: words.share(value(row) / of(row)) } : {})
          }))}
        />
      ),
      table: table(sorted)
    }
  }
})

/** Issues of which the records name only where they were found or alleged: numbers, and no share of them. */
function namedIssues(
  rows: Answer<typeof readFigureIssues>,
  { words, filter, figuresWith }: FigureScope,
  table: (of: typeof rows) => FigureTable
): Drawn {
  const value = ({ violating, cases }: (typeof rows)[number]) => known(violating || cases)
  const sorted = [...rows].sort((one, other) => value(other) - value(one))
  const [most] = sorted
  return {
    title:
      most && !most.suppressed
        ? words.t('figure.issues.most', { issue: issueName(words, most.issue), n: value(most) })
        : words.t('figure.issues.title'),
    unit: words.t('figure.issues.unit-named'),
    how: words.t('figure.issues.how-named'),
    drawing: (
      <Bars
        rows={sorted.map((row) => ({
          label: issueName(words, row.issue),
          href: figuresWith({ issue: row.issue }),
          value: value(row),
          highlight: row.issue === filter.issue,
          shown: row.suppressed ? '–' : words.number(value(row))
        }))}
      />
    ),
    table: table(sorted)
  }
}

const drawnSections = 8

/** What is broken in which sector. */
export const sectionIssues = figureKind<Answer<typeof readFigureSectionIssues>>({
  name: 'sectors',
  read: readFigureSectionIssues,
  of: 'cases',
  crosswalk: 'isicSure',
  without: 'issue',
  draw(rows, { words, figuresWith }) {
    const issues = [...new Set(rows.map(({ issue }) => issue))]
    const sized = [...Map.groupBy(rows, ({ isicSection }) => isicSection)].map(([section, cells]) => ({
      section,
      cells,
      n: Math.max(...cells.map(({ assessed }) => known(assessed)))
    }))
    const sections = sized.filter(({ n }) => n > 0).sort((one, other) => other.n - one.n)
    if (sections.length < 2) return undefined
    const usual = (issue: string) =>
      rows.filter((row) => row.issue === issue).reduce((sum, row) => sum + known(row.violating), 0)
    issues.sort((one, other) => usual(other) - usual(one))
    const counted = rows.map((row) => ({ ...row, assessed: known(row.assessed), violating: known(row.violating) }))
    return {
      title: sentenceOf(words, sectionIssueFinding(counted), 'figure.sectors.title'),
      unit: words.t('figure.sectors.unit', { n: Math.min(drawnSections, sections.length) }),
      how: words.t('figure.sectors.how'),
      drawing: (
        <HeatTable
          caption={words.t('figure.sectors.title')}
          head={words.t('figure.column.section')}
          columns={issues.map((issue) => issueName(words, issue))}
          limits={limitsFor(
            counted.flatMap(({ assessed, violating }) => (assessed < smallSample ? [] : [violating / assessed]))
          )}
          rows={sections.slice(0, drawnSections).map(({ section, cells, n }) => ({
            label: sectionName(words, section),
            href: figuresWith({ isicSection: section }),
            n,
            cells: issues.map((issue) => {
              const cell = cells.find((one) => one.issue === issue)
              if (!cell?.assessed) return undefined
              return {
                value: known(cell.violating) / cell.assessed,
                n: cell.assessed,
                href: figuresWith({ isicSection: section, issue })
              }
            })
          }))}
        />
      ),
      table: {
        columns: [
          { key: 'section', label: words.t('figure.column.section'), kind: 'text' },
          { key: 'issue', label: words.t('figure.column.issue'), kind: 'text' },
          { key: 'assessed', label: words.t('indicator.figure.assessed'), kind: 'count' },
          { key: 'violating', label: words.t('indicator.figure.violating'), kind: 'count' },
          { key: 'share', label: words.t('figure.column.share'), kind: 'share' }
        ],
        rows: sections.flatMap(({ section, cells }) =>
          cells.map((cell) => ({
            section: sectionName(words, section),
            issue: issueName(words, cell.issue),
            assessed: cell.assessed,
            violating: cell.violating,
            share: cell.assessed ? known(cell.violating) / cell.assessed : undefined
          }))
        )
      }
    }
  }
})

import { countyName, issueName } from '../evidence/names.part.tsx'
import { Bars } from '../ui/bars.tsx'
import { Curve } from '../ui/curve.tsx'
import { type Area, RegionMap } from '../ui/region-map.tsx'
import { YearLine } from '../ui/year-line.tsx'
import { isIncomplete, noteOfFaults } from './fault.part.tsx'
import { type FigureKind, type FigureScope, figureKind, sentenceOf, small } from './figure.part.tsx'
import { caseCells, caseColumns, shortNumber } from './figure-table.part.tsx'
import { completenessFinding, concentrationFinding, placeFinding, yearFinding } from './finding.rules.ts'
import { readFigureCompleteness, readFigureConcentration, readFigurePlaces, readFigureYears } from './operations.ts'

type Answer<Operation extends { run(...given: never[]): unknown }> = Awaited<ReturnType<Operation['run']>>
type Places = Answer<typeof readFigurePlaces>

const known = (value: number | undefined): number => value ?? 0
const drawnPlaces = 10

/** Where the cases are: a map of shares where the country has one and the records say what was found, else bars. */
const places = figureKind<Places>({
  name: 'places',
  read: readFigurePlaces,
  of: 'cases',
  without: 'county',
  draw({ rows, map, total, placed: inPlaces }, scope) {
    const { words, filter } = scope
    const placed = rows.filter(({ place }) => place !== null)
    const all = total.cases
    if (inPlaces === 0) return undefined
    const assessed = placed.some((row) => known(row.assessed) > 0)
    const counted = placed.map(({ place, name, cases, assessed, violating }) => ({
      name: countyName(words, { place, name }),
      cases: known(cases),
      assessed: known(assessed),
      violating: known(violating)
    }))
    const onMap = map !== null && assessed && placed.some(({ place }) => map.areas.some(({ id }) => id === place))
    return {
      title: placeTitle(counted, all, scope),
      unit: words.t(`figure.places.unit${placesUnit(onMap, assessed, filter.issue)}`, {
        issue: issueName(words, filter.issue ?? '')
      }),
      how: words.t('figure.places.how'),
      ...(inPlaces < all
        ? { note: words.t('figure.places.note', { placed: inPlaces, all, missing: all - inPlaces }) }
        : {}),
      drawing: onMap ? (
        <PlaceMap map={map} rows={placed} scope={scope} />
      ) : (
        <PlaceBars rows={placed} all={all} scope={scope} />
      ),
      table: {
        columns: [{ key: 'place', label: words.t('evidence.field.county'), kind: 'text' }, ...caseColumns(scope, rows)],
        rows: rows.map((row) => ({ place: row.name ?? words.t('figure.unsaid'), ...caseCells(row) }))
      }
    }
  }
})

function placesUnit(onMap: boolean, assessed: boolean, issue: string | undefined): string {
  if (onMap) return issue ? '-issue' : ''
  return issue && !assessed ? '-named' : '-cases'
}

/** Which place holds most cases; with an issue in the filter, how many of them break it. */
function placeTitle(rows: Parameters<typeof placeFinding>[0], all: number, { words, filter }: FigureScope): string {
  const finding = placeFinding(rows, all)
  if (!finding || !filter.issue || !('of' in finding.values)) return sentenceOf(words, finding, 'figure.places.title')
  const values = { ...finding.values, issue: small(words, issueName(words, filter.issue)) }
  return sentenceOf(words, { key: 'figure.places.issue', values }, 'figure.places.title')
}

function PlaceMap({ map, rows, scope }: { map: NonNullable<Places['map']>; rows: Places['rows']; scope: FigureScope }) {
  const { words } = scope
  const { county } = scope.filter
  const [most] = [...rows].sort((one, other) => known(other.cases) - known(one.cases))
  const areas = map.areas.map((area): Area => {
    const row = rows.find(({ place }) => place === area.id)
    if (!row) return { ...area, count: 0 }
    const share = row.assessed ? { value: known(row.violating) / row.assessed } : {}
    // A suppressed row counts something, though not how much.
    const count = row.suppressed ? 1 : known(row.assessed)
    return { ...area, ...share, count, href: scope.figuresWith({ county: area.id }), chosen: area.id === county }
  })
  return (
    <RegionMap
      viewBox={map.viewBox}
      label={words.t('figure.places.title')}
      areas={areas}
      named={[most?.place, county].flatMap((id) => id ?? [])}
    />
  )
}

function PlaceBars({ rows, all, scope }: { rows: Places['rows']; all: number; scope: FigureScope }) {
  const { words } = scope
  return (
    <Bars
      max={all}
      rows={rows.slice(0, drawnPlaces).map((row) => ({
        label: row.name ?? row.place ?? '',
        href: scope.figuresWith({ county: row.place ?? '' }),
        value: known(row.cases),
        highlight: row.place === scope.filter.county,
        shown: row.suppressed ? '–' : words.number(known(row.cases)),
        ...(row.suppressed ? {} : { aside: words.share(known(row.cases) / all) })
      }))}
    />
  )
}

/** What a reader looks for, and the fields of which one is enough. */
const sought = [
  ['workplace', ['workplace', 'identifier']],
  ['place', ['city', 'postcode', 'county', 'region']],
  ['industry', ['industryCode', 'industryTitle', 'isicSection']],
  ['violations', ['violations']],
  ['workers', ['workersAffected']],
  ['wages', ['backWages']],
  ['trigger', ['trigger']],
  ['dates', ['concluded', 'periodEnd', 'opened', 'periodStart']],
  ['size', ['employees']]
] as const

/** How full the records are. */
const completeness = figureKind<Answer<typeof readFigureCompleteness>>({
  name: 'completeness',
  read: readFigureCompleteness,
  of: 'cases',
  narrow: true,
  draw(rows, { words }) {
    const of = rows[0]?.of ?? 0
    if (of === 0) return undefined
    const filled = (fields: readonly string[]) =>
      Math.max(0, ...rows.filter(({ column }) => fields.includes(column)).map((row) => row.filled))
    return {
      title: sentenceOf(words, completenessFinding(rows), 'figure.completeness.title'),
      unit: words.t('figure.completeness.unit', { n: of }),
      how: words.t('figure.completeness.how'),
      drawing: (
        <Bars
          shares
          max={1}
          rows={sought.map(([name, fields]) => ({
            label: words.t(`figure.completeness.${name}`),
            value: filled(fields) / of,
            shown: words.share(filled(fields) / of),
            unknown: filled(fields) === 0
          }))}
        />
      ),
      table: {
        columns: [
          { key: 'field', label: words.t('figure.column.field'), kind: 'text' },
          { key: 'filled', label: words.t('figure.column.filled'), kind: 'count' },
          { key: 'share', label: words.t('figure.column.of-all'), kind: 'share' }
        ],
        rows: rows.map(({ column, filled }) => ({
          field: words.t(`evidence.field.${column}`),
          filled,
          share: filled / of
        }))
      }
    }
  }
})

/** How much of the money few cases hold. */
const concentration = figureKind<Answer<typeof readFigureConcentration>>({
  name: 'concentration',
  read: readFigureConcentration,
  of: 'cases',
  narrow: true,
  draw(found, { words, currency, filter, recordsWith }) {
    const tenth = found.points.find(({ percent }) => percent === 10)
    if (found.total === 0 || !tenth) return undefined
    const title = sentenceOf(words, concentrationFinding(found), 'figure.concentration.title')
    return {
      title,
      unit: words.t(filter.issue ? 'figure.concentration.unit-issue' : 'figure.concentration.unit', {
        total: shortNumber(words, found.total),
        currency,
        issue: issueName(words, filter.issue ?? '')
      }),
      how: words.t('figure.concentration.how'),
      records: recordsWith({}, 'cases', 'backWages'),
      drawing: (
        <Curve
          label={title}
          points={[{ x: 0, y: 0 }, ...found.points.map(({ percent, share }) => ({ x: percent / 100, y: share }))]}
          cited={{
            x: 0.1,
            y: tenth.share,
            label: words.t('figure.concentration.cited', { share: words.share(tenth.share) })
          }}
          equal={words.t('figure.concentration.equal')}
          across={words.t('figure.concentration.across')}
        />
      ),
      table: {
        columns: [
          { key: 'percent', label: words.t('figure.concentration.largest'), kind: 'count' },
          { key: 'cases', label: words.t('indicator.figure.cases'), kind: 'count' },
          { key: 'backWages', label: `${words.t('indicator.figure.backWages')} (${currency})`, kind: 'count' },
          { key: 'share', label: words.t('figure.concentration.share'), kind: 'share' }
        ],
        rows: found.points.filter(({ percent }) => percent % 5 === 0 || percent < 5)
      }
    }
  }
})

/** When cases ended. Without dates no line is drawn; the figure of completeness says so. */
const years = figureKind<Answer<typeof readFigureYears>>({
  name: 'years',
  read: readFigureYears,
  of: 'dated',
  draw(rows, scope) {
    const { words, recordsWith, faults } = scope
    const counted = rows.flatMap(({ year, cases }) => (cases === undefined ? [] : [{ year, count: cases }]))
    if (counted.length < 2) return undefined
    const title = sentenceOf(words, yearFinding(counted, 'cases'), 'figure.years.title')
    return {
      title,
      unit: words.t('figure.years.unit', {
        n: counted.reduce((sum, { count }) => sum + count, 0),
        by: rows[0]?.by ?? ''
      }),
      how: words.t('figure.years.how'),
      ...noteOfFaults(scope),
      drawing: (
        <YearLine
          label={title}
          points={counted.map(({ year, count }) => ({
            year,
            value: count,
            href: recordsWith({ year }),
            incomplete: isIncomplete(faults, year),
            title: words.t('figure.years.point', { year: String(year), n: count })
          }))}
        />
      ),
      table: {
        columns: [{ key: 'year', label: words.t('figure.column.year'), kind: 'year' }, ...caseColumns(scope, rows)],
        rows: rows.map((row) => ({ year: row.year, ...caseCells(row) }))
      }
    }
  }
})

export const furtherFigures: FigureKind[] = [places, concentration, completeness, years]

import type { Block, Cell, TableBlock } from '../chart/document.rules.ts'
import { issueName, occupationName, sectionName } from '../evidence/names.part.tsx'
import type { Words } from '../kernel/words.ts'
import { saySource, sayValue } from '../statistics/head.part.tsx'
import type { Stated } from '../statistics/reach.rules.ts'
import type { Report } from './operations.ts'
import {
  type Asked,
  type Due,
  duesOf,
  type Letter,
  letters,
  type Part,
  type RecordedHealth,
  type ReportText
} from './rules.ts'

/** The report as blocks: the same for its page and for Word. */

/** A part of the report: its letter, its title, and what stands in it; `text` is the one that people write. */
export type Chapter = { letter?: Letter; text?: ReportText; title: string; blocks: Block[] }

/** What the report is composed from, for the reader's language; `currency` as ISO 4217. */
export type Scope = { words: Words; report: Report; currency: string }

const unknown = (words: Words): Cell => ({ text: words.t('report.unknown'), mark: 'unknown' })

/** A figure with its source; what the records count beside it stands in the same cell. */
function figureRow(words: Words, label: string, stated: Stated | undefined): Cell[] {
  if (!stated) return [label, unknown(words), '']
  const { figure, from, recorded } = stated
  const own = saySource(words, figure)
  const source = from === 'records' ? words.t('statistics.counted', { source: own }) : own
  const value = sayValue(words, figure.value)
  return [
    label,
    figure.example ? { text: value, mark: 'example' } : value,
    recorded === undefined ? source : words.t('statistics.beside', { source, recorded: words.number(recorded) })
  ]
}

/** The main table of a chapter, which the chapter's title names. */
function figureTable(words: Words, rows: Cell[][]): TableBlock {
  const columns = [
    { label: words.t('observation.series') },
    { label: words.t('observation.value'), numeric: true },
    { label: words.t('observation.source') }
  ]
  return { kind: 'table', columns, rows }
}

/** Parts of a breakdown beside each other: one column for each list. */
function partTable(
  words: Words,
  {
    caption,
    head,
    columns,
    nameOf
  }: {
    caption: string
    head: string
    columns: { label: string; parts: readonly Part[] }[]
    nameOf?: (part: string) => string
  }
): TableBlock[] {
  const all = [...new Set(columns.flatMap(({ parts }) => parts.map(({ part }) => part)))]
  if (all.length === 0) return []
  const shown = (parts: readonly Part[], part: string): Cell => {
    const found = parts.find((one) => one.part === part)
    return found ? sayValue(words, found.figure.value) : '–'
  }
  return [
    {
      kind: 'table',
      caption,
      columns: [{ label: head }, ...columns.map(({ label }) => ({ label, numeric: true }))],
      rows: all.map((part) => [nameOf ? nameOf(part) : part, ...columns.map(({ parts }) => shown(parts, part))])
    }
  ]
}

function staff({ words, report: { data } }: Scope): Block[] {
  const { figures, parts } = data
  const of = (persons: string) => words.t('statistics.of-whom', { persons: words.t(`observation.persons.${persons}`) })
  const series = (name: string) => words.t(`observation.series.${name}`)
  return [
    figureTable(words, [
      figureRow(words, series('inspectors'), figures.inspectors),
      figureRow(words, of('women'), figures['inspectors-women']),
      figureRow(words, series('other_staff'), figures.other_staff)
    ]),
    ...partTable(words, {
      caption: words.t('report.table.grades'),
      head: words.t('observation.by.grade'),
      columns: [
        { label: series('inspectors'), parts: parts.grades },
        { label: of('women'), parts: parts.gradesOfWomen }
      ]
    }),
    ...partTable(words, {
      caption: words.t('report.table.regions'),
      head: words.t('observation.region'),
      columns: [{ label: series('inspectors'), parts: parts.regions }]
    }),
    ...partTable(words, {
      caption: words.t('report.table.activities'),
      head: words.t('observation.by.activity'),
      columns: [{ label: series('time_use'), parts: parts.activities }]
    })
  ]
}

function peopleRows(words: Words, { figures }: Report['data'], series: 'workers_liable' | 'workers_visited'): Cell[][] {
  const of = (persons: 'men' | 'women' | 'young') =>
    figureRow(
      words,
      words.t('statistics.of-whom', { persons: words.t(`observation.persons.${persons}`) }),
      figures[`${series}-${persons}`]
    )
  return [
    figureRow(words, words.t(`observation.series.${series}`), figures[series]),
    of('men'),
    of('women'),
    of('young')
  ]
}

function liable({ words, report: { data } }: Scope): Block[] {
  const workplaces = figureRow(words, words.t('observation.series.workplaces_liable'), data.figures.workplaces_liable)
  return [figureTable(words, [workplaces, ...peopleRows(words, data, 'workers_liable')])]
}

function visits({ words, report: { data } }: Scope): Block[] {
  const series = ['visits', 'visits_day', 'visits_night', 'workplaces_visited', 'workplaces_revisited'] as const
  const rows = series.map((name) => figureRow(words, words.t(`observation.series.${name}`), data.figures[name]))
  return [
    figureTable(words, [...rows, ...peopleRows(words, data, 'workers_visited')]),
    { kind: 'paragraph', text: words.t('report.visit') }
  ]
}

/** Says of a sum of amounts that some lie far above the others, or were left out as nobody can believe them. */
function oddSums(words: Words, { high, leftOut }: Report['data']['recorded']['odd']): Block[] {
  const said = [...(high ? ['very-high'] : []), ...(leftOut ? ['no-amount'] : [])]
  return said.map((check) => ({ kind: 'paragraph', text: words.t(`figure.odd.${check}.alone`) }))
}

function violations({ words, report: { data }, currency }: Scope): Block[] {
  const { figures, parts, recorded } = data
  const row = (name: 'violations' | 'convictions' | 'penalties') =>
    figureRow(words, words.t(`observation.series.${name}`), figures[name])
  const amount = `${words.t('observation.series.penalty_amount')} (${words.currency(currency)})`
  const recordedRows = recorded.issues.map(({ issue, cases }) => ({ label: issueName(words, issue), n: cases }))
  const sum =
    recorded.casesWithPenalties !== undefined && recorded.penalties !== null
      ? [
          {
            kind: 'paragraph',
            text: words.t('report.recorded.penalties', {
              n: recorded.casesWithPenalties,
              amount: words.money(recorded.penalties, currency)
            })
          } as const,
          ...oddSums(words, recorded.odd)
        ]
      : []
  return [
    figureTable(words, [
      row('violations'),
      row('convictions'),
      row('penalties'),
      figureRow(words, amount, figures.penalty_amount)
    ]),
    ...partTable(words, {
      caption: words.t('report.table.provisions'),
      head: words.t('observation.by.provision'),
      columns: [
        { label: words.t('observation.series.violations'), parts: parts.provisions },
        { label: words.t('observation.series.convictions'), parts: parts.convictions }
      ]
    }),
    ...partTable(words, {
      caption: words.t('report.table.natures'),
      head: words.t('observation.by.nature'),
      columns: [
        { label: words.t('observation.series.penalties'), parts: parts.natures },
        { label: amount, parts: parts.amounts }
      ]
    }),
    ...countTable(
      words,
      words.t('report.table.recorded'),
      [words.t('report.issue'), words.t('report.cases')],
      recordedRows
    ),
    ...sum
  ]
}

/** What the records count of several things; fewer than five are not told. No table where there is nothing. */
function countTable(
  words: Words,
  caption: string,
  [head, count]: readonly [string, string],
  rows: readonly { label: string; n: number | undefined }[]
): TableBlock[] {
  if (rows.length === 0) return []
  return [
    {
      kind: 'table',
      caption,
      columns: [{ label: head }, { label: count, numeric: true }],
      rows: rows.map(({ label, n }) => [label, n === undefined ? words.t('report.few') : words.number(n)])
    }
  ]
}

function health(scope: Scope, kind: 'accidents' | 'diseases'): Block[] {
  const { words, report } = scope
  const { figures, parts, recorded } = report.data
  const fatal = words.t(`observation.series.${kind}_fatal`)
  const other = words.t(`observation.series.${kind}_other`)
  const by = (over: 'sector' | 'occupation' | 'category', head: string, nameOf?: (part: string) => string) =>
    partTable(words, {
      caption: words.t(`report.table.${kind}.${over}`),
      head,
      ...(nameOf ? { nameOf } : {}),
      columns: [
        { label: fatal, parts: parts[kind][over].fatal },
        { label: other, parts: parts[kind][over].other }
      ]
    })
  return [
    figureTable(words, [
      figureRow(words, fatal, figures[`${kind}_fatal`]),
      figureRow(words, other, figures[`${kind}_other`])
    ]),
    ...by('sector', words.t('observation.sector'), (part) => sectionName(words, part)),
    ...by('occupation', words.t('observation.occupation')),
    ...by('category', words.t('observation.by.cause')),
    ...(recorded[kind] ? recordedHealth(words, kind, recorded[kind]) : [])
  ]
}

function recordedHealth(
  words: Words,
  kind: 'accidents' | 'diseases',
  { records, fatal, unsaid, occupations, ...by }: RecordedHealth
): Block[] {
  const nameOf = (over: string, part: string) =>
    over === 'sector' ? sectionName(words, part) : (occupationName(words, occupations[part]) ?? part)
  const told = (n: number | undefined) => (n === undefined ? words.t('report.few') : words.number(n))
  const table = (over: 'sector' | 'cause' | 'occupation', head: string, rows: typeof by.bySector): TableBlock[] =>
    rows.every(({ part }) => part === null)
      ? []
      : [
          {
            kind: 'table',
            caption: words.t(`report.table.recorded.${kind}.${over}`),
            columns: [
              { label: head },
              { label: words.t(`report.${kind}`), numeric: true },
              { label: words.t('report.fatal'), numeric: true }
            ],
            rows: rows.map(({ part, records: n, fatal: deadly }) => [
              part === null ? words.t('figure.unsaid') : nameOf(over, part),
              told(n),
              // Of accidents of which nobody says whether they were fatal, nought is not known to be one.
              unsaid > 0 && deadly === 0 ? '–' : told(deadly)
            ])
          }
        ]
  return [
    {
      kind: 'paragraph',
      text:
        records === undefined
          ? words.t(`report.recorded.${kind}.few`)
          : words.t(`report.recorded.${kind}`, {
              n: records,
              fatal: fatal === undefined ? words.t('report.few') : words.number(fatal),
              unsaid
            })
    },
    ...table('sector', words.t('observation.sector'), by.bySector),
    ...table('occupation', words.t('observation.occupation'), by.byOccupation),
    ...table('cause', words.t('observation.by.cause'), by.byCause)
  ]
}

const tables: Record<Letter, (scope: Scope) => Block[]> = {
  a: () => [],
  b: staff,
  c: liable,
  d: visits,
  e: violations,
  f: (scope) => health(scope, 'accidents'),
  g: (scope) => health(scope, 'diseases')
}

/** What somebody wrote, paragraph by paragraph. */
function written(text: string | undefined): Block[] {
  return (text ?? '')
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ kind: 'paragraph', text: part }) as const)
}

/** What is to be done is said once for each letter, at the first thing that it lacks. */
function isFirst(asked: readonly Asked[], index: number): boolean {
  const lacking = (one: Asked) => one.letter === asked[index]?.letter && one.state === 'missing'
  return asked.findIndex(lacking) === index
}

/** How many things of each letter are there, partly there and missing, as a table; what is missing stands in words. */
export function completeness(words: Words, asked: readonly Asked[]): Block[] {
  const marks = { given: undefined, partly: 'proposed', missing: 'unknown' } as const
  return [
    {
      kind: 'table',
      caption: words.t('report.complete.caption'),
      columns: [
        { label: words.t('report.complete.asked') },
        { label: words.t('report.complete.state') },
        { label: words.t('report.complete.cure') }
      ],
      rows: asked.map(({ letter, item, state }, index): Cell[] => {
        const mark = marks[state]
        const said = words.t(`report.state.${state}`)
        return [
          `${words.t(`report.letter.${letter}`)} ${words.t(`report.asked.${item}`)}`,
          mark ? { text: said, mark } : said,
          state === 'missing' && isFirst(asked, index)
            ? words.t(`report.cure.${letter}`)
            : state === 'partly'
              ? words.t('report.partly')
              : ''
        ]
      })
    }
  ]
}

export function sayDue(words: Words, name: 'publication' | 'transmission', { due, done, state }: Due): string {
  return words.t(`report.due.${name}.${state}`, { due: words.date(due), done: done ? words.date(done) : '' })
}

/** The title of the report: of the inspection, or of its work in agriculture. */
export function titleOf(words: Words, { year, scope }: Pick<Report, 'year' | 'scope'>): string {
  return words.t(`report.title.${scope}`, { year: String(year) })
}

/** The chapters of the report in their order: what it holds, its foreword, (a) to (g), what is said at its end. */
export function composeChapters(scope: Scope): Chapter[] {
  const { words, report } = scope
  const { kept, asked } = report
  const dues = duesOf(kept ?? { year: report.year, published: null, transmitted: null }, report.today)
  const text = (part: ReportText) => written(kept?.[part])
  return [
    {
      title: words.t('report.complete.title'),
      blocks: [
        { kind: 'paragraph', text: sayDue(words, 'publication', dues.publication) },
        { kind: 'paragraph', text: sayDue(words, 'transmission', dues.transmission) },
        ...completeness(words, asked)
      ]
    },
    { text: 'foreword', title: words.t('annual_report.foreword'), blocks: text('foreword') },
    ...letters.map(
      (letter): Chapter => ({
        letter,
        text: `text_${letter}`,
        title: words.t(`report.chapter.${letter}`),
        blocks: [...text(`text_${letter}`), ...tables[letter](scope)]
      })
    ),
    { text: 'closing', title: words.t('annual_report.closing'), blocks: text('closing') }
  ]
}

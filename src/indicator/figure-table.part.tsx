import { type CsvCell, writeCsv } from '../evidence/csv.rules.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { DataTable } from '../ui/table.tsx'
import { rate } from './rules.ts'

/** The numbers of a figure, once for its table and its file. */

export type FigureColumn = { key: string; label: string; kind: 'text' | 'count' | 'share' | 'year' }
/** A value that is left out stands for fewer than five cases, or for nothing that the source says. */
export type FigureRow = Record<string, string | number | null | undefined>
export type FigureTable = { columns: readonly FigureColumn[]; rows: readonly FigureRow[] }

function shownValue(words: Words, { kind }: FigureColumn, value: FigureRow[string]): string {
  if (value === undefined || value === null || value === '') return '–'
  if (typeof value === 'string') return value
  if (kind === 'share') return words.share(value)
  return kind === 'year' ? String(value) : words.number(value)
}

/** So many rows stand on the page; the file holds all. */
const shownRows = 25

export function TableOfFigure({ of, caption }: { of: FigureTable; caption: string }) {
  const words = useWords()
  const rest = of.rows.length - shownRows
  return (
    <>
      <DataTable
        caption={caption}
        captionHidden
        asTable
        wide
        rows={of.rows.slice(0, shownRows)}
        columns={of.columns.map((column, index) => ({
          key: column.key,
          label: column.label,
          head: index === 0,
          numeric: column.kind !== 'text' && index > 0,
          cell: (row: FigureRow) => shownValue(words, column, row[column.key])
        }))}
      />
      {rest > 0 ? <p class="small soft">{words.t('figure.table.rest', { n: rest })}</p> : null}
    </>
  )
}

/** 518,354,962 as "518.4 million"; below ten million as it is. */
export function shortNumber(words: Words, value: number): string {
  return value < 10_000_000
    ? words.number(value)
    : words.t('figure.million', { value: words.number(value / 1_000_000, 1) })
}

/** The same figures as a file: shares from 0 to 1, amounts without their currency. */
export function fileOfFigure({ columns, rows }: FigureTable): string {
  return writeCsv(
    columns.map(({ label }) => label),
    rows.map((row) => columns.map(({ key }): CsvCell => row[key] ?? null))
  )
}

export type CaseNumbers = {
  cases?: number | undefined
  assessed?: number | undefined
  violating?: number | undefined
  workersAffected?: number | null | undefined
  backWages?: number | null | undefined
  penalties?: number | null | undefined
}

/**
 * The columns of a figure of groups of cases after the group's name. What no group states has no column, and the cases
 * none of their own where all of them say whether there are violations.
 */
export function caseColumns(
  { words, currency }: { words: Words; currency: string },
  rows: readonly CaseNumbers[]
): FigureColumn[] {
  const named = (key: string, kind: FigureColumn['kind'], label = `indicator.figure.${key}`): FigureColumn => ({
    key,
    kind,
    label: words.t(label)
  })
  const amount = (key: string): FigureColumn => ({
    key,
    kind: 'count',
    label: `${words.t(`indicator.figure.${key}`)} (${currency})`
  })
  const columns = [
    named('cases', 'count'),
    named('assessed', 'count'),
    named('violating', 'count'),
    named('share', 'share', 'figure.column.share'),
    named('low', 'share', 'figure.column.low'),
    named('high', 'share', 'figure.column.high'),
    named('workersAffected', 'count'),
    amount('backWages'),
    amount('penalties')
  ]
  const cells = rows.map(caseCells)
  // Where nothing is assessed a column of noughts says nothing.
  const stated = ({ key }: FigureColumn) =>
    cells.some((row) => row[key] !== undefined && row[key] !== null && (key !== 'assessed' || row[key] !== 0))
  const allAssessed = rows.every(({ cases, assessed }) => cases === assessed)
  return columns.filter((column) => stated(column) && !(allAssessed && column.key === 'cases'))
}

/** A group's numbers with the share of cases with violations and its interval. */
export function caseCells(row: CaseNumbers): FigureRow {
  const { cases, assessed, violating, workersAffected, backWages, penalties } = row
  const found = assessed === undefined || violating === undefined ? undefined : rate(violating, assessed)
  return {
    cases,
    assessed,
    violating: assessed || violating ? violating : undefined,
    share: found?.share,
    low: found?.low,
    high: found?.high,
    workersAffected,
    backWages,
    penalties
  }
}

import { type CsvCell, writeCsv } from '../kernel/csv.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { DataTable } from '../ui/table.tsx'
import { rate } from './rules.ts'

/** The numbers of a figure, once for its table and its file. */

export type FigureColumn = { key: string; label: string; kind: 'text' | 'count' | 'share' | 'money' | 'year' }
/** A value that is left out stands for fewer than five cases, or for nothing that the source says. */
export type FigureRow = Record<string, string | number | null | undefined>
export type FigureTable = { columns: readonly FigureColumn[]; rows: readonly FigureRow[] }

function shownValue(words: Words, { kind }: FigureColumn, value: FigureRow[string], currency: string): string {
  if (value === undefined || value === null || value === '') return '–'
  if (typeof value === 'string') return value
  if (kind === 'share') return words.share(value)
  if (kind === 'money') return words.money(value, currency)
  return kind === 'year' ? String(value) : words.number(value)
}

/** So many rows stand on the page; the file holds all. */
const shownRows = 25

export function TableOfFigure({ of, caption, currency }: { of: FigureTable; caption: string; currency: string }) {
  const words = useWords()
  const rest = of.rows.length - shownRows
  return (
    <>
      <DataTable
        caption={caption}
        captionHidden
        asTable
        rows={of.rows.slice(0, shownRows)}
        columns={of.columns.map((column, index) => ({
          key: column.key,
          label: column.label,
          head: index === 0,
          numeric: column.kind !== 'text' && index > 0,
          cell: (row: FigureRow) => shownValue(words, column, row[column.key], currency)
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
  workersAffected?: number | undefined
  backWages?: number | undefined
  penalties?: number | undefined
}

/** The columns that every figure of groups of cases has after the group's name. */
export function caseColumns(words: Words): FigureColumn[] {
  const named = (key: string, kind: FigureColumn['kind'], label = `indicator.figure.${key}`): FigureColumn => ({
    key,
    kind,
    label: words.t(label)
  })
  return [
    named('cases', 'count'),
    named('assessed', 'count'),
    named('violating', 'count'),
    named('share', 'share', 'figure.column.share'),
    named('low', 'share', 'figure.column.low'),
    named('high', 'share', 'figure.column.high'),
    named('workersAffected', 'count'),
    named('backWages', 'money'),
    named('penalties', 'money')
  ]
}

/** A group's numbers with the share of cases with violations and its interval. */
export function caseCells(row: CaseNumbers): FigureRow {
  const { cases, assessed, violating, workersAffected, backWages, penalties } = row
  const found = assessed === undefined || violating === undefined ? undefined : rate(violating, assessed)
  return {
    cases,
    assessed,
    violating: assessed ? violating : undefined,
    share: found?.share,
    low: found?.low,
    high: found?.high,
    workersAffected,
    backWages,
    penalties
  }
}

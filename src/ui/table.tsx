import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { Written } from './written.tsx'

export type Column<Row> = {
  key: string
  label: string
  /** Figures end-aligned. */
  numeric?: boolean
  /** Names the row; one column at most. */
  head?: boolean
  /** The label is only for those who listen: a column of checkboxes, marks or buttons. */
  quiet?: boolean
  sortHref?: string
  sorted?: 'ascending' | 'descending'
  /** What stands in the cell; by default the row's property of the column's key. */
  cell?: (row: Row) => ComponentChildren
}

export type DataTableProps<Row> = {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** The name of the table; hidden where a heading or a figure says it already. */
  caption: string
  captionHidden?: boolean
  rowKey?: (row: Row) => string
  selected?: (row: Row) => boolean
  /** Shown instead of a table without rows. */
  empty?: ComponentChildren
  /** Stays a table on a phone and scrolls in its sheet: for shaded cells and crossings. */
  asTable?: boolean
  /** Broader than the page: always scrolls in its sheet. */
  wide?: boolean
  foot?: ComponentChildren
  class?: string
}

/** A table of rows. On a phone each row becomes a card with the names of the columns. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, caption, captionHidden, rowKey, selected, asTable, wide, foot } = props
  const words = useWords()
  if (rows.length === 0) return <>{props.empty ?? <p class="soft">{words.t('ui.table.empty')}</p>}</>
  const classes = [asTable ? '' : 'cards', props.class ?? ''].filter(Boolean).join(' ')
  return (
    <Scroll label={caption} wide={wide}>
      <table class={classes || undefined}>
        <caption class={captionHidden ? 'vh' : undefined}>
          <Written>{caption}</Written>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <ColumnHead key={column.key} of={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey ? rowKey(row) : index} aria-selected={selected?.(row) || undefined}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
        {foot ? <tfoot>{foot}</tfoot> : null}
      </table>
    </Scroll>
  )
}

/** A box that scrolls sideways by itself, so that the page never does; the keyboard can scroll it too. */
export function Scroll({ label, wide, children }: { label: string; wide?: boolean; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll the box
    <section class={wide ? 'scroll wide' : 'scroll'} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}

function ColumnHead<Row>({ of: { label, numeric, quiet, sortHref, sorted } }: { of: Column<Row> }) {
  return (
    <th scope="col" class={numeric ? 'num' : undefined} aria-sort={sorted}>
      {quiet ? <span class="vh">{label}</span> : null}
      {!quiet && sortHref ? (
        <a class="sort" href={sortHref}>
          {label}
        </a>
      ) : null}
      {quiet || sortHref ? null : label}
    </th>
  )
}

function Cell<Row extends object>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.cell ? column.cell(row) : (row as Record<string, ComponentChildren>)[column.key]
  const shown = column.numeric && typeof content !== 'object' ? <bdi>{content}</bdi> : <Written>{content}</Written>
  if (column.head) return <th scope="row">{shown}</th>
  const classes = [column.numeric ? 'num' : '', column.quiet ? 'bare' : ''].filter(Boolean).join(' ')
  return (
    <td class={classes || undefined} data-l={column.quiet ? undefined : column.label}>
      {shown}
    </td>
  )
}

/** The pages of a long list: neighbours, the first and the last. `href` gives the address of a page from 1. */
export function Pages({ page, pages, href }: { page: number; pages: number; href: (page: number) => string }) {
  const words = useWords()
  if (pages <= 1) return null
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages)
  const shown = [...new Set(near)].sort((a, b) => a - b)
  return (
    <nav class="pages" aria-label={words.t('ui.pages')}>
      {page > 1 ? (
        <a href={href(page - 1)} rel="prev">
          {words.t('ui.pages.previous')}
        </a>
      ) : null}
      {shown.map((n, index) => (
        <>
          {index > 0 && n - (shown[index - 1] ?? 0) > 1 ? <span>…</span> : null}
          {n === page ? <span aria-current="page">{words.number(n)}</span> : <a href={href(n)}>{words.number(n)}</a>}
        </>
      ))}
      {page < pages ? (
        <a href={href(page + 1)} rel="next">
          {words.t('ui.pages.next')}
        </a>
      ) : null}
    </nav>
  )
}

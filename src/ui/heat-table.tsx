import { useWords } from './context.ts'
import { reserve, stepOf } from './share.ts'
import { Scroll } from './table.tsx'

export type HeatCell = { value: number; n: number; href?: string }
export type HeatRow = { label: string; href?: string; n?: number; cells: readonly (HeatCell | undefined)[] }

export type HeatTableProps = {
  caption: string
  /** Names the first column, and each of the others. */
  head: string
  columns: readonly string[]
  rows: readonly HeatRow[]
  /** Amounts are petrol, shares of breach are rust. */
  scale?: 'heat' | 'seq'
  /** Lower limits of the steps 2 to 6. */
  limits?: readonly number[]
}

/** The steps of shares where a table says nothing else. */
export const shareLimits = [0.05, 0.2, 0.4, 0.6, 0.7] as const

/** What with what: a table whose cells are shaded by their share. The figures stay readable, so it needs no key. */
export function HeatTable({ caption, head, columns, rows, scale = 'heat', limits = shareLimits }: HeatTableProps) {
  const words = useWords()
  return (
    <Scroll label={caption} wide>
      <table class="heat">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map((column) => (
              <th key={column} scope="col" class="num">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">
                {row.href ? <a href={row.href}>{row.label}</a> : row.label}
                {row.n === undefined ? null : <small>{words.number(row.n)}</small>}
              </th>
              {row.cells.map((cell, index) => (
                <Shaded key={columns[index] ?? index} cell={cell} scale={scale} limits={limits} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Shaded({ cell, scale, limits }: { cell?: HeatCell; scale: string; limits: readonly number[] }) {
  const words = useWords()
  if (!cell || reserve(cell.n) === 'hidden')
    return (
      <td class="num none">
        <span title={cell ? words.t('ui.too-few') : words.t('ui.no-cases')}>–</span>
      </td>
    )
  const few = reserve(cell.n) === 'few'
  const title = few ? words.t('ui.few', { n: cell.n }) : words.t('ui.of', { n: words.number(cell.n) })
  const shown = <bdi title={title}>{words.share(cell.value)}</bdi>
  return (
    <td class={few ? 'num few' : `num ${scale} s${stepOf(cell.value, limits)}`}>
      {cell.href ? <a href={cell.href}>{shown}</a> : shown}
      {few ? <span class="vh"> {title}</span> : null}
    </td>
  )
}

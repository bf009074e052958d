import type { Box } from './placement.ts'
import { lineStep, wrapText } from './text.ts'

/** One line of a legend under a drawing: whose it is, its words broken into lines, and where they stand. */
export type LegendRow = Box & { index: number; lines: string[] }

const rowGap = 8
const inset = 34

/**
 * Sets names under or beside a drawing in as many columns as have room, at `most`. `names` keeps the index of each item; the box of a row
 * begins where its mark stands, its words begin `legendInset` pixels further.
 */
export function layLegend(
  names: readonly { index: number; text: string }[],
  top: number,
  width: number,
  most = 3
): { rows: LegendRow[]; bottom: number } {
  const columns = Math.max(1, Math.min(most, Math.floor(width / 260)))
  const columnWidth = width / columns
  const perColumn = Math.ceil(names.length / columns)
  const bottoms: number[] = Array.from({ length: columns }, () => top)
  const rows = names.map(({ index, text }, place) => {
    const column = Math.floor(place / perColumn)
    const lines = wrapText(text, columnWidth - inset - rowGap)
    const y = bottoms[column] ?? top
    const height = lines.length * lineStep + rowGap
    bottoms[column] = y + height
    return { index, lines, x: column * columnWidth, y, width: columnWidth, height }
  })
  return { rows, bottom: Math.max(top, ...bottoms) }
}

export const legendInset = inset

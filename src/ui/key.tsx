import type { VNode } from 'preact'
import { Label } from './marks.tsx'
import type { Point } from './placement.ts'
import { lineStep, textWidth, wrapText } from './text.ts'

/** One mark of a drawing and what it means. */
export type KeyEntry = { text: string; mark: (at: Point) => VNode }
type KeyRow = KeyEntry & { at: Point; lines: string[] }

const markRoom = 18
const apart = 18

/** The key of a picture, line by line from `top`: what its marks mean, for those who have only the paper. */
export function layKey(entries: readonly KeyEntry[], top: number, width: number): { rows: KeyRow[]; bottom: number } {
  let [x, y] = [0, top]
  const rows = entries.map((entry) => {
    const lines = wrapText(entry.text, width - markRoom - apart, 1)
    const broad = markRoom + textWidth(lines[0] ?? '')
    if (x > 0 && x + broad > width) [x, y] = [0, y + lineStep + 8]
    const row = { ...entry, lines, at: { x: x + 9, y: y + lineStep / 2 } }
    x += broad + apart
    return row
  })
  return { rows, bottom: entries.length > 0 ? y + lineStep + 6 : top }
}

/** Draws a key where `layKey` put it. */
export function PictureKey({ rows }: { rows: readonly KeyRow[] }) {
  return (
    <>
      {rows.map(({ mark, at, lines, text }) => (
        <g key={text}>
          {mark(at)}
          <Label x={at.x + markRoom - 4} y={at.y} lines={lines} colour="ink-2" />
        </g>
      ))}
    </>
  )
}

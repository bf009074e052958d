import type { Box } from './placement.ts'
import type { Family } from './tag.tsx'
import { lineStep, textWidth, wrapText } from './text.ts'

/** Days as YYYY-MM-DD; `to` is the last day of what is drawn. */
export type GanttBar = {
  label: string
  from: string
  to: string
  family?: Family
  /** What is reached so far: "412 of 1,180". */
  text?: string
  href?: string
  /** Not yet decided: dashed. */
  proposed?: boolean
}
export type GanttPhase = { label: string; from: string; to: string }
export type GanttGate = { label: string; date: string }

/** From where to where an upright line is drawn; it leaves words free. */
type Run = { from: number; to: number }

export type GanttLayout = {
  narrow: boolean
  /** Where the months begin, and how broad all of them are. */
  start: number
  breadth: number
  months: { x: number; label?: string; year?: string }[]
  phases: { label: string[]; x: number; width: number; y: number }[]
  gates: { label: string; x: number; labelX: number; labelWidth: number; y: number; runs: Run[] }[]
  rows: {
    bar: GanttBar
    lines: string[]
    y: number
    height: number
    x: number
    width: number
    barY: number
    text?: { x: number; anchor: 'start' | 'end'; outside: boolean }
  }[]
  today?: { x: number; anchor: 'start' | 'middle' | 'end'; runs: Run[] }
  head: number
  foot: number
  height: number
}

const day = 86_400_000
const barHeight = 30
const inset = 8

/** The places of bars, phases and gates on a line of months; `monthName` is the short name of a month from 0. */
export function layGantt(
  plan: { bars: readonly GanttBar[]; phases?: readonly GanttPhase[]; gates?: readonly GanttGate[]; today?: string },
  width: number,
  monthName: (month: number) => string
): GanttLayout {
  const narrow = width < 400
  const start = narrow ? 1 : Math.min(240, width * 0.3)
  const breadth = width - start - 1
  const range = rangeOf(plan)
  const x = (time: number) => start + (breadth * (time - range.from)) / (range.to - range.from)
  const phases = plan.phases ?? []
  const gateRows = layGates(plan.gates ?? [], x, start, breadth)
  const gateRoom = gateRows.length > 0 ? Math.max(...gateRows.map(({ y }) => y)) + 24 : 0
  const phaseRoom = phases.length > 0 ? 28 : 0
  const head = gateRoom + phaseRoom + 2 * lineStep + 8
  let y = head
  const rows = plan.bars.map((bar) => {
    const lines = wrapText(bar.label, narrow ? breadth : start - 2 * inset)
    const text = lines.length * lineStep
    const height = narrow ? text + barHeight + 2 * inset : Math.max(text, barHeight) + 2 * inset
    const from = x(timeOf(bar.from))
    const to = Math.max(from + 4, x(timeOf(bar.to) + day))
    const row = {
      bar,
      lines,
      y,
      height,
      x: from,
      width: to - from,
      barY: narrow ? y + inset + text : y + (height - barHeight) / 2,
      text: bar.text ? besideBar(bar.text, from, to, start, start + breadth) : undefined
    }
    y += height
    return row
  })
  const months = layMonths(range, x, breadth, monthName)
  const written = [
    ...rows.flatMap((row) => wordsOf(row, narrow)),
    ...months.flatMap((month) => wordsOfMonth(month, head))
  ]
  const gates = gateRows.map((gate, index) => {
    const others = gateRows.filter((_, other) => other !== index).map(boxOfGate)
    return { ...gate, runs: runsBetween([...written, ...others], gate.x, gate.y, y) }
  })
  const today = plan.today ? layToday(timeOf(plan.today), range, x, gateRows) : undefined
  return {
    narrow,
    start,
    breadth,
    months,
    phases: phases.map(({ label, from, to }) => {
      const begin = Math.max(start, x(timeOf(from)))
      const room = Math.min(start + breadth, x(timeOf(to) + day)) - begin
      return { label: wrapText(label, Math.max(20, room - 10), 1), x: begin, width: room, y: gateRoom }
    }),
    gates,
    rows,
    today: today && { ...today, runs: runsBetween([...written, ...gateRows.map(boxOfGate)], today.x, head, y) },
    head,
    foot: y,
    height: y + 20
  }
}

/** Where the name of a row and the words at its bar stand. */
function wordsOf({ lines, bar, text, y, height, barY }: GanttLayout['rows'][number], narrow: boolean): Box[] {
  const name = {
    x: 0,
    y: narrow ? y + 6 : y + (height - lines.length * lineStep) / 2,
    width: Math.max(...lines.map((line) => textWidth(line))),
    height: lines.length * lineStep
  }
  if (!bar.text || !text) return [name]
  const width = textWidth(bar.text)
  const x = text.anchor === 'end' ? text.x - width : text.x
  return [name, { x, y: barY + (barHeight - lineStep) / 2, width, height: lineStep }]
}

function wordsOfMonth({ x, label, year }: GanttLayout['months'][number], head: number): Box[] {
  const box = (text: string, y: number) => ({ x: x + 4, y, width: textWidth(text), height: lineStep })
  return [...(year ? [box(year, head - 2 * lineStep - 2)] : []), ...(label ? [box(label, head - lineStep - 1)] : [])]
}

const boxOfGate = ({ labelX, labelWidth, y }: { labelX: number; labelWidth: number; y: number }): Box => ({
  x: labelX,
  y,
  width: labelWidth,
  height: 21
})

/** The pieces of an upright line that strike through none of these words. */
function runsBetween(words: readonly Box[], x: number, from: number, to: number): Run[] {
  const crossed = words.filter((box) => box.x - 3 < x && x < box.x + box.width + 3).toSorted((a, b) => a.y - b.y)
  const runs: Run[] = []
  let at = from
  for (const { y, height } of crossed) {
    if (y > at) runs.push({ from: at, to: Math.min(y, to) })
    at = Math.max(at, y + height)
  }
  if (at < to) runs.push({ from: at, to })
  return runs
}

/** Today, where it lies within the plan; its word stands clear of the bob of a gate. */
function layToday(
  time: number,
  range: { from: number; to: number },
  x: (time: number) => number,
  gates: readonly { x: number }[]
): Omit<NonNullable<GanttLayout['today']>, 'runs'> | undefined {
  if (time < range.from || time >= range.to) return undefined
  const at = x(time)
  const near = gates.find((gate) => Math.abs(gate.x - at) < 36)
  return { x: at, anchor: near ? (near.x > at ? 'end' : 'start') : 'middle' }
}

export const timeOf = (date: string): number => Date.parse(`${date.slice(0, 10)}T00:00:00Z`)

/** From the first of the first month to the end of the last, in milliseconds. */
export function rangeOf({
  bars,
  phases = [],
  gates = []
}: {
  bars: readonly GanttBar[]
  phases?: readonly GanttPhase[]
  gates?: readonly GanttGate[]
}) {
  const dates = [...bars, ...phases]
    .flatMap(({ from, to }) => [from, to])
    .concat(gates.map(({ date }) => date))
    .sort()
  const first = new Date(timeOf(dates[0] ?? '2026-01-01'))
  const last = new Date(timeOf(dates.at(-1) ?? '2026-12-31'))
  return {
    from: Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1),
    to: Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 1)
  }
}

function layMonths(
  range: { from: number; to: number },
  x: (time: number) => number,
  breadth: number,
  monthName: (month: number) => string
): GanttLayout['months'] {
  const begin = new Date(range.from)
  const count = Math.round((range.to - range.from) / (30.44 * day))
  const broadest = Math.max(...Array.from({ length: 12 }, (_, month) => textWidth(monthName(month)))) + 8
  const every = [1, 2, 3, 6, 12].find((months) => (breadth / count) * months >= broadest) ?? 12
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + index, 1))
    const month = date.getUTCMonth()
    const year = index === 0 || month === 0 ? String(date.getUTCFullYear()) : undefined
    return { x: x(date.getTime()), label: every === 1 || month % every === 0 ? monthName(month) : undefined, year }
  })
}

/** The names of gates above the months; one that would cover another stands a line higher. */
function layGates(
  gates: readonly GanttGate[],
  x: (time: number) => number,
  start: number,
  breadth: number
): Omit<GanttLayout['gates'][number], 'runs'>[] {
  const ends: number[] = []
  const sorted = gates.toSorted((a, b) => (a.date < b.date ? -1 : 1))
  return sorted.map(({ label, date }) => {
    const at = x(timeOf(date))
    const [text = ''] = wrapText(label, Math.min(200, breadth), 1)
    const labelWidth = textWidth(text) + 12
    const labelX = Math.min(at + 2, start + breadth - labelWidth)
    const free = ends.findIndex((end) => end <= labelX)
    const line = free < 0 ? ends.length : free
    ends[line] = labelX + labelWidth + 4
    return { label: text, x: at, labelX, labelWidth, y: line * 24 }
  })
}

/** In the bar where it fits, behind it where there is room, before it otherwise. */
function besideBar(
  text: string,
  from: number,
  to: number,
  start: number,
  end: number
): GanttLayout['rows'][number]['text'] {
  const broad = textWidth(text)
  if (broad + 16 <= to - from) return { x: from + 10, anchor: 'start', outside: false }
  if (to + 6 + broad <= end) return { x: to + 6, anchor: 'start', outside: true }
  if (from - 6 - broad >= start) return { x: from - 6, anchor: 'end', outside: true }
  return { x: Math.min(from + 10, end - broad), anchor: 'start', outside: true }
}

export const ganttBarHeight = barHeight

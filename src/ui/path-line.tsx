import { useWords } from './context.ts'
import { usePlace } from './share.ts'
import { isolate } from './text.ts'

/** A value on a day (YYYY-MM-DD), with its interval where it is a share of cases. */
export type PathPoint = { day: string; value: number; low?: number; high?: number }

export type PathLineProps = {
  from: PathPoint
  /** Where it is to go. */
  to: { day: string; value: number }
  points: readonly PathPoint[]
  today: string
  /** A value in words, with its unit. */
  say: (value: number) => string
  /** What is drawn, for those who listen. */
  label: string
}

const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** Whether one is on the way: the straight line from where it began to where it is to go, and what was measured since. */
export function PathLine({ from, to, points, today, say, label }: PathLineProps) {
  const words = useWords()
  const place = usePlace()
  const rtl = words.direction === 'rtl'
  const [start, end] = rtl ? ['end', 'start'] : ['start', 'end']
  const all = [from, ...points]
  const values = [to.value, ...all.flatMap(({ value, low = value, high = value }) => [value, low, high])]
  const [least, most] = [Math.min(0, ...values), Math.max(...values)]
  const last = Math.max(timeOf(to.day), ...points.map(({ day }) => timeOf(day)))
  const across = (day: string) =>
    (0.94 * (timeOf(day) - timeOf(from.day))) / Math.max(1, last - timeOf(from.day)) + 0.03
  const down = (value: number) => `${Math.round((1 - (value - least) / (most - least || 1)) * 1000) / 10}%`
  const at = ({ day, value }: { day: string; value: number }) => ({ x: place(across(day)), y: down(value) })
  const line = (one: { day: string; value: number }, other: { day: string; value: number }) => ({
    x1: at(one).x,
    y1: at(one).y,
    x2: at(other).x,
    y2: at(other).y
  })
  const known = points.toSorted((a, b) => a.day.localeCompare(b.day, 'en'))
  const now = across(today)
  return (
    <div class="curve path-line">
      <svg role="img" aria-label={label} direction="ltr">
        <line x1="0" x2="100%" y1={down(least)} y2={down(least)} stroke="var(--edge)" />
        {now > 0.03 && now < 0.97 ? (
          <>
            <line x1={place(now)} x2={place(now)} y1="0" y2="100%" stroke="var(--edge)" stroke-dasharray="1 4" />
            <text x={place(now)} y="100%" dy="20" text-anchor="middle" fill="var(--ink-2)">
              {isolate(words.t('ui.gantt.today'), rtl)}
            </text>
          </>
        ) : null}
        <line {...line(from, to)} stroke="var(--bob)" stroke-width="2" stroke-dasharray="6 5" />
        {[from, ...known].slice(0, -1).map((one, index) => (
          <line key={one.day} {...line(one, known[index] ?? one)} stroke="var(--mark)" stroke-width="2.5" />
        ))}
        {[from, ...known].map((one) => (
          <g key={one.day}>
            {one.low !== undefined && one.high !== undefined ? (
              <line
                x1={at(one).x}
                x2={at(one).x}
                y1={down(one.low)}
                y2={down(one.high)}
                stroke="var(--mark)"
                stroke-width="2"
              />
            ) : null}
            <circle cx={at(one).x} cy={at(one).y} r="5" fill="var(--mark)">
              <title>{`${words.date(one.day)}: ${say(one.value)}`}</title>
            </circle>
          </g>
        ))}
        <circle cx={at(to).x} cy={at(to).y} r="6" fill="var(--sheet)" stroke="var(--bob)" stroke-width="2.5" />
        <text {...at(to)} dx={rtl ? 12 : -12} dy="5" text-anchor={end} font-weight="700" fill="var(--bob-ink)">
          {isolate(say(to.value), rtl)}
        </text>
        <text {...at(from)} dx={rtl ? -10 : 10} dy="20" text-anchor={start} font-weight="700" fill="var(--ink)">
          {isolate(say(from.value), rtl)}
        </text>
        <text x={place(0.03)} y="100%" dy="38" text-anchor={start} fill="var(--ink-2)">
          {isolate(words.date(from.day), rtl)}
        </text>
        <text x={place(0.97)} y="100%" dy="38" text-anchor={end} fill="var(--ink-2)">
          {isolate(words.date(to.day), rtl)}
        </text>
      </svg>
    </div>
  )
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layBullseye, markRadius } from './bullseye.layout.ts'
import { layGantt } from './gantt.layout.ts'
import { acrossPlot, layMatrix } from './matrix.layout.ts'
import { around, type Box, overlap, within } from './placement.ts'
import { layMap } from './plan-map.layout.ts'
import { categories } from './tag.tsx'
import { textWidth, wrapText } from './text.ts'
import { layVenn } from './venn.layout.ts'

const widths = fc.constantFrom(300, 540, 860)
const name = fc.oneof(
  fc.lorem({ maxCount: 5 }),
  fc.constantFrom(
    'Garment workshops',
    'Farm labour contractors',
    'متعهدو عمال المزارع',
    'Organisations syndicales de l’habillement'
  )
)
const share = fc.double({ min: 0, max: 1, noNaN: true })
const quadrants = { topStart: 'Act', topEnd: 'Sustain and acclaim', bottomStart: 'Watch', bottomEnd: 'Leave' }
const rings = ['Core', 'Activists', 'Supporters', 'Disengaged', 'Hostile']

function collisions(boxes: readonly Box[]): number {
  return boxes.flatMap((box, index) => boxes.slice(index + 1).filter((other) => overlap(box, other))).length
}

it('a mark stands on the same side of the line as its share, however near it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 20, max: 980 }), (x, at) => {
      const { dots, plot } = layMatrix([{ label: 'Hotels', x: x / 1000, y: 0.3 }], quadrants, at / 1000, 860)
      const side = Math.sign((dots[0]?.x ?? 0) - acrossPlot(at / 1000, plot))
      expect(Math.abs(x - at) < 1 || side === Math.sign(x - at)).toBe(true)
    })
  )
})

describe('the matrix', () => {
  const items = fc.array(fc.record({ label: name, x: share, y: share, chosen: fc.boolean() }), { maxLength: 30 })

  it('never lets labels cover each other, a mark or the name of a quadrant', () => {
    fc.assert(
      fc.property(items, share, widths, (all, reference, width) => {
        const { labels, dots, radii, corners, plot } = layMatrix(all, quadrants, reference, width)
        const written = labels.filter((label) => label !== undefined)
        const marks = dots.map((dot, index) => around(dot, radii[index] ?? 0))
        expect(collisions(written)).toBe(0)
        for (const label of written) {
          expect(within(label, plot)).toBe(true)
          expect([...marks, ...corners].some((box) => overlap(label, box))).toBe(false)
        }
      }),
      { numRuns: 60 }
    )
  })

  it('names every item beside its mark or in the legend, never both', () => {
    fc.assert(
      fc.property(items, widths, (all, width) => {
        const { labels, legend } = layMatrix(all, quadrants, 0.42, width)
        const listed = new Set(legend.map(({ index }) => index))
        for (const index of all.keys()) expect(listed.has(index)).toBe(labels[index] === undefined)
      }),
      { numRuns: 40 }
    )
  })

  it('moves marks apart that stand on one place, and leaves a lone mark where it is', () => {
    const same = Array.from({ length: 12 }, (_, index) => ({ label: `Target ${index}`, x: 0.5, y: 0.5 }))
    const { dots, radii } = layMatrix(same, quadrants, 0.42, 540)
    for (const [index, dot] of dots.entries())
      for (const [other, next] of dots.entries())
        if (other > index)
          expect(Math.hypot(dot.x - next.x, dot.y - next.y)).toBeGreaterThanOrEqual(
            (radii[index] ?? 0) + (radii[other] ?? 0)
          )
    const { dots: lone, plot } = layMatrix([{ label: 'Hotels', x: 0.25, y: 0.5 }], quadrants, 0.42, 540)
    expect(lone[0]?.y).toBeCloseTo(plot.y + plot.height / 2, 5)
  })
})

describe('the bullseye', () => {
  const items = fc.array(
    fc.record({
      name,
      category: fc.constantFrom(...categories),
      present: fc.integer({ min: 0, max: 4 }),
      desired: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined })
    }),
    { maxLength: 24 }
  )

  it('never lets labels cover each other, a mark or the name of a ring', () => {
    fc.assert(
      fc.property(items, widths, (all, width) => {
        const { labels, today, ringNames } = layBullseye(all, rings, width)
        const written = labels.filter((label) => label !== undefined)
        expect(collisions(written)).toBe(0)
        const marks = today.map((point) => around(point, markRadius))
        for (const label of written) expect([...marks, ...ringNames].some((box) => overlap(label, box))).toBe(false)
      }),
      { numRuns: 60 }
    )
  })

  it('keeps every mark in its own ring', () => {
    fc.assert(
      fc.property(items, widths, (all, width) => {
        const { today, rings: radii, middle } = layBullseye(all, rings, width)
        for (const [index, point] of today.entries()) {
          const ring = all[index]?.present ?? 0
          const away = Math.hypot(point.x - middle.x, point.y - middle.y)
          expect(away).toBeGreaterThan(ring === 0 ? -1 : (radii[ring - 1] ?? 0))
          expect(away).toBeLessThan(radii[ring] ?? Number.POSITIVE_INFINITY)
        }
      }),
      { numRuns: 40 }
    )
  })
})

describe('the name of a ring', () => {
  const long = 'Those who will stand up in front of their own members and speak for the plan'

  it('stands whole in its ring or below the drawing, never cut', () => {
    for (const width of [300, 540, 860]) {
      const { ringNames, ringLegend } = layBullseye([], [long, 'Activists', 'Supporters', 'Disengaged', long], width)
      const told = ringNames.map(({ lines }, ring) => {
        const below = ringLegend.find(({ index }) => index === ring)
        return (below?.lines ?? lines).join(' ').replace(/^[IV]+ · /, '')
      })
      expect(told).toEqual([long, 'Activists', 'Supporters', 'Disengaged', long])
    }
  })
})

describe('the diagram of three circles', () => {
  const items = fc.array(fc.record({ label: name, inside: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()) }), {
    maxLength: 16
  })

  it('draws an item only inside the circles that it lies in, and names every item', () => {
    fc.assert(
      fc.property(items, widths, (all, width) => {
        const layout = layVenn(all, ['An issue', 'A target', 'We can win'], width)
        const places = [
          ...layout.numbers.map(({ index, at }) => ({ index, ...at })),
          ...layout.lists.flatMap(({ text, x, y }) =>
            text.split(' ').map((number) => ({ index: Number(number) - 1, x, y }))
          )
        ]
        for (const { index, x, y } of places)
          for (const [circle, centre] of layout.centres.entries())
            expect(Math.hypot(x - centre.x, y - centre.y) < layout.radius).toBe(all[index]?.inside[circle])
        const named = new Set(layout.legend.map(({ index }) => index))
        expect(named.size).toBe(all.length)
      }),
      { numRuns: 40 }
    )
  })
})

describe('the map of the plan', () => {
  const layers = [
    { key: 'a', name: 'Target', nodes: [{ id: 'a1', label: 'Garment workshops' }] },
    {
      key: 'b',
      name: 'Influences',
      nodes: [
        { id: 'b1', label: 'Price' },
        { id: 'b2', label: 'Fear' }
      ]
    },
    { key: 'c', name: 'Interventions', nodes: [{ id: 'c1', label: 'Letter' }] }
  ]
  const links = [
    { from: 'a1', to: 'b1' },
    { from: 'a1', to: 'b2' },
    { from: 'b1', to: 'c1' }
  ]

  it('keeps a link through a layer that is not shown', () => {
    expect(layMap(layers, links, ['a', 'c'], 860).links).toEqual([{ from: 'a1', to: 'c1' }])
  })

  it('draws no line through a box: a link that skips a layer runs between the boxes of that layer', () => {
    const sizes = fc.tuple(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 })
    )
    const chances = fc.array(fc.boolean(), { minLength: 200, maxLength: 200 })
    fc.assert(
      fc.property(sizes, chances, fc.constantFrom(540, 860), (counts, drawn, width) => {
        const stack = counts.map((count, layer) => ({
          key: String(layer),
          name: `Layer ${layer}`,
          nodes: Array.from({ length: count }, (_, index) => ({ id: `${layer}-${index}`, label: 'Garment workshops' }))
        }))
        const ids = stack.map(({ nodes }) => nodes.map(({ id }) => id))
        const pairs = [
          [0, 1],
          [1, 2],
          [0, 2]
        ].flatMap(([a = 0, b = 0]) => (ids[a] ?? []).flatMap((from) => (ids[b] ?? []).map((to) => ({ from, to }))))
        const { threads, boxes } = layMap(
          stack,
          pairs.filter((_, index) => drawn[index]),
          ['0', '1', '2'],
          width
        )
        for (const { points } of threads) {
          const xs = points.map(({ x }) => x)
          const ys = points.map(({ y }) => y)
          const way = { x: Math.min(...xs), y: Math.min(...ys), width: Math.max(...xs) - Math.min(...xs), height: 1 }
          way.height = Math.max(...ys) - way.y + 0.1
          expect(boxes.filter((box) => overlap(way, box))).toEqual([])
        }
      }),
      { numRuns: 60 }
    )
  })

  it('lets no box of a column cover another', () => {
    expect(collisions(layMap(layers, links, ['a', 'b', 'c'], 860).boxes)).toBe(0)
  })
})

describe('the line of months', () => {
  const month = (index: number) => 'JanFebMarAprMayJunJulAugSepOctNovDec'.slice(index * 3, index * 3 + 3)
  const bars = [{ label: 'Letter', from: '2026-09-12', to: '2026-11-20', text: '412 of 1,180' }]

  it('begins with the month of the first date and names only months that have room', () => {
    const { months, rows, start } = layGantt(
      { bars: [...bars, { label: 'Visits', from: '2026-12-01', to: '2029-12-31' }] },
      540,
      month
    )
    expect(months).toHaveLength(40)
    const named = months.filter(({ label }) => label)
    for (const [index, { x }] of named.entries())
      if (index > 0) expect(x - (named[index - 1]?.x ?? 0)).toBeGreaterThan(24)
    expect(rows[0]?.x).toBeGreaterThan(start)
  })

  it('sets gates whose names would cover each other on different lines', () => {
    const gates = ['2026-10-01', '2026-10-03', '2026-10-05'].map((date, index) => ({
      label: `Gate number ${index}`,
      date
    }))
    const laid = layGantt({ bars, gates }, 860, month).gates
    expect(collisions(laid.map(({ labelX, labelWidth, y }) => ({ x: labelX, y, width: labelWidth, height: 21 })))).toBe(
      0
    )
  })
})

describe('the line of a gate', () => {
  const month = (index: number) => 'JanFebMarAprMayJunJulAugSepOctNovDec'.slice(index * 3, index * 3 + 3)

  it('reaches the foot and strikes through no word', () => {
    const day = fc
      .integer({ min: 0, max: 700 })
      .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10))
    const bars = fc.array(
      fc.record({
        label: name.filter((text) => text !== ''),
        from: day,
        days: day,
        text: fc.constantFrom('goal: 50 %', 'goal: 600 workers')
      }),
      { minLength: 1, maxLength: 9 }
    )
    fc.assert(
      fc.property(bars, fc.array(day, { maxLength: 4 }), widths, (all, dates, width) => {
        const ordered = all.map(({ from, days, ...bar }) => ({
          ...bar,
          from: from < days ? from : days,
          to: from < days ? days : from
        }))
        const gates = dates.map((date, index) => ({ label: `Gate ${index}`, date }))
        const { gates: laid, rows, narrow, foot } = layGantt({ bars: ordered, gates }, width, month)
        for (const { x, runs } of laid) {
          expect(runs.at(-1)?.to).toBe(foot)
          for (const { bar, text, lines, y, barY } of rows) {
            const broad = textWidth(bar.text ?? '')
            const begin = text?.anchor === 'end' ? text.x - broad : (text?.x ?? 0)
            const written: Box[] = [{ x: begin, y: barY + 6, width: broad, height: 18 }]
            if (narrow)
              written.push({
                x: 0,
                y: y + 6,
                width: Math.max(...lines.map((line) => textWidth(line))),
                height: lines.length * 18
              })
            for (const { from, to } of runs)
              expect(written.some((box) => overlap(box, { x, y: from, width: 0.1, height: to - from }))).toBe(false)
          }
        }
      }),
      { numRuns: 60 }
    )
  })
})

describe('a text broken into lines', () => {
  it('fits its width and loses no letter', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), fc.integer({ min: 40, max: 300 }), (text, width) => {
        const lines = wrapText(text, width)
        for (const line of lines) expect(textWidth(line) <= width || [...line].length === 1).toBe(true)
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
      })
    )
  })

  it('ends in an ellipsis where it has too few lines', () => {
    const lines = wrapText('Organisation of independent contractors of the garment trade', 120, 2)
    expect(lines).toHaveLength(2)
    expect(lines[1]?.endsWith('…')).toBe(true)
    expect(textWidth(lines[1] ?? '')).toBeLessThanOrEqual(120)
  })
})

import { quadrants } from '../hub/rules.ts'
import { influenceReaches, influenceSigns } from '../influence/rules.ts'
import { type Field, readControl } from '../kernel/field.ts'
import { type Board, columnsOf, linkFieldsOf, placeFields, recordFields } from './rules.ts'
import type { Axis, Place, Spot, Wanted } from './spot.rules.ts'

/** What the named places of a board rest on beside the board itself: the plan's line of compliance, 1 to 100, and its hubs. */
export type Ground = { line: number; hubs: readonly string[] }

/** The quadrants of a weighing: what gives most for least is done first. */
export const weighings = ['first', 'prepare', 'aside', 'leave'] as const

/** The lines of a matrix: across, then up. An intervention's marks are whole, each in the middle of its stretch. */
export function axesOf({ canvas, kind }: Pick<Board, 'canvas' | 'kind'>): { x: Axis; y: Axis } | undefined {
  if (canvas !== 'matrix') return undefined
  if (kind === 'intervention')
    return { x: { field: 'effort', from: 0.5, to: 5.5 }, y: { field: 'impact', from: 0.5, to: 5.5 } }
  return { x: { field: 'compliance', from: 0, to: 100 }, y: { field: 'priority', from: 0, to: 100 } }
}

type Half = { when: Wanted; put: number }

/** Four quadrants in the order in which one reads them: above first, what lies at the start before what lies at the end. */
function fourOf(
  names: readonly string[],
  x: { field: string; halves: Half[] },
  y: { field: string; halves: Half[] }
): Spot[] {
  const [low, high] = y.halves
  return [high, low].flatMap((up, row) =>
    x.halves.map((across, column) => ({
      key: names[row * 2 + column] ?? '',
      when: { [y.field]: up?.when ?? '*', [x.field]: across.when },
      put: { [y.field]: up?.put ?? 0, [x.field]: across.put }
    }))
  )
}

function spotsOfMatrix({ kind }: Board, { line }: Ground): Spot[] {
  const marks: Half[] = [
    { when: [1, 3], put: 2 },
    { when: [3, 6], put: 4 }
  ]
  if (kind === 'intervention')
    return fourOf(weighings, { field: 'effort', halves: marks }, { field: 'impact', halves: marks })
  const across: Half[] = [
    { when: [0, line], put: Math.floor(line / 2) },
    { when: [line, 101], put: Math.round((line + 100) / 2) }
  ]
  const up: Half[] = [
    { when: [0, 50], put: 25 },
    { when: [50, 101], put: 75 }
  ]
  return fourOf(quadrants, { field: 'compliance', halves: across }, { field: 'priority', halves: up })
}

/** What hinders and what helps, each direct or indirect; then those of which nobody said yet whether they are direct. */
function spotsOfInfluences(): Spot[] {
  const signs = [...influenceSigns].reverse()
  const full = influenceReaches.flatMap((reach) =>
    signs.map((sign) => ({ key: `${sign}-${reach}`, when: { sign, reach }, put: { sign, reach } }))
  )
  return [...full, ...signs.map((sign) => ({ key: sign, when: { sign }, put: { sign, reach: null } }))]
}

const pair = { issue: '*', target: '*' }

/**
 * The named places of a board, in the order in which one reads them: columns, quadrants, rings, hubs. What lies in none waits in
 * the tray. In the Venn a pair's circles follow from its issue and its target; what people say of it is its means, and the choice.
 */
export function spotsOf(board: Board, ground: Ground): Spot[] {
  if (board.canvas === 'matrix') return spotsOfMatrix(board, ground)
  if (board.canvas === 'influences') return spotsOfInfluences()
  if (board.canvas === 'tree')
    return ground.hubs.map((hub) => ({ key: hub, when: { hub }, put: { hub, parent: null } }))
  if (board.canvas === 'venn')
    return [
      { key: 'chosen', when: { ...pair, chosen: true }, put: { chosen: true } },
      { key: 'means', when: { ...pair, means: true }, put: { means: true, chosen: false } },
      { key: 'pair', when: pair, put: { means: false, chosen: false } }
    ]
  return columnsOf(board).map((option) => ({
    key: option,
    when: { [board.columns]: option },
    put: { [board.columns]: option }
  }))
}

/** A place from what the controls of a form sent, by the names of the fields; an empty one takes the field away. */
export function placeOfControls(wall: string, sent: readonly { key: string; value: string }[]): Place {
  const fields = placeFields(wall)
  return Object.fromEntries(
    sent.map(({ key, value }) => {
      const field = fields[key]
      return [key, field ? (readControl(field, value, '.').value as Place[string]) : value]
    })
  )
}

/** The fields of which a place on this board consists, in the order in which a form asks them. */
export function askedFields(board: Board): [string, Field][] {
  const { kind, place } = board
  const links = linkFieldsOf(board)
  const fields: Record<string, Field> = { ...(kind ? recordFields[kind] : {}), ...links }
  return [...place, ...Object.keys(links)].flatMap((name) =>
    fields[name] ? [[name, fields[name]] as [string, Field]] : []
  )
}

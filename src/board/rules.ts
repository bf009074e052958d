import { employerFields, hubFields, issueFields, targetFields } from '../hub/rules.ts'
import { influenceFields, whyFields } from '../influence/rules.ts'
import { interventionFields } from '../intervention/rules.ts'
import { choice, type Field, type Fields, reference } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'
import { mandateFields, resourceFields, sourceFields } from '../office/rules.ts'
import type { StepNumber } from '../plan/rules.ts'
import { stakeholderFields } from '../stakeholder/rules.ts'
import { businessLinkKinds } from '../workplace/rules.ts'
import { moved, type Place } from './spot.rules.ts'

/** Fields of the kinds of records that a note can become. */
export const recordFields = {
  mandate: mandateFields,
  resource: resourceFields,
  source: sourceFields,
  issue: issueFields,
  target: targetFields,
  hub: hubFields,
  employer: employerFields,
  why: whyFields,
  influence: influenceFields,
  stakeholder: stakeholderFields,
  intervention: interventionFields
} as const satisfies Record<string, Fields>
export type KindName = keyof typeof recordFields

export const canvases = ['columns', 'matrix', 'venn', 'graph', 'tree', 'influences', 'rings', 'layers'] as const
export type Canvas = (typeof canvases)[number]

/**
 * A board: one exercise of the method as data. `wall` names the board whose notes stand on it: what was collected on
 * `targets` is placed on `matrix-targets`. `place` names the fields of the record that where a note stands gives;
 * `columns` is the one of them by which a list is ordered into columns, '' where none is.
 */
export type Board = {
  canvas: Canvas
  wall: string
  /** What a decided note becomes; null where nothing is decided. */
  kind: KindName | null
  /** The field of the record that a note's text becomes. */
  text: string
  place: readonly string[]
  columns: string
  /** The page of the plan that holds the same records. */
  step: StepNumber
  tab: string
}

const columns = (kind: KindName, text: string, by: string, rest: Omit<Board, 'canvas' | 'kind' | 'text' | 'columns'>) =>
  ({ canvas: 'columns', kind, text, columns: by, ...rest }) as const satisfies Board
const matrix = (kind: 'issue' | 'target') =>
  ({
    canvas: 'matrix',
    wall: `${kind}s`,
    kind,
    text: 'name',
    place: ['priority', 'compliance', 'confirmed'],
    columns: '',
    step: 2,
    tab: `matrix-${kind}s`
  }) as const satisfies Board

export const boards = {
  mandate: columns('mandate', 'title', 'kind', { wall: 'mandate', place: ['kind', 'form'], step: 1, tab: 'mandate' }),
  resources: columns('resource', 'name', 'kind', { wall: 'resources', place: ['kind'], step: 1, tab: 'resources' }),
  sources: columns('source', 'name', 'kind', {
    wall: 'sources',
    place: ['kind', 'form', 'grade'],
    step: 1,
    tab: 'data'
  }),
  issues: columns('issue', 'name', '', { wall: 'issues', place: [], step: 2, tab: 'collect' }),
  targets: columns('target', 'name', '', { wall: 'targets', place: [], step: 2, tab: 'collect' }),
  'matrix-issues': matrix('issue'),
  'matrix-targets': matrix('target'),
  venn: {
    canvas: 'venn',
    wall: 'venn',
    kind: 'hub',
    text: 'reason',
    place: ['issue', 'target', 'means', 'chosen'],
    columns: '',
    step: 2,
    tab: 'venn'
  },
  employers: {
    canvas: 'graph',
    wall: 'employers',
    kind: 'employer',
    text: 'name',
    place: ['role', 'target'],
    columns: 'role',
    step: 2,
    tab: 'employers'
  },
  whys: {
    canvas: 'tree',
    wall: 'whys',
    kind: 'why',
    text: 'text',
    place: ['hub', 'parent'],
    columns: '',
    step: 3,
    tab: 'whys'
  },
  influences: {
    canvas: 'influences',
    wall: 'influences',
    kind: 'influence',
    text: 'name',
    place: ['hub', 'sign', 'reach'],
    columns: 'sign',
    step: 3,
    tab: 'influences'
  },
  stakeholders: columns('stakeholder', 'name', 'category', {
    wall: 'stakeholders',
    place: ['category'],
    step: 4,
    tab: 'stakeholders'
  }),
  bullseye: {
    canvas: 'rings',
    wall: 'stakeholders',
    kind: 'stakeholder',
    text: 'name',
    place: ['present_ring', 'desired_ring', 'category'],
    columns: 'present_ring',
    step: 4,
    tab: 'bullseye'
  },
  interventions: columns('intervention', 'name', 'family', {
    wall: 'interventions',
    place: ['hub', 'family'],
    step: 5,
    tab: 'interventions'
  }),
  priorities: {
    canvas: 'matrix',
    wall: 'interventions',
    kind: 'intervention',
    text: 'name',
    place: ['impact', 'effort', 'hub', 'family'],
    columns: '',
    step: 5,
    tab: 'priorities'
  },
  'plan-map': {
    canvas: 'layers',
    wall: 'plan-map',
    kind: null,
    text: '',
    place: [],
    columns: '',
    step: 5,
    tab: 'map'
  }
} as const satisfies Record<string, Board>
export type BoardName = keyof typeof boards
export const boardNames = Object.keys(boards) as BoardName[]

/** The board of a name, or undefined. */
export function findBoard(name: string): Board | undefined {
  return Object.hasOwn(boards, name) ? boards[name as BoardName] : undefined
}

/** What a place says of a link to another on the board: who gives the work, and how they are bound. */
export const linkFields = {
  gives: reference('employer'),
  bond: choice(businessLinkKinds, { words: 'business_link.kind' })
} as const

/** The fields of links that a board has besides those of its record: on a graph. */
export function linkFieldsOf({ canvas }: Pick<Board, 'canvas'>): Record<string, Field> {
  return canvas === 'graph' ? linkFields : {}
}

/** How two are bound, where nobody said so: as what each of them is lets one suppose. */
export function bondOf(giver: string, taker: string): (typeof businessLinkKinds)[number] {
  if (taker === 'franchisee') return 'franchise'
  if (taker === 'labour_provider' || giver === 'labour_provider') return 'labour_provider'
  if (taker === 'subcontractor') return 'subcontractor'
  if (giver === 'buyer' || giver === 'brand') return 'buyer'
  return giver === 'principal' ? 'principal' : 'contractor'
}

const free: Field = { type: 'number', min: 0, max: 100 }

/** Boards that show the notes of a wall. */
function boardsOf(wall: string): Board[] {
  return boardNames.map((name) => boards[name] as Board).filter((board) => board.wall === wall)
}

/** The fields of which places on a wall consist, by name: those of every board that shows the wall, and x and y. */
export function placeFields(wall: string): Record<string, Field> {
  const named: Record<string, Field> = { x: free, y: free }
  for (const board of boardsOf(wall)) Object.assign(named, linkFieldsOf(board))
  for (const { kind, place } of boardsOf(wall))
    for (const name of place) if (kind) named[name] = (recordFields[kind] as Record<string, Field>)[name] as Field
  return named
}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function isOfField(field: Field, value: Place[string]): boolean {
  if (value === null || value === '') return true
  if (field.type === 'choice') return typeof value === 'string' && field.options.includes(value)
  if (field.type === 'yes') return typeof value === 'boolean'
  if (field.type === 'reference') return typeof value === 'string' && idPattern.test(value)
  if (field.type !== 'number' || typeof value !== 'number') return false
  return value >= (field.min ?? 0) && value <= (field.max ?? 100) && (!field.whole || Number.isInteger(value))
}

/** What is wrong with a place on a wall: a name that no board of it has, or a value that the field does not take. */
export function checkPlace(wall: string, place: Place): FieldProblem[] {
  const fields = placeFields(wall)
  const wrong = Object.entries(place).find(([name, value]) => !(fields[name] && isOfField(fields[name], value)))
  return wrong ? [{ field: 'place', code: 'place', values: { name: wrong[0] } }] : []
}

/** A place without what is written for the inspectorate alone: where a stakeholder stands in the bullseye. */
export function withoutInside(kind: KindName | null, place: Place): Place {
  const fields: Record<string, Field> = kind ? recordFields[kind] : {}
  return Object.fromEntries(Object.entries(place).filter(([name]) => fields[name]?.readers !== 'plan.read-inside'))
}

/** The boards on which records of a kind stand; they share one wall. */
export function boardsOfKind(kind: string): Board[] {
  return boardNames.map((name): Board => boards[name]).filter((board) => board.kind === kind)
}

/** The place at which a record of the plan stands on the boards of its kind. `isTold`: whether a field may be told. */
export function placeOfRecord(
  kind: string,
  row: Readonly<Record<string, unknown>>,
  isTold: (field: string) => boolean
): Place {
  const names = [...new Set(boardsOfKind(kind).flatMap(({ place }) => place))].filter(isTold)
  return moved({}, Object.fromEntries(names.map((name) => [name, (row[name] ?? null) as Place[string]])))
}

/** What a note becomes: the values of its record from its text, its place, and what is said besides. */
export function recordValues(
  board: Board,
  note: { text: string; place: Place },
  besides: Place = {}
): Record<string, unknown> {
  if (!board.kind) return {}
  const fields: Record<string, Field> = recordFields[board.kind]
  const given = Object.entries({ ...note.place, ...moved({}, besides) }).filter(([name]) => name in fields)
  return { ...Object.fromEntries(given), [board.text]: note.text }
}

/** Fields that the record needs and that neither text nor place gives: to be asked before it is decided. */
export function missingFields(board: Board, place: Place): string[] {
  if (!board.kind) return []
  return Object.entries(recordFields[board.kind] as Record<string, Field>).flatMap(([name, field]) =>
    'needed' in field && field.needed && name !== board.text && (place[name] ?? '') === '' ? [name] : []
  )
}

/** The columns of a board: the options of the field by which it is ordered; none where it is one list. */
export function columnsOf(board: Board): readonly string[] {
  const field = board.kind ? (recordFields[board.kind] as Record<string, Field>)[board.columns] : undefined
  return field?.type === 'choice' ? field.options : []
}

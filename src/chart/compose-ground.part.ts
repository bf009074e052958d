import { growChains } from '../hub/chain.rules.ts'
import { matrixFinding, matrixOf, namePairs, vennFinding, vennOf } from '../hub/drawing.part.ts'
import type { Words } from '../kernel/words.ts'
import { lineOf } from '../plan/rules.ts'
import type { Picture } from '../ui/canvas.tsx'
import { matrixPicture } from '../ui/matrix.tsx'
import { vennPicture } from '../ui/venn.tsx'
import type { Composition } from './compose.part.ts'
import { type Block, type Cell, namesGroup, type TreeNode } from './document.rules.ts'
import { sayTogether } from './say.part.ts'
import { chosenHubs, type Whole } from './whole.rules.ts'

/** Pixels of a picture on an upright page, so that its words keep their size. */
export const portrait = 620
/** Pixels of a drawing with many words, which is shown at the width of the page. */
export const drawnWide = 760
/** Pixels of a square drawing, and at which it is shown, so that it leaves room for what belongs to it. */
export const drawnSquare = 520
export const square = 420

/** A picture shown smaller than it is drawn: names keep their places, in smaller letters. */
export function shownAt(drawn: Picture, width: number): Picture {
  return { ...drawn, width, height: Math.round((drawn.height * width) / drawn.width) }
}

/** The name of a record, with the mark of what was invented or only proposed. */
export function nameCell(text: string, { example, confirmed = true }: { example: boolean; confirmed?: boolean }): Cell {
  const mark = confirmed ? (example ? 'example' : undefined) : 'proposed'
  return { text, bold: true, ...(mark ? { mark } : {}) }
}

/** A heading and a table below it; nothing where there are no rows. Where all of it is invented, its heading says so once. */
export function tableBlocks(
  title: string,
  labels: readonly (string | { label: string; numeric: true })[],
  rows: Cell[][],
  more: { landscape?: true } = {}
): Block[] {
  if (rows.length === 0) return []
  const isInvented = (cell: Cell) => typeof cell === 'object' && cell.mark === 'example'
  const allInvented = rows.every((cells) => namesGroup(cells) || cells.some(isInvented))
  const unmarked = (cell: Cell): Cell =>
    typeof cell === 'object' && isInvented(cell) ? { text: cell.text, bold: cell.bold === true } : cell
  return [
    { kind: 'heading', level: 2, text: title, ...(allInvented ? invented : {}) },
    {
      kind: 'table',
      columns: labels.map((label) => (typeof label === 'string' ? { label } : label)),
      rows: allInvented ? rows.map((cells) => cells.map(unmarked)) : rows,
      ...more
    }
  ]
}

/** The rows of a table by what they are, each group below its name; kinds without rows are left out. */
export function groupRows<R extends { kind: string }>(
  kinds: readonly { kind: string; name: string }[],
  records: readonly R[],
  cellsOf: (record: R) => Cell[]
): Cell[][] {
  return kinds.flatMap(({ kind, name }) => {
    const rows = records.filter((one) => one.kind === kind).map(cellsOf)
    return rows.length > 0 ? [[{ text: name, bold: true, spans: true }], ...rows] : []
  })
}

const invented = { mark: 'example' } as const

/** The mark of a drawing, or of a whole list, in which something is invented. */
export function markOfAny(records: readonly { example: boolean }[]): { mark?: 'example' } {
  return records.some(({ example }) => example) ? invented : {}
}

/** Step 2: both matrices, the Venn of Success, the hubs with their reasons, the employers behind the targets. */
export function composeIssues({ words, whole, names, edition }: Composition): Block[] {
  const line = lineOf(whole.plan)
  const pairs = namePairs(words, { issues: whole.issues, targets: whole.targets, pairs: whole.hubs, line })
  const t = (key: string) => words.t(key)
  const stated = (value: number | null) => (value === null ? '–' : words.number(value))
  const matrices = (['targets', 'issues'] as const).flatMap((list): Block[] => {
    const placed = whole[list].filter(({ priority, compliance }) => priority !== null && compliance !== null)
    if (placed.length === 0) return []
    const description = t(`document.matrix.${list}`)
    const content = { of: list === 'issues' ? 'issue' : 'target', items: whole[list], line } as const
    return [
      ...tableBlocks(
        description,
        [
          t(`${list === 'issues' ? 'issue' : 'target'}.one`),
          t(list === 'issues' ? 'issue.provision' : 'target.business_model'),
          { label: t('target.priority'), numeric: true },
          { label: t('target.compliance'), numeric: true }
        ],
        placed.map((item) => [
          nameCell(item.name, item),
          'provision' in item ? item.provision : item.business_model,
          stated(item.priority),
          stated(item.compliance)
        ])
      ),
      {
        kind: 'picture',
        ...shownAt(matrixPicture(matrixOf(words, content), words, drawnSquare), square),
        title: matrixFinding(words, content),
        description,
        ...markOfAny(placed)
      }
    ]
  })
  const venn: Block[] =
    pairs.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: t('hub.tab.venn') },
          {
            kind: 'picture',
            ...shownAt(vennPicture(vennOf(words, pairs), words, portrait), square + 100),
            title: vennFinding(words, pairs),
            description: t('hub.tab.venn'),
            ...markOfAny(whole.hubs)
          }
        ]
  const hubs = chosenHubs(whole)
  return [
    ...matrices,
    ...venn,
    ...tableBlocks(
      t('document.hubs'),
      [t('hub.one'), t('issue.provision'), t('target.business_model'), t('hub.reason')],
      hubs.map((hub) => [
        nameCell(names.get(hub.id) ?? '', hub),
        whole.issues.find(({ id }) => id === hub.issue)?.provision || '–',
        whole.targets.find(({ id }) => id === hub.target)?.business_model || '–',
        hub.reason
      ])
    ),
    ...composeEvidence(words, edition, names),
    ...composeEmployers(words, whole)
  ]
}

/** Who gives the work and who takes it, for each target by itself. */
function composeEmployers(words: Words, { targets, employers, businessLinks }: Whole): Block[] {
  if (employers.length === 0) return []
  const allInvented = employers.every(({ example }) => example)
  const node = ({
    employer,
    below
  }: ReturnType<typeof growChains<Whole['employers'][number], BusinessLink>>[number]): TreeNode => ({
    text: sayTogether(words, [
      employer.name,
      words.t(`employer.role.${employer.role}`),
      employer.workplaces === null ? '' : words.t('hub.chain.workplaces', { n: employer.workplaces })
    ]),
    ...(allInvented ? {} : markOfAny([employer])),
    children: below.map(node)
  })
  return [
    { kind: 'heading', level: 2, text: words.t('document.employers'), ...(allInvented ? invented : {}) },
    ...targets.flatMap((target): Block[] => {
      const own = employers.filter((one) => one.target === target.id)
      if (own.length === 0) return []
      return [
        { kind: 'heading', level: 3, text: target.name },
        { kind: 'tree', nodes: growChains(own, businessLinks).map(node) }
      ]
    })
  ]
}

type BusinessLink = Whole['businessLinks'][number]

/**
 * What the records say of each hub, in each data set by itself. Sentences say for what such a share may be used, and how
 * the cases of each data set came about.
 */
function composeEvidence(
  words: Words,
  { evidence, currency }: Composition['edition'],
  names: Composition['names']
): Block[] {
  const t = (key: string) => words.t(key)
  const stated = (value: number | null, say: (value: number) => string) => (value === null ? '–' : say(value))
  const table = tableBlocks(
    t('document.evidence'),
    [
      t('hub.one'),
      t('data_set.one'),
      { label: t('document.evidence.breaches'), numeric: true },
      { label: t('document.evidence.share'), numeric: true },
      { label: t('evidence.field.workersAffected'), numeric: true },
      { label: t('evidence.field.backWages'), numeric: true }
    ],
    evidence.map((one) => [
      { text: names.get(one.hub) ?? '', bold: true },
      [one.name, one.period, one.small ? t('chart.line.evidence.few') : ''].filter(Boolean).join(', '),
      words.t('document.evidence.of', { breaches: one.breaches, cases: one.cases }),
      words.t('document.evidence.interval', {
        share: words.share(one.share),
        low: words.share(one.low),
        high: words.share(one.high)
      }),
      stated(one.workersAffected, (value) => words.number(value)),
      stated(one.backWages, (value) => words.money(value, currency))
    ])
  )
  if (table.length === 0) return []
  const origins = new Set(
    evidence.map(({ name, case_origin }) =>
      words.t('figure.origin', { name, origin: t(`evidence.origin.${case_origin}`) })
    )
  )
  return [...table, { kind: 'paragraph', text: t('document.evidence.note') }, { kind: 'list', items: [...origins] }]
}

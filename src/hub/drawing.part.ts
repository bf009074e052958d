import type { Words } from '../kernel/words.ts'
import type { MatrixProps } from '../ui/matrix.tsx'
import type { VennProps } from '../ui/venn.tsx'
import { circlesOf, isPriority, type Position, quadrantOf, type VennCircle } from './rules.ts'
import type { Issue, Pair, Target } from './step.operations.ts'

export type Placed = Position & {
  id: string
  name: string
  confirmed: boolean
  example?: boolean
  /** Where the evidence itself places it. */
  evidence?: { priority: number; compliance: number }
  votes?: number
}

/** What stands in a matrix: issues or targets, and the plan's line between low and high compliance. */
export type MatrixContent = { of: 'issue' | 'target'; items: readonly Placed[]; line: number }

/** What the matrix of a list of issues or targets shows; also drawn into the Word document. */
export function matrixOf(words: Words, content: MatrixContent, href?: (item: Placed) => string): MatrixProps {
  const { items, line } = content
  return {
    items: items.flatMap((item) =>
      item.priority === null || item.compliance === null
        ? []
        : [
            {
              label: item.name,
              x: item.compliance / 100,
              y: item.priority / 100,
              chosen: isPriority(item, line),
              proposed: !item.confirmed,
              ...(item.votes ? { votes: item.votes } : {}),
              ...(item.evidence
                ? { evidence: { x: item.evidence.compliance / 100, y: item.evidence.priority / 100 } }
                : {}),
              ...(href ? { href: href(item) } : {})
            }
          ]
    ),
    quadrants: {
      topStart: words.t('label.quadrant.act'),
      topEnd: words.t('label.quadrant.sustain'),
      bottomStart: words.t('label.quadrant.watch'),
      bottomEnd: words.t('label.quadrant.leave')
    },
    axes: {
      low: words.t('hub.matrix.axis', {
        axis: words.t('label.axis.compliance'),
        end: words.t('label.axis.compliance.low')
      }),
      high: words.t('label.axis.compliance.high'),
      up: words.t('label.axis.priority')
    },
    reference: { x: line / 100, label: words.t('hub.matrix.line', { line: words.share(line / 100) }) },
    label: matrixFinding(words, content)
  }
}

const rank = ({ priority }: Position) => priority ?? 0

/** What the matrix says, as a sentence: the highest priority first. */
export function matrixFinding(words: Words, { of, items, line }: MatrixContent): string {
  const act = items.filter((item) => isPriority(item, line)).sort((one, other) => rank(other) - rank(one))
  const open = items.filter((item) => !item.confirmed && quadrantOf(item, line) !== undefined)
  if (act.length === 0) return words.t('hub.matrix.finding.none', { open: open.length })
  return words.t('hub.matrix.finding', { of, n: act.length, first: act[0]?.name ?? '', open: open.length })
}

export const circles: readonly VennCircle[] = ['issue', 'target', 'means']

export type NamedPair = { pair: Pair; name: string; inside: VennCircle[] }

/** What the Venn draws of a pair. */
type Drawn = { pair: Pick<Pair, 'id' | 'chosen'>; name: string; inside: VennCircle[] }

/** Pairs with their names and the circles in which they lie. */
export function namePairs(
  words: Words,
  found: {
    issues: readonly Issue[]
    targets: readonly Target[]
    pairs: readonly Pair[]
    line: number
  }
): NamedPair[] {
  const { line } = found
  return found.pairs.map((pair) => {
    const issue = found.issues.find(({ id }) => id === pair.issue)
    const target = found.targets.find(({ id }) => id === pair.target)
    const inside = circlesOf({
      issue: issue !== undefined && isPriority(issue, line),
      target: target !== undefined && isPriority(target, line),
      means: pair.means
    })
    const name = words.t('influence.hub-name', { issue: issue?.name ?? '–', target: target?.name ?? '–' })
    return { pair, name, inside }
  })
}

export function vennFinding(words: Words, pairs: readonly Drawn[]): string {
  const hubs = pairs.filter(({ pair }) => pair.chosen)
  if (hubs.length === 0)
    return words.t('hub.venn.finding.none', { n: pairs.filter(({ inside }) => inside.length === 3).length })
  const outside = hubs.filter(({ inside }) => inside.length < circles.length).length
  return words.t('hub.venn.finding', { n: hubs.length, outside, names: words.list(hubs.map(({ name }) => name)) })
}

/** The Venn of Success; also drawn into the Word document. */
export function vennOf(words: Words, pairs: readonly Drawn[], href?: (id: string) => string): VennProps {
  return {
    circles: [words.t('label.circle.issue'), words.t('label.circle.target'), words.t('label.circle.means')],
    items: pairs.map(({ pair, name, inside }) => ({
      label: name,
      chosen: pair.chosen,
      ...(href ? { href: href(pair.id) } : {}),
      inside: [inside.includes('issue'), inside.includes('target'), inside.includes('means')]
    })),
    label: vennFinding(words, pairs)
  }
}

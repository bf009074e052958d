import type { Words } from '../kernel/words.ts'
import type { MatrixProps } from '../ui/matrix.tsx'
import type { VennProps } from '../ui/venn.tsx'
import { circlesOf, isPriority, type Position, quadrantOf, type VennCircle } from './rules.ts'
import type { Issue, Pair, Target } from './step.operations.ts'

export type Placed = Position & { id: string; name: string; confirmed: boolean; example?: boolean }

/** What the matrix of a list of issues or targets shows; also drawn into the Word document. */
export function matrixOf(words: Words, items: readonly Placed[], href?: (item: Placed) => string): MatrixProps {
  return {
    items: items.flatMap((item) =>
      item.priority === null || item.compliance === null
        ? []
        : [
            {
              label: item.name,
              x: item.compliance / 100,
              y: item.priority / 100,
              chosen: item.confirmed && quadrantOf(item) === 'act',
              proposed: !item.confirmed,
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
      low: words.t('label.axis.compliance.low'),
      high: words.t('label.axis.compliance.high'),
      up: words.t('label.axis.priority')
    },
    label: matrixFinding(words, items)
  }
}

/** What the matrix says, as a sentence. */
export function matrixFinding(words: Words, items: readonly Placed[]): string {
  const act = items.filter((item) => item.confirmed && quadrantOf(item) === 'act')
  const open = items.filter((item) => !item.confirmed)
  if (act.length === 0) return words.t('hub.matrix.finding.none', { open: open.length })
  return words.t('hub.matrix.finding', { n: act.length, first: act[0]?.name ?? '', open: open.length })
}

export const circles: readonly VennCircle[] = ['issue', 'target', 'means']

export type NamedPair = { pair: Pair; name: string; inside: VennCircle[] }

/** Pairs with their names and the circles in which they lie. */
export function namePairs(found: {
  issues: readonly Issue[]
  targets: readonly Target[]
  pairs: readonly Pair[]
}): NamedPair[] {
  return found.pairs.map((pair) => {
    const issue = found.issues.find(({ id }) => id === pair.issue)
    const target = found.targets.find(({ id }) => id === pair.target)
    const inside = circlesOf({
      issue: issue !== undefined && isPriority(issue),
      target: target !== undefined && isPriority(target),
      means: pair.means
    })
    return { pair, name: `${issue?.name ?? ''} × ${target?.name ?? ''}`, inside }
  })
}

export function vennFinding(words: Words, pairs: readonly NamedPair[]): string {
  const hubs = pairs.filter(({ pair }) => pair.chosen)
  if (hubs.length === 0)
    return words.t('hub.venn.finding.none', { n: pairs.filter(({ inside }) => inside.length === 3).length })
  return words.t('hub.venn.finding', { n: hubs.length, names: words.list(hubs.map(({ name }) => name)) })
}

/** The Venn of Success; also drawn into the Word document. */
export function vennOf(words: Words, pairs: readonly NamedPair[]): VennProps {
  return {
    circles: [words.t('label.circle.issue'), words.t('label.circle.target'), words.t('label.circle.means')],
    items: pairs.map(({ name, inside }) => ({
      label: name,
      inside: [inside.includes('issue'), inside.includes('target'), inside.includes('means')]
    })),
    label: vennFinding(words, pairs)
  }
}

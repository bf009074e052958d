import type { Words } from '../kernel/words.ts'
import type { MatrixProps } from '../ui/matrix.tsx'
import { type Criterion, criteria, sortByScore, weigh } from './rules.ts'

type Weighed = Partial<Record<Criterion, number | null>> & { id: string; name: string; votes?: number }

/** Impact upwards, effort to the side: what stands above and at the start gives most for least; for page and document. */
export function impactEffortOf(
  words: Words,
  interventions: readonly Weighed[],
  href?: (id: string) => string
): MatrixProps {
  const placed = interventions.filter((one) => typeof one.impact === 'number' && typeof one.effort === 'number')
  return {
    items: placed.map(({ id, name, impact, effort, votes }) => ({
      label: name,
      x: ((effort ?? 1) - 0.5) / 5,
      y: ((impact ?? 1) - 0.5) / 5,
      ...(votes ? { votes } : {}),
      ...(href ? { href: href(id) } : {})
    })),
    quadrants: {
      topStart: words.t('label.weighing.first'),
      topEnd: words.t('label.weighing.prepare'),
      bottomStart: words.t('label.weighing.aside'),
      bottomEnd: words.t('label.weighing.leave')
    },
    axes: {
      low: words.t('hub.matrix.axis', {
        axis: words.t('label.criterion.effort'),
        end: words.t('label.criterion.effort.low')
      }),
      high: words.t('label.criterion.effort.high'),
      up: words.t('label.criterion.impact')
    },
    judgement: true,
    label: priorityFinding(words, interventions)
  }
}

/** Which intervention the weighing puts first, as a sentence. */
function priorityFinding(words: Words, interventions: readonly Weighed[]): string {
  const [best] = sortByScore(interventions)
  const { score, judged } = weigh(best ?? {})
  if (!best || score === null) return words.t('intervention.priorities.finding.none')
  const open = interventions.filter((one) => weigh(one).judged < criteria.length).length
  return words.t('intervention.priorities.finding', { name: best.name, score: words.number(score, 1), judged, open })
}

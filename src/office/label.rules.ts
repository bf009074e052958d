/** Names that the method leaves open (its *defaults*), which an inspectorate may rename, in the groups of its settings. */
export const labelGroups = {
  axis: [
    'label.axis.priority',
    'label.axis.priority.low',
    'label.axis.priority.high',
    'label.axis.compliance',
    'label.axis.compliance.low',
    'label.axis.compliance.high'
  ],
  quadrant: ['label.quadrant.act', 'label.quadrant.sustain', 'label.quadrant.watch', 'label.quadrant.leave'],
  circle: ['label.circle.issue', 'label.circle.target', 'label.circle.means'],
  ring: [
    'label.ring.core',
    'label.ring.activists',
    'label.ring.supporters',
    'label.ring.disengaged',
    'label.ring.hostile'
  ],
  criterion: [
    'label.criterion.impact',
    'label.criterion.reach',
    'label.criterion.sustainability',
    'label.criterion.feasibility',
    'label.criterion.leverage',
    'label.criterion.effort',
    'label.criterion.cost',
    'label.criterion.risk'
  ],
  weighing: [
    'label.weighing.impact',
    'label.weighing.effort-low',
    'label.weighing.effort-high',
    'label.weighing.first',
    'label.weighing.prepare',
    'label.weighing.aside',
    'label.weighing.leave'
  ],
  why: ['label.why.stop']
} as const

export const labelKeys: readonly string[] = Object.values(labelGroups).flat()

/**
 * The labels of an inspectorate after those of one language were written anew. What is empty, or the default again, is
 * not kept, so that a better default reaches everybody who never changed it.
 */
export function renameLabels(
  labels: Readonly<Record<string, Readonly<Record<string, string>>>>,
  language: string,
  written: Readonly<Record<string, string>>,
  defaults: Readonly<Record<string, string>>
): Record<string, Record<string, string>> {
  const own = Object.fromEntries(
    labelKeys.flatMap((key) => {
      const text = (written[key] ?? '').trim()
      return text === '' || text === defaults[key] ? [] : [[key, text]]
    })
  )
  const { [language]: _earlier, ...others } = labels
  return Object.keys(own).length === 0 ? { ...others } : { ...others, [language]: own }
}

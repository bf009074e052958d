/** A scale by its name, and what its lowest and its highest mark mean. */
function withEnds(name: string): string[] {
  return [name, `${name}.low`, `${name}.high`]
}

/** Names that the method leaves open (its *defaults*), which an inspectorate may rename, in the groups of its settings. */
export const labelGroups = {
  axis: [...withEnds('label.axis.priority'), ...withEnds('label.axis.compliance')],
  quadrant: ['label.quadrant.act', 'label.quadrant.sustain', 'label.quadrant.watch', 'label.quadrant.leave'],
  circle: ['label.circle.issue', 'label.circle.target', 'label.circle.means'],
  ring: [
    'label.ring.core',
    'label.ring.activists',
    'label.ring.supporters',
    'label.ring.disengaged',
    'label.ring.hostile'
  ],
  criterion: ['impact', 'reach', 'sustainability', 'feasibility', 'leverage', 'effort', 'cost', 'risk'].flatMap(
    (name) => withEnds(`label.criterion.${name}`)
  ),
  weighing: ['label.weighing.first', 'label.weighing.prepare', 'label.weighing.aside', 'label.weighing.leave'],
  strength: withEnds('label.strength'),
  weight: ['label.weight.0', 'label.weight.1', 'label.weight.2', 'label.weight.3'],
  grade: ['label.grade.a', 'label.grade.b', 'label.grade.c', 'label.grade.d'],
  why: ['label.why.stop']
} satisfies Record<string, readonly string[]>

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

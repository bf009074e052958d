import type { Words } from '../kernel/words.ts'
import { gapOf } from '../office/rules.ts'

type Resource = { name: string; unit: string; quantity: number | null; needed: number | null }

/** A resource by its name, and how much of it is missing. */
export function gapInWords(words: Words, resource: Resource): string {
  const gap = gapOf(resource) ?? 0
  if (gap === 0) return resource.name
  const { name, unit } = resource
  return words.t(unit ? 'stakeholder.gap.unit' : 'stakeholder.gap', { name, gap, unit })
}

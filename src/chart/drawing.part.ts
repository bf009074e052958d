import type { Words } from '../kernel/words.ts'
import { stepPath } from '../plan/rules.ts'
import { markOf } from '../stakeholder/mark.part.tsx'
import type { GanttProps } from '../ui/gantt.tsx'
import type { MapNode, PlanMapProps } from '../ui/plan-map.tsx'
import { type MapItem, type MapLayerName, mapLayers, mapPlan } from './map.rules.ts'
import { chartLines, listPhases } from './rules.ts'
import { sayPhase } from './say.part.ts'
import type { Whole } from './whole.rules.ts'

/** What the map says, as a sentence. */
export function mapFinding(words: Words, whole: Whole): string {
  const { items } = mapPlan(whole)
  const of = (layer: MapLayerName) => items.filter((item) => item.layer === layer)
  const influences = of('influences')
  const addressed = influences.filter(({ lacking }) => !lacking).length
  return words.t('chart.map.finding', {
    interventions: of('interventions').length,
    addressed,
    influences: influences.length,
    open: influences.length - addressed
  })
}

/** The map with its words; also drawn into the Word document. `href` leads from a node to its record. */
export function mapOf(words: Words, whole: Whole, shown: readonly MapLayerName[], linked = false): PlanMapProps {
  const { items, links } = mapPlan(whole, shown)
  const details = new Map<string, Partial<MapNode>>([
    ...whole.influences.map(({ id, sign }) => [id, { direction: sign === 'positive' ? 'plus' : 'minus' }] as const),
    ...whole.stakeholders.map(({ id, category }) => [id, { category: markOf[category] }] as const),
    ...whole.interventions.map(({ id, family }) => [id, { family }] as const)
  ])
  const pages: Record<MapLayerName, string> = {
    target: stepPath(whole.plan.id, 2, 'venn'),
    influences: stepPath(whole.plan.id, 3, 'influences'),
    stakeholders: stepPath(whole.plan.id, 4, 'stakeholders'),
    interventions: stepPath(whole.plan.id, 5, 'interventions')
  }
  const node = ({ id, name, layer, lacking }: MapItem): MapNode => ({
    id,
    label: name,
    ...details.get(id),
    ...(lacking ? { lacking: words.t(`chart.map.lacking.${lacking}`) } : {}),
    ...(linked ? { href: `${pages[layer]}#${id}` } : {})
  })
  return {
    layers: mapLayers.map((key) => ({
      key,
      name: words.t(`chart.map.layer.${key}`),
      nodes: items.filter(({ layer }) => layer === key).map(node)
    })),
    links,
    shown: [...shown],
    label: mapFinding(words, whole)
  }
}

/** What the timeline says, as a sentence. */
export function timelineFinding(words: Words, whole: Whole): string {
  const phases = listPhases(whole.interventions).filter(({ number }) => number !== null)
  const days = listPhases(whole.interventions).flatMap(({ from, to }) => (from && to ? [from, to] : []))
  const dated = whole.interventions.filter(({ starts, ends }) => starts && ends).length
  if (dated === 0) return words.t('chart.timeline.finding.none', { n: whole.interventions.length })
  const [from = '', to = ''] = [days.toSorted()[0], days.toSorted().at(-1)]
  return words.t('chart.timeline.finding', { dated, phases: phases.length, from: words.date(from), to: words.date(to) })
}

/** Phases one after the other: a band ends where the next phase begins, even if some of its interventions go on. */
function phaseBands(whole: Whole): { number: number; from: string; to: string }[] {
  const phases = listPhases(whole.interventions).flatMap(({ number, from, to }) =>
    number !== null && from && to ? [{ number, from, to }] : []
  )
  return phases.flatMap(({ number, from, to }, index) => {
    const next = phases[index + 1]?.from
    const end = next && next < to ? next : to
    return end > from ? [{ number, from, to: end }] : []
  })
}

/** The interventions that have days, on a line of months; also drawn into the Word document. */
export function ganttOf(words: Words, whole: Whole, linked = false): GanttProps {
  return {
    bars: chartLines(whole).flatMap(({ intervention: { id, name, starts, ends, family, owner, status } }) =>
      starts && ends
        ? [
            {
              label: name,
              from: starts,
              to: ends,
              family,
              ...(owner ? { text: owner } : {}),
              ...(linked ? { href: `${stepPath(whole.plan.id, 6, 'chart')}/${id}` } : {}),
              proposed: status === 'idea' || status === ''
            }
          ]
        : []
    ),
    phases: phaseBands(whole).map(({ number, from, to }) => ({ label: sayPhase(words, number), from, to })),
    label: timelineFinding(words, whole)
  }
}

import type { Words } from '../kernel/words.ts'
import { stepPath } from '../plan/rules.ts'
import { categoryNames, markOf } from '../stakeholder/mark.part.tsx'
import type { GanttProps } from '../ui/gantt.tsx'
import type { MapNode, PlanMapProps } from '../ui/plan-map.tsx'
import { type MapItem, type MapLayerName, mapLayers, mapPlan } from './map.rules.ts'
import { chartLines, listGates, listPhases } from './rules.ts'
import { sayGoal } from './say.part.ts'
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
    categoryNames: categoryNames(words),
    label: mapFinding(words, whole)
  }
}

/** What the timeline says, as a sentence: when pressure turns up. */
export function timelineFinding(words: Words, { interventions }: Whole): string {
  const days = listPhases(interventions).flatMap(({ from, to }) => (from && to ? [from, to] : []))
  const dated = interventions.filter(({ starts, ends }) => starts && ends).length
  if (dated === 0) return words.t('chart.timeline.finding.none', { n: interventions.length })
  const [from = '', to = ''] = [days.toSorted()[0], days.toSorted().at(-1)]
  const gates = listGates(interventions).map(({ date }) => words.date(date))
  return words.t('chart.timeline.finding', {
    gates: gates.length,
    days: words.list(gates),
    dated,
    from: words.date(from),
    to: words.date(to)
  })
}

/** The interventions that have days, on a line of months with its gates; also drawn into the Word document. */
export function ganttOf(words: Words, whole: Whole, linked = false): GanttProps {
  return {
    bars: chartLines(whole).flatMap(({ intervention }) => {
      const { id, name, starts, ends, family, status } = intervention
      const goal = sayGoal(words, intervention)
      return starts && ends
        ? [
            {
              label: name,
              from: starts,
              to: ends,
              family,
              ...(goal ? { text: goal } : {}),
              ...(linked ? { href: `${stepPath(whole.plan.id, 6, 'chart')}/${id}` } : {}),
              proposed: status === 'idea' || status === ''
            }
          ]
        : []
    }),
    gates: listGates(whole.interventions).map(({ number, date, after }) => ({
      label: words.t('chart.timeline.gate', { number, phase: after.number ?? 0 }),
      date
    })),
    label: timelineFinding(words, whole)
  }
}

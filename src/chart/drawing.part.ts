import { nothingDone, totalsOf } from '../delivery/rules.ts'
import { sayReached } from '../delivery/say.part.tsx'
import type { Family } from '../intervention/rules.ts'
import type { Words } from '../kernel/words.ts'
import { stepPath } from '../plan/rules.ts'
import { categoryNames, markOf } from '../stakeholder/mark.part.tsx'
import type { StakeholderCategory } from '../stakeholder/rules.ts'
import type { GanttProps } from '../ui/gantt.tsx'
import type { MapNode, PlanMapProps } from '../ui/plan-map.tsx'
import { type MapItem, type MapLayerName, mapLayers, mapPlan, type PlanMapContent } from './map.rules.ts'
import { chartLines, listGates, listPhases } from './rules.ts'
import { sayGoal } from './say.part.ts'
import type { Whole } from './whole.rules.ts'

/** What the map says, as a sentence. */
function mapFinding(words: Words, { items }: PlanMapContent): string {
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

/** What a node is, said by its mark. */
function markOfItem({ layer, is = '' }: MapItem): Partial<MapNode> {
  if (layer === 'influences') return { direction: is === 'positive' ? 'plus' : 'minus' }
  if (layer === 'stakeholders') return { category: markOf[is as StakeholderCategory] }
  return layer === 'interventions' ? { family: is as Family } : {}
}

/** The map with its words; also drawn into the Word document. `href` leads from a node to its record. */
export function mapOf(words: Words, whole: Whole, shown: readonly MapLayerName[], linked = false): PlanMapProps {
  const pages: Record<MapLayerName, string> = {
    target: stepPath(whole.plan.id, 2, 'venn'),
    influences: stepPath(whole.plan.id, 3, 'influences'),
    stakeholders: stepPath(whole.plan.id, 4, 'stakeholders'),
    interventions: stepPath(whole.plan.id, 5, 'interventions')
  }
  const href = linked ? ({ layer, id }: MapItem) => `${pages[layer]}#${id}` : undefined
  const { items, links } = mapPlan(whole, shown)
  return { ...drawMapOf(words, { items, links }, href), shown: [...shown], label: mapFinding(words, mapPlan(whole)) }
}

/** The map of what is told of a plan, with its words. */
export function drawMapOf(words: Words, content: PlanMapContent, href?: (item: MapItem) => string): PlanMapProps {
  const node = (item: MapItem): MapNode => ({
    id: item.id,
    label: item.name,
    ...markOfItem(item),
    ...(item.lacking ? { lacking: words.t(`chart.map.lacking.${item.lacking}`) } : {}),
    ...(href ? { href: href(item) } : {})
  })
  return {
    layers: mapLayers.map((key) => ({
      key,
      name: words.t(`chart.map.layer.${key}`),
      nodes: content.items.filter(({ layer }) => layer === key).map(node)
    })),
    links: content.links,
    categoryNames: categoryNames(words),
    label: mapFinding(words, content)
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
  const done = totalsOf(whole.deliveries)
  return {
    bars: chartLines(whole).flatMap(({ intervention }) => {
      const { id, name, starts, ends, family, status } = intervention
      const totals = done.find((one) => one.intervention === id) ?? nothingDone(id)
      const stopped = status === 'paused' || status === 'dropped' ? words.t(`intervention.status.${status}`) : ''
      const text = stopped || sayReached(words, intervention, totals) || sayGoal(words, intervention)
      return starts && ends
        ? [
            {
              label: name,
              from: starts,
              to: ends,
              family,
              ...(text ? { text } : {}),
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

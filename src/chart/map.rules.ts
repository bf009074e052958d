import { chosenHubs, nameRecords, type Whole } from './whole.rules.ts'

/** The layers of the map in their order: the target first, what is done about it last. */
export const mapLayers = ['target', 'influences', 'stakeholders', 'interventions'] as const
export type MapLayerName = (typeof mapLayers)[number]

/** What stands on the map: the record, its layer, and what it lacks (`unaddressed`, `without-part`, `without-influence`). */
export type MapItem = {
  id: string
  layer: MapLayerName
  name: string
  lacking?: string
  /** What it is: an influence's sign, a stakeholder's category, an intervention's family. */
  is?: string
}
export type PlanMapContent = { items: MapItem[]; links: { from: string; to: string }[] }

/** The layers that an address asks for (`target,influences`); all of them where it asks for none. */
export function readLayers(asked: string): MapLayerName[] {
  const found = mapLayers.filter((layer) => asked.split(',').includes(layer))
  return found.length > 0 ? found : [...mapLayers]
}

/** The layers once one of them is switched; the last one that is shown stays. */
export function switchLayer(shown: readonly MapLayerName[], layer: MapLayerName): MapLayerName[] {
  const switched = mapLayers.filter((one) => (one === layer) !== shown.includes(one))
  return switched.length > 0 ? switched : [...shown]
}

/**
 * The map of the plan around its chosen hubs. A link runs along what was entered: a hub to its influences, an influence
 * to the interventions that address it, through the stakeholders that take part where their layer is shown. No link is
 * drawn through a stakeholder alone, which would join what has nothing to do with each other.
 */
export function mapPlan(whole: Whole, shown: readonly MapLayerName[] = mapLayers): PlanMapContent {
  const names = nameRecords(whole)
  const hubs = chosenHubs(whole)
  const ofHubs = new Set(hubs.map(({ id }) => id))
  const influences = whole.influences.filter(({ hub }) => ofHubs.has(hub))
  const interventions = whole.interventions.filter(({ hub }) => ofHubs.has(hub))
  const partners = new Map(
    interventions.map((one) => [
      one.id,
      [...new Set([...(one.carried_out_by ? [one.carried_out_by] : []), ...one.stakeholders])]
    ])
  )
  const busy = new Set([...partners.values()].flat())
  const addressed = new Set(interventions.flatMap((one) => one.influences))
  const known = new Set(influences.map(({ id }) => id))
  const item = (layer: MapLayerName, id: string, is?: string, lacking?: string): MapItem[] =>
    shown.includes(layer)
      ? [{ id, layer, name: names.get(id) ?? '', ...(lacking ? { lacking } : {}), ...(is ? { is } : {}) }]
      : []
  const items = [
    ...hubs.flatMap(({ id }) => item('target', id)),
    ...influences.flatMap(({ id, sign }) =>
      item('influences', id, sign, addressed.has(id) ? undefined : 'unaddressed')
    ),
    ...whole.stakeholders.flatMap(({ id, category }) =>
      item('stakeholders', id, category, busy.has(id) ? undefined : 'without-part')
    ),
    ...interventions.flatMap((one) =>
      item(
        'interventions',
        one.id,
        one.family,
        one.influences.some((id) => known.has(id)) ? undefined : 'without-influence'
      )
    )
  ]
  const visible = new Set(items.map(({ id }) => id))
  const chains = interventions.flatMap((one) => {
    const through = shown.includes('stakeholders') ? (partners.get(one.id) ?? []) : []
    const beginnings = one.influences.filter((id) => known.has(id))
    const starts = beginnings.length > 0 ? beginnings.map((id) => [one.hub, id]) : [[one.hub]]
    return starts.flatMap((start) =>
      through.length > 0 ? through.map((id) => [...start, id, one.id]) : [[...start, one.id]]
    )
  })
  const allChains = [...influences.map(({ id, hub }) => [hub, id]), ...chains]
  const links = allChains.flatMap((chain) => {
    const steps = chain.filter((id) => visible.has(id))
    return steps.slice(1).map((to, index) => ({ from: steps[index] ?? '', to }))
  })
  return { items, links: [...new Map(links.map((link) => [`${link.from} ${link.to}`, link])).values()] }
}

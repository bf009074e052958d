import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coherentPlan, made } from '../../test/coherent-plan.ts'
import { influenceFields } from '../influence/rules.ts'
import { type MapLayerName, mapLayers, mapPlan, readLayers, switchLayer } from './map.rules.ts'

const linksOf = (shown?: readonly MapLayerName[]) =>
  mapPlan(coherentPlan(), shown).links.map(({ from, to }) => `${from} → ${to}`)

describe('the map of a plan', () => {
  test('runs from the hub over influences and stakeholders to interventions', () => {
    expect(linksOf().toSorted()).toEqual([
      'buyers → terms',
      'hub → news',
      'hub → price',
      'news → union',
      'price → buyers',
      'price → union',
      'union → letter'
    ])
  })

  test('without stakeholders an influence leads only to the interventions that address it', () => {
    expect(linksOf(['influences', 'interventions']).toSorted()).toEqual([
      'news → letter',
      'price → letter',
      'price → terms'
    ])
  })

  test('an intervention of the inspectorate alone is reached straight from its influence', () => {
    const whole = coherentPlan()
    whole.interventions = whole.interventions.map((one) => ({ ...one, carried_out_by: null, stakeholders: [] }))
    expect(mapPlan(whole).links).toContainEqual({ from: 'news', to: 'letter' })
  })

  test('says what an item lacks', () => {
    const whole = coherentPlan()
    whole.influences.push(
      made(influenceFields, 'fear', { hub: 'hub', name: 'Fear of losing the job', sign: 'negative' })
    )
    expect(mapPlan(whole).items.filter(({ lacking }) => lacking)).toMatchObject([
      { id: 'fear', layer: 'influences', name: 'Fear of losing the job', lacking: 'unaddressed' }
    ])
  })

  test('shows only the layers that are asked for, and every link joins two items that are shown', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...mapLayers)), (shown) => {
        const { items, links } = mapPlan(coherentPlan(), shown)
        const ids = items.map(({ id }) => id)
        for (const { layer } of items) expect(shown).toContain(layer)
        return links.every(({ from, to }) => ids.includes(from) && ids.includes(to) && from !== to)
      })
    )
  })
})

describe('layers', () => {
  test('an address that names none shows all, and unknown names are left out', () => {
    expect(readLayers('')).toEqual([...mapLayers])
    expect(readLayers('interventions,colour,target')).toEqual(['target', 'interventions'])
  })

  test('switching a layer twice shows what was shown before, and one layer always stays', () => {
    const some = fc.uniqueArray(fc.constantFrom(...mapLayers), { minLength: 1 })
    fc.assert(
      fc.property(some, fc.constantFrom(...mapLayers), (shown, layer) => {
        const sorted = mapLayers.filter((one) => shown.includes(one))
        const once = switchLayer(sorted, layer)
        expect(once.length).toBeGreaterThan(0)
        if (!(sorted.length === 1 && sorted[0] === layer)) expect(switchLayer(once, layer)).toEqual(sorted)
      })
    )
  })
})

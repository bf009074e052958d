import { join } from 'node:path'
import { z } from 'zod'
import { choice, text, texts } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { root } from '../kernel/root.ts'
import { type IsoCountry, readIsoCountries } from '../office/iso-country.store.ts'
import {
  type ComparisonMeasure,
  comparisonMeasures,
  latestOfAreas,
  type Measured,
  measureAll,
  middleOf
} from './comparison.rules.ts'
import { shippedVintage } from './ilostat.rules.ts'
import { hasValues, isLai, listVintages, readDictionary, readLaiValues, readSubregions } from './ilostat.store.ts'
import { laiOf, type Own, readOwn, yearsOf } from './own.operations.ts'

/** The inspectorate's own latest value of a measure, from its statistics and records. */
function ownValue(own: Own, measure: ComparisonMeasure): Measured | undefined {
  for (const year of yearsOf(own)) {
    const { values } = laiOf(own, year)
    const rows = values.map(({ indicator, sex, value, status }) => ({
      vintage: '',
      area: own.area,
      indicator,
      source: '',
      sex,
      classif1: '',
      classif2: '',
      time: String(year),
      value,
      scale: 0,
      status,
      noteClassif: '',
      noteIndicator: '',
      noteSource: ''
    }))
    const [found] = measureAll(rows, measure)
    if (found) return found
  }
  return undefined
}

let countries: IsoCountry[] | undefined

function regionOf(area: string): string {
  countries ??= readIsoCountries(join(root, 'country'))
  return countries.find(({ code }) => code === area)?.region ?? ''
}

const Entry = z.custom<Measured & { sourceLabel: string; noteLabels: string[]; statusLabel: string }>()
const Area = z.object({
  area: z.string(),
  shown: Entry.optional(),
  withheld: z.array(Entry),
  otherSources: z.number()
})

/**
 * A rate of the own country beside those of others: each with its latest year and source, what its figures leave out, and
 * what cannot be right. `group` is a subregion of M49, or empty for all; `areas` are chosen countries instead.
 */
export const readComparison = read({
  name: 'statistics.comparison',
  input: {
    measure: choice(comparisonMeasures),
    group: text(3),
    areas: texts(3),
    vintage: text(60)
  },
  output: z.object({
    measure: z.enum(comparisonMeasures),
    own: Entry.nullable(),
    ownArea: z.string(),
    vintage: z.string(),
    vintages: z.array(z.object({ id: z.string(), name: z.string() })),
    groups: z.array(z.string()),
    /** Subregion of the own country, where one is known. */
    ownGroup: z.string(),
    known: z.array(z.string()),
    /** Two letters of ISO 3166-1 by the three of an area, and its English name in ILOSTAT. */
    places: z.record(z.string(), z.object({ region: z.string(), label: z.string() })),
    compared: z.array(Area),
    middle: z.number().nullable(),
    all: z.array(Entry)
  }),
  may: 'evidence.read',
  async run(scope, { measure: asked, group, areas, vintage: wanted }) {
    const { database, portal, inspectorate } = scope
    const measure = (asked || 'LAI_INDE_NOC_RT') as ComparisonMeasure
    const brought = (await listVintages(database)).filter(
      ({ id, content }) =>
        content.indicators.some((one) => isLai(one.indicator)) && hasValues(portal.folder, inspectorate, id)
    )
    const vintages = [...brought.map(({ id, name }) => ({ id, name })), { id: shippedVintage, name: '' }]
    const vintage = wanted || (vintages[0]?.id ?? shippedVintage)
    if (!vintages.some(({ id }) => id === vintage)) throw new Problem('not-found')
    const rows = await readLaiValues({ folder: portal.folder, inspectorate }, vintage)
    const own = await readOwn(scope)
    const subregions = readSubregions()
    const measured = measureAll(rows, measure)
    const known = [...new Set(measured.map(({ area }) => area))]
    const chosen = areas.length > 0 ? areas : group ? (subregions.get(group) ?? []) : known
    const inGroup = measured.filter(({ area }) => area === own.area || chosen.includes(area))
    const dictionary = readDictionary()
    const label = (kind: string, code: string) => dictionary.get(kind)?.get(code) ?? code
    const told = (one: Measured) => ({
      ...one,
      sourceLabel: one.source ? label('source', one.source) : '',
      noteLabels: one.notes.map((note) => label('note_source', note)),
      statusLabel: one.status ? label('obs_status', one.status) : ''
    })
    const compared = latestOfAreas(inGroup)
    const ownFound = ownValue(own, measure)
    return {
      measure,
      own: ownFound ? told(ownFound) : null,
      ownArea: own.area,
      vintage,
      vintages,
      groups: [...subregions]
        .filter(([, countries]) => countries.some((area) => known.includes(area)))
        .map(([code]) => code),
      ownGroup: [...subregions].find(([, countries]) => countries.includes(own.area))?.[0] ?? '',
      known,
      places: Object.fromEntries(
        [own.area, ...known].map((area) => [area, { region: regionOf(area), label: label('ref_area', area) }])
      ),
      compared: compared.map(({ area, shown, withheld, otherSources }) => ({
        area,
        ...(shown ? { shown: told(shown) } : {}),
        withheld: withheld.map(told),
        otherSources
      })),
      middle: middleOf(compared, own.area) ?? null,
      all: inGroup.map(told)
    }
  }
})

/** Names of regions as sources write them, and the codes of ISO 3166-2 that they mean. */

/** A region by its code, with its names in all languages in which a list has them. */
export type Region = { code: string; names: readonly string[] }

/** What lists and sources add to a name or leave out: the kind of the region, in four languages. */
const kindsOfRegion = new Set(
  (
    'region province state county governorate department district city municipality prefecture wilaya emirate territory ' +
    'capital autonomous community federal republic of the ' +
    'departement prefectorale gouvernorat prefecture etat ville commune comte du de la des d le l ' +
    'provincia departamento estado distrito municipio ciudad comunidad autonoma comarca del los las el ' +
    'محافظه ولايه منطقه اقليم مدينه اماره جهه مقاطعه'
  ).split(' ')
)

/** A name as it is compared: without accents, signs and capitals, Arabic letters in one form. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u0652\u0640]/g, '')
    .normalize('NFC')
    .replace(/[أإآ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/ى/g, 'ي')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')
}

/** "Madrid, Comunidad de" is "Comunidad de Madrid". */
const orderless = (name: string) => plainName(name).split(' ').sort().join(' ')

/** The words that tell a region from another: those of its kind are left out, unless there are no others. */
function tellingName(name: string): string {
  const words = plainName(name).split(' ')
  const telling = words.filter((word) => !kindsOfRegion.has(word))
  return (telling.length > 0 ? telling : words).map((word) => word.replace(/^ال(?=.{3})/, '')).join(' ')
}

/** "Catalunya [Cataluña]", "Murcia, Región de": each way of writing a name that a list puts into one. */
function waysOf(name: string): string[] {
  const [, first = name, second] = /^(.+?) ?[[(](.+?)[\])]$/.exec(name) ?? []
  return [first, ...(second ? [second] : []), ...(first.includes(' / ') ? first.split(' / ') : [])]
}

/** Which regions are meant by what sources write. */
export type RegionIndex = {
  /** By the code itself or its national part, else by a name; undefined where that means none, or several. */
  codeOf(written: string): string | undefined
  /**
   * The same for all names of one column. Two regions bear one name where a country is parted twice, as into divisions and
   * districts: then that of the parting is meant which knows most of the column, of two the one with fewer regions.
   */
  codesOf(column: readonly string[]): Map<string, string>
}

/** Regions that belong to one parting of a country: their codes look alike, such as "BD-A" and "BD-06". */
const partingOf = (code: string) => code.slice(3).replace(/\d/g, '0').replace(/[A-Z]/g, 'A')

/**
 * The regions of one country by what sources call them. `own`: what an inspectorate brought, which wins. A name that two regions
 * bear means neither, if nothing else tells which.
 */
export function indexRegions(
  regions: readonly Region[],
  own: readonly (readonly [string, string])[] = []
): RegionIndex {
  const codes = new Map<string, string>()
  for (const { code } of regions) for (const written of [code, code.slice(3)]) codes.set(written, code)
  const brought = new Map(own.map(([written, code]) => [plainName(written), code]))
  const whole = bearersOf(regions, orderless)
  const telling = bearersOf(regions, tellingName)
  const meant = (written: string): readonly string[] => {
    const sure = brought.get(plainName(written)) ?? codes.get(written.trim().toUpperCase())
    if (sure) return [sure]
    return whole.get(orderless(written)) ?? telling.get(tellingName(written)) ?? []
  }
  return {
    codeOf: (written) => onlyOf(meant(written)),
    codesOf(column) {
      const all = column.map((written) => [written, meant(written)] as const)
      const parting = commonParting(
        all.map(([, found]) => found),
        regions
      )
      return new Map(
        all.flatMap(([written, found]) => {
          const code = onlyOf(found) ?? onlyOf(found.filter((one) => partingOf(one) === parting))
          return code ? [[written, code]] : []
        })
      )
    }
  }
}

const onlyOf = (codes: readonly string[]) => (codes.length === 1 ? codes[0] : undefined)

/** The parting of a country in which most of the names have a region; of two that know as many, the one with fewer regions. */
function commonParting(found: readonly (readonly string[])[], regions: readonly Region[]): string | undefined {
  const known = countBy(found.flatMap((codes) => [...new Set(codes.map(partingOf))]))
  const sizes = countBy(regions.map(({ code }) => partingOf(code)))
  const size = (parting: string) => sizes.get(parting) ?? 0
  return [...known].sort(([first, of], [second, than]) => than - of || size(first) - size(second))[0]?.[0]
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** The codes of all regions that bear a name. */
function bearersOf(regions: readonly Region[], key: (name: string) => string): Map<string, string[]> {
  const bearers = new Map<string, string[]>()
  for (const { code, names } of regions)
    for (const name of new Set(names.flatMap(waysOf).map(key))) bearers.set(name, [...(bearers.get(name) ?? []), code])
  return bearers
}

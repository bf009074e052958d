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

/** Answers the code that a cell means: by the code itself or its national part, else by a name. */
export type RegionIndex = (written: string) => string | undefined

/**
 * The regions of one country by what sources call them. `own`: what an inspectorate brought, which wins. A name that two regions
 * bear means neither.
 */
export function indexRegions(
  regions: readonly Region[],
  own: readonly (readonly [string, string])[] = []
): RegionIndex {
  const codes = new Map<string, string>()
  for (const { code } of regions) for (const written of [code, code.slice(3)]) codes.set(written, code)
  const brought = new Map(own.map(([written, code]) => [plainName(written), code]))
  const whole = unique(regions, orderless)
  const telling = unique(regions, tellingName)
  return (written) => {
    const name = plainName(written)
    return (
      brought.get(name) ??
      codes.get(written.trim().toUpperCase()) ??
      whole.get(orderless(written)) ??
      telling.get(tellingName(written))
    )
  }
}

function unique(regions: readonly Region[], key: (name: string) => string): Map<string, string> {
  const found = new Map<string, string>()
  const twice = new Set<string>()
  for (const { code, names } of regions)
    for (const name of names.flatMap(waysOf).map(key)) {
      if ((found.get(name) ?? code) !== code) twice.add(name)
      found.set(name, code)
    }
  for (const name of twice) found.delete(name)
  return found
}

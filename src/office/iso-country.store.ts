import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A country of ISO 3166-1; `code` has three letters, `region` two, by which `Intl` knows its name in any language. */
export type IsoCountry = { code: string; region: string; currency: string }

/** The countries that a portal can be set up for, with the currency of each (ISO 4217). */
export function readIsoCountries(folder: string): IsoCountry[] {
  const file = join(folder, 'int/iso_3166_1.csv')
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, code, region, currency] = /^([A-Z]{3}),([A-Z]{2}),.*,([A-Z]{3})?\r?$/.exec(line) ?? []
      return code && region ? [{ code, region, currency: currency ?? '' }] : []
    })
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Whether a text is the code of a currency (ISO 4217), in capitals or small letters. */
export function isCurrency(code: string): boolean {
  return currencies.has(code.toUpperCase())
}

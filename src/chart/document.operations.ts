import { join } from 'node:path'
import { z } from 'zod'
import { read } from '../kernel/operation.ts'
import { root } from '../kernel/root.ts'
import { type IsoCountry, readIsoCountries } from '../office/iso-country.store.ts'
import { findCountry } from './store.ts'

let countries: IsoCountry[] | undefined

/** What the cover of a document says beside the plan: the inspectorate's country (ISO 3166-1, two letters) and the day. */
export const readCover = read({
  name: 'plan.cover',
  input: {},
  output: z.object({ region: z.string(), today: z.iso.date() }),
  may: 'plan.read',
  async run({ database, now }) {
    countries ??= readIsoCountries(join(root, 'country'))
    const code = await findCountry(database)
    return {
      region: countries.find((country) => country.code === code)?.region ?? '',
      today: now.toISOString().slice(0, 10)
    }
  }
})

import { z } from 'zod'
import { type Provision, provisionsOf } from '../evidence/code-list.rules.ts'
import { readOwnLists } from '../evidence/code-list.store.ts'
import { readCountryCode } from '../evidence/register.store.ts'
import { knownIssues } from '../evidence/rules.ts'
import type { Facts } from '../facts/facts.ts'
import type { ReadScope } from '../kernel/operation.ts'
import { asItIs, readFigure } from './answer.operations.ts'
import { smallSample } from './rules.ts'
import { readByIndustry, readByIssue, readByRegion } from './store.ts'

/** Codes by which the evidence finds what a plan speaks of, with their names: what people choose from. */

const Codes = z.array(z.object({ code: z.string(), name: z.string() }))
type Code = z.infer<typeof Codes>[number]

type Held = { issues: string[]; counties: Code[]; industries: (Code & { cases: number })[] }

/** What the records hold, over all data sets. */
async function readHeld(facts: Facts, inspectorate: string): Promise<Held> {
  const [issues, counties, industries] = await Promise.all([
    readByIssue(facts, inspectorate, {}),
    readByRegion(facts, inspectorate, {}, 'county'),
    readByIndustry(facts, inspectorate, {}, 'full')
  ])
  return {
    issues: issues.map(({ issue }) => issue),
    counties: counties.flatMap(({ place, name }) => (place ? [{ code: place, name: name ?? place }] : [])),
    industries: industries.flatMap(({ industryCode: code, industryTitle, cases }) =>
      code ? [{ code, name: industryTitle ?? '', cases }] : []
    )
  }
}

/** Each code once; the name that comes first holds. */
const once = (codes: readonly Code[]) =>
  [...new Map([...codes].reverse().map((one) => [one.code, one])).values()].reverse()

/**
 * The codes that people can choose: those of the records, and with them those of the country's lists. Issues and counties of
 * which the records hold none are not offered, as then everything is taken.
 */
export const listCodes = readFigure({
  name: 'figure.codes',
  told: asItIs,
  input: {},
  output: z.object({
    issue: z.array(z.string()),
    county: Codes,
    industry: Codes,
    /** The provisions that stand behind issues, with their dates. */
    provisions: z.array(z.custom<Provision>())
  }),
  async run({ database, portal, inspectorate }) {
    const code = await readCountryCode(database)
    const { provision: own } = await readOwnLists(database)
    const held = await readHeld(portal.facts, inspectorate)
    const country = portal.countryData.of(code)
    const areas = (country?.map?.areas ?? []).map(({ id, name }) => ({ code: id, name }))
    const nameOf = (code: string, own = '') => country?.industryTitles.get(code) ?? own
    const levels = held.industries.flatMap(({ code, name, cases }) => [
      ...[2, 3, 4].filter((level) => level < code.length).map((level) => ({ code: code.slice(0, level), name: '' })),
      ...(code.length <= 4 || cases >= smallSample ? [{ code, name }] : [])
    ])
    return {
      provisions: provisionsOf(own, portal.countryData.listsOf(code).provisions),
      issue: held.issues.length === 0 ? [] : [...new Set([...held.issues, ...knownIssues])],
      county:
        held.counties.length === 0
          ? []
          : once([...held.counties, ...areas]).sort((a, b) => a.name.localeCompare(b.name)),
      industry: once(levels.map(({ code, name }) => ({ code, name: nameOf(code, name) }))).sort((a, b) =>
        a.code < b.code ? -1 : 1
      )
    }
  }
})

const lower = (text: string) => text.trim().toLocaleLowerCase('en')

/** Whether a code is known: a county also by its name, an industry also by the first figures of its code. */
export type KnowsCode = (list: 'issue' | 'county' | 'industry', code: string) => boolean

/**
 * What the records or the country's lists know. Where neither has any of a list, as before the first import, everything is
 * taken. Not to be asked within a transaction, which the evidence would wait for.
 */
export async function readKnownCodes({ database, portal, inspectorate }: ReadScope): Promise<KnowsCode> {
  const held = await readHeld(portal.facts, inspectorate)
  const country = portal.countryData.of(await readCountryCode(database))
  const areas = (country?.map?.areas ?? []).map(({ id, name }) => ({ code: id, name }))
  const counties = new Set([...held.counties, ...areas].flatMap(({ code, name }) => [lower(code), lower(name)]))
  const titles = country?.industryTitles ?? new Map<string, string>()
  const knows = {
    issue: (code: string) => held.issues.length === 0 || [...held.issues, ...knownIssues].includes(code),
    county: (code: string) => held.counties.length === 0 || counties.has(lower(code)),
    industry: (code: string) =>
      (held.industries.length === 0 && titles.size === 0) ||
      /^[A-U]$/.test(code) ||
      titles.has(code) ||
      held.industries.some((one) => one.code.startsWith(code))
  }
  return (list, code) => code === '' || knows[list](code)
}

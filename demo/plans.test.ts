import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readTable } from './make/csv.ts'
import { amount, byEmployer, byName, having, of, readCases, sum, towns } from './make/figures.ts'

type Item = Readonly<Record<string, string | number | boolean | null | readonly string[]>>
type Plan = Readonly<Record<string, readonly Item[]>> & { readonly key: string }
type Content = { readonly inspectorate: Readonly<Record<string, readonly Item[]>>; readonly plans: readonly Plan[] }

const content = (language = ''): Content =>
  JSON.parse(readFileSync(join(import.meta.dirname, `plans${language}.json`), 'utf8'))
const english = content()
const cases = readCases(import.meta.dirname, join(import.meta.dirname, '../country/us'))
const la = '06037'

/** How many cases of an industry and county have a column above zero, and of how many. */
const pair = (industry: string, county: string, column: string): [number, number] => {
  const chosen = of(cases, industry, county)
  return [having(chosen, column).length, chosen.length]
}

const [low, child, other] = ['minwage_violations', 'childlabor_violations', 'other_violations']
const garment = of(cases, '315', la)
const breach = having(garment, low)
const employers = byEmployer(garment)
const returning = employers.filter((group) => group.length > 1)
const breachAgain = returning.flatMap((group) => having(group, low))
const fast = of(cases, '7222')
const young = having(fast, child)
const chains = [...byName(fast).values()].filter((group) => towns(group) > 2).flat()
const single = fast.filter((one) => !chains.includes(one))
const district = readTable(join(import.meta.dirname, 'sf_district.csv.gz')).rows

const computed: [number, number][] = [
  [having(breach, 'minwage_backwages').length, breach.length],
  [having(breach, 'cmp_assessed_amount').length, breach.length],
  [having(breachAgain, 'cmp_assessed_amount').length, breachAgain.length],
  [returning.length, employers.length],
  [returning.filter((group) => having(group, low).length > 1).length, returning.length],
  [Math.round((100 * breach.length) / garment.length), 100],
  [district.filter((row) => Number(row.penalty) > 0).length, district.length],
  [young.length, fast.length],
  [having(young, low).length, young.length],
  [having(young, 'childlabor_penalty').length, young.length],
  [having(cases, child).length - young.length, cases.length - fast.length],
  [having(chains, child).length, chains.length],
  [having(single, child).length, single.length],
  ...['623', '447', '721', '445', '238', '5616', '115115'].map((industry) => pair(industry, '', low)),
  ...['315', '811192', '722'].map((industry) => pair(industry, la, low)),
  pair('315', '06059', low),
  ...['4451', '7221', '713', '811192'].map((industry) => pair(industry, '', child)),
  ...[low, child, 'special_minwage_violations', other].map((column) => pair('', '', column))
]
const invented: [number, number][] = [[25, 96]]

const textsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : []
}
const plain = (text: string) => text.replace(/(?<=\d)[.,\u202f\u00a0](?=\d{3}\b)/g, '')
const numbersOf = (text: string) => (plain(text).match(/\d+/g) ?? []).sort()

test('every "so many of so many" is what the records say', () => {
  const known = new Set([...computed, ...invented].map(([some, all]) => `${some} of ${all}`))
  const quoted = textsOf(english).flatMap((text) => plain(text).match(/\d+ of \d+/g) ?? [])
  const dates = /of 20\d\d$/
  expect(quoted.length).toBeGreaterThan(40)
  expect(quoted.filter((quote) => !known.has(quote) && !dates.test(quote))).toEqual([])
})

test('every large number of workers, young persons and dollars is what the records say', () => {
  const workers = (industry: string, county = '') => sum(of(cases, industry, county), 'minwage_employees')
  const counts = [
    ...['623', '447', '721', '445', '238', '5616'].map((industry) => workers(industry)),
    ...['315', '811192', '722'].map((industry) => workers(industry, la))
  ]
  const texts = textsOf(english).map(plain)
  const quoted = texts.flatMap((text) => [...text.matchAll(/(\d{3,}) workers/g)].map(([, count]) => Number(count)))
  expect(new Set(quoted.filter((count) => count !== 472))).toEqual(new Set(counts))
  expect(breach.some((one) => amount(one, 'minwage_employees') === 472)).toBe(true)
  expect((sum(garment, 'minwage_backwages') / 1e6).toFixed(1)).toBe('22.8')
  const minors = [fast, of(cases, '4451')].map((chosen) => sum(chosen, 'childlabor_minors'))
  const youngQuoted = texts.flatMap((text) =>
    [...text.matchAll(/(\d+) young persons/g)].map(([, count]) => Number(count))
  )
  expect(new Set(youngQuoted)).toEqual(new Set(minors))
  expect(having(of(cases, '115115'), 'case_violtn_cnt')).toHaveLength(486)
})

test('the compliance of issues and targets is the share of cases without a breach, in whole per cent', () => {
  const column = { minimumWage: low, childLabour: child, specialMinimumWage: 'special_minwage_violations', other }
  const share = ([some, all]: [number, number]) => Math.round((100 * (all - some)) / all)
  for (const plan of english.plans) {
    for (const { evidence_issue, compliance } of plan.issues ?? [])
      expect(compliance).toBe(share(pair('', '', column[evidence_issue as keyof typeof column])))
    const main = plan.key === 'fair_pay' ? low : child
    for (const { key, industry, county, compliance } of plan.targets ?? [])
      expect([key, compliance]).toEqual([key, share(pair(String(industry), String(county), main))])
  }
})

test('workshops named from the register have the cases that the plan gives them', () => {
  const facts = (name: string) => {
    const own = garment.filter(({ row }) => row.trade_nm === name && row.cty_nm === 'Los Angeles')
    return [own.length, having(own, low).length, having(own, 'cmp_assessed_amount').length]
  }
  expect(facts('Dawn Spindle Sewing')).toEqual([10, 8, 1])
  expect(facts('Clover Pleat Clothing')).toEqual([12, 12, 0])
  expect(facts('Granite Twill Cut and Sew')).toEqual([10, 9, 0])
  expect(facts('Indigo Ribbon Fashion')).toEqual([9, 9, 2])
  expect(facts('Wild Loom Apparel, Inc.')).toEqual([7, 7, 0])
  const chain = ['gentle basket drive in', 'lavender skillet express'].map((name) => byName(fast).get(name) ?? [])
  expect(chain.map((own) => [own.length, towns(own), having(own, child).length])).toEqual([
    [33, 27, 10],
    [20, 17, 4]
  ])
})

test('the baselines taken from the register are its figures', () => {
  const interventions = english.plans[0]?.interventions ?? []
  for (const { baseline, baseline_source } of interventions) {
    const [, some, all] = /^register: (\d+) of (\d+)/.exec(plain(String(baseline_source))) ?? []
    const exact = (100 * Number(some)) / Number(all)
    if (all !== undefined) expect(Math.abs(Number(baseline) - exact)).toBeLessThan(0.5)
  }
})

test('laws, Conventions and public records are real; what says that it is invented, and every event, is not', () => {
  const { mandates = [], resources = [], sources = [] } = english.inspectorate
  const real = (items: readonly Item[]) => items.filter((item) => item.real === true)
  const ofLaw = new Set(['law', 'regulation', 'convention', 'supervisory_comment'])
  expect(real(mandates)).toEqual(mandates.filter(({ form }) => ofLaw.has(String(form))))
  const stated = [...real(mandates), ...real(resources), ...real(sources)]
  expect(stated.filter((item) => /Invented/.test(String(item.note)) || item.last_used)).toEqual([])
  expect(real(sources).map(({ key }) => key)).toEqual(['register', 'sf_district', 'fatalities', 'legislature'])
  for (const plan of english.plans) expect(JSON.stringify(plan)).not.toContain('"real"')
})

test('every cross-reference within a plan leads somewhere', () => {
  const resources = new Set(english.inspectorate.resources?.map(({ key }) => key))
  for (const plan of english.plans) {
    const keys = (kind: string) => new Set((plan[kind] ?? []).map(({ key }) => key))
    const leads = (kind: string, field: string, to: ReadonlySet<unknown>) => {
      const named = (plan[kind] ?? []).flatMap((item) => item[field]).filter((key) => key !== '')
      expect(
        named.filter((key) => !to.has(key)),
        `${plan.key} ${kind}.${field}`
      ).toEqual([])
    }
    for (const kind of [
      'issues',
      'targets',
      'hubs',
      'employers',
      'whys',
      'influences',
      'stakeholders',
      'interventions'
    ])
      expect(keys(kind).size, kind).toBe(plan[kind]?.length)
    leads('hubs', 'issue', keys('issues'))
    leads('hubs', 'target', keys('targets'))
    leads('employers', 'target', keys('targets'))
    leads('businessLinks', 'from', keys('employers'))
    leads('businessLinks', 'to', keys('employers'))
    for (const kind of ['whys', 'influences', 'stakeholderHubs', 'interventions']) leads(kind, 'hub', keys('hubs'))
    leads('whys', 'parent', keys('whys'))
    leads('influences', 'why', keys('whys'))
    leads('stakeholders', 'fills', resources)
    leads('stakeholderHubs', 'stakeholder', keys('stakeholders'))
    leads('interventions', 'influences', keys('influences'))
    leads('interventions', 'stakeholders', keys('stakeholders'))
    leads('interventions', 'by', keys('stakeholders').add('inspectorate'))
  }
})

test('the finished plan is coherent: no loose end', () => {
  const [plan] = english.plans
  if (plan === undefined) throw new Error('The finished plan is missing')
  const { influences = [], interventions = [], whys = [], stakeholders = [], stakeholderHubs = [] } = plan
  const addressed = new Set(interventions.flatMap((item) => item.influences))
  expect(influences.filter(({ key }) => !addressed.has(String(key)))).toEqual([])
  const parents = new Set(whys.map(({ parent }) => parent))
  expect(whys.filter(({ key, changeable_by }) => !parents.has(key ?? '') && changeable_by === '')).toEqual([])
  const authorities = new Set(stakeholders.filter((item) => item.public_authority).map(({ key }) => key))
  const enforcement = interventions.filter(({ family }) => family === 'enforcement')
  expect(enforcement.filter(({ by }) => by !== 'inspectorate' && !authorities.has(by ?? ''))).toEqual([])
  expect(interventions.filter(({ owner, indicator }) => owner === '' || indicator === '')).toEqual([])
  expect(new Set(interventions.map(({ family }) => family)).size).toBe(5)
  expect(stakeholderHubs).toHaveLength(stakeholders.length)
})

/** Fields that hold codes, keys, dates and proper names: the same in every language. */
const codes = new Set(
  `key kind form grade data_set last_used evidence_issue county industry issue target role from to hub parent basis sign
  reach why category fills present_ring desired_ring stakeholder family by influences stakeholders owner starts ends
  status`.split(/\s+/)
)

test.each(['.fr', '.es', '.ar'])(
  'plans%s.json has the structure, the codes and the figures of the English plans',
  (language) => {
    const skeleton = (value: unknown, field = ''): unknown => {
      if (typeof value === 'string') return codes.has(field) ? value : numbersOf(value).join(' ')
      if (Array.isArray(value)) return value.map((inner) => skeleton(inner, field))
      if (value === null || typeof value !== 'object') return value
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, skeleton(inner, key)]))
    }
    expect(skeleton(content(language))).toEqual(skeleton(english))
    const own = new Set(textsOf(english))
    expect(textsOf(content(language)).filter((text) => text.length > 40 && own.has(text))).toEqual([])
  }
)

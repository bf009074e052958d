import { choice, date, reference, text } from '../kernel/field.ts'

/** What people say of a workplace themselves, beside what the evidence says of it. */

/** Whether the authorities know the economic unit. */
export const registrations = ['registered', 'unregistered'] as const
/** What kind of place it is, where it is not a fixed one that is open all year. */
export const settings = ['fixed', 'mobile', 'seasonal', 'household'] as const
export type Registration = (typeof registrations)[number]
export type Setting = (typeof settings)[number]

/**
 * A workplace on which somebody acted: it is kept in the database under the id that the evidence gave it, and under the name
 * that it had then. Everything else the evidence says.
 */
export const workplaceFields = {
  name: text(300, { needed: true }),
  registration: choice(registrations),
  setting: choice(settings),
  /** Formalisation is an outcome: the day on which an unregistered unit was registered, and through what. */
  formalised_on: date(),
  formalised_by: text(200),
  note: text(2000, { long: true })
}

/** How two firms are bound; step 2 of the method maps the employers of a target by the same kinds. */
export const businessLinkKinds = [
  'principal',
  'contractor',
  'subcontractor',
  'franchise',
  'labour_provider',
  'buyer'
] as const

/** One workplace is something to another: the principal of it, the buyer from it. */
export const linkFields = {
  from_workplace: reference('workplace', { needed: true }),
  to_workplace: reference('workplace', { needed: true }),
  kind: choice(businessLinkKinds, { needed: true, words: 'business_link.kind' }),
  since: date(),
  until: date(),
  note: text(1000, { long: true })
}

/** What a person said of two entries of the register. `later` puts the question to the end of the queue. */
export const verdicts = ['same', 'different', 'later'] as const
export type Verdict = (typeof verdicts)[number]

/** `first` and `second` are ids of entries, the smaller one first. They come from what the files say, and outlive an import. */
export const decisionFields = {
  first: reference('workplace_entry', { needed: true }),
  second: reference('workplace_entry', { needed: true }),
  verdict: choice(verdicts, { needed: true })
}

export type Decision = { first: string; second: string; verdict: Verdict }

/** The pair in the order in which it is kept. */
export function inOrder(one: string, other: string): Pick<Decision, 'first' | 'second'> {
  return one < other ? { first: one, second: other } : { first: other, second: one }
}

/**
 * What must be said so that some entries of a workplace become one of their own and the others stay together: each side is
 * held together, and the first of each are two.
 */
export function splitDecisions(taken: readonly string[], left: readonly string[]): Decision[] {
  const held = (entries: readonly string[]) =>
    entries.slice(1).map((entry) => ({ ...inOrder(entries[0] ?? '', entry), verdict: 'same' as const }))
  const [one, other] = [taken[0], left[0]]
  if (one === undefined || other === undefined) return []
  return [...held(taken), ...held(left), { ...inOrder(one, other), verdict: 'different' }]
}

/** What a source's own words of an economic unit mean; undefined where they are none of ours. */
export function readUnit(words: string): { registration?: Registration; setting?: Setting } {
  const found = unitWords.filter(({ pattern }) => new RegExp(pattern, 'iu').test(words))
  return Object.assign({}, ...found.map(({ means }) => means).reverse())
}

/** Patterns that JavaScript and the evidence's database read alike; where several fit, the first counts. */
export const unitWords: readonly {
  pattern: string
  means: { registration?: Registration; setting?: Setting }
}[] = [
  {
    pattern:
      'unregist|not regist|informal|undeclared|non d[ée]clar|non enregistr|no registrad|sin registro|غير مسج|غير منظم',
    means: { registration: 'unregistered' }
  },
  { pattern: 'regist|formal|d[ée]clar|enregistr|مسج', means: { registration: 'registered' } },
  {
    pattern: 'househ|private home|domestic|m[ée]nage|domicile|hogar|dom[ée]stic|منزل|أسرة',
    means: { setting: 'household' }
  },
  { pattern: 'mobile|itinerant|ambul|street|متنقل|متجول', means: { setting: 'mobile' } },
  { pattern: 'season|saison|temporad|estacional|موسم', means: { setting: 'seasonal' } }
]

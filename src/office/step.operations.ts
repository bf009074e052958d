import { z } from 'zod'
import { reference, text } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { listRecords } from '../kernel/record.ts'
import { mandate, resource, source } from './records.operations.ts'
import {
  mandateForms,
  mandateKinds,
  namesConvention,
  resourceKinds,
  sourceForms,
  sourceGrades,
  sourceKinds
} from './rules.ts'
import { countryOf, listDataSetNames, whatMatters } from './step.store.ts'

const kept = { id: z.guid(), example: z.boolean() }
const or = <T extends string>(options: readonly T[]) => z.enum(['', ...options])

const Mandate = z.looseObject({
  ...kept,
  kind: z.enum(mandateKinds),
  form: or(mandateForms),
  title: z.string(),
  reference: z.string(),
  note: z.string()
})
const Resource = z.looseObject({
  ...kept,
  kind: z.enum(resourceKinds),
  name: z.string(),
  quantity: z.number().nullable(),
  unit: z.string(),
  needed: z.number().nullable(),
  untapped: z.boolean(),
  last_used: z.string().nullable(),
  hindrance: z.string(),
  note: z.string()
})
const Source = z.looseObject({
  ...kept,
  kind: z.enum(sourceKinds),
  form: z.enum(sourceForms),
  name: z.string(),
  data_set: z.string(),
  period: z.string(),
  grade: or(sourceGrades),
  finding: z.string(),
  note: z.string()
})
export type Mandate = z.infer<typeof Mandate>
export type Resource = z.infer<typeof Resource>
export type Source = z.infer<typeof Source>

const Proposal = z.object({
  code: z.string(),
  number: z.number(),
  title: z.string(),
  ratified: z.number().nullable(),
  inForce: z.string().nullable()
})
export type ConventionProposal = z.infer<typeof Proposal>

/** Step 1.1: the mandate, what of it a plan ticked, and the Conventions that could be added to it; those that the country ratified come first. */
export const readMandate = read({
  name: 'mandate.read-step',
  input: { language: text(20), plan: reference('plan') },
  output: z.object({ mandates: z.array(Mandate), conventions: z.array(Proposal), ticked: z.array(z.string()) }),
  may: 'plan.read',
  async run({ database, portal }, { language, plan }) {
    const mandates = (await listRecords(database, mandate)) as Mandate[]
    const ratified = portal.countryData.of(await countryOf(database))?.ratified ?? []
    const years = new Map(ratified.map(({ convention, year }) => [convention, year]))
    const conventions = portal.countryData
      .conventions()
      .filter((convention) => !mandates.some((one) => namesConvention(one, convention)))
      .map(({ code, number, title, inForce = null }) => {
        return { code, number, title: title[language] || title.en || code, ratified: years.get(code) ?? null, inForce }
      })
      .sort((a, b) => Number(b.ratified !== null) - Number(a.ratified !== null) || a.number - b.number)
    return { mandates, conventions, ticked: await whatMatters(database, plan, 'mandates') }
  }
})

/** Step 1.2: what the inspectorate may deploy, and what of it a plan ticked. */
export const readResources = read({
  name: 'resource.read-step',
  input: { plan: reference('plan') },
  output: z.object({ resources: z.array(Resource), ticked: z.array(z.string()) }),
  may: 'plan.read',
  run: async ({ database }, { plan }) => ({
    resources: (await listRecords(database, resource)) as Resource[],
    ticked: await whatMatters(database, plan, 'resources')
  })
})

/** Step 1.3: the sources of data, what of them a plan ticked, and the data sets with which they can be linked. */
export const readSources = read({
  name: 'source.read-step',
  input: { plan: reference('plan') },
  output: z.object({
    sources: z.array(Source),
    dataSets: z.array(z.object({ id: z.string(), name: z.string(), period: z.string() })),
    ticked: z.array(z.string())
  }),
  may: 'plan.read',
  run: async ({ database }, { plan }) => ({
    sources: (await listRecords(database, source)) as Source[],
    dataSets: await listDataSetNames(database),
    ticked: await whatMatters(database, plan, 'sources')
  })
})

import { z } from 'zod'
import { date, reference, text } from '../kernel/field.ts'
import { read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { listPeopleOf } from '../office/people.store.ts'
import { stakeholderCategories } from '../stakeholder/rules.ts'
import { loadContent } from './load.operations.ts'
import { findWhole } from './store.ts'
import { contentOf, templateOf } from './template.rules.ts'
import { readSentTemplate, TemplateSchema } from './template.store.ts'

/** A plan as a template, and a plan from one. */

export const readTemplate = read({
  name: 'plan.template',
  input: { plan: reference('plan', { needed: true }) },
  output: TemplateSchema,
  may: 'plan.edit',
  async run({ database }, { plan }) {
    const whole = await findWhole(database, plan)
    if (!whole) throw new Problem('not-found')
    return templateOf(
      whole,
      (await listPeopleOf(database)).map(({ name }) => name)
    )
  }
})

/** Makes a plan from a template. `categories` are what stakeholders are called until somebody names them, one a line. */
export const loadTemplate = write({
  name: 'plan.load-template',
  input: {
    file: { type: 'files', most: 1, needed: true },
    title: text(200),
    starts: date({ needed: true }),
    categories: text(1000)
  },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  async prepare(scope, { file: [file] }) {
    return {
      template: await readSentTemplate(scope.portal.folder, file),
      kinds: await loadContent.prepare?.(scope, { content: { inspectorate: {}, plans: [] }, example: false })
    }
  },
  async run(scope, { title, starts, categories }) {
    const names = categories.split('\n')
    const content = contentOf(scope.prepared.template, {
      ...{ title, starts },
      nameOf: (category) => names[(stakeholderCategories as readonly string[]).indexOf(category)]?.trim() || category
    })
    const { plans } = await loadContent.run({ ...scope, prepared: scope.prepared.kinds }, { content, example: false })
    return { id: plans[0] ?? '' }
  }
})

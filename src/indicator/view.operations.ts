import { z } from 'zod'
import { choice, reference, text, yes } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { read, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { type BasisChange, basisChanges, basisOf, countedNow } from './basis.rules.ts'
import { readRegister } from './basis.store.ts'
import { allTogether } from './choice.rules.ts'
import { filterFromQuery } from './filter.rules.ts'
import { stateOfPage, type ViewPage, viewPages } from './view.rules.ts'
import { deleteView, findViewNamed, findViewOf, insertView, listViewsOf, updateView, type View } from './view.store.ts'

/** Saved views of the figures. Whoever may see the evidence keeps views; only who saved one changes or removes it. */

const Made = z.object({ id: z.guid() })
const name = text(120, { needed: true })

/** What an address shows, with the data sets written out that it left to the page, and what those are now. */
async function stateNow({ tx }: WriteScope, page: ViewPage, written: string) {
  const asked = new URLSearchParams(written)
  const register = await readRegister(tx)
  const filter = filterFromQuery(asked)
  const ids = countedNow(register, filter, page === 'dashboard')
  if (ids.length === 0) throw new Problem('input-not-valid', { count: 1 }, [{ field: 'query', code: 'gone' }])
  const all = filter.dataSets?.includes(allTogether)
  return { query: stateOfPage(page, asked, all ? [] : ids).toString(), basis: basisOf(register, ids) }
}

/** The person's own view, or the Problem `not-found`: a shared view of somebody else is theirs to change. */
async function getOwn({ tx, actor }: WriteScope, id: string): Promise<View> {
  const found = await findViewOf(tx, actor.person, id)
  if (found?.person_id !== actor.person) throw new Problem('not-found')
  return found
}

async function demandFree({ tx, actor }: WriteScope, view: Pick<View, 'page' | 'name'>, own?: string) {
  const same = await findViewNamed(tx, { person: actor.person, page: view.page, name: view.name })
  if (same && same.id !== own)
    throw new Problem('input-not-valid', { count: 1 }, [{ field: 'name', code: 'view-there' }])
}

/** Saves what a page shows under a name; `replace` puts it in the place of one's own view of that name. */
export const keepView = write({
  name: 'view.keep',
  input: { name, page: choice(viewPages, { needed: true }), query: text(8000), shared: yes, replace: yes },
  output: Made,
  may: 'evidence.read',
  async run(scope, { name: given, page, query: written, shared, replace }) {
    const { tx, actor, now, note, about } = scope
    const state = { ...(await stateNow(scope, page, written)), name: given.trim(), shared, at: now.toISOString() }
    const before = await findViewNamed(tx, { person: actor.person, page, name: state.name })
    if (!replace) await demandFree(scope, { page, name: state.name })
    const id = before?.id ?? newId()
    const after = before
      ? await updateView(tx, { ...state, id })
      : await insertView(tx, { ...state, id, page, person_id: actor.person })
    note('saved_view', before ?? null, after)
    about({ data: { final: true } })
    return { id }
  }
})

/** Gives a view another name, shares it, or takes it back from the others. */
export const changeView = write({
  name: 'view.change',
  input: { id: reference('saved_view', { needed: true }), name, shared: yes },
  output: Made,
  may: 'evidence.read',
  async run(scope, { id, name: given, shared }) {
    const before = await getOwn(scope, id)
    await demandFree(scope, { page: before.page, name: given.trim() }, id)
    scope.note('saved_view', before, await updateView(scope.tx, { ...before, name: given.trim(), shared }))
    scope.about({ data: { final: true } })
    return { id }
  }
})

export const removeView = write({
  name: 'view.remove',
  input: { id: reference('saved_view', { needed: true }) },
  output: Made,
  may: 'evidence.read',
  async run(scope, { id }) {
    const before = await getOwn(scope, id)
    await deleteView(scope.tx, id)
    scope.note('saved_view', before, null)
    scope.about({ data: { final: true } })
    return { id }
  }
})

const Told = z.object({
  id: z.guid(),
  name: z.string(),
  page: z.enum(viewPages),
  query: z.string(),
  shared: z.boolean(),
  /** Whether the person who asks saved it. */
  own: z.boolean(),
  person: z.string(),
  at: z.string(),
  /** On which data sets and versions it was saved, and what happened to those since. */
  basis: z.array(
    z.object({
      data_set: z.string(),
      name: z.string(),
      version: z.string(),
      file_name: z.string(),
      at: z.string(),
      records: z.number()
    })
  ),
  changes: z.array(z.custom<BasisChange>((value) => typeof value === 'object'))
})
export type ToldView = z.infer<typeof Told>

function tell(view: View, person: string, register: Awaited<ReturnType<typeof readRegister>>): ToldView {
  const { person_id, person_name, revision: _, ...rest } = view
  return {
    ...rest,
    own: person_id === person,
    person: person_name ?? '',
    changes: basisChanges(view.basis, register)
  }
}

/** One's own views and those that others share. */
export const listViews = read({
  name: 'view.list',
  input: {},
  output: z.array(Told),
  may: 'evidence.read',
  async run({ database, actor }) {
    const register = await readRegister(database)
    return (await listViewsOf(database, actor.person)).map((view) => tell(view, actor.person, register))
  }
})

/** One view; `not-found` where it is somebody else's own. */
export const readView = read({
  name: 'view.read',
  input: { id: reference('saved_view', { needed: true }) },
  output: Told,
  may: 'evidence.read',
  async run({ database, actor }, { id }) {
    const found = await findViewOf(database, actor.person, id)
    if (!found) throw new Problem('not-found')
    return tell(found, actor.person, await readRegister(database))
  }
})

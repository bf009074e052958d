import { z } from 'zod'
import { escalation as escalationKind } from '../escalation/kinds.operations.ts'
import { dayOf, readStories } from '../escalation/model.operations.ts'
import { dayAfter, readable } from '../escalation/path.rules.ts'
import { insertEvents, lockEscalation } from '../escalation/store.ts'
import { choice, date, number, reference, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type ReadScope, read, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, insertRow } from '../kernel/record.ts'
import { listSettings } from '../workplace/decision.store.ts'
import { letterRun, listRuns, type Run } from './kinds.operations.ts'
import { type LetterState, letterStates, linkLasts, stateOf, ways } from './rules.ts'
import { saidOf, sheetFor, wordsOfLetters } from './sheet.operations.ts'
import { addresseesOf, readStanding } from './standing.operations.ts'
import {
  findLetter,
  hashOf,
  insertLetters,
  type LetterRow,
  listLetters,
  nextRunNumber,
  openKept,
  readKept,
  setState
} from './store.ts'
import { addresseeFaults, type Sheet } from './template.rules.ts'

/** The run of a letter: it goes out once, to everybody who waits for it and whose letter has no fault. */

export const runPageSize = 25
const One = <T>() => z.custom<T>((value) => typeof value === 'object')

/**
 * Sends the letters: gives each its reference and its link, and records of each workplace that it was sent, from which the
 * gates run; mailed letters are recorded when the mail server has taken them. `expected`: how many the sender saw.
 */
export const sendLetters = write({
  name: 'letter.send',
  input: {
    escalation: reference('escalation', { needed: true }),
    template: reference('letter_template', { needed: true }),
    way: choice(ways, { needed: true, words: 'letter_run.way' }),
    expected: number({ whole: true, min: 1, needed: true }),
    day: date(),
    language: text(5),
    origin: text(300)
  },
  output: z.object({ id: z.guid(), sent: z.number() }),
  may: 'plan.edit',
  async run(scope, asked) {
    const { tx, now, portal, inspectorate, actor } = scope
    const today = dayOf(now)
    const day = asked.day ?? today
    if (day > today) throw new Problem('input-not-valid', { count: 1 }, [{ field: 'day', code: 'not-yet' }])
    if (asked.way === 'mail' && !portal.letters.mails) throw new Problem('no-mail-server')
    await lockEscalation(tx, asked.escalation)
    const means = { folder: portal.folder, inspectorate }
    const { model, phase, template, issue, used, candidates } = await readStanding(tx, means, { ...asked, today })
    const ready = candidates.filter((one) => addresseeFaults(one, used, asked.way).length === 0)
    if (ready.length === 0) throw new Problem('letters-gone')
    if (ready.length !== asked.expected)
      throw new Problem('letters-changed', { count: ready.length, seen: asked.expected })
    const plan = model.escalation.plan_id ?? ''
    const { example } = model.escalation
    const deadline = dayAfter(day, template.days)
    const language = portal.wordsOf(asked.language) ? asked.language : 'en'
    const said = saidOf(template, issue, language, portal.letters.url ?? asked.origin)
    const run = await insertRow(tx, letterRun, {
      id: newId(),
      plan_id: plan,
      example,
      escalation: asked.escalation,
      phase: phase.id,
      template: template.id,
      way: asked.way,
      day,
      deadline,
      size: ready.length,
      sent_by: actor.name,
      said
    })
    const year = day.slice(0, 4)
    const runNumber = await nextRunNumber(tx, year)
    const letters = ready.map((one, index) => {
      const id = newId()
      return {
        id,
        workplace: one.workplace,
        place: index + 1,
        reference: `${year}/${runNumber}-${String(index + 1).padStart(4, '0')}`,
        address: one.address,
        email: asked.way === 'mail' ? one.email : '',
        state: asked.way === 'mail' ? ('waiting' as const) : ('out' as const),
        code_hash: hashOf(portal.letters.code(id))
      }
    })
    await insertLetters(tx, { plan, run: run.id, expires: dayAfter(deadline, linkLasts) }, letters)
    if (asked.way === 'paper') {
      const workplaces = letters.map(({ workplace }) => ({ id: newId(), workplace }))
      const event = { kind: 'sent', day, until: deadline, note: '' }
      await insertEvents(tx, { plan, escalation: asked.escalation, by: actor.name, example }, event, workplaces)
    }
    scope.about({ plan, data: { run: run.id, letters: letters.length, way: asked.way } })
    scope.afterwards(() => {
      portal.gates.look(inspectorate)
      portal.letters.start(inspectorate)
    })
    return { id: run.id, sent: letters.length }
  }
})

/** Records that the mail server took a letter, or refused it. For the work behind the pages; it has no door. */
export const recordMailed = write({
  name: 'letter.mailed',
  input: { letter: reference('letter', { needed: true }), taken: { type: 'yes' } },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  async run(scope: WriteScope, { letter: id, taken }) {
    const { tx, now, portal, inspectorate } = scope
    const letter = await findLetter(tx, id)
    if (letter?.state !== 'waiting') throw new Problem('not-found')
    const run = (await getRecord(tx, letterRun, letter.run)) as Run
    await lockEscalation(tx, run.escalation)
    await setState(tx, id, taken ? 'out' : 'refused')
    if (taken) {
      const of = { plan: letter.plan_id, escalation: run.escalation, by: run.sent_by, example: run.example }
      const event = { kind: 'sent', day: dayOf(now), until: run.deadline, note: '' }
      const rows = await insertEvents(tx, of, event, [{ id: newId(), workplace: letter.workplace }])
      for (const row of rows) scope.note('workplace_event', null, row)
    }
    scope.about({ plan: letter.plan_id, data: { letter: letter.reference, taken } })
    scope.afterwards(() => portal.gates.look(inspectorate))
    return { id }
  }
})

export type LetterShown = Omit<LetterRow, 'state'> & {
  state: LetterState
  name: string
  city: string
  masked: boolean
}
export type Counts = Record<LetterState, number>

async function shownLetters(scope: ReadScope, run: Run): Promise<LetterShown[]> {
  const { database, now, may } = scope
  const letters = await listLetters(database, run.id)
  const stories = await readStories(database, run.escalation)
  const today = dayOf(now)
  const names = new Map(
    (
      await addresseesOf(
        database,
        run.plan_id ?? '',
        letters.map(({ workplace }) => workplace)
      )
    ).map((one) => [one.workplace, one])
  )
  const said = may('workplace.read-persons')
    ? new Set<string>()
    : new Set((await listSettings(database)).filter(({ setting }) => setting === 'household').map(({ id }) => id))
  const inFull = may('visit.record')
  return letters.map((letter) => {
    const known = names.get(letter.workplace)
    const events = readable(stories.get(letter.workplace) ?? [], today)
    const masked = !may('workplace.read-persons') && (known?.household === true || said.has(letter.workplace))
    return {
      ...letter,
      state: stateOf({ ...run, state: letter.state }, events, today),
      name: masked ? '' : (known?.name ?? ''),
      city: known?.city ?? '',
      masked,
      ...(inFull ? {} : { address: '', email: '', answer_text: '', file: '', file_name: '' })
    }
  })
}

const count = (letters: readonly LetterShown[]) =>
  Object.fromEntries(
    letterStates.map((state) => [state, letters.filter((one) => one.state === state).length])
  ) as Counts

/** A run: what became of its letters, and one page of those of a state. */
export const readRun = read({
  name: 'letter.run',
  input: {
    run: reference('letter_run', { needed: true }),
    state: choice(letterStates),
    page: number({ whole: true, min: 1 })
  },
  output: z.object({
    run: One<Run>(),
    escalation: One<{ id: string; name: string }>(),
    counts: One<Counts>(),
    total: z.number(),
    letters: z.array(One<LetterShown>()),
    today: z.string()
  }),
  may: 'workplace.read',
  async run(scope, { run: id, state, page }) {
    const run = (await getRecord(scope.database, letterRun, id)) as Run
    const { name } = await getRecord(scope.database, escalationKind, run.escalation)
    const all = await shownLetters(scope, run)
    const asked = state ? all.filter((one) => one.state === state) : all
    const from = ((page ?? 1) - 1) * runPageSize
    return {
      run,
      escalation: { id: run.escalation, name },
      counts: count(all),
      total: asked.length,
      letters: asked.slice(from, from + runPageSize),
      today: dayOf(scope.now)
    }
  }
})

/** The runs of an escalation, the latest first, each with what became of its letters. */
export const readRuns = read({
  name: 'letter.runs',
  input: { escalation: reference('escalation', { needed: true }) },
  output: z.array(One<Run & { counts: Counts }>()),
  may: 'workplace.read',
  async run(scope, { escalation }) {
    const { plan_id: plan } = await getRecord(scope.database, escalationKind, escalation)
    const own = (await listRuns(scope.database, plan ?? '')).filter((one) => one.escalation === escalation)
    return Promise.all(own.toReversed().map(async (run) => ({ ...run, counts: count(await shownLetters(scope, run)) })))
  }
})

/** The letters of a run as they are read, to be printed or written as a document; of one letter where it is named. */
export const readSheets = read({
  name: 'letter.sheets',
  input: { run: reference('letter_run', { needed: true }), letter: reference('letter') },
  output: z.object({
    run: One<Run>(),
    sheets: z.array(One<Sheet>()),
    logo: z.custom<Uint8Array<ArrayBuffer> | null>(),
    word: z.custom<Uint8Array<ArrayBuffer> | null>()
  }),
  may: 'visit.record',
  async run({ database, portal, inspectorate }, { run: id, letter }) {
    const run = (await getRecord(database, letterRun, id)) as Run
    const sheets = await sheetsOf(
      { database, portal },
      run,
      (await listLetters(database, id)).filter((one) => !letter || one.id === letter)
    )
    const kept = (file: string) => (file ? readKept(portal.folder, inspectorate, file) : null)
    return { run, sheets, logo: await kept(run.said.logo), word: await kept(run.said.word) }
  }
})

/** Letters that went out, each with its own code. */
export async function sheetsOf(
  { database, portal }: Pick<ReadScope, 'database' | 'portal'>,
  run: Run,
  letters: readonly LetterRow[]
): Promise<Sheet[]> {
  const words = await wordsOfLetters(database, portal, run.said.language)
  const ids = letters.map(({ workplace }) => workplace)
  const known = new Map((await addresseesOf(database, run.plan_id ?? '', ids)).map((one) => [one.workplace, one]))
  return letters.flatMap(({ id, workplace, reference: number, address }) => {
    const to = known.get(workplace)
    const { day, deadline, example } = run
    const addressed = { reference: number, day, deadline, example, code: portal.letters.code(id) }
    return to ? [sheetFor(run.said, { ...to, address }, addressed, words)] : []
  })
}

/** The file that an employer sent with the answer. For the page that hands it out. */
export const openAnswerFile = read({
  name: 'letter.file',
  input: { letter: reference('letter', { needed: true }) },
  output: z.custom<{ name: string; type: string; bytes: number; body: ReadableStream<Uint8Array> }>(),
  may: 'visit.record',
  async run({ database, portal, inspectorate }, { letter: id }) {
    const letter = await findLetter(database, id)
    if (!letter?.file) throw new Problem('not-found')
    const { file_name: name, file_type: type } = letter
    return { name, type, ...(await openKept(portal.folder, inspectorate, letter.file)) }
  }
})

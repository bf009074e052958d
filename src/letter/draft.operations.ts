import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { sentProofs } from '../delivery/proof.rules.ts'
import { inspectProof } from '../delivery/proof.store.ts'
import { dayOf, readModel } from '../escalation/model.operations.ts'
import { dayAfter } from '../escalation/path.rules.ts'
import { demandSent } from '../evidence/place.store.ts'
import { intervention } from '../intervention/operations.ts'
import { choice, number, reference, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type ReadScope, read, type WriteScope, write } from '../kernel/operation.ts'
import { type FieldProblem, Problem } from '../kernel/problem.ts'
import { getRecord, insertRow, listRecords, updateRow } from '../kernel/record.ts'
import { letterContact, letterTemplate, listRuns, type Template } from './kinds.operations.ts'
import { contactFields, isMailAddress, letterKinds, type Way, ways } from './rules.ts'
import { saidOf, sheetFor, wordsOfLetters } from './sheet.operations.ts'
import { type Candidate, readStanding } from './standing.operations.ts'
import { keepFile, readKept } from './store.ts'
import { addresseeFaults, type LetterFault, type Sheet } from './template.rules.ts'
import { wordFaults } from './word.rules.ts'

/** A letter before it goes out: its template, its files, the preview of each workplace's, what is wrong with any. */

export const draftPageSize = 25
const One = <T>() => z.custom<T>((value) => typeof value === 'object')
const Made = z.object({ id: z.guid() })

export type Drafted = Candidate & { faults: LetterFault[] }

/** The letter of a template for an escalation: who waits for it, faults first, and how one of them reads. */
export const readDraft = read({
  name: 'letter.draft',
  input: {
    escalation: reference('escalation', { needed: true }),
    template: reference('letter_template', { needed: true }),
    way: choice(ways),
    workplace: reference('workplace_entry'),
    language: text(5),
    origin: text(300),
    page: number({ whole: true, min: 1 })
  },
  output: z.object({
    template: One<Template>(),
    escalation: One<{ id: string; name: string; example: boolean }>(),
    phase: z.object({ id: z.string(), name: z.string() }),
    total: z.number(),
    ready: z.number(),
    rows: z.array(One<Drafted>()),
    sheet: One<Sheet>().nullable(),
    shown: One<Drafted>().nullable(),
    mails: z.boolean(),
    url: z.string(),
    today: z.string(),
    deadline: z.string()
  }),
  may: 'visit.record',
  async run({ database, portal, inspectorate, now }, asked) {
    const today = dayOf(now)
    const means = { folder: portal.folder, inspectorate }
    const standing = await readStanding(database, means, { ...asked, today })
    const { template, model, phase, used, issue } = standing
    const drafted = standing.candidates.map((one) => ({
      ...one,
      faults: addresseeFaults(one, used, (asked.way || 'paper') as Way)
    }))
    const sorted = drafted.toSorted((a, b) => Number(b.faults.length > 0) - Number(a.faults.length > 0))
    const shown =
      drafted.find((one) => one.workplace === asked.workplace) ??
      drafted.find((one) => !one.faults.length) ??
      drafted[0]
    const language = portal.wordsOf(asked.language) ? asked.language : 'en'
    const origin = portal.letters.url ?? asked.origin
    const deadline = dayAfter(today, template.days)
    const addressed = { reference: `${today.slice(0, 4)}/…`, day: today, deadline, code: '····-····-····-····-····' }
    const from = ((asked.page ?? 1) - 1) * draftPageSize
    const words = await wordsOfLetters(database, portal, language)
    const { id, name, example } = model.escalation
    return {
      template,
      escalation: { id, name, example },
      phase: { id: phase.id, name: phase.name },
      total: drafted.length,
      ready: drafted.filter(({ faults }) => faults.length === 0).length,
      rows: sorted.slice(from, from + draftPageSize),
      shown: shown ?? null,
      sheet: shown
        ? sheetFor(saidOf(template, issue, language, origin), shown, { ...addressed, example }, words)
        : null,
      mails: portal.letters.mails,
      url: portal.letters.url ?? '',
      today,
      deadline
    }
  }
})

/** Says how letters reach a workplace, where people know better than the register. */
export const setContact = write({
  name: 'letter.set-contact',
  input: { plan: reference('plan', { needed: true }), ...contactFields },
  output: Made,
  may: 'plan.edit',
  async run(scope, { plan, ...given }) {
    if (given.email !== '' && !isMailAddress(given.email))
      throw new Problem('input-not-valid', { count: 1 }, [{ field: 'email', code: 'mail-address' }])
    const all = await listRecords(scope.tx, letterContact, plan)
    const before = all.find(({ workplace }) => workplace === given.workplace)
    const after = before
      ? await updateRow(scope.tx, letterContact, { ...before, ...given }, before.revision)
      : await insertRow(scope.tx, letterContact, { ...given, id: newId(), plan_id: plan })
    scope.note('letter_contact', before ?? null, after)
    scope.about({ plan })
    return { id: after.id }
  }
})

const sentFile = { ...sentProofs, most: 1, needed: true } as const

/** A Word file with fields, or the picture of the letterhead, looked at before it is kept. */
async function inspectFile({ portal }: ReadScope, file: { path: string; name: string; bytes: number }, word: boolean) {
  demandSent(portal.folder, file)
  const found = await inspectProof(file)
  if (!word) {
    if (found.type === 'jpeg' || found.type === 'png') return found
    throw new Problem('input-not-valid', { count: 1 }, [{ field: 'file', code: 'logo-type' }])
  }
  const faults: FieldProblem[] =
    found.type === 'docx'
      ? wordFaults(new Uint8Array(await readFile(file.path))).map(({ code, name, place }) => ({
          field: 'file',
          code,
          values: { name, place }
        }))
      : [{ field: 'file', code: 'word-unreadable', values: { name: '', place: '' } }]
  if (faults.length > 0) throw new Problem('input-not-valid', { count: faults.length }, faults)
  return found
}

async function changeFiles(scope: WriteScope, id: string, values: Partial<Template>) {
  const before = await getRecord(scope.tx, letterTemplate, id)
  const after = await updateRow(scope.tx, letterTemplate, { ...before, ...values }, before.revision)
  scope.note('letter_template', before, after)
  scope.about({ plan: before.plan_id })
  return { id }
}

/** Puts a Word file of the ministry's own in the place of the text: its fields are filled, everything else stays. */
export const attachWord = write({
  name: 'letter.attach-word',
  input: { template: reference('letter_template', { needed: true }), file: sentFile },
  output: Made,
  may: 'plan.edit',
  prepare: (scope, { file: [file] }) => inspectFile(scope, file, true),
  async run(scope, { template }) {
    const id = newId()
    await keepFile(scope.portal.folder, scope.inspectorate, id, scope.prepared.sent)
    return changeFiles(scope, template, { word: id, word_name: scope.prepared.name })
  }
})

/** Puts a picture into the letterhead. */
export const attachLogo = write({
  name: 'letter.attach-logo',
  input: { template: reference('letter_template', { needed: true }), file: sentFile },
  output: Made,
  may: 'plan.edit',
  prepare: (scope, { file: [file] }) => inspectFile(scope, file, false),
  async run(scope, { template }) {
    const id = newId()
    await keepFile(scope.portal.folder, scope.inspectorate, id, scope.prepared.sent)
    return changeFiles(scope, template, { logo: id })
  }
})

/** Takes the Word file or the picture away again. */
export const detachFile = write({
  name: 'letter.detach',
  input: {
    template: reference('letter_template', { needed: true }),
    which: choice(['word', 'logo'], { needed: true, words: 'letter_template' })
  },
  output: Made,
  may: 'plan.edit',
  run: (scope, { template, which }) =>
    changeFiles(scope, template, which === 'word' ? { word: '', word_name: '' } : { logo: '' })
})

/** The picture of a template's letterhead. */
export const readLogo = read({
  name: 'letter.logo',
  input: { id: text(40, { needed: true }), plan: reference('plan', { needed: true }) },
  output: z.custom<{ content: Uint8Array<ArrayBuffer> }>(),
  may: 'workplace.read',
  async run({ database, portal, inspectorate }, { id, plan }) {
    const kept = [
      ...(await listRecords(database, letterTemplate, plan)).map(({ logo }) => logo),
      ...(await listRuns(database, plan)).map(({ said }) => said.logo)
    ]
    if (!kept.includes(id)) throw new Problem('not-found')
    return { content: await readKept(portal.folder, inspectorate, id) }
  }
})

/** The templates of an escalation, and the phases that are letters. */
export const listTemplates = read({
  name: 'letter.templates',
  input: { escalation: reference('escalation', { needed: true }) },
  output: z.object({
    escalation: One<{ id: string; name: string; plan_id: string | null; example: boolean }>(),
    phases: z.array(z.object({ id: z.string(), intervention: z.string(), name: z.string() })),
    templates: z.array(One<Template>())
  }),
  may: 'workplace.read',
  async run({ database }, { escalation }) {
    const model = await readModel(database, escalation)
    const plan = model.escalation.plan_id ?? ''
    const kinds = new Map((await listRecords(database, intervention, plan)).map(({ id, kind }) => [id, kind]))
    const phases = model.phases.filter((phase) => {
      const kind = kinds.get(phase.intervention) ?? ''
      return kind === '' || letterKinds.includes(kind)
    })
    const own = new Set(phases.map((phase) => phase.intervention))
    return {
      escalation: model.escalation,
      phases: phases.map(({ id, intervention: of, name }) => ({ id, intervention: of, name })),
      templates: (await listRecords(database, letterTemplate, plan)).filter((one) => own.has(one.intervention))
    }
  }
})

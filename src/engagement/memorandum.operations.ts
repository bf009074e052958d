import { z } from 'zod'
import { inspectAll } from '../delivery/operations.ts'
import { proofFields, sentProofs } from '../delivery/proof.rules.ts'
import { keepProof, openProof } from '../delivery/proof.store.ts'
import { listTold, type Told } from '../delivery/told.store.ts'
import { reference } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { read, write } from '../kernel/operation.ts'
import { getRecord, insertRow, listRecords, recordKind, recordOperations, type Stored } from '../kernel/record.ts'
import {
  checkMemorandum,
  checkObligation,
  memorandumFields,
  memorandumPath,
  obligationFields
} from './memorandum.rules.ts'
import { listAllInterventions, listAllStakeholders, type OfPlan, type WorkOfPlan } from './memorandum.store.ts'

/** The register of memoranda of understanding of the inspectorate. */

export const memorandum = recordKind({
  name: 'memorandum',
  fields: memorandumFields,
  title: 'title',
  within: 'inspectorate',
  may: 'plan.edit',
  page: (row) => memorandumPath(typeof row.id === 'string' ? row.id : undefined),
  check: (values) => checkMemorandum(values)
})
export const memoranda = recordOperations(memorandum)

export const obligation = recordKind({
  name: 'obligation',
  fields: obligationFields,
  title: 'what',
  within: 'inspectorate',
  may: 'plan.edit',
  crossing: true,
  page: () => memorandumPath(),
  // Content that is loaded has neither: its days are as they were told, whatever today is.
  prepare: async ({ now }, input) => ('memorandum' in input ? now.toISOString().slice(0, 10) : undefined),
  check: (values, _database, today) => checkObligation(values, today)
})
export const obligations = recordOperations(obligation)

const { delivery: _delivery, ...fileFields } = proofFields
export const memorandumFile = recordKind({
  name: 'memorandum_file',
  fields: { memorandum: reference('memorandum', { needed: true }), ...fileFields },
  title: 'name',
  within: 'inspectorate',
  may: 'plan.edit',
  crossing: true,
  page: () => memorandumPath()
})
export const { remove: removeMemorandumFile } = recordOperations(memorandumFile)

export type Memorandum = Stored<typeof memorandumFields>
export type Obligation = Stored<typeof obligationFields>
export type MemorandumFile = Stored<(typeof memorandumFile)['fields']>

const Rows = <T>() => z.array(z.custom<T>((value) => typeof value === 'object'))

/** The whole register, with what its entries can name: stakeholders and interventions of all plans. */
export const readMemoranda = read({
  name: 'memorandum.read-all',
  input: {},
  output: z.object({
    memoranda: Rows<Memorandum>(),
    obligations: Rows<Obligation>(),
    files: Rows<MemorandumFile>(),
    /** Which obligations a guest of a stakeholder wrote of. */
    told: Rows<Told>(),
    stakeholders: Rows<OfPlan>(),
    interventions: Rows<WorkOfPlan>()
  }),
  may: 'plan.read',
  async run({ database }) {
    const owed = await listRecords(database, obligation)
    return {
      memoranda: await listRecords(database, memorandum),
      obligations: owed,
      files: await listRecords(database, memorandumFile),
      told: await listTold(
        database,
        owed.map(({ id }) => id)
      ),
      stakeholders: await listAllStakeholders(database),
      interventions: await listAllInterventions(database)
    }
  }
})
export type Register = z.infer<(typeof readMemoranda)['output']>

/** Adds documents to a memorandum: the signed paper, a photograph of it, a draft. */
export const attachToMemorandum = write({
  name: 'memorandum.attach',
  input: { memorandum: reference('memorandum', { needed: true }), file: { ...sentProofs, needed: true } },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  prepare: (scope, { file }) => inspectAll(scope, file),
  async run(scope, { memorandum: id }) {
    await getRecord(scope.tx, memorandum, id)
    for (const { sent, ...file } of scope.prepared) {
      const row = await insertRow(scope.tx, memorandumFile, { ...file, memorandum: id, id: newId() })
      scope.note('memorandum_file', null, row)
      await keepProof(scope.portal.folder, scope.inspectorate, row.id, sent)
    }
    return { id }
  }
})

/** A document of a memorandum. For the page that hands it out; it has no door of its own. */
export const openMemorandumFile = read({
  name: 'memorandum.file',
  input: { id: reference('memorandum_file', { needed: true }) },
  output: z.custom<{ file: MemorandumFile; body: ReadableStream<Uint8Array> }>(),
  may: 'plan.read',
  async run({ database, portal, inspectorate }, { id }) {
    return {
      file: await getRecord(database, memorandumFile, id),
      body: await openProof(portal.folder, inspectorate, id)
    }
  }
})

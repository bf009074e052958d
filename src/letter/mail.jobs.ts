import type { Mailer } from '../account/mail.store.ts'
import type { Database } from '../kernel/database.ts'
import { asProblem } from '../kernel/http.ts'
import type { Performer, Portal } from '../kernel/operation.ts'
import { getRecord } from '../kernel/record.ts'
import { letterRun, type Run } from './kinds.operations.ts'
import { recordMailed, sheetsOf } from './run.operations.ts'
import { findLetter, listWaiting } from './store.ts'
import { mailText } from './template.rules.ts'

type Means = { database: Database; performer: () => Performer; mailer: Mailer | undefined; lent: () => Portal }

/** Mails letters, one after the other. A letter that waits is its own order: what a crash cut off is taken up again. */
export function makeLetterMail({ database, performer, mailer, lent }: Means) {
  let queue = Promise.resolve()
  let closing = false

  async function mail(inspectorate: string, id: string): Promise<void> {
    const found = await database.read({ inspectorate }, async (reader) => {
      const letter = await findLetter(reader, id)
      if (letter?.state !== 'waiting') return undefined
      const run = (await getRecord(reader, letterRun, letter.run)) as Run
      const [sheet] = await sheetsOf({ database: reader, portal: lent() }, run, [letter])
      return sheet && { letter, sheet }
    })
    if (!found || !mailer || closing) return
    const { letter, sheet } = found
    const subject = [sheet.reference, sheet.subject].filter(Boolean).join(' · ')
    const taken = await mailer.send({ to: letter.email, subject, text: mailText(sheet), id })
    // Nobody does this: the log says "The portal".
    const actor = { person: id, name: '', role: 'administrator', inspectorate } as const
    await performer().carryOut(recordMailed, actor, { letter: id, taken })
  }

  async function mailAll(inspectorate: string): Promise<void> {
    for (const id of await database.read({ inspectorate }, listWaiting)) {
      if (closing || !mailer) return
      await mail(inspectorate, id).catch((error: unknown) => void asProblem(error))
    }
  }

  function start(inspectorate: string): void {
    queue = queue.then(() => mailAll(inspectorate)).catch((error: unknown) => void asProblem(error))
  }

  return {
    start,
    /** Takes up every letter that a crash cut off. */
    async work() {
      for (const { id } of await database.inspectorates()) start(id)
    },
    /** Resolves when no letter is being mailed. */
    idle: () => queue,
    async close() {
      closing = true
      await queue
    }
  }
}

import { makeGuessLimit, networkOf } from '../account/guess.rules.ts'
import { peerOf, type SignInMeans } from '../account/sign-in.routes.ts'
import type { Role } from '../kernel/access.ts'
import type { Database } from '../kernel/database.ts'
import { dropFiles, readSent } from '../kernel/door.ts'
import { readForm } from '../kernel/field.ts'
import { asProblem, type MountedSite } from '../kernel/http.ts'
import type { Performer } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { findRecord } from '../kernel/record.ts'
import { answerFields, answerLetter } from './answer.operations.ts'
import { letterRun, type Run } from './kinds.operations.ts'
import { readLinkCode } from './rules.ts'
import { findByHash, findLetter, hashOf, type LetterRow, readHouse } from './store.ts'

/** Wrong codes that one network may send: an office with its mistakes, and far too few to guess a hundred bits by. */
const wrongCodes = { most: 30, within: 10 * 60_000 }
/** In bytes: a photograph of a telephone fits. */
const largestAnswer = 20 * 1024 * 1024

/** What the page of a letter is told: that one letter, and nothing of any other. */
export type AnswerDesk = {
  look(code: string): Promise<Shown | undefined>
}
export type Shown = Pick<
  LetterRow,
  'id' | 'reference' | 'expires' | 'answer' | 'answer_until' | 'answer_text' | 'answered_on' | 'file_name'
> & {
  inspectorate: string
  house: string
  demonstration: boolean
  issue: string
  day: string
  deadline: string
  example: boolean
}

/** Finds letters by the codes of their links. */
export function makeAnswerDesk(database: Database): AnswerDesk {
  return {
    async look(code) {
      const hash = hashOf(code)
      const found = await database.read({ person: hash }, (reader) => findByHash(reader, hash))
      if (!found) return undefined
      const { id, inspectorate } = found
      return database.read({ inspectorate }, async (reader) => {
        const letter = await findLetter(reader, id)
        const run = letter && (await findRecord(reader, letterRun, letter.run))
        const house = await readHouse(reader)
        if (!letter || !run || !house) return undefined
        const { reference, expires, answer, answer_until, answer_text, answered_on, file_name } = letter
        const told = { id, reference, expires, answer, answer_until, answer_text, answered_on, file_name }
        const { day, deadline, example } = run
        const { issue } = (run as unknown as Run).said
        const { name, demonstration } = house
        return { ...told, inspectorate, house: name, demonstration, issue, day, deadline, example }
      })
    }
  }
}

/**
 * The door for employers: `POST /answer/<code>` takes the answer of one letter, once. Wrong codes are limited by network,
 * for looking as for answering, and nothing is read of what was sent before the code is right.
 */
export function mountAnswer(
  site: MountedSite,
  means: SignInMeans & { performer: Performer; desk: AnswerDesk; incoming: string }
): void {
  const { performer, desk } = means
  const limit = makeGuessLimit(wrongCodes)

  site.app.use('/answer/:code', async (web, next) => {
    const network = networkOf(peerOf(web, means.url))
    if (!limit.mayTry(network)) return site.answerProblem(web, new Problem('too-many-letter-codes'))
    const code = readLinkCode(web.req.param('code'))
    if (!code || !(await desk.look(code))) limit.failed(network)
    return next()
  })

  site.app.post('/answer/:code', async (web) => {
    const code = readLinkCode(web.req.param('code'))
    const found = code ? await desk.look(code) : undefined
    if (!code || !found) return web.redirect('/answer?wrong=1', 303)
    const sent = await readSent(web.req.raw, means.incoming, largestAnswer)
    try {
      const { values, problems } = readForm(answerFields, sent, web.get('words').decimal)
      if (problems.length > 0) throw new Problem('input-not-valid', { count: problems.length }, problems)
      const actor = { person: found.id, name: '', role: 'intake' as Role, inspectorate: found.inspectorate }
      await performer.carryOut(answerLetter, actor, { ...(values as object), code })
      return web.redirect(`/answer/${code}`, 303)
    } catch (error) {
      const problem = asProblem(error)
      // Sent twice: what was received first is shown.
      if (problem.code === 'letter-answered') return web.redirect(`/answer/${code}`, 303)
      return site.redraw(web, `/answer/${code}`, { operation: 'answer', sent, problem })
    } finally {
      await dropFiles(sent)
    }
  })
}

import { sql } from 'kysely'
import type { Reader } from '../kernel/database.ts'
import type { Portal } from '../kernel/operation.ts'
import type { Labels } from '../kernel/session.ts'
import { type Words, wordsFor } from '../kernel/words.ts'
import type { Template } from './kinds.operations.ts'
import type { Candidate } from './standing.operations.ts'
import { composeSheet, type Said, type Sheet } from './template.rules.ts'

/** Letters as they are read: a template filled for a workplace, in the language in which it was sent. */

declare module '../kernel/operation.ts' {
  interface Portal {
    letters: {
      /** The code of the one-time link of a letter: it follows from the portal's secret, so that a letter can be printed again. */
      code(letter: string): string
      /** Whether the portal has a mail server. */
      mails: boolean
      /** The address under which people reach the portal, if one is set. */
      url: string | undefined
      /** Has the letters mailed that wait. */
      start(inspectorate: string): void
    }
  }
}

/** The words of a language as the inspectorate has them. */
export async function wordsOfLetters(database: Reader, portal: Portal, language: string): Promise<Words> {
  const { rows } = await sql<{ labels: Labels }>`select labels from inspectorate
    where id = current_inspectorate()`.execute(database)
  const files = new Map([language, 'en'].map((one) => [one, portal.wordsOf(one) ?? {}]))
  return wordsFor(files, language, { labels: rows[0]?.labels[language] ?? {} })
}

export type Addressed = { reference: string; day: string; deadline: string; code: string; example: boolean }

/** The letter to one workplace. */
export function sheetFor(
  said: Said,
  to: Pick<Candidate, 'name' | 'identifier' | 'workers' | 'address'>,
  addressed: Addressed,
  words: Words
): Sheet {
  const values = {
    workplace: to.name,
    address: to.address,
    reference: addressed.reference,
    day: words.date(addressed.day),
    deadline: words.date(addressed.deadline),
    issue: said.issue,
    law: said.law,
    identifier: to.identifier,
    workers: to.workers === null ? '' : words.number(to.workers),
    link: `${said.origin}/answer/${addressed.code}`,
    code: addressed.code
  }
  return composeSheet(said, values, words, addressed.example)
}

/** What the template says now, for a run or a preview. */
export function saidOf(template: Template, issue: string, language: string, origin: string): Said {
  const { sender, subject, body, signature, law, logo, word } = template
  return { sender, subject, body, signature, law, logo, word, issue, language, origin }
}

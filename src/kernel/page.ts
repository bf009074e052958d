import type { VNode } from 'preact'
import type { Ability, Actor } from './access.ts'
import type { Fields, Sent } from './field.ts'
import type { ReadOperation } from './operation.ts'
import type { Problem } from './problem.ts'
import type { Session } from './session.ts'
import type { Words } from './words.ts'

/** A form that could not be carried out: drawn again with what was typed and what is wrong with it. */
export type SentForm = { operation: string; sent: Record<string, Sent>; problem: Problem }

/** What a page is drawn from. A page asks operations and draws; it decides nothing. */
export type PageContext = {
  session: Session | undefined
  /** Who looks; a page that needs nobody signed in does not read it. */
  actor: Actor
  params: Record<string, string>
  url: URL
  /** A value of the address's query, '' where there is none. */
  query(name: string): string
  /** A value that the browser keeps for the portal, '' where there is none. */
  cookie(name: string): string
  words: Words
  ask<F extends Fields, O>(operation: ReadOperation<F, O>, input: Record<string, unknown>): Promise<O>
  may(ability: Ability): boolean
  /** Has the browser ask again after so many seconds, without a script: the page shows something that goes on. */
  refreshAfter(seconds: number): void
  form: SentForm | undefined
}

/** A page: its address, who may see it, and how it is drawn. It may answer a file instead (a Response). */
export type Page = {
  path: string
  may: Ability | 'anyone' | 'signed-in'
  draw(context: PageContext): Promise<VNode | Response>
}

export function page(path: string, may: Page['may'], draw: Page['draw']): Page {
  return { path, may, draw }
}

/** Draws a page's content as a whole document; the composition root knows how. */
export type DrawDocument = (context: PageContext, content: VNode) => Promise<string>

/** Draws the page that says what went wrong and what to do. */
export type DrawProblem = (context: PageContext, problem: Problem) => VNode

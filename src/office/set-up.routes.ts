import { makeGuessLimit, networkOf } from '../account/guess.rules.ts'
import { askSignIn, give, peerOf, type SignInMeans, single } from '../account/sign-in.routes.ts'
import type { Role } from '../kernel/access.ts'
import { makeCode } from '../kernel/account.ts'
import type { Database } from '../kernel/database.ts'
import { readSent } from '../kernel/door.ts'
import { type Fields, readForm, type Sent, text } from '../kernel/field.ts'
import { asProblem, type MountedSite } from '../kernel/http.ts'
import { newId } from '../kernel/id.ts'
import type { Performer } from '../kernel/operation.ts'
import { type FieldProblem, Problem } from '../kernel/problem.ts'
import { readInput } from '../kernel/schema.ts'
import type { Sessions } from '../kernel/session.ts'
import { checkAddress, checkNewPassword } from './account.rules.ts'
import { type IsoCountry, isCurrency } from './iso-country.store.ts'
import { inspectorateFields, setUpInspectorate } from './set-up.operations.ts'

/** What the first person says: the code of the terminal, who they are, and of which inspectorate. */
export const setUpFields = {
  code: text(40, { needed: true }),
  person: text(200, { needed: true }),
  email: text(200, { needed: true }),
  ...inspectorateFields,
  currency: text(3)
} as const satisfies Fields

export type SetUp = ReturnType<typeof makeSetUp>

/**
 * The first start. While there is no inspectorate, a code that only the terminal shows lets its reader set one up, with
 * the first administrator; the code works once, and every portal without an inspectorate makes its own.
 */
export function makeSetUp(means: {
  database: Database
  performer: Performer
  sessions: Sessions
  countries: readonly IsoCountry[]
  languages: readonly string[]
}) {
  const { database, performer, sessions, countries, languages } = means
  const code = makeCode(3)
  let done = false
  let working = false

  /** Whether the code is right; spaces, small letters and missing dashes do not matter. */
  const isCode = (written: string): boolean => plain(written) === plain(code)

  async function isNeeded(): Promise<boolean> {
    if (!done) done = (await database.inspectorates()).length > 0
    return !done
  }

  /** Makes the account, or takes over the one that an attempt which broke off has left behind. */
  async function takeAccount({ email, password, person }: { email: string; password: string; person: string }) {
    const left = await sessions.findAccount(email)
    if (!left) return sessions.makeAccount({ email, password, name: person })
    return sessions.usePasswordLink(await sessions.makeLink(left), password)
  }

  /** What was said, or a Problem that names everything that is to be put right, the code included. */
  function read(sent: Record<string, Sent>) {
    const typed = readForm(setUpFields, sent).values as Record<keyof typeof setUpFields, string>
    const secret = { password: single(sent.password), again: single(sent.again) }
    const country = countries.find((one) => one.code === typed.country)
    const currency = (typed.currency || country?.currency || '').toUpperCase()
    const problems: FieldProblem[] = isCode(typed.code) ? [] : [{ field: 'code', code: 'set-up-code' }]
    problems.push(...checkAddress(typed.email), ...checkNewPassword(secret))
    if (!country) problems.push({ field: 'country', code: 'choose' })
    if (!languages.includes(typed.language)) problems.push({ field: 'language', code: 'choose' })
    if ((country || typed.currency) && !isCurrency(currency)) problems.push({ field: 'currency', code: 'currency' })
    return { ...typed, ...readInput(setUpFields, typed, problems), currency, password: secret.password }
  }

  return {
    isNeeded,
    countries,
    languages,
    /** The code to print in the terminal; undefined once the portal is set up. */
    code: async (): Promise<string | undefined> => ((await isNeeded()) ? code : undefined),
    isCode,
    read,
    async carryOut(values: ReturnType<typeof read>): Promise<{ email: string; password: string }> {
      if (working) throw new Problem('set-up-done')
      working = true
      try {
        const account = await takeAccount(values)
        const actor = { person: newId(), name: values.person, role: 'administrator' as Role, inspectorate: newId() }
        const { name, country, language, currency } = values
        await performer.carryOut(setUpInspectorate, actor, {
          name,
          country,
          language,
          currency,
          account,
          demonstration: false
        })
        done = true
        return { email: values.email, password: values.password }
      } finally {
        working = false
      }
    }
  }
}

function plain(code: string): string {
  return code.replace(/[\s-]/g, '').toUpperCase()
}

/** The route that carries the set-up out. Until then every page leads to /set-up. */
export function mountSetUp(site: MountedSite, setUp: SetUp, means: SignInMeans): void {
  const guesses = makeGuessLimit({ most: 8, within: 60_000 })

  site.app.use(async (web, next) => {
    const elsewhere = web.req.method === 'GET' && web.req.path !== '/set-up'
    return elsewhere && (await setUp.isNeeded()) ? web.redirect('/set-up', 303) : next()
  })

  site.app.post('/set-up', async (web) => {
    const sent = await readSent(web.req.raw, means.incoming, 0)
    const { password: _password, again: _again, ...shown } = sent
    const peer = networkOf(peerOf(web, means.url))
    try {
      if (!(await setUp.isNeeded())) throw new Problem('set-up-done')
      if (!guesses.mayTry(peer)) throw new Problem('too-many-attempts')
      if (!setUp.isCode(single(sent.code))) guesses.failed(peer)
      const signIn = await setUp.carryOut(setUp.read(sent))
      const answer = await askSignIn(web, means, '/sign-in/email', signIn)
      return give(web.redirect('/', 303), answer.cookies)
    } catch (error) {
      return site.redraw(web, '/set-up', { operation: 'set-up', sent: shown, problem: asProblem(error) })
    }
  })
}

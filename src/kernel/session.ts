import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import { sql } from 'kysely'
import type { Actor, Role } from './access.ts'
import { makeAccounts } from './account.ts'
import type { Database } from './database.ts'
import { Problem } from './problem.ts'

/** A person who is signed in: who acts, and what the screen needs to know of the person and the inspectorate. */
export type Session = {
  actor: Actor
  /** The account that signed in; '' of a guest. */
  account: string
  /** Language of the screen: the person's own, or else the inspectorate's; '' as the browser asks. */
  language: string
  /** What the person chose; '' for the inspectorate's. */
  ownLanguage: string
  inspectorate: {
    name: string
    language: string
    country: string
    currency: string
    digits: string
    demonstration: boolean
    /** A place to rehearse a workshop: nothing in it is meant. */
    practice: boolean
    labels: Labels
  }
}
/** Words of the method's defaults that an inspectorate renamed: language, then key, then text. */
export type Labels = Record<string, Record<string, string>>

/** The portal's own secret, made at the first start and kept in the data folder, readable by its owner alone. */
export function readSecret(folder: string): string {
  const file = join(folder, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}

const remembered = 10_000

export type Sessions = ReturnType<typeof makeSessions>

/**
 * Sign-in with better-auth: passwords hashed with scrypt, one-time codes and a limit on guessing them. `url` is the address that
 * people are told; without it the address of each request is trusted, so that telephones on the local network work.
 */
export function makeSessions(means: { database: Database; secret: string; url?: string | undefined }) {
  const tables = means.database.library('plumbline_auth', 'auth')
  const auth = betterAuth({
    secret: means.secret,
    ...(means.url ? { baseURL: means.url } : { baseURL: 'http://plumbline.invalid' }),
    basePath: '/auth',
    appName: 'Plumbline',
    database: { db: tables as never, type: 'postgres' },
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 200, disableSignUp: true },
    session: { expiresIn: 60 * 60 * 24 * 7, updateAge: 60 * 60 * 24, freshAge: 0 },
    // Its own limit counts by address what succeeds too: a workshop could not sign in. Guessing is held up in account/guess.rules.ts.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'plumbline',
      useSecureCookies: means.url?.startsWith('https:') ?? false,
      ipAddress: { ipAddressHeaders: ['x-plumbline-peer'] },
      disableCSRFCheck: true, // the portal checks the origin of every write itself (http.tsx)
      disableOriginCheck: true
    },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    plugins: [twoFactor({ issuer: 'Plumbline' })]
  })

  const known = new Map<string, { session: Session | undefined; until: number }>()

  async function look(headers: Headers): Promise<Session | undefined> {
    // The library wraps what the database says into an error of its own, whatever the cause.
    const found = await auth.api.getSession({ headers }).catch((error: unknown) => {
      throw isAPIError(error) && error.statusCode >= 500 ? new Problem('database-unavailable') : error
    })
    return found ? findMembership(means.database, found.user.id) : undefined
  }

  return {
    auth,
    ...makeAccounts(auth, tables),
    /** By this a browser is known in which the person of an address has signed in before. */
    markOf: (email: string) =>
      createHmac('sha256', means.secret).update(`known ${email.trim().toLowerCase()}`).digest('base64url'),
    /** The session that a request's cookie stands for. Remembered for ten seconds; `forget` ends that at once. */
    async find(headers: Headers): Promise<Session | undefined> {
      const cookie = headers.get('cookie') ?? ''
      if (!cookie.includes('plumbline.session_token')) return undefined
      const hit = known.get(cookie)
      if (hit && hit.until > Date.now()) return hit.session
      const session = await look(headers)
      if (known.size > 5_000) known.clear()
      known.set(cookie, { session, until: Date.now() + remembered })
      return session
    },
    /** The membership that an account has: without a cookie, for who is known already. */
    member: (account: string) => findMembership(means.database, account),
    forget: () => known.clear()
  }
}

type Membership = {
  person: string
  name: string
  role: Role
  own_language: string
  inspectorate: string
  inspectorate_name: string
  language: string
  country: string
  currency: string
  digits: string
  demonstration: boolean
  practice: boolean
  labels: Labels
}

async function findMembership(database: Database, account: string): Promise<Session | undefined> {
  // Two questions, because a person's membership is visible by the account, the inspectorate only within it.
  const [member] = await database.read({ person: account }, async (reader) => {
    const { rows } = await sql<{ inspectorate_id: string }>`
      select inspectorate_id from person where account = ${account} and active
        and (until is null or until >= current_date) order by inspectorate_id limit 1`.execute(reader)
    return rows
  })
  if (!member) return undefined
  const [found] = await database.read({ inspectorate: member.inspectorate_id }, async (reader) => {
    const { rows } = await sql<Membership>`
      select p.id as person, p.name, p.role, p.language as own_language, i.id as inspectorate, i.name as inspectorate_name,
        i.language, i.country, i.currency, i.digits, i.demonstration, i.practice, i.labels
      from person p join inspectorate i on i.inspectorate_id = p.inspectorate_id
      where p.account = ${account} and p.active and (p.until is null or p.until >= current_date)`.execute(reader)
    return rows
  })
  if (!found) return undefined
  const { person, name, role, inspectorate } = found
  return {
    actor: { person, name, role, inspectorate },
    account,
    language: found.own_language || found.language,
    ownLanguage: found.own_language,
    inspectorate: {
      name: found.inspectorate_name,
      language: found.language,
      country: found.country,
      currency: found.currency,
      digits: found.digits,
      demonstration: found.demonstration,
      practice: found.practice,
      labels: found.labels
    }
  }
}

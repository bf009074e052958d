import { createHash, randomBytes } from 'node:crypto'
import type { AuthContext } from 'better-auth'
import { type Kysely, sql } from 'kysely'
import { Problem } from './problem.ts'

type Auth = {
  $context: Promise<Pick<AuthContext, 'internalAdapter'> & { password: Pick<AuthContext['password'], 'hash'> }>
}

const hour = 60 * 60 * 1000
/** For how many milliseconds a link to a new password lasts: handed over by an administrator, or asked for by mail. */
export const linkLasts = { handed: 7 * 24 * hour, mailed: hour } as const

const identifierOf = (token: string) => `welcome-${createHash('sha256').update(token).digest('hex')}`

/** Letters that nobody mistakes for one another when they are copied by hand. */
export function makeCode(groups: number): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const one = () => Array.from(randomBytes(4), (byte) => letters[byte % letters.length]).join('')
  return Array.from({ length: groups }, one).join('-')
}

/**
 * What administrators do with accounts: make them, give a link by which the person sets the own password, end their
 * sessions. None of it can be reached over HTTP but by the portal's own pages.
 */
export function makeAccounts(auth: Auth, tables: Kysely<unknown>) {
  const within = async () => (await auth.$context).internalAdapter

  return {
    /** Makes an account and answers its id. Without a password nobody can sign in until a link has set one. */
    async makeAccount(account: { email: string; password?: string; name: string }): Promise<string> {
      const { password } = await auth.$context
      const adapter = await within()
      const email = account.email.trim().toLowerCase()
      if (await adapter.findUserByEmail(email)) throw new Problem('account-exists')
      const made = await adapter.createUser(
        { email, name: account.name, emailVerified: false },
        { method: 'email-password' }
      )
      await adapter.linkAccount({
        userId: made.id,
        providerId: 'credential',
        accountId: made.id,
        password: await password.hash(account.password ?? randomBytes(32).toString('base64url'))
      })
      return made.id
    },

    async findAccount(email: string): Promise<string | undefined> {
      return (await (await within()).findUserByEmail(email.trim().toLowerCase()))?.user.id
    },

    /** How accounts sign in: by which address, and whether a one-time code is asked for; by account. */
    async describeAccounts(accounts: readonly string[]): Promise<Map<string, { email: string; code: boolean }>> {
      if (accounts.length === 0) return new Map()
      const { rows } = await sql<{ id: string; email: string; code: boolean }>`
        select id, email, coalesce("twoFactorEnabled", false) as code from "user"
        where id = any(${`{${accounts.join(',')}}`}::text[])`.execute(tables)
      return new Map(rows.map(({ id, email, code }) => [id, { email, code }]))
    },

    /** A word that opens /welcome once, for as long as such a link lasts. Only its hash is kept. */
    async makeLink(account: string, kind: keyof typeof linkLasts = 'handed'): Promise<string> {
      const token = randomBytes(24).toString('base64url')
      await (await within()).createVerificationValue({
        identifier: identifierOf(token),
        value: account,
        expiresAt: new Date(Date.now() + linkLasts[kind])
      })
      return token
    },

    async findLink(token: string): Promise<string | undefined> {
      const found = await (await within()).findVerificationValue(identifierOf(token))
      return found && found.expiresAt > new Date() ? found.value : undefined
    },

    /** Sets the password of the account that a link belongs to, uses the link up and ends the account's sessions. */
    async usePasswordLink(token: string, password: string): Promise<string> {
      const adapter = await within()
      const hash = await (await auth.$context).password.hash(password)
      const used = await adapter.consumeVerificationValue(identifierOf(token))
      if (!used) throw new Problem('link-over')
      await adapter.updatePassword(used.value, hash)
      await adapter.deleteUserSessions(used.value)
      return used.value
    },

    async endSessions(account: string): Promise<void> {
      await (await within()).deleteUserSessions(account)
    }
  }
}

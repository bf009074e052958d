import { timingSafeEqual } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { getCookie, setCookie } from 'hono/cookie'
import { readSent } from '../kernel/door.ts'
import type { Sent } from '../kernel/field.ts'
import { type MountedSite, safePath, type Web } from '../kernel/http.ts'
import type { SentForm } from '../kernel/page.ts'
import { Problem, type ProblemCode } from '../kernel/problem.ts'
import type { Session, Sessions } from '../kernel/session.ts'
import { makeSignInLimit } from './guess.rules.ts'
import type { Mailer } from './mail.store.ts'

export type SignInMeans = {
  sessions: Sessions
  incoming: string
  url: string | undefined
  /** Where the portal can send mail. */
  mailer: Mailer | undefined
}

type Answer = { ok: boolean; status: number; body: Record<string, unknown>; cookies: string[] }

/** Who is at the other end: the connection's address, or what a proxy on this machine says of it. */
export function peerOf(web: Web, url: string | undefined): string {
  const incoming = (web.env as { incoming?: unknown } | undefined)?.incoming
  const address = incoming ? getConnInfo(web).remote.address : undefined
  const local = !address || address === '::1' || /^(::ffff:)?127\./.test(address)
  const forwarded = web.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return (url && local && forwarded) || address || '127.0.0.1'
}

/**
 * Asks the sign-in library, as its own HTTP interface would be asked. The library itself answers no address of the
 * portal: what is not asked here, sign-up above all, cannot be reached from outside.
 */
export async function askSignIn(web: Web, { sessions, url }: SignInMeans, path: string, body: object): Promise<Answer> {
  const headers = new Headers({
    'content-type': 'application/json',
    cookie: web.req.header('cookie') ?? '',
    'user-agent': web.req.header('user-agent') ?? '',
    'x-plumbline-peer': peerOf(web, url)
  })
  const asked = new Request(`http://plumbline.invalid/auth${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body)
  })
  const answer = await sessions.auth.handler(asked)
  if (answer.status >= 500) throw new Problem('database-unavailable')
  return {
    ok: answer.ok,
    status: answer.status,
    body: ((await answer.json().catch(() => null)) ?? {}) as Record<string, unknown>,
    cookies: answer.headers.getSetCookie()
  }
}

/** Has the browser let go what it kept of boards for when there is no line, and what was not sent. Browsers obey on https. */
export const letGo = '"storage"'

const knownCookie = 'plumbline.known'

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The cookies that a browser sends after these were set. */
function cookieHeader(cookies: readonly string[]): string {
  return cookies.map((cookie) => cookie.split(';')[0] ?? '').join('; ')
}

/** The answer with the cookies that the sign-in library set. */
export function give(answer: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) answer.headers.append('set-cookie', cookie)
  return answer
}

/** One text that a form sent, '' where it sent none or several. */
export const single = (sent: Sent): string => (typeof sent === 'string' ? sent : '')

/** A one-time code as people write it: with a space in the middle, or in the digits of their language. */
export function readCode(written: string): string {
  return written.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).replace(/[\s\u00a0]/g, '')
}

/**
 * The routes of signing in and out. What was typed into a form when the session had ended travels with the sign-in
 * form in one hidden field (`_kept`), and is drawn again after it, so that nothing is lost.
 */
export function mountSignIn(site: MountedSite, means: SignInMeans): void {
  const { sessions, incoming } = means
  const limit = makeSignInLimit()

  const read = (web: Web) => readSent(web.req.raw, incoming, 0)
  const form = (sent: Record<string, Sent>, code: ProblemCode): SentForm => ({
    operation: 'sign-in',
    sent,
    problem: new Problem(code)
  })

  /** The browser keeps that this person has signed in from it; it tells nobody who, and opens nothing. */
  async function remember(web: Web, { account }: Session): Promise<void> {
    const { email = '' } = (await sessions.describeAccounts([account])).get(account) ?? {}
    const secure = means.url?.startsWith('https:') ?? false
    const kept = { path: '/sign-in', maxAge: 34_560_000, sameSite: 'Lax', httpOnly: true, secure } as const
    setCookie(web, knownCookie, sessions.markOf(email), kept)
  }

  /** The person is known: on to where they wanted to go, or to what they had typed. */
  async function goOn(web: Web, sent: Record<string, Sent>, cookies: string[]): Promise<Response> {
    sessions.forget()
    const session: Session | undefined = await sessions.find(new Headers({ cookie: cookieHeader(cookies) }))
    if (!session) return site.redraw(web, '/sign-in', form(sent, 'sign-in-failed'))
    web.set('session', session)
    await remember(web, session)
    const kept = single(sent._kept)
    if (kept) return give(await site.redraw(web, '/sign-in/kept', form(sent, 'one-step-left')), cookies)
    return give(web.redirect(safePath(single(sent.return)), 303), cookies)
  }

  site.app.post('/sign-in', async (web) => {
    const sent = await read(web)
    const { password, ...shown } = sent
    const email = single(sent.email).trim()
    const known = isSame(getCookie(web, knownCookie) ?? '', sessions.markOf(email))
    const attempt = { peer: peerOf(web, means.url), email, known }
    if (!limit.mayTry(attempt)) return site.redraw(web, '/sign-in', form(shown, 'too-many-attempts'))
    const answer = await askSignIn(web, means, '/sign-in/email', { email, password: single(password) })
    if (!answer.ok) {
      limit.failed(attempt)
      return site.redraw(web, '/sign-in', form(shown, 'sign-in-failed'))
    }
    limit.succeeded(attempt)
    if (answer.body.twoFactorRedirect) {
      return give(await site.redraw(web, '/sign-in/code', form(shown, 'one-step-left')), answer.cookies)
    }
    return goOn(web, shown, answer.cookies)
  })

  site.app.post('/sign-in/code', async (web) => {
    const { code: written, ...sent } = await read(web)
    const code = readCode(single(written))
    const path = /^\d{6}$/.test(code) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
    const answer = await askSignIn(web, means, path, { code })
    if (answer.status === 429) return site.redraw(web, '/sign-in/code', form(sent, 'too-many-codes'))
    if (answer.ok) return goOn(web, sent, answer.cookies)
    // The time for the code is over, or too many were tried: back to the password.
    const over = !/^INVALID_(CODE|BACKUP_CODE)$/.test(String(answer.body.code))
    if (over) return give(await site.redraw(web, '/sign-in', form(sent, 'code-too-late')), answer.cookies)
    return site.redraw(web, '/sign-in/code', form(sent, 'code-wrong'))
  })

  site.app.post('/sign-out', async (web) => {
    const answer = await askSignIn(web, means, '/sign-out', {})
    sessions.forget()
    web.header('clear-site-data', letGo)
    return give(web.redirect('/sign-in', 303), answer.cookies)
  })
}

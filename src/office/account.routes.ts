import { setCookie } from 'hono/cookie'
import { makeGuessLimit } from '../account/guess.rules.ts'
import { askSignIn, give, peerOf, readCode, type SignInMeans, single } from '../account/sign-in.routes.ts'
import { readSent } from '../kernel/door.ts'
import type { Sent } from '../kernel/field.ts'
import { asProblem, type MountedSite, safePath, type Web } from '../kernel/http.ts'
import type { SentForm } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Session } from '../kernel/session.ts'
import type { Words } from '../kernel/words.ts'
import { checkAddress, checkNewPassword } from './account.rules.ts'

export const themes = ['light', 'dark', 'contrast'] as const

type Doing = (web: Web, sent: Record<string, Sent>, session: Session) => Promise<Response>

/** The sent form without what must never come back to a screen. */
function shown({ password: _password, again: _again, present: _present, code: _code, ...rest }: Record<string, Sent>) {
  return rest
}

function demandNewPassword(sent: Record<string, Sent>): string {
  const password = single(sent.password)
  const problems = checkNewPassword({ password, again: single(sent.again) })
  if (problems.length > 0) throw new Problem('input-not-valid', { count: problems.length }, problems)
  return password
}

const wrongField = (field: string, code: string) => new Problem('input-not-valid', { count: 1 }, [{ field, code }])

/**
 * The routes by which people look after their own account: password, one-time codes, sessions, theme, and the link by
 * which a new colleague sets the first password. They ask the sign-in library, whose tables no operation writes.
 */
export function mountAccount(site: MountedSite, means: SignInMeans): void {
  const { sessions } = means
  const guesses = makeGuessLimit({ most: 8, within: 60_000 })

  /** A form of /me: what goes wrong is said on the page it came from. */
  function post(path: string, page: string, doing: Doing) {
    site.app.post(path, async (web) => {
      const sent = await readSent(web.req.raw, means.incoming, 0)
      try {
        const session = web.get('session')
        if (!session?.account) throw new Problem('not-signed-in')
        const answer = await doing(web, sent, session)
        answer.headers.set('cache-control', 'no-store')
        return answer
      } catch (error) {
        const problem = asProblem(error)
        const form: SentForm = { operation: path.slice(1), sent: shown(sent), problem }
        return site.redraw(web, problem.code === 'not-signed-in' ? '/sign-in' : page, form)
      }
    })
  }

  /** Asks the library for something that needs the present password. */
  async function withPassword(web: Web, session: Session, path: string, body: object) {
    if (!guesses.mayTry(session.account)) throw new Problem('too-many-attempts')
    const answer = await askSignIn(web, means, path, body)
    if (answer.status === 429) throw new Problem('too-many-attempts')
    if (!answer.ok) {
      guesses.failed(session.account)
      throw wrongField('present', 'password-wrong')
    }
    guesses.succeeded(session.account)
    sessions.forget()
    return answer
  }

  post('/me/password', '/me', async (web, sent, session) => {
    const newPassword = demandNewPassword(sent)
    const answer = await withPassword(web, session, '/change-password', {
      currentPassword: single(sent.present),
      newPassword,
      revokeOtherSessions: true
    })
    return give(web.redirect('/me?said=password', 303), answer.cookies)
  })

  post('/me/sign-out-everywhere', '/me', async (web, _sent, session) => {
    await sessions.endSessions(session.account)
    const answer = await askSignIn(web, means, '/sign-out', {})
    sessions.forget()
    return give(web.redirect('/sign-in', 303), answer.cookies)
  })

  post('/me/codes', '/me', async (web, sent, session) => {
    const answer = await withPassword(web, session, '/two-factor/enable', { password: single(sent.present) })
    const { totpURI, backupCodes } = answer.body as { totpURI?: string; backupCodes?: string[] }
    const made = { uri: totpURI ?? '', backup: backupCodes ?? [] }
    const form: SentForm = { operation: 'me/codes', sent: made, problem: new Problem('one-step-left') }
    return give(await site.redraw(web, '/me/codes', form), answer.cookies)
  })

  post('/me/codes/confirm', '/me/codes', async (web, sent) => {
    const answer = await askSignIn(web, means, '/two-factor/verify-totp', { code: readCode(single(sent.code)) })
    if (answer.status === 429) throw new Problem('too-many-attempts')
    if (!answer.ok) throw wrongField('code', 'code-wrong')
    sessions.forget()
    return give(web.redirect('/me?said=codes-on', 303), answer.cookies)
  })

  post('/me/codes/stop', '/me', async (web, sent, session) => {
    const answer = await withPassword(web, session, '/two-factor/disable', { password: single(sent.present) })
    return give(web.redirect('/me?said=codes-off', 303), answer.cookies)
  })

  site.app.post('/me/theme', async (web) => {
    const sent = await readSent(web.req.raw, means.incoming, 0)
    const theme = themes.find((one) => one === sent.theme) ?? ''
    const year = 34_560_000
    setCookie(web, 'plumbline.theme', theme, { path: '/', maxAge: theme ? year : 0, sameSite: 'Lax', httpOnly: true })
    return web.redirect(safePath(single(sent._page), '/me'), 303)
  })

  const asked = makeGuessLimit({ most: 3, within: 15 * 60_000 })
  const askedFrom = makeGuessLimit({ most: 30, within: 15 * 60_000 })

  /** Whether somebody has this address is never said, neither in words nor by how long the answer takes. */
  site.app.post('/sign-in/forgotten', async (web) => {
    const sent = await readSent(web.req.raw, means.incoming, 0)
    const email = single(sent.email).trim().toLowerCase()
    const peer = peerOf(web, means.url)
    const problems = checkAddress(email)
    const answer = (problem: Problem) =>
      site.redraw(web, '/sign-in/forgotten', { operation: 'sign-in/forgotten', sent: { email }, problem })
    if (problems.length > 0) return answer(new Problem('input-not-valid', { count: 1 }, problems))
    if (!asked.mayTry(email) || !askedFrom.mayTry(peer)) return answer(new Problem('too-many-attempts'))
    asked.failed(email)
    askedFrom.failed(peer)
    void mailNewPassword(email, web.get('words'))
    return answer(new Problem('one-step-left'))
  })

  async function mailNewPassword(email: string, words: Words): Promise<void> {
    const account = await sessions.findAccount(email).catch(() => undefined)
    // The address of a request is what its sender says it is: only the one that was set stands in a mail.
    if (!account || !means.mailer || !means.url) return
    const values = { link: `${means.url}/welcome/${await sessions.makeLink(account, 'mailed')}` }
    await means.mailer.send({
      to: email,
      subject: words.t('mail.forgotten.subject'),
      text: words.t('mail.forgotten', values)
    })
  }

  site.app.post('/welcome/:token', async (web) => {
    const token = web.req.param('token')
    const sent = await readSent(web.req.raw, means.incoming, 0)
    try {
      const password = demandNewPassword(sent)
      const account = await sessions.usePasswordLink(token, password)
      const email = (await sessions.describeAccounts([account])).get(account)?.email ?? ''
      const answer = await askSignIn(web, means, '/sign-in/email', { email, password })
      sessions.forget()
      // With one-time codes, the password alone does not sign in.
      return give(web.redirect(answer.body.twoFactorRedirect ? '/sign-in/code' : '/', 303), answer.cookies)
    } catch (error) {
      return site.redraw(web, `/welcome/${encodeURIComponent(token)}`, {
        operation: 'welcome',
        sent: shown(sent),
        problem: asProblem(error)
      })
    }
  })
}

import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type SignInMeans, single } from '../account/sign-in.routes.ts'
import { demand } from '../kernel/access.ts'
import type { Database } from '../kernel/database.ts'
import { readSent } from '../kernel/door.ts'
import { readForm } from '../kernel/field.ts'
import { asProblem, type MountedSite, safePath } from '../kernel/http.ts'
import { newId } from '../kernel/id.ts'
import type { Performer } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { readInput } from '../kernel/schema.ts'
import type { Session, Sessions } from '../kernel/session.ts'
import { beginRehearsal, openPractice } from './rehearsal.operations.ts'
import { rehearsalFields } from './rehearsal.rules.ts'
import { findPractice } from './rehearsal.store.ts'

/** The cookie of a browser in which somebody rehearses: the id of the place. It opens nothing by itself. */
const practiceCookie = 'plumbline.practice'
const remembered = 10_000

/** By which a person is known in the place to rehearse: no account of that name can sign in. */
const accountThere = (account: string) => `practice:${account}`

export type Practice = ReturnType<typeof makePractice>

/**
 * Who rehearses is signed in as always; while the browser shows the cookie of the own place, the person acts there and nowhere
 * else. Without the own session the cookie is worth nothing, and another's place it does not open.
 */
export function makePractice(means: { database: Database; sessions: Sessions }) {
  const { database, sessions } = means
  const known = new Map<string, { session: Session | undefined; until: number }>()

  return {
    /** The session in the place to rehearse, of who has one and is there. */
    async find(headers: Headers): Promise<Session | undefined> {
      const place = new RegExp(`(?:^|;\\s*)${practiceCookie}=([^;]+)`).exec(headers.get('cookie') ?? '')?.[1]
      const own = place ? await sessions.find(headers) : undefined
      if (!own) return undefined
      const hit = known.get(own.account)
      const there = hit && hit.until > Date.now() ? hit.session : await sessions.member(accountThere(own.account))
      if (known.size > 1_000) known.clear()
      known.set(own.account, { session: there, until: Date.now() + remembered })
      if (!there || there.actor.inspectorate !== place) return undefined
      return { ...there, account: own.account, language: own.language, ownLanguage: own.ownLanguage }
    },
    forget: () => known.clear(),
    findPlace: (account: string) => findPractice(database, accountThere(account))
  }
}

/**
 * The way into a rehearsal and out: `POST /rehearsal/begin` with the day, the people and the language makes the place, where there
 * is none yet, and begins; `POST /rehearsal/enter` goes back to it, `POST /rehearsal/leave` to the inspectorate itself.
 */
export function mountRehearsal(
  site: MountedSite,
  means: SignInMeans & { performer: Performer; practice: Practice; languages: readonly string[] }
): void {
  const { performer, practice, sessions } = means
  const cookie = {
    path: '/',
    sameSite: 'Lax',
    httpOnly: true,
    secure: means.url?.startsWith('https:') ?? false
  } as const

  /** Who the person is outside the rehearsal: only who may edit plans there has a place to rehearse. */
  async function ownSession(headers: Headers): Promise<Session> {
    const own = await sessions.find(headers)
    demand(own?.actor, 'plan.edit')
    return own as Session
  }

  async function placeOf(own: Session, name: string): Promise<string> {
    const found = await practice.findPlace(own.account)
    if (found) return found
    const { country, language, currency, digits, labels } = own.inspectorate
    const actor = { person: newId(), name: own.actor.name, role: 'planner', inspectorate: newId() } as const
    const account = accountThere(own.account)
    await performer.carryOut(openPractice, actor, { name, country, language, currency, digits, labels, account })
    practice.forget()
    return actor.inspectorate
  }

  async function actorIn(place: string, own: Session) {
    const there = await sessions.member(accountThere(own.account))
    if (there?.actor.inspectorate !== place) throw new Problem('not-found')
    return there.actor
  }

  site.app.post('/rehearsal/begin', async (web) => {
    const sent = await readSent(web.req.raw, undefined, 0)
    const from = safePath(single(sent._page))
    try {
      const own = await ownSession(web.req.raw.headers)
      const { values } = readForm(rehearsalFields, sent, web.get('words').decimal)
      const said = readInput(rehearsalFields, values) as { language: string }
      if (!means.languages.includes(said.language))
        throw new Problem('input-not-valid', { count: 1 }, [{ field: 'language', code: 'choose' }])
      const name = web.get('words').t('rehearsal.inspectorate', { name: own.inspectorate.name }).slice(0, 200)
      const place = await placeOf(own, name)
      await performer.carryOut(beginRehearsal, await actorIn(place, own), { ...said, place: name })
      practice.forget()
      setCookie(web, practiceCookie, place, cookie)
      return web.redirect('/rehearsal', 303)
    } catch (error) {
      return site.redraw(web, from, { operation: 'rehearsal.begin', sent, problem: asProblem(error) })
    }
  })

  site.app.post('/rehearsal/enter', async (web) => {
    const own = await ownSession(web.req.raw.headers)
    const place = await practice.findPlace(own.account)
    if (!place) throw new Problem('not-found')
    setCookie(web, practiceCookie, place, cookie)
    return web.redirect('/rehearsal', 303)
  })

  site.app.post('/rehearsal/leave', (web) => {
    if (getCookie(web, practiceCookie)) deleteCookie(web, practiceCookie, cookie)
    return web.redirect('/plans', 303)
  })
}

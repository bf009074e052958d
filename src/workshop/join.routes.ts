import { deleteCookie, setCookie } from 'hono/cookie'
import { makeGuessLimit, networkOf } from '../account/guess.rules.ts'
import { letGo, peerOf, type SignInMeans, single } from '../account/sign-in.routes.ts'
import type { Role } from '../kernel/access.ts'
import { readSent } from '../kernel/door.ts'
import { readForm, type Sent } from '../kernel/field.ts'
import { asProblem, type MountedSite, type Web } from '../kernel/http.ts'
import { newId } from '../kernel/id.ts'
import type { Performer } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { readInput } from '../kernel/schema.ts'
import { type Guests, guestCookie } from './guest.routes.ts'
import { chooseGroup, joinFields, joinWorkshop } from './participant.operations.ts'
import { readCode } from './rules.ts'
import { makeToken } from './store.ts'

/** Wrong codes that one network may send: a room of two hundred people with their mistakes, and far too few to guess by. */
const codes = { most: 60, within: 10 * 60_000 }
const lasts = 5 * 24 * 60 * 60

/**
 * The door of workshops: `POST /join` with a code, a name and a group makes a guest, who is known by a cookie of its own from
 * then on, and `POST /join/leave` forgets the guest. Wrong codes are limited by network.
 */
export function mountJoin(site: MountedSite, means: SignInMeans & { performer: Performer; guests: Guests }): void {
  const { performer, guests } = means
  const limit = makeGuessLimit(codes)
  const cookie = {
    path: '/',
    sameSite: 'Lax',
    httpOnly: true,
    secure: means.url?.startsWith('https:') ?? false
  } as const

  async function enter(web: Web, sent: Record<string, Sent>): Promise<Response> {
    const network = networkOf(peerOf(web, means.url))
    if (!limit.mayTry(network)) throw new Problem('too-many-join-codes')
    const code = readCode(single(sent.code))
    const found = code ? await guests.findByCode(code) : undefined
    if (!found) {
      limit.failed(network)
      throw new Problem('input-not-valid', { count: 1 }, [{ field: 'code', code: 'join-code' }])
    }
    const said = readInput(joinFields, readForm(joinFields, sent).values) as { name: string }
    const actor = { person: newId(), name: said.name, role: 'guest' as Role, inspectorate: found.inspectorate }
    const token = makeToken()
    await performer.carryOut(
      joinWorkshop,
      { ...actor, workshop: found.id },
      { ...said, workshop: found.id, token },
      actor.person
    )
    guests.forget()
    setCookie(web, guestCookie, `${found.inspectorate}.${actor.person}.${token}`, { ...cookie, maxAge: lasts })
    return web.redirect('/join/wait', 303)
  }

  site.app.post('/join', async (web) => {
    const sent = await readSent(web.req.raw, undefined, 0)
    try {
      return await enter(web, sent)
    } catch (error) {
      const form = { operation: 'join', sent, problem: asProblem(error) }
      return site.redraw(web, `/join/${encodeURIComponent(single(sent.code).slice(0, 20) || '-')}`, form)
    }
  })

  site.app.post('/join/group', async (web) => {
    const sent = await readSent(web.req.raw, undefined, 0)
    const known = await guests.look(web.req.raw.headers)
    if (!known) return web.redirect('/join', 303)
    const { participant, name, inspectorate, workshop } = known
    const actor = { person: participant, name, role: 'guest' as Role, inspectorate, workshop }
    await performer.carryOut(chooseGroup, actor, { workshop, group_name: single(sent.group_name).slice(0, 60) })
    return web.redirect('/join/wait?chosen=1', 303)
  })

  site.app.post('/join/leave', (web) => {
    deleteCookie(web, guestCookie, cookie)
    web.header('clear-site-data', letGo)
    guests.forget()
    return web.redirect('/join', 303)
  })
}

import type { Database } from '../kernel/database.ts'
import { isId } from '../kernel/id.ts'
import type { Session } from '../kernel/session.ts'
import { findByToken, findWorkshopByCode, type Known } from './store.ts'

/** The cookie of a guest's browser: inspectorate, participant and a random word, of which only the hash is kept. */
export const guestCookie = 'plumbline.guest'
const remembered = 10_000

export type Guests = ReturnType<typeof makeGuests>

function readCookie(headers: Headers): { inspectorate: string; participant: string; token: string } | undefined {
  const found = /(?:^|;\s*)plumbline\.guest=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? ''
  const [inspectorate = '', participant = '', token = ''] = found.split('.')
  return isId(inspectorate) && isId(participant) && token ? { inspectorate, participant, token } : undefined
}

/**
 * Guests of workshops: who has no account, and is known by a cookie of its own. Only a guest who was admitted, of a workshop
 * that is open, has a session; to the portal, everybody else is nobody.
 */
export function makeGuests(database: Database) {
  const known = new Map<string, { session: Session | undefined; until: number }>()

  /** Who stands at the door, or is in: whatever the state. */
  async function look(headers: Headers): Promise<(Known & { inspectorate: string }) | undefined> {
    const shown = readCookie(headers)
    if (!shown) return undefined
    const { inspectorate, participant, token } = shown
    const found = await database.read({ inspectorate }, (reader) => findByToken(reader, participant, token))
    return found && { ...found, inspectorate }
  }

  return {
    look,
    /** The header that a browser sends which shows the guest's cookie. */
    cookieOf: (cookie: (name: string) => string): string => `${guestCookie}=${cookie(guestCookie)}`,
    /** The session of a guest who is in. Remembered for ten seconds; `forget` ends that at once. */
    async find(headers: Headers): Promise<Session | undefined> {
      const cookie = headers.get('cookie') ?? ''
      if (!cookie.includes(`${guestCookie}=`)) return undefined
      const hit = known.get(cookie)
      if (hit && hit.until > Date.now()) return hit.session
      const found = await look(headers)
      const session = found && found.state === 'admitted' && found.status === 'open' ? sessionOf(found) : undefined
      if (known.size > 5_000) known.clear()
      known.set(cookie, { session, until: Date.now() + remembered })
      return session
    },
    forget: () => known.clear(),
    findByCode: (code: string) => database.read({ person: code }, (reader) => findWorkshopByCode(reader, code))
  }
}

function sessionOf(found: Known & { inspectorate: string }): Session {
  const { participant, name, workshop, inspectorate, country, currency, digits, demonstration, labels } = found
  return {
    actor: { person: participant, name, role: 'guest', inspectorate, workshop },
    account: '',
    language: '',
    ownLanguage: '',
    inspectorate: {
      ...{ name: found.inspectorate_name, language: found.language },
      ...{ country, currency, digits, demonstration, practice: found.practice, labels }
    }
  }
}

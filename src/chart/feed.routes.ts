import { readIndicators } from '../delivery/indicator.operations.ts'
import type { Actor } from '../kernel/access.ts'
import type { Database } from '../kernel/database.ts'
import type { MountedSite } from '../kernel/http.ts'
import { isId } from '../kernel/id.ts'
import type { Performer } from '../kernel/operation.ts'
import { type WordFiles, wordsFor } from '../kernel/words.ts'
import { eventsOf, listDays } from './feed.rules.ts'
import { findFeedBySecret } from './feed.store.ts'
import { writeCalendar } from './ical.rules.ts'
import { readWhole } from './whole.operations.ts'

/**
 * `GET /feeds/<inspectorate>/<secret>.ics`: the days of a plan for a calendar that cannot sign in. The secret has 192 random
 * bits; it shows what its person may read, and nothing once that person may no longer sign in.
 */
export function mountFeeds(
  site: MountedSite,
  means: { database: Database; performer: Performer; words: WordFiles; url: string | undefined }
): void {
  const { database, performer } = means
  site.app.get('/feeds/:inspectorate/:file', async (web) => {
    const [inspectorate, file] = [web.req.param('inspectorate'), web.req.param('file')]
    const secret = /^([\w-]{32})\.ics$/.exec(file)?.[1]
    if (!isId(inspectorate) || !secret) return web.notFound()
    const feed = await database.read({ inspectorate }, (reader) => findFeedBySecret(reader, secret))
    if (!feed) return web.notFound()
    const { plan, owner } = feed
    const actor: Actor = { person: feed.person, name: feed.name, role: feed.role, inspectorate }
    const whole = await performer.ask(readWhole, actor, { plan })
    const { indicators } = await performer.ask(readIndicators, actor, { plan })
    const words = wordsFor(means.words, means.words.has(feed.language) ? feed.language : 'en')
    const days = listDays({
      ...{ plan, owner, interventions: whole.interventions },
      indicators: indicators.map(({ id, name, intervention, standing }) => ({
        id,
        name,
        intervention,
        due: standing.due
      }))
    })
    const calendar = {
      name: [whole.plan.title, owner].filter(Boolean).join(' – '),
      language: words.language,
      days: eventsOf(days, means.url ?? new URL(web.req.url).origin, (key, values) => words.t(key, values))
    }
    return web.body(writeCalendar(calendar, new Date()), 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="plan.ics"'
    })
  })
}

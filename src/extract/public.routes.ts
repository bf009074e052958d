import { createHash } from 'node:crypto'
import type { Database } from '../kernel/database.ts'
import type { MountedSite } from '../kernel/http.ts'
import { type WordFiles, wordsFor } from '../kernel/words.ts'
import { agreementsOf, type PublicExtract, type PublicState, stateOf, withoutTakenBack } from './rules.ts'
import { type Addressed, findByAddress, findPublished, type House, listAgreeing, readHouse } from './store.ts'

/** What a public address is told: the extract that is published there, and nothing else of its plan. */
export type Shown = Pick<Addressed, 'published' | 'withdrawn' | 'reason'> & {
  state: PublicState
  house: House
  content: PublicExtract | undefined
}
export type PublicDesk = { look(address: string): Promise<Shown | undefined> }

/** Finds extracts by their public addresses. */
export function makePublicDesk(database: Database): PublicDesk {
  return {
    async look(address) {
      if (!/^[0-9a-f]{16}$/.test(address)) return undefined
      const found = await database.read({ person: address }, (reader) => findByAddress(reader, address))
      if (!found) return undefined
      const { id, inspectorate, published, withdrawn, reason } = found
      return database.read({ inspectorate }, async (reader) => {
        const house = await readHouse(reader)
        // What is rehearsed is meant for nobody outside.
        if (!house || house.practice) return undefined
        const state = stateOf(found)
        const written = state === 'published' ? await findPublished(reader, id) : undefined
        const content = written && withoutTakenBack(written, await listAgreeing(reader, agreementsOf(written)))
        return { state, house, content, published, withdrawn, reason }
      })
    }
  }
}

/**
 * `GET /public/<address>` is for anybody, and the same for everybody: whoever is signed in is not seen. It may be kept only to be
 * asked for again, so that what is withdrawn is gone at once; robots list it only while it is published, and 410 says that it
 * was withdrawn.
 */
export function mountPublic(site: MountedSite, { desk, words }: { desk: PublicDesk; words: WordFiles }): void {
  site.app.use('/public/:address', async (web, next) => {
    const found = await desk.look(web.req.param('address'))
    web.set('session', undefined)
    const { language } = web.get('words')
    const digits = language === 'ar' ? found?.house.digits : undefined
    const labels = found?.house.labels[language] ?? {}
    web.set('words', wordsFor(words, language, { labels, ...(digits ? { digits } : {}) }))
    await next()
    web.header('vary', 'Accept-Language, Cookie, Accept-Encoding')
    if (found?.state !== 'published') {
      web.header('x-robots-tag', 'noindex')
      web.header('cache-control', 'no-store')
      if (found?.state === 'withdrawn' && web.res.status === 200)
        web.res = new Response(web.res.body, { status: 410, headers: web.res.headers })
      return
    }
    web.header('cache-control', 'public, no-cache')
    const drawn = await web.res.clone().text()
    const tag = `W/"${createHash('sha256').update(drawn).digest('base64url').slice(0, 24)}"`
    web.header('etag', tag)
    if (web.req.header('if-none-match') === tag) web.res = new Response(null, { status: 304, headers: web.res.headers })
  })
}

import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './kernel/config.ts'
import { migrate, openDatabase } from './kernel/database.ts'
import { makeAnnouncer } from './kernel/event.ts'
import { makeApp } from './kernel/http.ts'
import { live } from './kernel/live.ts'
import { makePerformer } from './kernel/operation.ts'
import { makeSessions, readSecret } from './kernel/session.ts'
import { readWordFiles } from './kernel/words.ts'
import { drawProblem, makeDrawDocument } from './frame.tsx'
import { kinds, operations, pages } from './subjects.ts'

export const version = '0.1.0'
const root = join(import.meta.dirname, '..')

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
  ico: 'image/x-icon'
}

export type Portal = Awaited<ReturnType<typeof openPortal>>

/**
 * Puts the portal together: database, sign-in, operations, pages. It answers requests by `fetch` and knows nothing of
 * ports, so that tests and commands use the same one as people do. `dump`: a prepared database for tests.
 */
export async function openPortal(config: Config, from: { dump?: string } = {}) {
  mkdirSync(config.folder, { recursive: true })
  const database = await openDatabase({
    url: config.databaseUrl,
    ...(from.dump ? { dump: from.dump } : { folder: join(config.folder, 'database') })
  })
  if (!from.dump) await migrate(database, join(root, 'migrations'))
  const announcer = makeAnnouncer()
  const words = readWordFiles(join(root, 'words'), join(config.folder, 'words'))
  const assets = JSON.parse(await readFile(join(root, 'dist/assets.json'), 'utf8').catch(() => '{}')) as Record<string, string>
  const sessions = makeSessions({ database, secret: readSecret(config.folder), url: config.url })
  const lent = { folder: config.folder, kinds }
  const performer = makePerformer({ database, announcer, portal: lent })
  let ready = true
  const site = makeApp({
    sessions,
    performer,
    operations,
    pages,
    words,
    drawDocument: makeDrawDocument({ database, words, css: `/assets/${assets.style ?? 'style.css'}`, scripts: assets }),
    drawProblem,
    url: config.url,
    incoming: join(config.folder, 'incoming'),
    version,
    ready: () => ready,
    async asset(path) {
      if (!/^[\w.-]+$/.test(path)) return undefined
      const body = await readFile(join(root, 'dist/assets', path)).catch(() => undefined)
      return body ? { body: new Uint8Array(body), type: types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream' } : undefined
    }
  })
  site.app.get('/live', live({ database, announcer }))
  site.mountPages()
  return {
    config,
    database,
    sessions,
    performer,
    announcer,
    words,
    fetch: site.app.fetch,
    request: site.app.request,
    async close() {
      ready = false
      await database.close()
    }
  }
}

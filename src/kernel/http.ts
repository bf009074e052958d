import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type Actor, can, demand } from './access.ts'
import { noteAsked } from './asked.ts'
import { isConnectionLost } from './database.ts'
import { comesFromHere, dropFiles, readSent } from './door.ts'
import { readForm, type Sent } from './field.ts'
import { isId } from './id.ts'
import { describeApi } from './openapi.ts'
import type { AnyOperation, Performer } from './operation.ts'
import type { DrawDocument, DrawProblem, Page, PageContext, SentForm } from './page.ts'
import { Problem } from './problem.ts'
import type { Session, Sessions } from './session.ts'
import { type WordFiles, type Words, wordsFor } from './words.ts'

export type Site = {
  sessions: Sessions
  performer: Performer
  operations: readonly AnyOperation[]
  pages: readonly Page[]
  words: WordFiles
  /** Gives back what a page was answered, with the texts of the demonstration in the reader's language. */
  retell(demonstration: boolean, language: string): <T>(value: T) => T
  drawDocument: DrawDocument
  drawProblem: DrawProblem
  /** Address that people are told, if one is set. */
  url: string | undefined
  incoming: string
  version: string
  ready(): boolean
  asset(path: string): Promise<{ body: Uint8Array<ArrayBuffer>; type: string } | undefined>
}

const largestFile = 20 * 1024 ** 3
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

export type Env = { Variables: { session: Session | undefined; words: Words } }
export type Web = Context<Env>

/** Anything thrown, as a Problem. What nobody foresaw is written to the server's own output without its values. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (isConnectionLost(error)) return new Problem('database-unavailable')
  console.error(error instanceof Error ? (error.stack ?? error.message) : 'unexpected')
  return new Problem('unexpected')
}

/** The sentence of what is wrong with a form's field. */
export function fieldSentence(
  words: Words,
  problem: { code: string; values?: Record<string, string | number> }
): string {
  return words.t(`problem.field.${problem.code}`, problem.values)
}

/** Only an address of this portal is followed: a path, never another host. */
export function safePath(path: string | undefined, otherwise = '/'): string {
  return path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : otherwise
}

export type MountedSite = ReturnType<typeof makeApp>

/** Puts the HTTP side together: headers, sessions, the API, the forms, the pages. Further routes are mounted on it. */
export function makeApp(site: Site) {
  const app = new Hono<Env>()
  const operations = new Map(site.operations.map((operation) => [operation.name, operation]))
  const pagesByPath = new Hono<Env>()
  const wordsKnown = new Map<string, Words>()

  function chooseWords(web: Web, session: Session | undefined): Words {
    const asked = getCookie(web, 'plumbline.language')
    const accepted = (web.req.header('accept-language') ?? '')
      .split(',')
      .map((part) => part.trim().slice(0, 2).toLowerCase())
    const wanted = [asked, session?.language, ...accepted]
    const language = wanted.find((one): one is string => one !== undefined && site.words.has(one)) ?? 'en'
    const { digits = '', labels = {} } = session?.inspectorate ?? {}
    const own = labels[language] ?? {}
    const figures = language === 'ar' ? digits : ''
    const key = `${language} ${figures} ${Object.keys(own).length === 0 ? '' : createHash('sha256').update(JSON.stringify(own)).digest('hex')}`
    const words =
      wordsKnown.get(key) ?? wordsFor(site.words, language, { labels: own, ...(figures ? { digits: figures } : {}) })
    if (wordsKnown.size > 200) wordsKnown.clear()
    wordsKnown.set(key, words)
    return words
  }

  function contextOf(web: Web, params: Record<string, string>, url: URL, form?: SentForm): PageContext {
    const found = web.get('session')
    const retell = site.retell(found?.inspectorate.demonstration === true, web.get('words').language)
    const session = found && {
      ...found,
      inspectorate: { ...found.inspectorate, name: retell(found.inspectorate.name) }
    }
    return {
      session,
      get actor(): Actor {
        if (!session) throw new Problem('not-signed-in')
        return session.actor
      },
      params,
      url,
      query: (name) => url.searchParams.get(name) ?? '',
      cookie: (name) => getCookie(web, name) ?? '',
      words: web.get('words'),
      ask: async (operation, input) => retell(await site.performer.ask(operation, session?.actor, input)),
      may: (ability) => can(session?.actor, ability),
      refreshAfter: (seconds) => web.header('refresh', String(seconds)),
      form
    }
  }

  async function answerPage(web: Web, page: Page, context: PageContext, status = 200): Promise<Response> {
    const session = context.session
    if (page.may !== 'anyone') {
      if (!session) {
        if (page.may === 'workshop.take-part') return web.redirect('/join', 303)
        return web.redirect(`/sign-in?return=${encodeURIComponent(context.url.pathname + context.url.search)}`, 303)
      }
      const may = page.may === 'signed-in' ? session.account !== '' : can(session.actor, page.may)
      if (!may) throw new Problem('forbidden', { role: session.actor.role })
    }
    const drawn = await page.draw(context)
    if (drawn instanceof Response) return drawn
    return web.html(await site.drawDocument(context, drawn), status as 200)
  }

  async function answerProblem(web: Web, error: unknown): Promise<Response> {
    const found = asProblem(error)
    const words = web.get('words') ?? wordsFor(site.words, 'en')
    if (web.req.path.startsWith('/api/')) return problemJson(web, found, words)
    // Nobody filled anything in: what is not valid is the address.
    const problem = web.req.method === 'GET' && found.code === 'input-not-valid' ? new Problem('page-not-found') : found
    web.set('words', words)
    const context = contextOf(web, {}, new URL(web.req.url))
    const html = await site.drawDocument(context, site.drawProblem(context, problem))
    return web.html(html, problem.status as 500)
  }

  function problemJson(web: Web, problem: Problem, words: Words): Response {
    return web.body(
      JSON.stringify({
        type: `urn:plumbline:problem:${problem.code}`,
        title: words.t(`problem.${problem.code}.title`),
        status: problem.status,
        detail: words.t(`problem.${problem.code}`, problem.values),
        ...(problem.fields.length > 0
          ? {
              fields: problem.fields.map((field) => ({
                field: field.field,
                code: field.code,
                detail: fieldSentence(words, field)
              }))
            }
          : {})
      }),
      problem.status as 400,
      { 'content-type': 'application/problem+json' }
    )
  }

  /** Draws the page that held a form again, with what was typed and what is wrong. */
  async function redraw(web: Web, path: string, form: SentForm): Promise<Response> {
    const url = new URL(path, web.req.url)
    const found = findPage(url.pathname)
    if (!found) return answerProblem(web, form.problem)
    return answerPage(web, found.page, contextOf(web, found.params, url, form), form.problem.status)
  }

  function findPage(pathname: string): { page: Page; params: Record<string, string> } | undefined {
    for (const page of site.pages) {
      const params = matchPath(page.path, pathname)
      if (params) return { page, params }
    }
    return undefined
  }

  /** What a program sent: JSON, or a form where it holds a file; a path on this machine is nobody's to name. */
  async function readBody(
    web: Web,
    { input }: AnyOperation
  ): Promise<{ values: unknown; files: Record<string, Sent> }> {
    if (!web.req.header('content-type')?.startsWith('multipart/form-data')) {
      const file = Object.keys(input).find((name) => input[name]?.type === 'files' && input[name]?.needed)
      const refuse = (field: string, code: string) => new Problem('input-not-valid', { count: 1 }, [{ field, code }])
      if (file) throw refuse(file, 'send-file')
      const values = await web.req.json().catch(() => Promise.reject(refuse('', 'json')))
      return { values, files: {} }
    }
    const files = await readSent(web.req.raw, site.incoming, largestFile)
    const { values, problems } = readForm(input, files)
    if (problems.length === 0) return { values, files }
    await dropFiles(files)
    throw new Problem('input-not-valid', { count: problems.length }, problems)
  }

  app.use(async (web, next) => {
    await next()
    web.header('content-security-policy', policy)
    web.header('x-content-type-options', 'nosniff')
    web.header('referrer-policy', 'same-origin')
    web.header('cross-origin-opener-policy', 'same-origin')
    web.header('cross-origin-resource-policy', 'same-origin')
    web.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
    if (site.url?.startsWith('https:')) web.header('strict-transport-security', 'max-age=31536000')
    if (!web.res.headers.has('cache-control')) web.header('cache-control', 'private, no-cache')
  })
  app.use(async (web, next) => (web.req.path.endsWith('/live') ? next() : compress()(web, next)))
  app.get('/healthz', (web) => web.json({ ready: site.ready(), version: site.version }, site.ready() ? 200 : 503))
  app.get('/assets/*', async (web) => {
    const found = await site.asset(web.req.path.slice('/assets/'.length))
    if (!found) return web.notFound()
    return web.body(found.body, 200, {
      'content-type': found.type,
      'cache-control': 'public, max-age=31536000, immutable'
    })
  })
  app.use(async (web, next) => {
    noteAsked()
    web.set('words', chooseWords(web, undefined))
    const session = await site.sessions.find(web.req.raw.headers)
    web.set('session', session)
    web.set('words', chooseWords(web, session))
    const unsafe = !['GET', 'HEAD', 'OPTIONS'].includes(web.req.method)
    const host = web.req.header('host') ?? ''
    if (unsafe && !comesFromHere(web.req.raw.headers, host, site.url)) throw new Problem('wrong-origin')
    return next()
  })
  app.get('/language/:language', (web) => {
    const language = web.req.param('language')
    if (site.words.has(language)) {
      setCookie(web, 'plumbline.language', language, { path: '/', maxAge: 34560000, sameSite: 'Lax', httpOnly: true })
    } else deleteCookie(web, 'plumbline.language')
    return web.redirect(safePath(web.req.query('return')), 303)
  })

  app.get('/api/openapi.json', (web) => web.json(describeApi(site.operations, web.get('words'), site.version)))
  app.all('/api/:name', async (web) => {
    const operation = operations.get(web.req.param('name'))
    if (!operation) throw new Problem('page-not-found')
    const actor = web.get('session')?.actor
    if (operation.kind === 'read') {
      const { values, problems } = readForm(operation.input, web.req.queries() as Record<string, Sent>)
      if (problems.length > 0) throw new Problem('input-not-valid', { count: problems.length }, problems)
      return web.json(operation.output.parse(await site.performer.ask(operation, actor, values)) as object)
    }
    if (web.req.method !== 'POST') throw new Problem('page-not-found')
    const key = web.req.header('idempotency-key')
    if (key !== undefined && !isId(key))
      throw new Problem('input-not-valid', { count: 1 }, [{ field: 'Idempotency-Key', code: 'unknown' }])
    demand(actor, operation.may) // before a file of any size is taken
    const { values, files } = await readBody(web, operation)
    try {
      const done = await site.performer.carryOut(operation, actor, values, key)
      return web.json({ ...(operation.output.parse(done.result) as object), event: done.event })
    } finally {
      await dropFiles(files)
    }
  })

  app.post('/do/:name', async (web) => {
    const operation = operations.get(web.req.param('name'))
    const actor = web.get('session')?.actor
    if (operation && actor) demand(actor, operation.may)
    // What somebody typed whose session has ended is kept through the sign-in; of their files only the names are.
    const sent = await readSent(web.req.raw, actor && site.incoming, largestFile)
    try {
      if (operation?.kind !== 'write') throw new Problem('page-not-found')
      const from = safePath(sent._page as string)
      try {
        const { values, problems } = readForm(operation.input, sent, web.get('words').decimal)
        if (problems.length > 0) throw new Problem('input-not-valid', { count: problems.length }, problems)
        const id = isId(sent._id) ? sent._id : undefined
        const done = await site.performer.carryOut(operation, actor, values, id)
        return web.redirect(whereTo(safePath((sent._then ?? sent._return) as string, from), done), 303)
      } catch (error) {
        const problem = asProblem(error)
        const form = { operation: operation.name, sent, problem }
        // Who was put out of a workshop, or whose workshop has ended.
        if (!actor && operation.may === 'workshop.take-part') return web.redirect('/join', 303)
        if (problem.code === 'not-signed-in') return await redraw(web, '/sign-in', form)
        return await redraw(web, from, form)
      }
    } finally {
      await dropFiles(sent)
    }
  })

  for (const page of site.pages) {
    pagesByPath.get(page.path, async (web) =>
      answerPage(web, page, contextOf(web, web.req.param() as Record<string, string>, new URL(web.req.url)))
    )
  }
  app.notFound((web) => answerProblem(web, new Problem('page-not-found')))
  app.onError((error, web) => answerProblem(web, error))
  return { app, mountPages: () => app.route('/', pagesByPath), answerProblem, redraw, contextOf, answerPage }
}

/** The way back after a write: the page, the record that was made, and the entry that can be undone. */
function whereTo(path: string, done: { result: unknown; event: number }): string {
  const id = (done.result as { id?: unknown }).id
  const [before = '/', hash] = path.replace(':id', String(id ?? '')).split('#')
  return `${before}${before.includes('?') ? '&' : '?'}done=${done.event}${hash ? `#${hash}` : ''}`
}

function matchPath(pattern: string, pathname: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = pathname.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '')
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}

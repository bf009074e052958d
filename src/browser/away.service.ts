// Shows who takes part in a workshop the last page of the board while the server is away. Everything else is asked for as always.
// It is there only where browsers allow it: on https, and on the machine itself. What it keeps goes with leaving and signing out
// (the portal's answer says so), with the workshop's end, and after half a day.
import { assetsOf, isTooOld, keptAddress, mayKeep, withDate } from './kept.ts'

type Waiting = Event & { waitUntil(work: Promise<unknown>): void }
type Fetching = Waiting & { request: Request; respondWith(answer: Promise<Response>): void }
const worker = globalThis as unknown as {
  addEventListener(type: 'install' | 'activate', heard: (event: Waiting) => void): void
  addEventListener(type: 'fetch', heard: (event: Fetching) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}

const date = 'x-plumbline-kept'
const assets = '/assets/'
const kept = () => caches.open('plumbline')
const dateOf = (answer: Response) => Number(answer.headers.get(date))
const isAsset = (address: string) => new URL(address).pathname.startsWith(assets)

/** Puts a page away, and lets go what is too old or named by no page any more. */
async function keep(cache: Cache, address: string, answer: Response): Promise<void> {
  const page = await answer.text()
  if (!mayKeep(page)) return
  const headers = new Headers(answer.headers)
  headers.set(date, String(Date.now()))
  // The body is no longer packed as it came.
  headers.delete('content-encoding')
  headers.delete('content-length')
  await cache.put(address, new Response(page, { headers }))
  const named = new Set(assetsOf(page))
  for (const request of await cache.keys()) {
    const found = isAsset(request.url) ? undefined : await cache.match(request)
    const old = found ? isTooOld(dateOf(found), Date.now()) : !named.has(new URL(request.url).pathname)
    if (old) await cache.delete(request)
  }
}

/** Lets go all pages of a workshop: who looked has no business there any more. */
async function forget(address: string): Promise<void> {
  const cache = await kept()
  await cache.delete(address, { ignoreSearch: true })
}

async function findKept(address: string): Promise<Response | undefined> {
  const cache = await kept()
  const found = (await cache.match(address)) ?? (await cache.match(address, { ignoreSearch: true }))
  if (!found || isTooOld(dateOf(found), Date.now())) return undefined
  return new Response(withDate(await found.text(), dateOf(found)), { headers: found.headers })
}

/** The page from the server; while that is away, and somebody opens it, the one that was kept. */
async function answerPage(event: Fetching, address: string): Promise<Response> {
  const { request } = event
  // Opened before the page is asked for: what is emptied while the answer is under way, by leaving, is not filled again with it.
  const cache = await kept()
  const answer = await fetch(request).catch(() => undefined)
  const away = !answer || answer.status >= 502
  if (away) {
    const found = request.mode === 'navigate' ? await findKept(address) : undefined
    return found ?? answer ?? Response.error()
  }
  const out = answer.type === 'opaqueredirect' || answer.redirected || [401, 403, 404].includes(answer.status)
  if (out) event.waitUntil(forget(address))
  else if (answer.ok) event.waitUntil(keep(cache, address, answer.clone()))
  return answer
}

async function answerAsset(request: Request): Promise<Response> {
  const cache = await kept()
  const found = await cache.match(request)
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return
  if (isAsset(request.url)) return event.respondWith(answerAsset(request))
  const address = keptAddress(request.url)
  const wantsPage = request.mode === 'navigate' || request.headers.get('accept') === 'text/html'
  if (address && wantsPage) event.respondWith(answerPage(event, address))
})

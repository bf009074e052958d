/** Milliseconds for which a page is kept: a day in a meeting room. */
const keptFor = 12 * 60 * 60_000
const board = /^\/workshops\/[0-9a-f]{8}-[0-9a-f-]{27}$/
/** What the portal writes into a page that a browser may keep. */
const keepable = 'data-keep'

/** Under which address a board's page is kept: without what is opened on it or was just done. Undefined: it is no such page. */
export function keptAddress(asked: string): string | undefined {
  const { origin, pathname, searchParams } = new URL(asked)
  if (!board.test(pathname)) return undefined
  const name = searchParams.get('board')
  return `${origin}${pathname}${name ? `?board=${encodeURIComponent(name)}` : ''}`
}

/** Whether the portal lets a browser keep a page: that of somebody who takes part, not of who leads. */
export const mayKeep = (page: string): boolean => page.includes(` ${keepable}`)

/** Whether a page that was kept at a moment is too old to be shown. */
export const isTooOld = (at: number, now: number): boolean => !(at > 0) || now - at > keptFor

/** The page as it is shown while there is no line: it says of itself since when. */
export const withDate = (page: string, at: number): string =>
  page.replace('id="room"', `id="room" data-kept="${Math.trunc(at)}"`)

/** The style and scripts that a page names. */
export const assetsOf = (page: string): string[] =>
  [...page.matchAll(/"(\/assets\/[\w.-]+)"/g)].map(([, path]) => path ?? '')

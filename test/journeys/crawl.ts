import { join } from 'node:path'
import { readWordFiles } from '../../src/kernel/words.ts'
import type { visit } from './visitor.ts'

const most = 150
/** Pages of one kind that are looked at: a plan has a page for each of its records. */
const mostAlike = 2

/** Beginnings of the keys of words: `hub` in `hub.matrix.title`. */
const english = readWordFiles(join(import.meta.dirname, '../../words')).get('en') ?? {}
const beginnings = [...new Set(Object.keys(english).map((key) => key.split('.')[0]))]
const key = new RegExp(`(?<![\\w./@-])(?:${beginnings.join('|')})(?:\\.[a-z][a-z_-]*)+(?![\\w/@-])`, 'g')
const files = /\.(csv|json|docx|png|svg|css|js|md|xlsx|gz|html)$/

export type Found = {
  path: string
  status: number
  type: string
  from: string
  keys: string[]
  language: string
  direction: string
}

/** What stands on the page for people: its text, and the texts that are read aloud or shown in empty controls. */
function textOf(html: string): string {
  const spoken = [...html.matchAll(/\s(?:aria-label|title|placeholder|alt|aria-description)="([^"]*)"/g)].map(
    (match) => match[1]
  )
  return `${html.replaceAll(/<(script|style)[\s>].*?<\/\1>/gs, ' ').replaceAll(/<[^>]*>/g, ' ')} ${spoken.join(' ')}`
}

/** Words that were not found and stand on the page as their keys. */
function keysIn(html: string): string[] {
  return [...new Set([...textOf(html).matchAll(key)].map((match) => match[0]))].filter((found) => !files.test(found))
}

/** Where a page leads, and the scripts and style sheets that it asks for. */
function linksIn(html: string, path: string): string[] {
  return [...html.matchAll(/<(?:a|link|script)\s[^>]*?(?:href|src)="([^"]+)"/g)]
    .map((match) => new URL((match[1] ?? '').replaceAll('&amp;', '&'), `http://portal.test${path}`))
    .filter(({ origin, pathname }) => origin === 'http://portal.test' && !pathname.startsWith('/language/'))
    .map(({ pathname, search }) => `${pathname}${search}`)
}

/** The kind of page: its address without its query and with every id taken out. */
export function kindOf(path: string): string {
  return new URL(path, 'http://portal.test').pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
}

/** The same, telling apart which names the query has. */
function kindWithQuery(path: string): string {
  const { searchParams } = new URL(path, 'http://portal.test')
  return `${kindOf(path)} ${[...new Set(searchParams.keys())].sort().join(' ')}`
}

/** Follows every link of the portal's own, a few of each kind, and answers what it found. */
export async function crawl(visitor: ReturnType<typeof visit>, first = '/'): Promise<Found[]> {
  const found: Found[] = []
  const met = new Set([first])
  const alike = new Map<string, number>()
  const waiting = [{ path: first, from: '' }]
  for (let next = waiting.shift(); next && found.length < most; next = waiting.shift()) {
    const { path, from } = next
    const answer = await visitor.get(path)
    const type = answer.headers.get('content-type') ?? ''
    const html = type.startsWith('text/html') ? await answer.text() : ''
    if (!html) await answer.body?.cancel()
    const [, language = '', direction = ''] =
      /<html[^>]*\slang="([^"]*)"[^>]*?(?:\sdir="([^"]*)")?[^>]*>/.exec(html) ?? []
    found.push({ path, status: answer.status, type, from, keys: keysIn(html), language, direction })
    const links = answer.status === 303 ? [answer.headers.get('location') ?? '/'] : linksIn(html, path)
    for (const link of links) {
      const kind = kindWithQuery(link)
      const known = alike.get(kind) ?? 0
      if (met.has(link) || known >= mostAlike) continue
      alike.set(kind, known + 1)
      met.add(link)
      waiting.push({ path: link, from: path })
    }
  }
  return found
}

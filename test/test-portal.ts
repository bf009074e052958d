import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { readConfig } from '../src/config.ts'
import { openPortal, type Portal } from '../src/portal.ts'
import { actors, testPassword, type Who } from './people.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** File of the prepared embedded database; '' where the tests run on PostgreSQL. */
    dump: string
    /** Address of the prepared PostgreSQL database, the template of each test's own; '' on the embedded one. */
    template: string
  }
}

export { actors, testPassword }

type Asked = { request(address: string, init: RequestInit): Response | Promise<Response> }

/** What a person's browser does: keeps cookies, sends forms from pages of the portal, which has this address. */
export function openBrowser(portal: Asked, address = 'http://portal.test') {
  const cookies = new Map<string, string>()
  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('host', new URL(address).host)
    if (!headers.has('origin')) headers.set('origin', address)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await portal.request(`${address}${path}`, { ...init, headers, redirect: 'manual' })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (/max-age=0/i.test(cookie)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  return {
    send,
    get: (path: string) => send(path),
    /** Carries out an operation as a program does. */
    json(operation: string, input: object, id?: string): Promise<Response> {
      const headers = { 'content-type': 'application/json', ...(id ? { 'idempotency-key': id } : {}) }
      return send(`/api/${operation}`, { method: 'POST', headers, body: JSON.stringify(input) })
    },
    /** Sends a form; several values of one name as a list. */
    post(path: string, fields: Record<string, string | string[]>): Promise<Response> {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
      return send(path, { method: 'POST', body })
    },
    signIn(email: string, password = testPassword, rest: Record<string, string> = {}): Promise<Response> {
      return this.post('/sign-in', { email, password, ...rest })
    },
    cookies
  }
}
export type Browser = ReturnType<typeof openBrowser>

export type TestPortal = Portal & {
  actors: typeof actors
  /** A browser in which the person of this role has signed in; nobody has, without a role. */
  browser(who?: Who): Promise<Browser>
}

async function databaseOfOwn(empty: boolean): Promise<{ url: string; drop(): Promise<void> } | undefined> {
  const template = inject('template')
  if (!template) return undefined
  const url = new URL(template)
  const name = `plumbline_test_${randomBytes(6).toString('hex')}`
  const ask = async (statement: string) => {
    const server = new URL(template)
    server.pathname = '/postgres'
    const client = new pg.Client({ connectionString: server.href })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await ask(`create database ${name}${empty ? '' : ` template ${url.pathname.slice(1)}`}`)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => ask(`drop database ${name} with (force)`) }
}

/**
 * Opens a portal of its own for one test file: an inspectorate with one person for each role, on the embedded database
 * or, where TEST_DATABASE_URL is set, on PostgreSQL. Closing it removes its data. `empty`: as at a first start.
 */
export async function openTestPortal(
  environment: Record<string, string> = {},
  { empty = false } = {}
): Promise<TestPortal> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'))
  const own = await databaseOfOwn(empty)
  const config = readConfig({ PLUMBLINE_DATA: folder, ...(own ? { DATABASE_URL: own.url } : {}), ...environment })
  const portal = await openPortal(config, own || empty ? {} : { dump: inject('dump') })
  return {
    ...portal,
    actors,
    async browser(who) {
      const browser = openBrowser(portal)
      if (who) await browser.signIn(`${who}@example.org`)
      return browser
    },
    async close() {
      await portal.close()
      await own?.drop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

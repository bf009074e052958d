import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'

const root = join(import.meta.dirname, '..')

/** A line and a processor as they are elsewhere: bits a second, milliseconds, and how much slower than this machine. */
export type Elsewhere = { kbps: number; latency: number; slower: number }

export type Served = { address: string; signIn: { email: string; password: string }; end(): Promise<void> }

/** The built portal with the demonstration, as people run it. */
export async function servePortal(port: number, locale = 'en_US.UTF-8'): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'))
  const environment = { PORT: String(port), HOST: '127.0.0.1', LC_ALL: locale, PLUMBLINE_DATA: folder }
  const child: ChildProcess = spawn(process.execPath, [join(root, 'dist/plumbline.js'), 'start', '--demo'], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  process.once('exit', () => child.kill('SIGKILL'))
  let printed = ''
  child.stdout?.on('data', (chunk) => {
    printed += chunk
  })
  // What is printed is in the language of the terminal; the address and the password's place are not.
  const signIn = /(planner@[\w.]+).*?([a-z]+ [a-z]+ demonstration)/s
  for (let tries = 0; tries < 1_800 && !signIn.test(printed); tries++) await wait(100)
  const [, email = '', password = ''] = signIn.exec(printed) ?? []
  if (!email) throw new Error(`the portal did not start: ${printed}`)
  return {
    address: `http://127.0.0.1:${port}`,
    signIn: { email, password: password.trim() },
    async end() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Chromium where it is installed; the rows that need it say that it is missing. */
export async function openBrowser(): Promise<Browser> {
  const places = [process.env.PLUMBLINE_CHROMIUM, '/usr/bin/chromium', chromium.executablePath()]
  const executablePath = places.find((place) => place && existsSync(place))
  if (!executablePath) throw new Error('there is no Chromium: set PLUMBLINE_CHROMIUM to one')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
}

/** A page that is as far away and as slow as is said; `cold`: nothing is kept from one load to the next. */
export async function openPage(
  context: BrowserContext,
  { kbps, latency, slower }: Elsewhere,
  { cold = false } = {}
): Promise<{ page: Page; session: CDPSession }> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const throughput = (kbps * 1_000) / 8
  const line = { offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput }
  await session.send('Network.emulateNetworkConditions', line)
  await session.send('Network.setCacheDisabled', { cacheDisabled: cold })
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  return { page, session }
}

export async function signInto(page: Page, address: string, { email, password }: Served['signIn']): Promise<void> {
  await page.goto(`${address}/sign-in`)
  await page.fill('input[name=email]', email)
  await page.fill('input[name=password]', password)
  await page.locator('form[action="/sign-in"] button').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

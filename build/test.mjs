// npm test: installs what the tests need, then runs them all. Names of test files as arguments run only those.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfNeeded, findNode, installPackages } from '../bin/plumbline.mjs'
import { root, run } from './run.mjs'

installPackages()
buildIfNeeded(findNode())

const { chromium } = await import('playwright-core')
const places = [
  process.env.PLUMBLINE_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  chromium.executablePath()
]

/** A browser that lacks a library of the system is there and does not start: on Linux it is asked for its version. */
const starts = (place) =>
  process.platform !== 'linux' || spawnSync(place, ['--version'], { timeout: 20_000 }).status === 0
const findChromium = () => places.find((place) => place && existsSync(place) && starts(place))

/** Tries the system's packages where that needs no password, else what Playwright offers. */
function fetchChromium() {
  console.log('Fetching a Chromium for the journeys …')
  const quiet = (command, given, environment = {}) =>
    spawnSync(command, given, { stdio: 'ignore', timeout: 300_000, env: { ...process.env, ...environment } }).status ===
    0
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const unattended = { DEBIAN_FRONTEND: 'noninteractive' }
    const install = () => quiet('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], unattended)
    if (install() || (quiet('apt-get', ['update', '-qq']) && install())) return
  }
  quiet(findNode(), [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], {
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000'
  })
}

if (!findChromium()) fetchChromium()
const browser = findChromium()
if (!browser) {
  console.log(
    'No Chromium was found and none could be fetched: install the package "chromium" (or set PLUMBLINE_CHROMIUM) to run the journeys; they are skipped.'
  )
}
if (!process.env.TEST_DATABASE_URL) {
  console.log('TEST_DATABASE_URL names no PostgreSQL: the tests run on the embedded database alone.')
}

const folder = join(root, '.cache')
const report = join(folder, 'tests.json')
mkdirSync(folder, { recursive: true })
rmSync(report, { force: true })
const passed = run(
  'vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  {
    PLUMBLINE_CHROMIUM: browser ?? ''
  }
)
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  // A file that breaks before its first test has failed as a whole.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0
  ).length
  console.log(`${numPassedTests} passed, ${numFailedTests + broken} failed, ${numPendingTests} skipped`)
} else console.log('0 passed, 1 failed, 0 skipped')
process.exit(passed ? 0 : 1)

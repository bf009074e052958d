// npm test: installs what the tests need, then runs them all. Names of test files as arguments run only those.
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
const findChromium = () => places.find((place) => place && existsSync(place))
if (!findChromium()) run('playwright-core', ['install', 'chromium'])
const browser = findChromium()
if (!browser) {
  console.log('No Chromium was found and none could be fetched: install the package "chromium" (or set PLUMBLINE_CHROMIUM) to run the journeys; they are skipped.')
}

const folder = join(root, '.cache')
const report = join(folder, 'tests.json')
mkdirSync(folder, { recursive: true })
rmSync(report, { force: true })
const passed = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)], {
  ...(browser ? { PLUMBLINE_CHROMIUM: browser } : {})
})
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`)
}
process.exit(passed ? 0 : 1)

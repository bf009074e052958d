import { spawnSync } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { findNode } from '../bin/plumbline.mjs'

export const root = join(import.meta.dirname, '..')

/** Runs a tool of the packages on Node 24, from the root, showing what it prints. Answers whether it was content. */
export function run(tool, tools, environment = {}) {
  const node = findNode()
  const path = [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const [command, ...rest] =
    tool.endsWith('.mjs') || tool.endsWith('.js') ? [node, join(root, tool), ...tools] : [tool, ...tools]
  const done = spawnSync(command, rest, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path, ...environment },
    shell: process.platform === 'win32'
  })
  return done.status === 0
}

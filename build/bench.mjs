// npm run bench: speed and weight against named peers in the same run. Row names as arguments run only those.

import { join } from 'node:path'
import { build } from 'esbuild'
import { buildIfNeeded, findNode, installPackages } from '../bin/plumbline.mjs'
import { root, run } from './run.mjs'

installPackages()
buildIfNeeded(findNode())
await build({
  absWorkingDir: root,
  entryPoints: ['bench/run.ts'],
  outfile: join(root, 'dist/bench.js'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning'
})
process.exit(run('dist/bench.js', process.argv.slice(2)) ? 0 : 1)

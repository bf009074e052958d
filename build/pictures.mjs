// npm run pictures: every board in every language, as it is on a screen, on a telephone and on the projector. Names after -- choose
// languages and boards: npm run pictures -- ar bullseye. The pictures lie in .cache/pictures, with one sheet of all for each kind.

import { join } from 'node:path'
import { build } from 'esbuild'
import { buildIfNeeded, findNode, installPackages } from '../bin/plumbline.mjs'
import { root, run } from './run.mjs'

installPackages()
buildIfNeeded(findNode())
await build({
  absWorkingDir: root,
  entryPoints: ['bench/pictures.ts'],
  outfile: join(root, 'dist/pictures.js'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning'
})
process.exit(run('dist/pictures.js', process.argv.slice(2)) ? 0 : 1)

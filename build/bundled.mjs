import { build } from 'esbuild'
import { buildIfNeeded, findNode, installPackages } from '../bin/plumbline.mjs'
import { root, run } from './run.mjs'

/** Bundles a program of `bench/` with what it needs of the portal and runs it with the arguments of this process; ends as it ends. */
export async function runBundled(name) {
  installPackages()
  buildIfNeeded(findNode())
  await build({
    absWorkingDir: root,
    entryPoints: [`bench/${name}.ts`],
    outfile: `dist/bench-${name}.js`,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning'
  })
  process.exit(run(`dist/bench-${name}.js`, process.argv.slice(2)) ? 0 : 1)
}

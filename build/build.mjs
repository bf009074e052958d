import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')
const out = join(root, 'dist')

/** Names of what the browser gets carry a hash of their content, so that it can be kept for ever. */
function keep(name, content, ending) {
  const file = `${name}.${createHash('sha256').update(content).digest('hex').slice(0, 10)}.${ending}`
  writeFileSync(join(out, 'assets', file), content)
  return file
}

function filesNamed(pattern, folder = join(root, 'src')) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => pattern.test(file))
    .map((file) => join(folder, file))
}

/** Builds the server, its threads, the style sheet and the islands into dist/. */
export async function buildAll({ development = false } = {}) {
  mkdirSync(join(out, 'assets'), { recursive: true })
  for (const file of readdirSync(join(out, 'assets'))) rmSync(join(out, 'assets', file))
  const common = { bundle: true, jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning', absWorkingDir: root }
  await build({
    ...common,
    entryPoints: {
      plumbline: 'src/main.ts',
      ...Object.fromEntries(filesNamed(/\.worker\.ts$/).map((file) => [basename(file, '.ts'), file]))
    },
    outdir: 'dist',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    sourcemap: development ? 'inline' : 'linked',
    splitting: true,
    chunkNames: 'part-[hash]'
  })
  const style = await build({
    ...common,
    entryPoints: ['src/ui/style.css'],
    minify: true,
    write: false,
    outdir: 'dist'
  })
  const assets = { style: keep('style', style.outputFiles[0].contents, 'css') }
  const entries = filesNamed(/\.island\.tsx?$/)
  if (entries.length > 0) {
    const scripts = await build({
      ...common,
      entryPoints: entries,
      minify: !development,
      write: false,
      outdir: 'dist',
      format: 'esm',
      target: 'es2022'
    })
    for (const file of scripts.outputFiles) {
      const name = basename(file.path).replace(/\.island\.js$/, '')
      assets[name] = keep(name, file.contents, 'js')
    }
  }
  for (const file of filesNamed(/\.service\.ts$/)) {
    const { outputFiles } = await build({
      ...common,
      entryPoints: [file],
      minify: !development,
      write: false,
      outdir: 'dist',
      format: 'iife',
      target: 'es2022'
    })
    const name = basename(file, '.service.ts')
    assets[name] = keep(name, outputFiles[0].contents, 'js')
  }
  writeFileSync(join(out, 'assets.json'), JSON.stringify(assets))
  if (existsSync(join(out, 'stamp'))) rmSync(join(out, 'stamp'))
}

if (process.argv[1] === import.meta.filename) await buildAll()

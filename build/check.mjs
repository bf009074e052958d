// npm run check: types, lint and form, unused code, words, architecture. All are run, so that one look shows everything.
import { installPackages } from '../bin/plumbline.mjs'
import { run } from './run.mjs'

installPackages()
const results = {
  types: run('tsc', ['-p', '.']),
  lint: run('biome', ['check', '--error-on-warnings', '.']),
  'unused code': run('knip', []),
  words: run('build/words.mjs', []),
  architecture: run('vitest', ['run', 'test/architecture.test.ts', '--reporter=dot'])
}
for (const [name, content] of Object.entries(results)) console.log(`${content ? '✓' : '✗'} ${name}`)
process.exit(Object.values(results).every(Boolean) ? 0 : 1)

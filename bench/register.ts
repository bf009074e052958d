import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspectFile } from '../src/evidence/file.store.ts'
import { importFile } from '../src/evidence/import.store.ts'
import { proposeMapping } from '../src/evidence/mapping.rules.ts'
import { factSchema } from '../src/evidence/table.rules.ts'
import { openFacts } from '../src/facts/facts.ts'
import { keepRegisters } from '../src/workplace/keep.store.ts'
import { fold } from '../src/workplace/name.rules.ts'
import { searchWorkplaces } from '../src/workplace/register.store.ts'
import type { BenchRow } from './row.ts'

const amount = Number(process.env.BENCH_WORKPLACES ?? 3_000_000)
const questions = 200

/** A generator of numbers that always gives the same ones (Numerical Recipes). */
function makeRandom(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const random = makeRandom(42)
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
/** Few words stand in many names, and many words in few: the rank is drawn evenly on a logarithmic scale. */
const pickSkewed = <Item>(items: readonly Item[]): Item =>
  items[Math.min(items.length, Math.floor(Math.exp(random() * Math.log(items.length + 1)))) - 1] as Item

const onsets = 'b c d f g h k l m n p r s t v w z br tr st sh ch gr kr pl'.split(' ')
const vowels = 'a e i o u ai ou ia'.split(' ')
const codas = ['', '', '', 'n', 'r', 's', 'l', 't', 'm']
const makeWord = () =>
  Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(onsets) + pick(vowels) + pick(codas)).join('')
const trades =
  'restaurant construction cleaning services market farm trading transport bakery cafe foods mining textile garments security hotel logistics solutions group holdings electric plumbing roofing auto repair salon nails care home health clinic school dental'.split(
    ' '
  )
const forms = ['', '', ' LLC', ' Inc', ' Ltd', ' SA', ' SARL', ' GmbH']

/** A country of workplaces: 250,000 words of names, 35 trades, 900 towns in 60 counties; one in fifty stands there twice, misspelt. */
async function writeWorkplaces(path: string) {
  const words = Array.from({ length: 250_000 }, makeWord)
  const towns = Array.from({ length: 900 }, makeWord)
  const file = createWriteStream(path)
  file.write('registration_number,business_name,town,postcode,county,isic_section,number_of_employees\n')
  let last = ''
  for (let row = 1; row <= amount; row++) {
    const first = random() < 0.5 ? pick(words) : pickSkewed(words)
    const more = random() < 0.6 ? ` ${random() < 0.5 ? pick(words) : pickSkewed(words)}` : ''
    const name = `${first}${more}${random() < 0.8 ? ` ${pickSkewed(trades)}` : ''}${pick(forms)}`
    const town = Math.floor(random() * towns.length)
    const line = `${name},${towns[town]},${10_000 + town * 10 + (row % 10)},County ${town % 60},${pick([...'ACFGHIMNQS'])}`
    const written =
      row % 50 === 0 && last ? `${misspell(last.split(',')[0] ?? '')}${last.slice(last.indexOf(','))}` : line
    last = line
    const workers = Math.floor(1 + 9 / (0.012 + random()) ** 1.15)
    if (!file.write(`${row},${written},${workers}\n`))
      await new Promise((resume) => file.once('drain', () => resume(undefined)))
  }
  await new Promise((resume) => file.end(() => resume(undefined)))
}

/** One slip of the pen in the first word: a letter left out, put in, changed, or two changed round. */
function misspell(name: string): string {
  const [word = '', ...rest] = name.split(' ')
  const at = 1 + Math.floor(random() * Math.max(1, word.length - 2))
  const letter = String.fromCharCode(97 + Math.floor(random() * 26))
  const slip = pick([
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
    `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`
  ])
  return [slip, ...rest].join(' ')
}

const percentile = (values: readonly number[], share: number) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length * share)] ?? 0

/** A workplace by a misspelt name, as its page asks it, against a scan of all names by Jaro and Winkler, asked in turn. */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-register-'))
  try {
    const [file, part] = [join(folder, 'register.csv'), join(folder, 'part')]
    await writeWorkplaces(file)
    const { mapping } = proposeMapping((await inspectFile(file)).columns)
    const { table } = mapping
    if (table !== 'workplaces') throw new Error('a register of workplaces is proposed as one')
    const imported = await importFile({
      file,
      mapping,
      dataSet: 'd',
      version: '1',
      outFolder: part,
      today: '2026-01-01'
    })
    const facts = openFacts({
      folder: join(folder, 'facts'),
      schema: factSchema,
      readManifest: async () => [{ dataSet: 'd', version: '1', table, folder: part }]
    })
    await facts.version('a')
    const registers = keepRegisters({
      facts,
      factsFile: (inspectorate, version) => join(folder, 'facts', inspectorate, `${version}.duckdb`),
      folder: join(folder, 'register'),
      readActs: async () => ({ decisions: [], acted: [], stamp: '0' })
    })
    const started = performance.now()
    const register = await registers.ready('a')
    const seconds = Math.round((performance.now() - started) / 1000)
    const names = await register.ask<{ name: string }>(
      `select name from workplace where length(name) > 8 order by hash(n) limit ${questions}`
    )
    const [ours, peer]: [number[], number[]] = [[], []]
    let found = 0
    for (const [number, { name }] of names.entries()) {
      const text = misspell(name)
      const begun = performance.now()
      const { workplaces } = await searchWorkplaces(register, {
        text,
        county: '',
        section: '',
        page: 1,
        size: 20
      })
      ours.push(performance.now() - begun)
      if (workplaces.some((workplace) => fold(workplace.name ?? '') === fold(name))) found++
      if (number % 10 > 0) continue
      const scan = performance.now()
      await register.ask(
        'select n, name, city from workplace order by jaro_winkler_similarity(lower(name), $1) desc limit 20',
        [text]
      )
      peer.push(performance.now() - scan)
    }
    await registers.close()
    await facts.close()
    const [own, other] = [percentile(ours, 0.95), percentile(peer, 0.95)]
    return [
      {
        row: 'S7',
        what: `a workplace by a misspelt name among ${register.entries.toLocaleString('en')} (imported in ${Math.round(imported.seconds)} s, made in ${seconds} s; ${found} of ${names.length} on the first page; ${Math.round(process.memoryUsage().rss / 1e6)} MB), p95 against a scan by Jaro-Winkler`,
        ours: `${own.toFixed(0)} ms`,
        peer: `${other.toFixed(0)} ms`,
        ratio: own / other,
        goal: { ratio: 0.1, better: 'less' }
      }
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

import { readFile, rename, writeFile } from 'node:fs/promises'
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { askDuckDB } from '../facts/duckdb.ts'
import { newId } from '../kernel/id.ts'
import type { NameIndex } from './index.rules.ts'
import { tokensSql } from './name.store.ts'

/** The index of names as a file beside the register: made once with it, read in one go. */

/** One column of an answer, piece by piece; the portal goes on between two pieces. */
export async function* streamColumns(connection: DuckDBConnection, sql: string): AsyncGenerator<DuckDBValue[][]> {
  const result = await connection.stream(sql)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return
    yield chunk.getColumns()
  }
}

async function readNumbers(connection: DuckDBConnection, sql: string, array: Uint32Array | Uint16Array | Uint8Array) {
  let at = 0
  for await (const [values = []] of streamColumns(connection, sql)) {
    for (const value of values) array[at++] = Number(value)
  }
}

/** Where each group begins in a list of `counts`, and last where the list ends. */
async function readStarts(connection: DuckDBConnection, sql: string, groups: number): Promise<Uint32Array> {
  const starts = new Uint32Array(groups + 1)
  let [at, sum] = [0, 0]
  for await (const [values = []] of streamColumns(connection, sql)) {
    for (const value of values) {
      sum += Number(value)
      starts[++at] = sum
    }
  }
  return starts
}

async function count(connection: DuckDBConnection, table: string): Promise<number> {
  const [row] = await askDuckDB<{ count: number }>(connection, `select count(*) as count from ${table}`)
  return row?.count ?? 0
}

/** What is chosen by most comes first; beyond what the array can number nothing can be chosen. */
async function readList(connection: DuckDBConnection, column: string, most: number): Promise<string[]> {
  const rows = await askDuckDB<{ name: string }>(
    connection,
    `select ${column} as name from entry where ${column} is not null group by 1 order by count(*) desc, 1 limit ${most}`
  )
  return rows.map(({ name }) => name)
}

/** Makes the index of the names and towns of all entries, from the tables `entry` and `written`. */
export async function makeIndex(connection: DuckDBConnection): Promise<NameIndex> {
  await connection.run(`create temp table bearing as
    select distinct word, n from (
      select n, unnest(tokens) as word from written
      union all select n, '@' || unnest(tokens) from (${tokensSql('select n, city as text from entry where city is not null')}))`)
  await connection.run(`create temp table word as
    select (row_number() over (order by word) - 1)::integer as id, word, bearers, length(word) as length
    from (select word, count(*)::integer as bearers from bearing group by word)`)
  await connection.run(`create temp table posting as
    select id, n from bearing join word using (word)`)
  await connection.run(`create temp table gram as
    select distinct gram, id from (
      select id, unnest(list_transform(range(1, length + 1), lambda spot: substr(' ' || word || ' ', spot, 3))) as gram from word where not starts_with(word, '@')
    )`)
  await connection.run(
    `create temp table gram_count as select gram, count(*) as words from gram group by gram order by gram`
  )
  const [entries, words, grams] = [
    await count(connection, 'entry'),
    await count(connection, 'word'),
    await count(connection, 'gram_count')
  ]
  const counties = await readList(connection, 'county', 65_000)
  const sections = await readList(connection, 'section', 250)
  const texts: string[] = []
  const wordStarts = new Uint32Array(words + 1)
  let length = 0
  for await (const [values = []] of streamColumns(connection, 'select word from word order by id')) {
    for (const value of values) {
      texts.push(String(value))
      length += String(value).length
      wordStarts[texts.length] = length
    }
  }
  const gramTexts: string[] = []
  for await (const [values = []] of streamColumns(connection, 'select gram from gram_count order by gram'))
    for (const value of values) gramTexts.push(String(value))
  const index: NameIndex = {
    entries,
    words: texts.join(''),
    wordStarts,
    postingStarts: await readStarts(connection, 'select bearers from word order by id', words),
    postings: new Uint32Array(await count(connection, 'posting')),
    grams: gramTexts,
    gramStarts: await readStarts(connection, 'select words from gram_count order by gram', grams),
    gramWords: new Uint32Array(await count(connection, 'gram')),
    mass: new Uint8Array(entries),
    counties,
    county: new Uint16Array(entries),
    sections,
    section: new Uint8Array(entries)
  }
  await readNumbers(connection, 'select n from posting order by id, n', index.postings)
  await readNumbers(connection, 'select id from gram order by gram, id', index.gramWords)
  await readNumbers(
    connection,
    `select coalesce(least(255, round(4 * told)), 0)::integer from entry left join (
      select n, sum(ln((${entries} + 1) / bearers)) as told from bearing join word using (word)
      where not starts_with(word, '@') group by n) using (n) order by n`,
    index.mass
  )
  const numbers = new Map([...counties, ...sections.map((section) => `§${section}`)].map((name, at) => [name, at]))
  let at = 0
  for await (const [county = [], section = []] of streamColumns(
    connection,
    'select county, section from entry order by n'
  )) {
    for (const [row, name] of county.entries()) {
      if (name !== null) index.county[at] = (numbers.get(String(name)) ?? -1) + 1
      if (section[row] !== null)
        index.section[at] = (numbers.get(`§${section[row]}`) ?? counties.length - 1) + 1 - counties.length
      at++
    }
  }
  for (const table of ['bearing', 'word', 'posting', 'gram', 'gram_count']) await connection.run(`drop table ${table}`)
  return index
}

const arrays = [
  ['wordStarts', Uint32Array],
  ['postingStarts', Uint32Array],
  ['postings', Uint32Array],
  ['gramStarts', Uint32Array],
  ['gramWords', Uint32Array],
  ['mass', Uint8Array],
  ['county', Uint16Array],
  ['section', Uint8Array]
] as const

type Head = Pick<NameIndex, 'entries' | 'grams' | 'counties' | 'sections'> & { lengths: number[]; words: number }

const padded = (length: number) => Math.ceil(length / 8) * 8

/** Writes an index as one file: the length of its head, the head, the words, and the arrays, each on a bound of 8 bytes. */
export async function writeIndex(path: string, index: NameIndex): Promise<void> {
  const words = Buffer.from(index.words)
  const { entries, grams, counties, sections } = index
  const lengths = arrays.map(([name]) => index[name].length)
  const head = Buffer.from(JSON.stringify({ entries, grams, counties, sections, lengths, words: words.length } as Head))
  const pieces = [head, words, ...arrays.map(([name]) => bytesOf(index[name]))]
  const size = Buffer.alloc(8)
  size.writeUInt32LE(head.length)
  const whole = [size, ...pieces.flatMap((piece) => [piece, Buffer.alloc(padded(piece.length) - piece.length)])]
  const growing = `${path}.${newId()}.building`
  await writeFile(growing, whole.length > 0 ? Buffer.concat(whole) : '')
  await rename(growing, path)
}

function bytesOf(array: Uint8Array | Uint16Array | Uint32Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength)
}

/** Reads an index that `writeIndex` wrote; the arrays are views of the one piece of memory that was read. */
export async function readIndex(path: string): Promise<NameIndex> {
  const { buffer, byteOffset, byteLength } = await readFile(path)
  const bytes = Buffer.from(buffer, byteOffset, byteLength)
  const length = bytes.readUInt32LE(0)
  const { lengths, words, ...head } = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Head
  let at = 8 + padded(length)
  const text = bytes.toString('utf8', at, at + words)
  at += padded(words)
  const found = arrays.map(([name, Kind], number) => {
    const size = lengths[number] ?? 0
    const array = new Kind(buffer, byteOffset + at, size)
    at += padded(size * Kind.BYTES_PER_ELEMENT)
    return [name, array] as const
  })
  return { ...head, words: text, ...Object.fromEntries(found) } as NameIndex
}

import type { DuckDBConnection } from '@duckdb/node-api'
import { quoteText } from '../kernel/duckdb.ts'
import { fillers, parting, replaced, signs, silent, tradingAs } from './name.rules.ts'
import { unitWords } from './rules.ts'

/** The rules of names as the evidence's database carries them out, by the same tables. */

const list = (texts: readonly string[]) => `[${texts.map(quoteText).join(', ')}]`

function foldSql(name: string): string {
  const plain = replaced.reduce(
    (sql, [from, to]) => `replace(${sql}, ${quoteText(from)}, ${quoteText(to)})`,
    `strip_accents(lower(${name}))`
  )
  const translated = `translate(${plain}, ${quoteText(signs.from)}, ${quoteText(signs.to)})`
  const quiet = `regexp_replace(${translated}, ${quoteText(silent)}, '', 'g')`
  return `trim(regexp_replace(${quiet}, ${quoteText(parting)}, ' ', 'g'))`
}

/** Makes the macros `folded`, `name_tokens`, `trading_name` and `legal_part` for the rest of the connection. */
export async function makeNameMacros(connection: DuckDBConnection): Promise<void> {
  const telling = `list_filter(words, lambda word: not list_contains(${list(fillers)}, word))`
  const plain = `case when len(${telling}) > 0 then ${telling} else words end`
  const article = `list_transform(${plain}, lambda word:
    case when starts_with(word, 'ال') and length(word) > 4 then substr(word, 3) else word end)`
  const pattern = quoteText(`(?i)${tradingAs}`)
  for (const macro of [
    `folded(name) as ${foldSql('name')}`,
    `telling_words(words) as ${article}`,
    `name_tokens(name) as telling_words(list_filter(string_split(folded(name), ' '), lambda word: word <> ''))`,
    `trading_name(name) as coalesce(nullif(regexp_extract(name, ${pattern}, 2), ''), name)`,
    `legal_part(name) as nullif(regexp_extract(name, ${pattern}, 1), '')`
  ])
    await connection.run(`create or replace temp macro ${macro}`)
}

/** What a source's own words of a unit mean, as SQL on the column that holds them. */
export function unitSql(column: string, of: 'registration' | 'setting'): string {
  const cases = unitWords.flatMap(({ pattern, means }) => {
    const value = means[of]
    return value ? [`when regexp_matches(${column}, ${quoteText(`(?i)${pattern}`)}) then ${quoteText(value)}`] : []
  })
  return `case ${cases.join(' ')} end`
}

/** Makes the temporary table `written`: the one or two names of each entry as their telling words. */
export async function makeNames(connection: DuckDBConnection): Promise<void> {
  await connection.run(`create temp table written as
    select distinct n, tokens from (
      select n, name_tokens(trading_name(name)) as tokens from entry where name is not null
      union all select n, name_tokens(legal_part(name)) from entry where legal_part(name) is not null
      union all select n, name_tokens(legal) from entry where legal is not null
    ) where len(tokens) > 0`)
}

import type { DuckDBConnection } from '@duckdb/node-api'
import { quoteText } from '../facts/duckdb.ts'
import { fillers, parting, replaced, signs, silent, tradingAs } from './name.rules.ts'
import { unitWords } from './rules.ts'

/** The rules of names as the evidence's database carries them out, by the same tables. */

/** Texts of plain signs alone, and most are, are spared the tables of letters. */
function foldSql(name: string): string {
  const bare = `strip_accents(lower(${name}))`
  const whole = replaced.reduce((sql, [from, to]) => `replace(${sql}, ${quoteText(from)}, ${quoteText(to)})`, bare)
  const translated = `translate(${whole}, ${quoteText(signs.from)}, ${quoteText(signs.to)})`
  const plain = `case when strlen(${bare}) = length(${bare}) then ${bare} else ${translated} end`
  const quiet = `regexp_replace(${plain}, ${quoteText(silent)}, '', 'g')`
  return `trim(regexp_replace(${quiet}, ${quoteText(parting)}, ' ', 'g'))`
}

const telling = `list_filter(words, lambda word: not regexp_full_match(word, ${quoteText(fillers.join('|'))}))`

/**
 * The telling words (`tokens`) of texts. `source` gives `n` and `text`; each step stands in a question of its own, or what is
 * asked twice would be worked out twice.
 */
export function tokensSql(source: string): string {
  return `select n, list_transform(case when len(kept) > 0 then kept else words end, lambda word:
      case when starts_with(word, 'ال') and length(word) > 4 then substr(word, 3) else word end) as tokens
    from (select n, words, ${telling} as kept from (
      select n, list_filter(string_split(folded(text), ' '), lambda word: word <> '') as words from (${source})))`
}

/** Makes the macros `folded`, `trading_name` and `legal_part` for the rest of the connection. */
export async function makeNameMacros(connection: DuckDBConnection): Promise<void> {
  const pattern = quoteText(`(?i)${tradingAs}`)
  for (const macro of [
    `folded(name) as ${foldSql('name')}`,
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

/** Makes the temporary table `written`: the one or two names of each entry as their telling words, each name with a number `k`. */
export async function makeNames(connection: DuckDBConnection): Promise<void> {
  await connection.run(`create temp table written as
    select row_number() over () as k, n, tokens from (select distinct n, tokens from (${tokensSql(`
      select n, trading_name(name) as text from entry where name is not null
      union all select n, text from (select n, legal_part(name) as text from entry) where text is not null
      union all select n, legal as text from entry where legal is not null`)}) where len(tokens) > 0)`)
}

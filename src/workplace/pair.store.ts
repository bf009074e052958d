import type { DuckDBConnection } from '@duckdb/node-api'
import {
  allVerdicts,
  commonFrom,
  largestBlock,
  nameSteps,
  numberSteps,
  placeSteps,
  shares,
  shortestMisspelt,
  slipCosts,
  tellingFrom
} from './match.rules.ts'

/** Pairs of entries that may be one workplace: found by blocks, judged by the table of the rules, all in sets. */

/**
 * Makes the table `edge`: pairs of entries (a < b) that are certainly or perhaps one workplace, with the steps of each part.
 * Asks the tables `entry` and `written`.
 */
export async function makeEdges(connection: DuckDBConnection): Promise<void> {
  await makeFeatures(connection)
  await makeCandidates(connection)
  await weighNames(connection)
  await makeVerdicts(connection)
  await connection.run(`create table edge as
    select a, b, number, name, place, match, score from (
      select a, b, max(number_step) as number, max(name_step) as name, max(place_step) as place from (${stepsSql}) group by a, b
    ) join verdict using (number, name, place) where match <> 'none' order by match, score desc, a, b`)
  for (const table of ['candidate', 'feature', 'name', 'verdict']) await connection.run(`drop table ${table}`)
}

/** `feature`: what is compared of an entry beside its names. `weight`: how much each word tells. */
async function makeFeatures(connection: DuckDBConnection) {
  await connection.run(`create temp table feature as
    select n, dataSet, identifier, nullif(folded(address), '') as address, regexp_extract(address, '[0-9]+') as house,
      nullif(folded(city), '') as city, region, nullif(folded(county), '') as county,
      case when length(postcode) > 2 then
        coalesce(nullif(regexp_extract(postcode, '^([0-9]{5})-?[0-9]{4}$', 1), ''), upper(replace(postcode, ' ', ''))) end
        as postcode
    from entry`)
  await connection.run(`create temp table weight as
    select word, ln((select count(*) + 1 from entry) / count(*))::float as weight
    from (select unnest(tokens) as word from written) group by word`)
}

/**
 * Pairs that share a number, or a place and a telling word of the name: of two that tell as much, the earlier. A block of
 * very many tells nothing.
 */
async function makeCandidates(connection: DuckDBConnection) {
  await connection.run(`create temp table rare as
    select k, list_distinct(list_concat([arg_max(word, rank)],
      coalesce(arg_max(word, rank, 2) filter (where weight >= ${tellingFrom}), []))) as words
    from (
      select k, word, weight, weight::double - spot * 1e-6 as rank
      from (select k, unnest(tokens) as word, generate_subscripts(tokens, 1) as spot from written) join weight using (word)
    ) group by k`)
  await connection.run(`create temp table block as
    select distinct key, n from (
      select hash('number', identifier) as key, n from feature where identifier is not null
      union all select hash('postcode', postcode, left(word, 4)), n from (
        select n, unnest(words) as word from rare join written using (k)) join feature using (n) where postcode is not null
      union all select hash('city', region, city, word), n from (
        select n, unnest(words) as word from rare join written using (k)) join feature using (n) where city is not null
      union all select hash('city', region, city, left(array_to_string(tokens, ''), 6)), n
        from written join feature using (n) where city is not null
      union all select hash('region', region, list_sort(tokens)), n
        from written join feature using (n) where city is null and postcode is null
    )`)
  await connection.run(`create temp table candidate as
    with small as (select key from block group by key having count(*) between 2 and ${largestBlock}),
    kept as (select key, n from block join small using (key))
    select distinct one.n as a, other.n as b from kept one join kept other using (key) where one.n < other.n`)
  for (const table of ['rare', 'block']) await connection.run(`drop table ${table}`)
}

/** The weight of each of the first words of a name, one sum for each place: a list put in order for each name costs far more. */
const weights = Array.from({ length: 10 }, (_, at) => `max(weight) filter (where spot = ${at + 1})`)

/** `name`: the names of entries that are candidates, with the weight of each word, and whether they stand in many places. */
async function weighNames(connection: DuckDBConnection) {
  await connection.run(`create temp table common as
    select mark from (
      select hash(array_to_string(tokens, '')) as mark, hash(coalesce(postcode, city, region, '')) as place
      from written join feature using (n)
    ) group by mark having count(distinct place) >= ${commonFrom}`)
  await connection.run(`create temp table name as
    with asked as (select a as n from candidate union select b from candidate),
    weighed as (
      select k, [${weights.join(', ')}] as weights from (
        select k, unnest(tokens) as word, generate_subscripts(tokens, 1) as spot from written join asked using (n)
      ) join weight using (word) group by k)
    select n, tokens, weights, compact, sorted, figures, mark is not null as common from (
      select k, n, tokens, array_to_string(tokens, '') as compact, array_to_string(list_sort(tokens), ' ') as sorted,
        list_filter(tokens, lambda word: regexp_matches(word, '[0-9]')) as figures
      from written
    ) join weighed using (k) left join common on mark = hash(compact)`)
  for (const table of ['common', 'weight']) await connection.run(`drop table ${table}`)
}

async function makeVerdicts(connection: DuckDBConnection) {
  const rows = allVerdicts().map(
    ({ number, name, place, match, score }) =>
      `(${numberSteps.indexOf(number)}, ${nameSteps.indexOf(name)}, ${placeSteps.indexOf(place)}, '${match}', ${score})`
  )
  await connection.run(`create temp table verdict as
    from (values ${rows.join(', ')}) as verdict(number, name, place, match, score)`)
}

const numberStep = (step: (typeof numberSteps)[number]) => numberSteps.indexOf(step)
const nameStep = (step: (typeof nameSteps)[number]) => nameSteps.indexOf(step)
const placeStep = (step: (typeof placeSteps)[number]) => placeSteps.indexOf(step)

const numberSql = `case
  when p.identifier is null or q.identifier is null then ${numberStep('unknown')}
  when p.identifier = q.identifier and (p.dataSet = q.dataSet or length(p.identifier) > 5) then ${numberStep('same')}
  when p.dataSet <> q.dataSet then ${numberStep('unknown')}
  when length(p.identifier) > 5 and damerau_levenshtein(p.identifier, q.identifier) = 1 then ${numberStep('close')}
  else ${numberStep('other')} end`

const placeSql = `case
  when p.region <> q.region then ${placeStep('other')}
  when p.postcode = q.postcode or p.city = q.city then case
    when p.address is not null and q.address is not null then case
      when p.address = q.address or (p.house = q.house and jaro_winkler_similarity(p.address, q.address) > 0.9)
      then ${placeStep('address')} else ${placeStep('apart')} end
    when p.postcode = q.postcode then ${placeStep('postcode')} else ${placeStep('city')} end
  when p.postcode <> q.postcode or p.city <> q.city or p.county <> q.county then ${placeStep('other')}
  when p.region = q.region then ${placeStep('region')} else ${placeStep('unknown')} end`

/** The share of the weight of `one`'s words that words of `other` hold, misspelt ones in part. Figures are never misspelt. */
const heldSql = (one: string, other: string) => `list_sum(list_transform(${one}.tokens, lambda word, spot:
  ${one}.weights[spot] * coalesce(list_max(list_transform(${other}.tokens, lambda there: case
    when word = there then 1.0
    when length(there) = 1 then case when starts_with(word, there) and there not between '0' and '9' then 0.5 else 0.0 end
    when least(length(word), length(there)) < ${shortestMisspelt} or abs(length(word) - length(there)) > 3 then 0.0
    when regexp_matches(word, '[0-9]') or regexp_matches(there, '[0-9]') then 0.0
    else greatest(0, 1 - damerau_levenshtein(word, there) * ${slipCosts} / greatest(length(word), length(there)))
    end)), 0.0))) / list_sum(${one}.weights)`

const nameSql = `case
  when smaller is null then ${nameStep('different')}
  when len(x.figures) > 0 and len(y.figures) > 0
    and not list_has_all(x.figures, y.figures) and not list_has_all(y.figures, x.figures) then ${nameStep('different')}
  when x.compact = y.compact or x.sorted = y.sorted
    then case when x.common or y.common then ${nameStep('common')} else ${nameStep('same')} end
  when smaller >= ${shares.close} then ${nameStep('close')}
  when shorter > 24 and starts_with(longer_name, shorter_name) then ${nameStep('close')}
  when larger >= ${shares.part.larger} and smaller >= ${shares.part.smaller} then ${nameStep('part')}
  when shorter > 11 and starts_with(longer_name, shorter_name) then ${nameStep('part')}
  when smaller >= ${shares.alike} or jaro_winkler_similarity(x.compact, y.compact) >= 0.92 then ${nameStep('alike')}
  else ${nameStep('different')} end`

const stepsSql = `
  select a, b, number_step, place_step, ${nameSql} as name_step from (
    select *, least(held_of_x, held_of_y) as smaller, greatest(held_of_x, held_of_y) as larger,
      least(length(x.compact), length(y.compact)) as shorter,
      case when length(x.compact) < length(y.compact) then x.compact else y.compact end as shorter_name,
      case when length(x.compact) < length(y.compact) then y.compact else x.compact end as longer_name
    from (
      select a, b, ${numberSql} as number_step, ${placeSql} as place_step, x, y,
        ${heldSql('x', 'y')} as held_of_x, ${heldSql('y', 'x')} as held_of_y
      from candidate
      join feature p on p.n = a join feature q on q.n = b
      left join name x on x.n = a left join name y on y.n = b
      where p.identifier = q.identifier or list_has_any(x.tokens, y.tokens)
        or jaro_winkler_similarity(x.compact, y.compact) > 0.8
    )
  )`

import { type Facts, factQuery } from '../facts/facts.ts'
import type { RegisteredGroup } from './registered.rules.ts'

/** The lines of registers of workplaces by section, then by region, and by the years in which they opened and closed. */
export function readRegisteredGroups(facts: Facts, inspectorate: string): Promise<RegisteredGroup[]> {
  const sums = [
    ['workers', 'employees'],
    ['women', 'women'],
    ['men', 'men'],
    ['young', 'young']
  ].map(
    ([name = '', column = '']) => `coalesce(sum(${column}), 0)::bigint as ${name},
      count(${column}) as with${name.charAt(0).toUpperCase()}${name.slice(1)}`
  )
  const sql = `select dataSet as "dataSet", case when grouping(isicSection) = 0 then 'sector' else 'region' end as over,
      case when grouping(isicSection) = 0 then isicSection else region end as part,
      year(registered) as since, year(closed) as until, count(*) as workplaces, ${sums.join(', ')}
    from workplaces group by grouping sets ((1, isicSection, 4, 5), (1, region, 4, 5)) order by all`
  return facts.ask(inspectorate, factQuery<RegisteredGroup>('registered-workplaces', sql))
}

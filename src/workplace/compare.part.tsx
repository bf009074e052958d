import { useWords } from '../ui/context.ts'
import { Scroll } from '../ui/table.tsx'
import type { Parts } from './match.rules.ts'
import type { readDoubts } from './operations.ts'
import { nameOf, periodOf } from './said.part.tsx'

type Entry = Awaited<ReturnType<(typeof readDoubts)['run']>>['doubts'][number]['a']

/** Two entries side by side, line by line; where they differ, it is said and marked. */
export function Compared({ a, b }: { a: Entry; b: Entry }) {
  const words = useWords()
  const line = (label: string, read: (entry: Entry) => string | null) => ({ label, one: read(a), other: read(b) })
  const lines = [
    line(words.t('workplace.name'), (entry) => nameOf(words, entry)),
    line(words.t('evidence.field.legalName'), ({ legal }) => legal),
    line(words.t('register.number'), ({ identifier }) => identifier),
    line(words.t('evidence.field.address'), ({ address }) => address),
    line(words.t('evidence.field.city'), ({ city }) => city),
    line(words.t('evidence.field.postcode'), ({ postcode }) => postcode),
    line(words.t('evidence.field.county'), ({ county }) => county),
    line(words.t('evidence.field.industryTitle'), ({ industry }) => industry),
    line(words.t('register.records'), ({ records, registered }) => words.number(records + registered)),
    line(words.t('register.known'), (entry) => periodOf(words, entry))
  ].filter(({ one, other }) => one !== null || other !== null)
  const told = new Set([words.t('register.records'), words.t('register.known')])
  const differs = ({ label, one, other }: (typeof lines)[number]) =>
    one !== null && other !== null && !told.has(label) && one.toLowerCase() !== other.toLowerCase()
  return (
    <Scroll label={words.t('register.review.table')}>
      <table class="compared">
        <caption class="vh">{words.t('register.review.table')}</caption>
        <thead>
          <tr>
            <td />
            {[a, b].map((entry, index) => (
              <th key={entry.id} scope="col">
                <a href={`/workplaces/${entry.workplace}`}>{words.t('register.review.entry', { n: index + 1 })}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((one) => (
            <tr key={one.label}>
              <th scope="row">{one.label}</th>
              {[one.one, one.other].map((value, index) => (
                <td key={index}>
                  {differs(one) ? (
                    <mark dir="auto">{value}</mark>
                  ) : (
                    <span dir="auto" class={value === null ? 'nought' : undefined}>
                      {value ?? '–'}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** Why the pair is asked: what speaks for it and what against, part by part. */
export function Reasons({ parts }: { parts: Parts }) {
  const words = useWords()
  return (
    <ul class="stack-s">
      {(['name', 'place', 'number'] as const).map((part) => (
        <li key={part}>{words.t(`register.${part}.${parts[part]}`)}</li>
      ))}
    </ul>
  )
}

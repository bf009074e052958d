import { isolated } from '../evidence/names.part.tsx'
import { fileKinds, fileOf } from '../indicator/figure-file.part.tsx'
import { type Page, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { Facts, Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/step.tsx'
import { YearFilter, yearOf } from './entry.pages.tsx'
import { StatisticsTabs } from './head.part.tsx'
import { readReach } from './own.operations.ts'
import { drawReach, filedReach, ReachFigure, reachFigures } from './reach.part.tsx'
import type { Reach } from './reach.rules.ts'

const gapOf = (words: Words, gap: Reach['gaps'][number]) => words.t(`reach.missing.${gap}`)

function sayTitle(words: Words, year: number, { penetration, yearsToVisitAll }: Reach): string {
  if (!penetration || !yearsToVisitAll) return words.t('reach.title.unknown', { year: String(year) })
  const said = { year: String(year), share: words.share(penetration.share), years: Math.round(yearsToVisitAll) }
  return words.t(penetration.atMost ? 'reach.title.at-most' : 'reach.title', said)
}

const reachPage = page('/statistics/reach', 'evidence.read', async (context) => {
  const { words, query } = context
  const asked = query('year') ? yearOf(query('year'), []) : null
  const answer = await context.ask(readReach, { year: asked })
  const { year, reach, later } = answer
  return (
    <Layout title={words.t('statistics.tab.reach')}>
      <div class="stack-l">
        <PageHead kicker={words.t('statistics.tab.reach')} title={sayTitle(words, year, reach)}>
          {words.t('reach.explained')}
        </PageHead>
        <StatisticsTabs current="reach" />
        <YearFilter action="/statistics/reach" year={year} />
        <ReachFacts of={reach} />
        {reachFigures.map((name) => {
          const drawn = drawReach(words, answer, name)
          return drawn ? <ReachFigure key={name} of={drawn} year={year} /> : null
        })}
        {reach.gaps.length > 0 ? (
          <Notice kind="wait" title={words.t('reach.gaps')}>
            <ul>
              {reach.gaps.map((gap) => (
                <li key={gap}>{gapOf(words, gap)}</li>
              ))}
            </ul>
            {later ? (
              <p>
                {words.t('reach.gaps.later', { register: isolated(words, later.register), year: String(later.year) })}{' '}
                <a href={`/statistics/reach?year=${later.year}`}>
                  {words.t('reach.gaps.show', { year: String(later.year) })}
                </a>
              </p>
            ) : null}
            <p>
              <a href={`/statistics?year=${year}`}>{words.t('reach.gaps.action', { year: String(year) })}</a>
            </p>
          </Notice>
        ) : null}
      </div>
    </Layout>
  )
})

/** Penetration of workplaces and workers, and the years until all are seen: those of them that can be said. */
function ReachFacts({ of }: { of: Reach }) {
  const words = useWords()
  const { penetration, penetrationOfWorkers, yearsToVisitAll } = of
  const bound = (value: string, key: 'at-most' | 'at-least') =>
    penetration?.atMost ? words.t(`reach.${key}`, { value }) : value
  const items = [
    ...(penetration
      ? [{ value: bound(words.share(penetration.share), 'at-most'), label: words.t('reach.penetration.workplaces') }]
      : []),
    ...(penetrationOfWorkers === undefined
      ? []
      : [{ value: words.share(penetrationOfWorkers), label: words.t('reach.penetration.workers') }]),
    ...(yearsToVisitAll === undefined
      ? []
      : [{ value: bound(words.number(yearsToVisitAll), 'at-least'), label: words.t('reach.years') }])
  ]
  return items.length > 0 ? <Facts items={items} /> : null
}

/** Each figure as a file of each kind. */
const files = reachFigures.flatMap((name) =>
  fileKinds.map((kind) =>
    page(`/statistics/reach/${name}.${kind}`, 'evidence.read', async (context) => {
      const answer = await context.ask(readReach, { year: yearOf(context.query('year'), []) })
      const drawn = drawReach(context.words, answer, name)
      if (!drawn) throw new Problem('page-not-found')
      return fileOf(context, filedReach(context, drawn, answer), kind)
    })
  )
)

export const reachPages: Page[] = [reachPage, ...files]

import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import { Funnel, type Stage } from '../ui/funnel.tsx'
import { Layout } from '../ui/layout.tsx'
import { Facts, Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { YearFilter, yearOf } from './entry.pages.tsx'
import { StatisticsTabs, saySource } from './head.part.tsx'
import { readReach } from './own.operations.ts'
import type { Reach, Stated } from './reach.rules.ts'
import type { Figure as Said } from './rules.ts'

const gapOf = (words: Words, gap: Reach['gaps'][number]) => words.t(`reach.missing.${gap}`)

/** What stands behind a stage: its source, and what the records say beside it. */
function noteOf(words: Words, said: Said | Stated): string {
  if (!('figure' in said)) return saySource(words, said)
  const { figure, from, recorded } = said
  const source =
    from === 'records' ? words.t('statistics.counted', { source: saySource(words, figure) }) : saySource(words, figure)
  return recorded === undefined ? source : words.t('statistics.beside', { source, recorded: words.number(recorded) })
}

type Named = { label: string; said: Said | Stated | undefined; missing: string }

function stageOf(words: Words, { label, said, missing }: Named): Stage {
  if (!said) return { label, note: missing }
  return {
    label,
    value: 'figure' in said ? said.figure.value : said.value,
    note: <span dir="auto">{noteOf(words, said)}</span>
  }
}

function sayTitle(words: Words, year: number, { penetration, yearsToVisitAll }: Reach): string {
  if (!penetration || !yearsToVisitAll) return words.t('reach.title.unknown', { year: String(year) })
  const said = { year: String(year), share: words.share(penetration.share), years: Math.round(yearsToVisitAll) }
  return words.t(penetration.atMost ? 'reach.title.at-most' : 'reach.title', said)
}

const reachPage = page('/statistics/reach', 'evidence.read', async (context) => {
  const { words, query } = context
  const asked = query('year') ? yearOf(query('year'), []) : null
  const { year, reach, apart } = await context.ask(readReach, { year: asked })
  const { liable, prioritised, visited, impacted } = reach
  const named = {
    liable: { label: words.t('reach.liable'), said: liable, missing: gapOf(words, 'workplaces_liable') },
    prioritised: { label: words.t('reach.prioritised'), said: prioritised, missing: gapOf(words, 'prioritised') },
    visited: {
      label: words.t('reach.inspected'),
      said: visited,
      missing:
        reach.visitedAtMost === undefined
          ? gapOf(words, 'workplaces_visited')
          : words.t('reach.visited.at-most', { n: reach.visitedAtMost })
    },
    impacted: { label: words.t('reach.impacted'), said: impacted, missing: gapOf(words, 'impacted') }
  }
  return (
    <Layout title={words.t('statistics.tab.reach')}>
      <div class="stack-l">
        <PageHead kicker={words.t('statistics.tab.reach')} title={sayTitle(words, year, reach)}>
          {words.t('reach.explained')}
        </PageHead>
        <StatisticsTabs current="reach" />
        <YearFilter action="/statistics/reach" year={year} />
        <ReachFacts of={reach} />
        <ReachFigure name="traditional" year={year} apart={apart} stages={[named.liable, named.visited]} />
        <ReachFigure
          name="strategic"
          year={year}
          apart={apart}
          stages={[named.liable, named.prioritised, named.visited, named.impacted]}
        />
        {reach.gaps.length > 0 ? (
          <Notice kind="wait" title={words.t('reach.gaps')}>
            <ul>
              {reach.gaps.map((gap) => (
                <li key={gap}>{gapOf(words, gap)}</li>
              ))}
            </ul>
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

function ReachFigure({
  name,
  year,
  apart,
  stages
}: {
  name: 'traditional' | 'strategic'
  year: number
  apart: 'register' | 'number'
  stages: readonly Named[]
}) {
  const words = useWords()
  const shown = stages.map((one) => stageOf(words, one))
  const title = words.t(`reach.funnel.${name}`)
  return (
    <Figure
      level={2}
      id={name}
      title={title}
      unit={words.t('reach.unit', { year: String(year) })}
      source={words.t('reach.source')}
      how={
        <p>
          {words.t('reach.how')} {words.t(`reach.apart.${apart}`)}
        </p>
      }
      table={
        <DataTable
          caption={title}
          captionHidden
          rows={shown}
          columns={[
            { key: 'label', label: words.t('reach.stage'), head: true },
            {
              key: 'value',
              label: words.t('reach.workplaces'),
              numeric: true,
              cell: ({ value }) => (value === undefined ? '–' : words.number(value))
            },
            { key: 'note', label: words.t('observation.source') }
          ]}
        />
      }
    >
      <Funnel stages={shown} />
    </Figure>
  )
}

export const reachPages: Page[] = [reachPage]

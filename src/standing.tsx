import type { Standing } from './chart/standing.operations.ts'
import type { listEvidence } from './evidence/operations.ts'
import { Sources } from './indicator/counted.part.tsx'
import { useWords } from './ui/context.ts'
import { Figure } from './ui/figure.tsx'
import { PlumbRows } from './ui/plumb-rows.tsx'
import { SectionHead } from './ui/step.tsx'
import { DataTable } from './ui/table.tsx'

type DataSets = Awaited<ReturnType<(typeof listEvidence)['run']>>['data_sets']

const drawn = 12

/** Where the targets of the plan stand on its issue, against all cases. */
export function StandingFigure({ of, evidence, open }: { of: Standing; evidence: DataSets; open: boolean }) {
  const words = useWords()
  const { targets, breaches } = of
  const average = 1 - breaches.share
  const below = targets.filter(({ clean }) => !clean.small && clean.high < average).length
  const [least] = targets.filter(({ clean }) => !clean.small)
  const dataSets = evidence.filter(({ id }) => id === of.data_set)
  if (!least) return null
  return (
    <section class="stack-s">
      <SectionHead title={words.t('home.standing')} />
      <Figure
        title={words.t('home.standing.title', { n: below, of: targets.length, name: least.name })}
        unit={words.t('home.standing.unit', { issue: of.issue, n: of.cases })}
        source={
          <>
            {targets.length > drawn ? `${words.t('home.standing.more', { n: targets.length - drawn })} ` : null}
            <Sources of={dataSets} />
          </>
        }
        recordsHref={open ? `/figures/records?dataSet=${of.data_set}` : undefined}
        how={
          <>
            <p>{words.t('home.standing.how')}</p>
            <p>{words.t('home.standing.clearly')}</p>
          </>
        }
        table={
          <DataTable
            caption={words.t('home.standing')}
            captionHidden
            rows={targets}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', label: words.t('target.one'), head: true, cell: ({ name }) => name },
              {
                key: 'clean',
                label: words.t('home.standing.clean'),
                numeric: true,
                cell: ({ clean }) => words.number(clean.count)
              },
              {
                key: 'of',
                label: words.t('home.standing.cases'),
                numeric: true,
                cell: ({ clean }) => words.number(clean.of)
              },
              {
                key: 'share',
                label: words.t('home.standing.share'),
                numeric: true,
                cell: ({ clean }) => words.share(clean.share)
              },
              {
                key: 'interval',
                label: words.t('home.standing.interval'),
                numeric: true,
                cell: ({ clean }) =>
                  words.t('home.standing.between', { low: words.share(clean.low), high: words.share(clean.high) })
              }
            ]}
          />
        }
      >
        <PlumbRows
          rows={targets.slice(0, drawn).map(({ name, hub, query, clean }) => ({
            label: name,
            href: `/figures?${query}`,
            value: clean.share,
            low: clean.low,
            high: clean.high,
            n: clean.of,
            highlight: hub
          }))}
          reference={{ value: average, label: words.t('home.standing.all', { share: words.share(average) }) }}
        />
      </Figure>
    </section>
  )
}

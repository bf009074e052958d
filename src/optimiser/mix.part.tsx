import type { ComponentChildren } from 'preact'
import type { Words } from '../kernel/words.ts'
import { Bars } from '../ui/bars.tsx'
import { useWords } from '../ui/context.ts'
import { Details, Notice, Terms } from '../ui/notice.tsx'
import { Items, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { QuarterBars } from './quarters.part.tsx'
import { moreMoney } from './rules.ts'
import { type LineSum, sayBindings, sayQuarter, sumLines, sumMeans } from './say.part.ts'
import type { Answered } from './told.part.tsx'

type Of = { of: Answered; currency: string; here: string }

/** An answer: what it brings, what is done where and when, what holds it back, what more would bring. */
export function MixParts({ of, currency }: Of) {
  const words = useWords()
  const { question, answer } = of
  const sums = sumLines(question, answer.deeds).toSorted((a, b) => b.cost - a.cost)
  const names = (line: number) => question.lines[line]?.name ?? ''
  return (
    <>
      <Brings of={of} currency={currency} />
      <section class="stack">
        <SectionHead title={words.t('scenario.where', { n: sums.length, of: question.lines.length })} />
        <DataTable
          caption={words.t('scenario.where.caption')}
          captionHidden
          columns={whereColumns(words, of, currency)}
          rows={sums}
          rowKey={({ line }) => `${line}`}
          wide
          asTable
        />
      </section>
      <section class="stack">
        <SectionHead title={words.t('scenario.when')} />
        <DataTable
          caption={words.t('scenario.when')}
          captionHidden
          columns={whenColumns(words, of)}
          rows={sums.toSorted((a, b) => a.from - b.from)}
          rowKey={({ line }) => `${line}`}
        />
        <Details summary={words.t('scenario.when.table')}>
          <DataTable
            caption={words.t('scenario.when.table')}
            captionHidden
            columns={[
              {
                key: 'name',
                label: words.t('intervention.one'),
                head: true,
                cell: ({ line }) => <Written>{names(line)}</Written>
              },
              ...question.model.years.map(
                (_, period): Column<LineSum> => ({
                  key: `${period}`,
                  label: sayQuarter(words, question, period),
                  numeric: true,
                  cell: ({ byQuarter }) => (byQuarter[period] ? words.number(byQuarter[period] ?? 0) : '–')
                })
              )
            ]}
            rows={sums}
            rowKey={({ line }) => `${line}`}
            wide
            asTable
          />
        </Details>
      </section>
      <Explained of={of} currency={currency} />
    </>
  )
}

/** How many workers, between which ends, and how sure that is. */
function Brings({ of: { question, answer }, currency }: Omit<Of, 'here'>) {
  const words = useWords()
  const { range } = answer
  const { money, days, daysThere } = sumMeans(question, answer)
  const judged = question.lines.filter(
    (line, index) => line.judged && answer.deeds.some((deed) => deed.line === index)
  ).length
  const used = new Set(answer.deeds.map(({ line }) => line)).size
  const gap = answer.worth > 0 ? Math.max(0, answer.bound / answer.worth - 1) : 0
  return (
    <section class="stack">
      <SectionHead title={words.t('scenario.brings.finding', { n: words.number(range.expected) })} />
      <Terms
        items={[
          {
            term: words.t('scenario.range'),
            value: words.t('scenario.between', { low: words.number(range.low), high: words.number(range.high) })
          },
          {
            term: words.t('scenario.spent'),
            value:
              question.model.budget === null
                ? words.money(money, currency)
                : words.t('scenario.of', {
                    n: words.money(money, currency),
                    of: words.money(question.model.budget, currency)
                  })
          },
          {
            term: words.t('scenario.days'),
            value: words.t('scenario.of', { n: words.number(days), of: words.number(daysThere) })
          },
          { term: words.t('scenario.aim'), value: words.t(`scenario.aim.${question.aim}`) },
          {
            term: words.t('scenario.proof'),
            value:
              gap < 0.00005
                ? words.t('scenario.proof.best')
                : words.t(answer.ended === 'best' ? 'scenario.proof.near' : 'scenario.proof.stopped', {
                    share: words.share(gap)
                  })
          },
          ...(answer.atLeast === null
            ? []
            : [
                {
                  term: words.t('scenario.aim.robust'),
                  value: words.t('scenario.at-least', { share: words.share(answer.atLeast) })
                }
              ])
        ]}
      />
      {judged > 0 ? (
        <Notice kind="wait" title={words.t('scenario.judged.finding', { n: judged, of: used })}>
          {words.t('scenario.judged.explained')}
        </Notice>
      ) : null}
    </section>
  )
}

function nameCell(words: Words, { question }: Answered): Column<LineSum> {
  return {
    key: 'name',
    label: words.t('intervention.one'),
    head: true,
    cell: ({ line }) => {
      const { name = '', judged = false } = question.lines[line] ?? {}
      return (
        <>
          <Written>{name}</Written>
          <br />
          <Tag kind={judged ? 'wait' : 'recorded'}>{words.t(judged ? 'scenario.judged' : 'scenario.evidence')}</Tag>
        </>
      )
    }
  }
}

function whereColumns(words: Words, of: Answered, currency: string): Column<LineSum>[] {
  const { question } = of
  return [
    nameCell(words, of),
    {
      key: 'amount',
      label: words.t('scenario.amount'),
      numeric: true,
      cell: ({ line, amount }) => (
        <>
          <strong>{words.number(amount)}</strong>
          {question.lines[line]?.unit ? (
            <small>
              <Written>{question.lines[line]?.unit ?? ''}</Written>
            </small>
          ) : null}
        </>
      )
    },
    { key: 'cost', label: words.t('scenario.money'), numeric: true, cell: ({ cost }) => words.money(cost, currency) },
    { key: 'days', label: words.t('scenario.days'), numeric: true, cell: ({ days }) => words.number(days) },
    ...question.regions.map(
      (region, index): Column<LineSum> => ({
        key: `region-${index}`,
        label: region,
        numeric: true,
        cell: ({ byRegion }): ComponentChildren => (byRegion[index] ? words.number(byRegion[index] ?? 0) : '–')
      })
    ),
    {
      key: 'said',
      label: words.t('scenario.csv.said'),
      cell: ({ line }) => (
        <small class="soft">
          <Written>{question.lines[line]?.said ?? ''}</Written>
        </small>
      )
    }
  ]
}

function whenColumns(words: Words, { question }: Answered): Column<LineSum>[] {
  return [
    {
      key: 'name',
      label: words.t('intervention.one'),
      head: true,
      cell: ({ line }) => <Written>{question.lines[line]?.name ?? ''}</Written>
    },
    {
      key: 'bars',
      label: words.t('scenario.by-quarter'),
      cell: ({ line, byQuarter, from, to }) => (
        <QuarterBars
          values={byQuarter}
          label={words.t('scenario.bars', {
            name: question.lines[line]?.name ?? '',
            from: sayQuarter(words, question, from),
            to: sayQuarter(words, question, to)
          })}
        />
      )
    },
    {
      key: 'from',
      label: words.t('scenario.first-quarter'),
      cell: ({ from }) => sayQuarter(words, question, from)
    },
    { key: 'to', label: words.t('scenario.last-quarter'), cell: ({ to }) => sayQuarter(words, question, to) }
  ]
}

function Explained({ of: { question, answer }, currency }: Omit<Of, 'here'>) {
  const words = useWords()
  const { explained } = answer
  if (!explained) return <p class="soft">{words.t('scenario.not-explained')}</p>
  const { binds, money, inspector, by, missed } = explained
  const sentences = sayBindings(words, question, binds)
  const regions = inspector
    .map((brings, region) => ({
      label: question.regions[region] ?? '',
      value: brings,
      shown: `+${words.number(brings)}`
    }))
    .toSorted((a, b) => b.value - a.value)
  return (
    <div class="two-even">
      <section class="stack-s">
        <SectionHead title={words.t(sentences.length > 0 ? 'scenario.binds' : 'scenario.binds.nothing')} />
        <Items items={sentences.map((body) => ({ key: body, body }))} />
        {missed.length > 0 ? (
          <>
            <SectionHead title={words.t('scenario.missed')} level={3} />
            <Items
              items={missed.map(({ line, rise }) => ({
                key: `${line}`,
                body: words.t(rise < 0.005 ? 'scenario.missed.hair' : 'scenario.missed.by', {
                  name: question.lines[line]?.name ?? '',
                  share: words.share(rise)
                })
              }))}
            />
          </>
        ) : null}
      </section>
      <section class="stack-s">
        <SectionHead title={words.t('scenario.more')} />
        {money === null ? null : (
          <p>{words.t('scenario.more.money', { money: words.money(moreMoney, currency), n: words.number(money) })}</p>
        )}
        <p>{words.t('scenario.more.inspector', { n: words.number(question.inspectorDays) })}</p>
        <Bars rows={regions} />
        <p class="soft small">{words.t(`scenario.more.${by}`)}</p>
      </section>
    </div>
  )
}

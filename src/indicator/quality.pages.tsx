import { demandId } from '../evidence/address.rules.ts'
import { EvidenceCrumbs } from '../evidence/head.part.tsx'
import { extractedWhen } from '../evidence/names.part.tsx'
import { readDataSet } from '../evidence/operations.ts'
import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { BarLine } from '../ui/bars.tsx'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { Facts } from '../ui/notice.tsx'
import { stepOf } from '../ui/share.ts'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { DataTable, Scroll } from '../ui/table.tsx'
import { faultSentence } from './fault.part.tsx'
import type { PeriodFault } from './fault.rules.ts'
import { readQuality } from './quality.operations.ts'

type Quality = Awaited<ReturnType<(typeof readQuality)['run']>>

/** How far the records of a data set can be trusted: when they are incomplete, what they leave out, how old they are. */
const qualityPage = page('/evidence/:dataSet/quality', 'evidence.read', async (context) => {
  const { words, params } = context
  const id = demandId(params.dataSet)
  const [{ data_set: dataSet }, quality] = await Promise.all([
    context.ask(readDataSet, { data_set: id }),
    context.ask(readQuality, { data_set: id })
  ])
  const { records, fields, lastDay, medianDays } = quality
  const facts = [
    { value: words.number(records), label: words.t('quality.records') },
    ...(lastDay ? [{ value: words.date(lastDay), label: words.t('quality.last') }] : []),
    ...(dataSet.extracted ? [{ value: extractedWhen(words, dataSet.extracted), label: words.t('quality.drawn') }] : []),
    ...(medianDays === null ? [] : [{ value: words.number(medianDays), label: words.t('quality.median-days') }])
  ]
  return (
    <Layout title={words.t('quality.title.of', { name: dataSet.name })}>
      <div class="stack-l">
        <EvidenceCrumbs label={words.t('quality.title')} between={[{ label: dataSet.name, href: `/evidence/${id}` }]} />
        <PageHead kicker={words.t('quality.title')} title={titleOf(words, quality)}>
          {words.t('quality.explained')}
        </PageHead>
        <Facts items={facts} />
        <Periods of={quality} />
        <section class="stack">
          <SectionHead title={words.t('quality.fields')} />
          <p class="soft measure">{words.t('quality.fields.explained')}</p>
          <FieldTable rows={fields} records={records} />
        </section>
      </div>
    </Layout>
  )
})

function titleOf(words: Words, { months, faults }: Quality): string {
  if (months.length === 0) return words.t('quality.finding.undated')
  const incomplete = faults.filter(({ kind }) => kind !== 'break').length
  if (incomplete > 0) return words.t('quality.finding.incomplete', { n: incomplete })
  const breaks = faults.length
  return breaks > 0 ? words.t('quality.finding.breaks', { n: breaks }) : words.t('quality.finding.even')
}

function Periods({ of: { months, faults } }: { of: Quality }) {
  const words = useWords()
  if (months.length === 0) return null
  return (
    <section class="stack">
      <SectionHead title={words.t('quality.periods')} />
      <p class="soft measure">{words.t('quality.periods.explained')}</p>
      {faults.length > 0 ? (
        <ul class="measure">
          {faults.map((fault) => (
            <li key={faultSentence(words, fault)}>{faultSentence(words, fault)}</li>
          ))}
        </ul>
      ) : null}
      <MonthTable months={months} faults={faults} />
    </section>
  )
}

const monthNumbers = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))
/** Lower limits of the shades, as shares of the fullest month. */
const shades = [0.1, 0.25, 0.45, 0.65, 0.85]

/** A row for each year and a column for each month, shaded by the number of records; what looks incomplete is hatched. */
function MonthTable({ months, faults }: { months: Quality['months']; faults: readonly PeriodFault[] }) {
  const words = useWords()
  const names = new Intl.DateTimeFormat(words.language, { month: 'short', timeZone: 'UTC' })
  const counts = new Map(months.map(({ month, count }) => [month, count]))
  const [first = '', last = ''] = [months[0]?.month, months.at(-1)?.month]
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))]
  const most = Math.max(1, ...months.map(({ count = 0 }) => count))
  const inHole = (month: string) =>
    faults.some((fault) => fault.kind === 'hole' && month >= fault.from && month <= fault.to)
  return (
    <Scroll label={words.t('quality.months')} wide>
      <table class="heat">
        <caption class="vh">{words.t('quality.months')}</caption>
        <thead>
          <tr>
            <th scope="col">{words.t('figure.column.year')}</th>
            {monthNumbers.map((number) => (
              <th key={number} scope="col" class="num">
                {names.format(new Date(`2026-${number}-01T00:00:00Z`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              {monthNumbers.map((number) => {
                const month = `${year}-${number}`
                if (month < first || month > last) return <td key={number} />
                return (
                  <MonthCell
                    key={number}
                    count={counts.has(month) ? counts.get(month) : 0}
                    share={(counts.get(month) ?? 0) / most}
                    hole={inHole(month)}
                  />
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function MonthCell({ count, share, hole }: { count: number | undefined; share: number; hole: boolean }) {
  const words = useWords()
  const shown = (
    <bdi title={count === undefined ? words.t('indicator.suppressed') : undefined}>
      {count === undefined ? '–' : words.number(count)}
    </bdi>
  )
  if (!hole) return <td class={`num seq s${stepOf(share, shades)}`}>{shown}</td>
  return (
    <td class="num few">
      {shown}
      <span class="vh"> {words.t('quality.incomplete')}</span>
    </td>
  )
}

function FieldTable({ rows, records }: { rows: Quality['fields']; records: number }) {
  const words = useWords()
  const failed = rows.some(({ refused, doubtful }) => refused + doubtful > 0)
  const number = (value: number) => (value > 0 ? words.number(value) : '–')
  return (
    <DataTable
      caption={words.t('quality.fields')}
      captionHidden
      rows={rows}
      rowKey={({ field }) => field}
      columns={[
        {
          key: 'field',
          label: words.t('figure.column.field'),
          head: true,
          cell: ({ field, derived, doubt }) => (
            <>
              {words.t(`evidence.field.${field}`)}
              {derived ? <small class="soft"> {words.t('quality.derived')}</small> : null}
              {doubt ? <small class="soft"> {words.t('quality.doubt', { share: words.share(doubt) })}</small> : null}
            </>
          )
        },
        {
          key: 'bar',
          label: words.t('quality.filled'),
          quiet: true,
          cell: (row) => <BarLine share={records > 0 ? row.filled / records : 0} />
        },
        {
          key: 'filled',
          label: words.t('quality.filled'),
          numeric: true,
          cell: ({ filled }) => words.share(records > 0 ? filled / records : 0)
        },
        {
          key: 'empty',
          label: words.t('quality.empty'),
          numeric: true,
          cell: ({ filled }) => number(records - filled)
        },
        ...(failed
          ? [
              {
                key: 'refused',
                label: words.t('quality.refused'),
                numeric: true,
                cell: ({ refused }: Quality['fields'][number]) => number(refused)
              },
              {
                key: 'doubtful',
                label: words.t('quality.doubtful'),
                numeric: true,
                cell: ({ doubtful }: Quality['fields'][number]) => number(doubtful)
              }
            ]
          : [])
      ]}
    />
  )
}

export const qualityPages: Page[] = [qualityPage]

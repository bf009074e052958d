import { lineOf } from '../evidence/table.rules.ts'
import type { PageContext } from '../kernel/page.ts'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { Written } from '../ui/written.tsx'
import type { readHistory, WorkplaceShown } from './operations.ts'

type Read = Awaited<ReturnType<(typeof readHistory)['run']>>
type Listed = Read['records'][number]

/** What a record of a table is where it does not say so itself. */
const kinds = { cases: 'case', accidents: 'accident', diseases: 'disease', audits: 'audit' } as const

/** Everything that the data sets hold of a workplace, each record with the way to its line of the file. */
export function History({
  context,
  workplace,
  records,
  dataSets,
  page,
  pages
}: {
  context: PageContext
  workplace: WorkplaceShown
  records: readonly Listed[]
  dataSets: Read['dataSets']
  page: number
  pages: number
}) {
  const { words, session } = context
  const currency = session ? words.currency(session.inspectorate.currency) : ''
  const pathOf = ({ dataSet, row }: Listed) => `/figures/records/${dataSet}/${row}`
  /** Measures that none of the records on the page has are left out. */
  const measure = (
    key: 'violations' | 'workersAffected' | 'backWages' | 'penalties' | 'amountPaid',
    money = false
  ): Column<Listed>[] =>
    records.every((record) => record[key] === null)
      ? []
      : [
          {
            key,
            label: money ? `${words.t(`evidence.field.${key}`)} (${currency})` : words.t(`evidence.field.${key}`),
            numeric: true,
            cell: (record) => (
              <bdi class={record[key] === null || Number(record[key]) === 0 ? 'nought' : undefined}>
                {record[key] === null ? '–' : words.number(record[key])}
              </bdi>
            )
          }
        ]
  const columns: Column<Listed>[] = [
    {
      key: 'day',
      label: words.t('figure.record.date'),
      head: true,
      cell: (record) => <a href={pathOf(record)}>{record.day ? words.date(record.day) : words.t('register.undated')}</a>
    },
    {
      key: 'kind',
      label: words.t('register.kind'),
      cell: ({ source, kind, what }) => (
        <span>
          {words.t(`register.kind.${kind ?? kinds[source]}`)}
          {what ? (
            <small>
              <Written>{what}</Written>
            </small>
          ) : null}
        </span>
      )
    },
    ...measure('violations'),
    ...measure('workersAffected'),
    ...measure('backWages', true),
    ...measure('penalties', true),
    ...measure('amountPaid', true),
    {
      key: 'dataSet',
      label: words.t('data_set.one'),
      cell: ({ dataSet, row }) => (
        <span>
          <span dir="auto">{dataSets.find(({ id }) => id === dataSet)?.name ?? '–'}</span>
          <small>{words.t('register.line', { row: lineOf(row) })}</small>
        </span>
      )
    }
  ]
  const title = words.t('register.history', { n: workplace.records })
  return (
    <section class="stack">
      <SectionHead title={title} />
      <DataTable
        caption={title}
        captionHidden
        rows={records}
        rowKey={({ source, dataSet, row }) => `${source}-${dataSet}-${row}`}
        columns={columns}
        empty={<p class="soft measure">{words.t('register.history.none')}</p>}
      />
      <Pages page={page} pages={pages} href={(number) => `/workplaces/${workplace.id}?page=${number}`} />
    </section>
  )
}

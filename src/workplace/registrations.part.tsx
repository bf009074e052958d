import type { PageContext } from '../kernel/page.ts'
import { SectionHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import type { readHistory } from './operations.ts'

type Read = Awaited<ReturnType<(typeof readHistory)['run']>>
type Registration = Read['registrations'][number]

const groups = ['women', 'men', 'young', 'migrant', 'informal'] as const

/** The registers of workplaces that know a workplace, each with its size there and since when and until when it is. */
export function Registrations({
  context: { words },
  registrations,
  dataSets
}: {
  context: PageContext
  registrations: Read['registrations']
  dataSets: Read['dataSets']
}) {
  if (registrations.length === 0) return null
  const title = words.t('register.registrations', { n: new Set(registrations.map(({ dataSet }) => dataSet)).size })
  const of = (row: Registration) =>
    groups.flatMap((group) =>
      row[group] === null ? [] : [words.t(`register.workers.${group}`, { n: row[group] ?? 0 })]
    )
  return (
    <section class="stack">
      <SectionHead title={title} />
      <DataTable
        caption={title}
        captionHidden
        rows={registrations}
        rowKey={({ dataSet, row }) => `${dataSet}-${row}`}
        columns={[
          {
            key: 'dataSet',
            label: words.t('register.registry'),
            head: true,
            cell: ({ dataSet, row }) => (
              <a href={`/figures/records/${dataSet}/${row}`}>
                <span dir="auto">{dataSets.find(({ id }) => id === dataSet)?.name ?? '–'}</span>
              </a>
            )
          },
          {
            key: 'identifier',
            label: words.t('register.number'),
            cell: ({ identifier }) => <bdi>{identifier ?? '–'}</bdi>
          },
          {
            key: 'employees',
            label: words.t('figure.measure.employees'),
            numeric: true,
            cell: (row) => (
              <span>
                {row.employees === null ? '–' : words.number(row.employees)}
                {of(row).length > 0 ? <small>{words.list(of(row))}</small> : null}
              </span>
            )
          },
          ...(['registered', 'closed'] as const).map((name) => ({
            key: name,
            label: words.t(`evidence.field.${name}`),
            cell: (row: Registration) => (row[name] ? words.date(row[name] ?? '') : '–')
          }))
        ]}
      />
    </section>
  )
}

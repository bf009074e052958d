import type { PageContext } from '../kernel/page.ts'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Written } from '../ui/written.tsx'
import type { readWorkplace, WorkplaceShown } from './operations.ts'
import { nameOf, periodOf, placeOf } from './said.part.tsx'

type Entry = Awaited<ReturnType<(typeof readWorkplace)['run']>>['entries'][number]

const mostShown = 100

/** The names, numbers and places under which files know a workplace; who may, takes some of them out. */
export function EntryTable({
  context: { words, may },
  workplace,
  entries
}: {
  context: PageContext
  workplace: WorkplaceShown
  entries: readonly Entry[]
}) {
  const sent = useSent('workplace.split')
  const split = may('workplace.edit') && entries.length > 1
  const chosen = [sent?.sent.entries ?? []].flat()
  const columns: Column<Entry>[] = [
    ...(split
      ? [
          {
            key: 'take',
            label: words.t('register.split.choose'),
            quiet: true,
            cell: (entry: Entry) => (
              <input
                type="checkbox"
                name="entries"
                value={entry.id}
                checked={chosen.includes(entry.id)}
                aria-label={words.t('register.split.take', { name: nameOf(words, entry) })}
              />
            )
          }
        ]
      : []),
    {
      key: 'name',
      label: words.t('workplace.name'),
      head: true,
      cell: (entry) => (
        <span>
          <span dir="auto">{nameOf(words, entry)}</span>
          {entry.legal ? (
            <small>
              <Written>{entry.legal}</Written>
            </small>
          ) : null}
        </span>
      )
    },
    {
      key: 'identifier',
      label: words.t('register.number'),
      cell: ({ identifier }) => <span dir="auto">{identifier ?? '–'}</span>
    },
    {
      key: 'place',
      label: words.t('register.place'),
      cell: (entry) => <span dir="auto">{placeOf(entry) || '–'}</span>
    },
    {
      key: 'records',
      label: words.t('register.records'),
      numeric: true,
      cell: ({ records, registered }) => words.number(records + registered)
    },
    { key: 'period', label: words.t('register.known'), cell: (entry) => periodOf(words, entry) }
  ]
  const title = words.t('register.entries', { n: entries.length })
  const table = (
    <DataTable
      caption={title}
      captionHidden
      rows={entries.slice(0, mostShown)}
      rowKey={({ id }) => id}
      columns={columns}
    />
  )
  return (
    <section class="stack" id="entries">
      <SectionHead title={title} />
      <p class="soft measure">{words.t(split ? 'register.entries.split' : 'register.entries.explained')}</p>
      {split ? (
        <OperationForm
          operation="workplace.split"
          hidden={{ workplace: workplace.id }}
          returnTo={`/workplaces/${workplace.id}#entries`}
          action={words.t('register.split')}
          plain
        >
          {table}
        </OperationForm>
      ) : (
        table
      )}
    </section>
  )
}

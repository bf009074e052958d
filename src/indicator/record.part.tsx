import { fieldName, isolated, issueName } from '../evidence/names.part.tsx'
import { type FieldName, fieldOf, tableNames, tables } from '../evidence/table.rules.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Terms } from '../ui/notice.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import type { listFigureRecords, readFigureRecord } from './record.operations.ts'

/** What one record says, what was found of it, and by which files it came. */

type Listed = Awaited<ReturnType<(typeof listFigureRecords)['run']>>['records'][number]
type Read = Awaited<ReturnType<(typeof readFigureRecord)['run']>>

/** What sources answer to a question of yes or no; anything else that they write stands as it is. */
const answers: readonly string[] = ['yes', 'no', 'unknown']
const asksYesOrNo: readonly string[] = ['plan', 'citation']

export const writtenValue = (words: Words, record: Listed, name: string, currency = ''): string => {
  const value = record[name]
  const type = tableNames.map((table) => fieldOf(table, name)?.type).find(Boolean)
  if (value === null || value === undefined || value === '') return '–'
  if (type === 'money') return words.money(Number(value), currency)
  if (type === 'integer') return words.number(Number(value))
  const answer = String(value).trim().toLowerCase()
  if (asksYesOrNo.includes(name) && answers.includes(answer)) return words.t(`figure.record.answer.${answer}`)
  return type === 'date' ? words.date(String(value)) : String(value)
}

/** A number of a record. Nought and what is not said are left out where a row becomes a card. */
export function Amount({ of }: { of: Listed[string] | undefined }) {
  const words = useWords()
  if (of === null || of === undefined) return <span class="nought">–</span>
  return <bdi class={Number(of) === 0 ? 'nought' : undefined}>{words.number(Number(of))}</bdi>
}

/** The file, the data set, the day and the person of an import, for the sentence that says where a line came from. */
export const importedBy = (words: Words, { version }: Pick<Read, 'version'>, name: string) => ({
  file: isolated(words, version.file_name),
  name: isolated(words, name),
  date: words.date(version.at),
  person: isolated(words, version.person_name ?? '–')
})

/** Every field that says something, with the column of the file that it was read from. */
export function RecordFields({ of: { record, table, columns, joined }, currency }: { of: Read; currency: string }) {
  const words = useWords()
  const filled = tables[table].filter(({ name }) => record[name] !== null && record[name] !== undefined)
  const source = (name: FieldName) =>
    columns[name] ??
    joined.map((one) => one.columns[name]).find(Boolean) ??
    words.t(joined.length > 0 && name === 'violations' ? 'figure.record.counted' : 'figure.record.derived')
  return (
    <section class="stack">
      <SectionHead title={words.t('figure.record.fields')} />
      <Terms
        items={filled.map(({ name }) => ({
          term: fieldName(words, table, name),
          value: (
            <>
              <span dir="auto">{writtenValue(words, record, name, currency)}</span>{' '}
              <small class="faint">{source(name)}</small>
            </>
          )
        }))}
      />
      {record.doubts ? (
        <p class="soft">
          {words.t('figure.record.doubts', {
            list: words.list(
              String(record.doubts)
                .split(' ')
                .map((check) => words.t(`evidence.check.${check}`))
            )
          })}
        </p>
      ) : null}
    </section>
  )
}

export function FindingTable({ of: { findings, joined }, currency }: { of: Read; currency: string }) {
  const words = useWords()
  if (findings.length === 0) return <JoinedFrom of={joined} />
  const fileOf = (version: string | null) => joined.find((one) => one.version.id === version)?.version.file_name
  const from: Column<Read['findings'][number]> = {
    key: 'line',
    label: words.t('figure.record.line-of'),
    cell: ({ line, sourceVersion }) => (
      <span>
        {words.number(line)}
        <small dir="auto">{fileOf(sourceVersion) ?? ''}</small>
      </span>
    )
  }
  const cell = (
    name: 'violations' | 'workersAffected' | 'backWages' | 'penalties',
    money = false
  ): Column<Read['findings'][number]> => ({
    key: name,
    label: money ? `${words.t(`evidence.measure.${name}`)} (${currency})` : words.t(`evidence.measure.${name}`),
    numeric: true,
    cell: (row) => <Amount of={row[name]} />
  })
  return (
    <section class="stack">
      <SectionHead title={words.t('figure.record.findings')} />
      <DataTable
        caption={words.t('figure.record.findings')}
        captionHidden
        rows={findings}
        rowKey={({ issue, line, sourceVersion }) => `${issue} ${line} ${sourceVersion}`}
        columns={[
          {
            key: 'issue',
            label: words.t('figure.column.issue'),
            head: true,
            cell: ({ issue }) => issueName(words, issue)
          },
          cell('violations'),
          cell('workersAffected'),
          cell('backWages', true),
          cell('penalties', true),
          ...(joined.length > 0 ? [from] : [])
        ]}
      />
      <JoinedFrom of={joined} />
    </section>
  )
}

/** The lines of other files that say something of the record, each with the import by which it came. */
function JoinedFrom({ of }: { of: Read['joined'] }) {
  const words = useWords()
  return of.map(({ data_set, version, lines }) => (
    <p key={version.id} class="soft measure">
      {words.t('figure.record.joined', {
        n: lines.length,
        lines: words.list(lines.map((line) => words.number(line))),
        ...importedBy(words, { version }, data_set.name)
      })}{' '}
      <a href={`/evidence/${data_set.id}`}>{words.t('figure.record.provenance.link')}</a>
    </p>
  ))
}

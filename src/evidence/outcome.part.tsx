import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { Facts } from '../ui/notice.tsx'
import { SectionHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { Warnings } from './head.part.tsx'
import { fieldName } from './names.part.tsx'
import type { listRejects, readDataSet } from './operations.ts'
import type { periodOf } from './register.rules.ts'

type Version = Awaited<ReturnType<(typeof readDataSet)['run']>>['versions'][number]
type Rejects = Awaited<ReturnType<(typeof listRejects)['run']>>

type OutcomeProps = {
  of: Version
  period: ReturnType<typeof periodOf>
  id: string
  /** The first refused rows; nothing for who may not see files as they were sent. */
  rejects: Rejects | undefined
}

/** What the checks found: rows taken and refused, the reasons, the first refused rows, the doubts; and the period of all that counts. */
export function ImportOutcome({ of: version, period, rejects, id }: OutcomeProps) {
  const words = useWords()
  const { reasons = [], flags = [], warnings = [], replaces } = version.result
  const counts = ['rows_read', 'accepted', 'rejected'] as const
  const facts = [
    // Where no row was refused, the title says how many there are.
    ...(version.rejected > 0
      ? counts.map((name) => ({ value: words.number(version[name]), label: words.t(`evidence.fact.${name}`) }))
      : []),
    ...(period
      ? [{ value: `${words.date(period.from)} – ${words.date(period.to)}`, label: words.t('evidence.fact.period') }]
      : [])
  ]
  return (
    <>
      {facts.length > 0 ? <Facts items={facts} /> : null}
      {replaces?.gone !== undefined ? (
        <p class="measure">
          {words.t('evidence.replaced', {
            field: fieldName(words, version.mapping.table, replaces.by),
            from: Date.parse(replaces.from),
            to: Date.parse(replaces.to),
            gone: replaces.gone
          })}{' '}
          {replaces.missing ? words.t('evidence.replaced.missing', { n: replaces.missing }) : null}
        </p>
      ) : null}
      <Warnings of={warnings} />
      {version.rejected > 0 ? (
        <section class="stack">
          <SectionHead
            title={words.t('evidence.refused.title', { n: version.rejected })}
            id="refused"
            actions={
              rejects ? (
                <LinkButton href={`/evidence/${id}/rejects.csv`} download>
                  {words.t('evidence.refused.download')}
                </LinkButton>
              ) : null
            }
          />
          <p class="soft measure">{words.t('evidence.refused.explained')}</p>
          <Counts of={reasons} caption={words.t('evidence.refused.reasons')} />
          {rejects ? <RejectTable of={rejects} total={version.rejected} /> : null}
        </section>
      ) : null}
      {flags.length > 0 ? (
        <section class="stack">
          <SectionHead
            title={words.t('evidence.doubts.title')}
            actions={
              rejects ? (
                <LinkButton href={`/evidence/${id}/flags.csv`} download>
                  {words.t('evidence.doubts.download')}
                </LinkButton>
              ) : null
            }
          />
          <p class="soft measure">{words.t('evidence.doubts.explained')}</p>
          <Counts of={flags} caption={words.t('evidence.doubts.title')} />
        </section>
      ) : null}
    </>
  )
}

/** Each reason once, with the columns in which it was found and in how many rows. */
export function Counts({
  of,
  caption
}: {
  of: readonly { check: string; column: string; rows: number }[]
  caption: string
}) {
  const words = useWords()
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={[...Map.groupBy(of, ({ check }) => check)]}
      columns={[
        {
          key: 'check',
          label: words.t('evidence.check'),
          head: true,
          cell: ([check]) => words.t(`evidence.check.${check}`)
        },
        {
          key: 'rows',
          label: words.t('evidence.check.rows'),
          cell: ([, found]) => (
            <ul>
              {found.map(({ column, rows }) => (
                <li key={column}>
                  {column ? <span dir="auto">{column}</span> : null} <b>{words.t('evidence.check.n', { n: rows })}</b>
                </li>
              ))}
            </ul>
          )
        }
      ]}
    />
  )
}

function RejectTable({ of, total }: { of: Rejects; total: number }) {
  const words = useWords()
  return (
    <DataTable
      caption={words.t('evidence.refused.first', { shown: of.length, total })}
      rows={of}
      rowKey={({ row }) => String(row)}
      columns={[
        {
          key: 'row',
          label: words.t('evidence.sample.line'),
          numeric: true,
          head: true,
          cell: ({ row }) => words.number(row)
        },
        {
          key: 'columns',
          label: words.t('evidence.mapping.column'),
          cell: ({ columns }) => <span dir="auto">{columns.join(', ') || '–'}</span>
        },
        {
          key: 'checks',
          label: words.t('evidence.check'),
          cell: ({ checks }) => checks.map((check) => words.t(`evidence.check.${check}`)).join('; ')
        },
        {
          key: 'values',
          label: words.t('evidence.refused.value'),
          cell: ({ values }) => <span dir="auto">{values.map((value) => value.slice(0, 80)).join(' · ') || '–'}</span>
        }
      ]}
    />
  )
}

import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { Facts } from '../ui/notice.tsx'
import { SectionHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { Warnings } from './head.part.tsx'
import type { listRejects, readDataSet } from './operations.ts'

type Version = Awaited<ReturnType<(typeof readDataSet)['run']>>['versions'][number]
type Rejects = Awaited<ReturnType<(typeof listRejects)['run']>>

/** What the checks found: rows taken and refused, the reasons, the first refused rows, the doubts. */
export function ImportOutcome({ of: version, rejects, id }: { of: Version; rejects: Rejects; id: string }) {
  const words = useWords()
  const { reasons = [], flags = [], warnings = [], period, seconds } = version.result
  return (
    <>
      <Facts
        items={[
          { value: words.number(version.rows_read), label: words.t('evidence.fact.rows') },
          { value: words.number(version.accepted), label: words.t('evidence.fact.accepted') },
          { value: words.number(version.rejected), label: words.t('evidence.fact.rejected') },
          {
            value: period ? `${words.date(period.from)} – ${words.date(period.to)}` : words.t('evidence.fact.no-dates'),
            label: words.t('evidence.fact.period')
          }
        ]}
      />
      <Warnings of={warnings} />
      <section class="stack">
        <SectionHead
          title={words.t('evidence.refused.title', { n: version.rejected })}
          id="refused"
          actions={
            version.rejected > 0 ? (
              <LinkButton href={`/evidence/${id}/rejects.csv`} download>
                {words.t('evidence.refused.download')}
              </LinkButton>
            ) : null
          }
        />
        {version.rejected > 0 ? (
          <>
            <p class="soft measure">{words.t('evidence.refused.explained')}</p>
            <Counts of={reasons} caption={words.t('evidence.refused.reasons')} />
            <RejectTable of={rejects} total={version.rejected} />
          </>
        ) : (
          <p class="soft">{words.t('evidence.refused.none')}</p>
        )}
      </section>
      {flags.length > 0 ? (
        <section class="stack">
          <SectionHead
            title={words.t('evidence.doubts.title')}
            actions={
              <LinkButton href={`/evidence/${id}/flags.csv`} download>
                {words.t('evidence.doubts.download')}
              </LinkButton>
            }
          />
          <p class="soft measure">{words.t('evidence.doubts.explained')}</p>
          <Counts of={flags} caption={words.t('evidence.doubts.title')} />
        </section>
      ) : null}
      {seconds === undefined ? null : (
        <p class="small faint">{words.t('evidence.took', { seconds: words.number(seconds, 1) })}</p>
      )}
    </>
  )
}

function Counts({ of, caption }: { of: readonly { check: string; column: string; rows: number }[]; caption: string }) {
  const words = useWords()
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={of}
      columns={[
        {
          key: 'check',
          label: words.t('evidence.check'),
          head: true,
          cell: ({ check }) => words.t(`evidence.check.${check}`)
        },
        {
          key: 'column',
          label: words.t('evidence.mapping.column'),
          cell: ({ column }) => <span dir="auto">{column || '–'}</span>
        },
        { key: 'rows', label: words.t('evidence.rows'), numeric: true, cell: ({ rows }) => words.number(rows) }
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

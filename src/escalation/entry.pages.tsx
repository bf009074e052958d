import { type Page, page } from '../kernel/page.ts'
import { ChoiceField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DateField, LongTextField, TextField } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PageHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { EntryCell, EntryChoice, EntryTick } from './entry.part.tsx'
import { Where } from './escalation.pages.tsx'
import { escalationPath } from './kinds.operations.ts'
import { type OnWay, pageSize, readEscalation, readWays } from './read.operations.ts'
import { findingResults, presences, visitFields } from './rules.ts'
import { calledBy } from './ways.part.tsx'

/** A day's visits in one table: the list of a phase, one row each; or pasted from a spreadsheet. */
export const entryPages: Page[] = [
  page('/plans/:plan/escalations/:escalation/entry', 'visit.record', async (context) => {
    const { words, params, query } = context
    const { plan = '', escalation: id = '' } = params
    const path = escalationPath(plan, id)
    const of = await context.ask(readEscalation, { escalation: id })
    const number = Math.max(1, Number.parseInt(query('page'), 10) || 1)
    const phase =
      of.phases.find((one) => one.id === query('phase')) ?? of.phases.findLast(({ count }) => count.waiting > 0)
    const { total, ways } = phase
      ? await context.ask(readWays, { escalation: id, phase: phase.id, state: 'waiting', page: number })
      : { total: 0, ways: [] }
    const title = words.t('escalation.entry')
    const hidden = { plan, escalation: id }
    return (
      <Layout title={title} wide>
        <div class="stack">
          <Where plan={plan} items={[{ label: of.escalation.name, href: path }, { label: title }]} />
          <PageHead title={title}>
            {words.t('escalation.entry.explained', { issue: of.issue, phase: phase?.name ?? '–' })}
          </PageHead>
          {ways.length === 0 ? (
            <Empty level={2} title={words.t('escalation.entry.empty')} />
          ) : (
            <>
              <OperationForm
                operation="visit.record-many"
                hidden={hidden}
                action={words.t('escalation.entry.save')}
                kind="main"
              >
                <Common today={of.today} person={context.actor.name} />
                <Rows of={ways} />
              </OperationForm>
              <Pages
                page={number}
                pages={Math.ceil(total / pageSize)}
                href={(to) => `${path}/entry?phase=${phase?.id ?? ''}&page=${to}`}
              />
              <Paste hidden={hidden} today={of.today} person={context.actor.name} />
            </>
          )}
        </div>
      </Layout>
    )
  })
]

/** What is the same for all rows. */
function Common({ today, person }: { today: string; person: string }) {
  const words = useWords()
  return (
    <>
      <div class="grid-s">
        <DateField name="day" label={words.t('visit.day')} value={today} max={today} />
        <TextField
          name="inspector"
          label={words.t('visit.inspector')}
          value={person}
          maxLength={visitFields.inspector.max}
        />
      </div>
      <ChoiceField
        name="presence"
        label={words.t('visit.presence')}
        help={words.t('visit.presence.help')}
        options={presences.map((value) => ({ value, label: words.t(`visit.presence.${value}`) }))}
        inline
      />
    </>
  )
}

function Rows({ of }: { of: readonly OnWay[] }) {
  const words = useWords()
  const results = findingResults.map((value) => ({ value, label: words.t(`visit_finding.result.${value}`) }))
  const cell = (row: OnWay, name: string) => ({
    name: `visits.${row.workplace}.${name}`,
    label: `${words.t(`visit.${name}`)}: ${calledBy(words, row)}`
  })
  const columns: Column<OnWay>[] = [
    {
      key: 'name',
      label: words.t('workplace.one'),
      head: true,
      cell: (row) => (
        <>
          <span dir="auto">{calledBy(words, row)}</span> <small class="soft">{row.city}</small>
        </>
      )
    },
    {
      key: 'result',
      label: words.t('visit_finding.result'),
      cell: (row) => (
        <EntryChoice
          name={`visits.${row.workplace}.result`}
          label={`${words.t('visit_finding.result')}: ${calledBy(words, row)}`}
          options={results}
        />
      )
    },
    { key: 'workers', label: words.t('visit.workers'), cell: (row) => <EntryCell {...cell(row, 'workers')} /> },
    { key: 'women', label: words.t('visit.women'), cell: (row) => <EntryCell {...cell(row, 'women')} /> },
    {
      key: 'remedied',
      label: words.t('escalation.entry.remedied'),
      cell: (row) => <EntryTick {...cell(row, 'remedied')} />
    },
    {
      key: 'deadline',
      label: words.t('visit.deadline'),
      cell: (row) => <EntryCell {...cell(row, 'deadline')} type="date" />
    }
  ]
  return (
    <DataTable
      caption={words.t('escalation.entry')}
      captionHidden
      columns={columns}
      rows={of}
      rowKey={({ workplace }) => workplace}
    />
  )
}

function Paste({ hidden, today, person }: { hidden: Record<string, string>; today: string; person: string }) {
  const words = useWords()
  const sent = useSent('visit.paste')
  return (
    <Details summary={words.t('record.paste')} open={sent !== undefined}>
      <OperationForm
        operation="visit.paste"
        hidden={{ ...hidden, language: words.language }}
        action={words.t('escalation.entry.save')}
      >
        <Common today={today} person={person} />
        <LongTextField
          name="lines"
          label={words.t('record.paste.text')}
          help={words.t('record.paste.help', {
            columns: [
              'workplace.one',
              'visit_finding.result',
              'visit.day',
              'visit.workers',
              'visit.women',
              'escalation.entry.remedied',
              'visit.deadline',
              'visit.note'
            ]
              .map((key) => words.t(key))
              .join(' | ')
          })}
          rows={8}
        />
      </OperationForm>
    </Details>
  )
}

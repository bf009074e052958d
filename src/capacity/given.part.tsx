import { ChangeLink } from '../office/step.part.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import type { CapacityRecord, PortionRecord } from './operations.ts'
import { capacityPath } from './path.rules.ts'
import type { Seen } from './room.part.ts'
import { capacityFields, daysOfYear, portionFields } from './rules.ts'
import { sayDaysOf, sayMonth, sayRegion } from './say.part.ts'

/** What people mostly have: the form begins with it, and they say what it is with them. */
const usualYear = { working_days: 220, leave_days: 30 }

/** Inspectors, their time, vehicles and money, by region, with how the days come about. */
export function Given({ room, edit }: { room: Seen; edit: boolean }) {
  const words = useWords()
  const { lines, people, currency, plan } = room
  const sent = useSent('capacity.add')
  const inspectors = lines.length === 0 ? people[0]?.quantity : undefined
  const columns: Column<CapacityRecord>[] = [
    {
      key: 'region',
      label: words.t('capacity.region'),
      head: true,
      cell: (line) => (
        <span id={line.id}>
          <Written>{sayRegion(words, line.region)}</Written> <ExampleAmong rows={lines} row={line} />
          {line.skills ? (
            <small>
              <Written>{line.skills}</Written>
            </small>
          ) : null}
          {line.note ? (
            <small>
              <Written>{line.note}</Written>
            </small>
          ) : null}
        </span>
      )
    },
    {
      key: 'days',
      label: words.t('capacity.year'),
      cell: (line) => (
        <span>
          <strong>{words.t('capacity.year.days', { days: sayDaysOf(words, daysOfYear(line)) })}</strong>
          <small>
            {words.t('capacity.year.formula', {
              n: line.inspectors,
              ...{ days: sayDaysOf(words, line.working_days), leave: sayDaysOf(words, line.leave_days ?? 0) },
              share: words.share(line.inspection_share / 100)
            })}
          </small>
        </span>
      )
    },
    {
      key: 'vehicles',
      label: words.t('capacity.vehicles'),
      numeric: true,
      cell: ({ vehicles }) => (vehicles === null ? words.t('resource.unknown') : words.number(vehicles))
    },
    {
      key: 'money',
      label: words.t('capacity.money'),
      numeric: true,
      cell: ({ money }) => (money === null ? words.t('resource.unknown') : <bdi>{words.money(money, currency)}</bdi>)
    },
    ...(edit
      ? [
          {
            key: 'change',
            label: words.t('record.change'),
            quiet: true,
            cell: (line: CapacityRecord) => (
              <ChangeLink record="capacity" row={line} here={capacityPath(plan)} name={sayRegion(words, line.region)} />
            )
          }
        ]
      : [])
  ]
  return (
    <section class="stack">
      <SectionHead
        title={words.t('capacity.list', { n: lines.length })}
        mark={<ExampleOfAll rows={lines} />}
        actions={edit ? <AddButton>{words.t('capacity.add')}</AddButton> : null}
      />
      {people.length > 0 ? (
        <p class="soft measure">
          {words.t('capacity.from-resources')}{' '}
          <a href={`/plans/${plan}/1/resources#human`}>
            <Written>
              {words.list(
                people.map(({ name, quantity }) =>
                  words.t('capacity.resource', { name, quantity: words.number(quantity) })
                )
              )}
            </Written>
          </a>
        </p>
      ) : null}
      {edit ? (
        <OnDemand title={words.t('capacity.add')} open={sent !== undefined}>
          <OperationForm
            operation="capacity.add"
            action={words.t('capacity.add')}
            kind="main"
            returnTo={capacityPath(plan)}
          >
            <DeclaredFields
              record="capacity"
              fields={capacityFields}
              values={{ ...usualYear, ...(inspectors === undefined ? {} : { inspectors }) }}
              currency={currency}
            />
          </OperationForm>
        </OnDemand>
      ) : null}
      <DataTable
        caption={words.t('capacity.list', { n: lines.length })}
        captionHidden
        columns={columns}
        rows={lines}
        rowKey={({ id }) => id}
        empty={<p class="soft">{words.t('capacity.none')}</p>}
      />
    </section>
  )
}

/** Where and when parts of the work are done; what no line says is spread evenly. */
export function Portions({ room, edit }: { room: Seen; edit: boolean }) {
  const words = useWords()
  const { portions, interventions, names, plan, currency } = room
  const sent = useSent('portion.add')
  if (interventions.length === 0) return null
  const columns: Column<PortionRecord>[] = [
    {
      key: 'intervention',
      label: words.t('intervention.one'),
      head: true,
      cell: (row) => (
        <>
          <Written>{names[row.intervention] ?? ''}</Written> <ExampleAmong rows={portions} row={row} />
        </>
      )
    },
    {
      key: 'region',
      label: words.t('portion.region'),
      cell: ({ region }) => <Written>{region || words.t('portion.region.none')}</Written>
    },
    {
      key: 'month',
      label: words.t('portion.month'),
      cell: ({ month }) => (month ? sayMonth(words, month.slice(0, 7)) : words.t('portion.month.none'))
    },
    {
      key: 'days',
      label: words.t('portion.days'),
      numeric: true,
      cell: ({ days }) => (days === null ? null : sayDaysOf(words, days))
    },
    {
      key: 'money',
      label: words.t('portion.money'),
      numeric: true,
      cell: ({ money }) => (money === null ? null : <bdi>{words.money(money, currency)}</bdi>)
    },
    ...(edit
      ? [
          {
            key: 'change',
            label: words.t('record.change'),
            quiet: true,
            cell: (row: PortionRecord) => (
              <ChangeLink record="portion" row={row} here={capacityPath(plan)} name={names[row.intervention] ?? ''} />
            )
          }
        ]
      : [])
  ]
  return (
    <section class="stack">
      <SectionHead
        title={words.t('portion.list', { n: portions.length })}
        mark={<ExampleOfAll rows={portions} />}
        actions={
          edit ? (
            <AddButton id="add-portion" kind="outline">
              {words.t('portion.add')}
            </AddButton>
          ) : null
        }
      />
      <p class="soft measure">{words.t('portion.explained')}</p>
      {edit ? (
        <OnDemand id="add-portion" title={words.t('portion.add')} open={sent !== undefined}>
          <OperationForm
            operation="portion.add"
            hidden={{ plan }}
            action={words.t('portion.add')}
            kind="main"
            returnTo={capacityPath(plan)}
          >
            <DeclaredFields
              record="portion"
              fields={portionFields}
              currency={currency}
              choices={{ intervention: interventions.map(({ id, name }) => ({ value: id, label: name })) }}
            />
          </OperationForm>
        </OnDemand>
      ) : null}
      {portions.length > 0 ? (
        <DataTable
          caption={words.t('portion.list', { n: portions.length })}
          captionHidden
          columns={columns}
          rows={portions}
          rowKey={({ id }) => id}
        />
      ) : null}
    </section>
  )
}

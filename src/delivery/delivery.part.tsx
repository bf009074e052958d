import { hubName } from '../influence/step.part.tsx'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { FileField } from '../ui/field.tsx'
import { Details } from '../ui/notice.tsx'
import { OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import type { Delivery, Proof } from './operations.ts'
import { workPath } from './path.rules.ts'
import { acceptedProofs, largestProof, mostProofs } from './proof.rules.ts'
import type { Room } from './room.part.ts'
import { deedsFor, deliveryFields } from './rules.ts'
import { sayMeasure } from './say.part.tsx'

/** What was done under an intervention: the form that records it, and the list. */

const { day, workplaces, workers, women, days, cost, region, done_by, hub, link, note } = deliveryFields
const perPage = 20

/** What one has in hand where something was done: the day, what, whom it reached, and a photograph. What was done is chosen, not preset. */
export function DeedFields({
  kind,
  today,
  currency
}: {
  kind: Room['intervention']['kind']
  today: string
  currency?: string
}) {
  const words = useWords()
  const offered = deedsFor(kind)
  const common = { record: 'delivery', currency }
  return (
    <>
      <div class="side-by-side">
        <DeclaredFields {...common} fields={{ day }} values={{ day: today }} />
        <SelectField
          name="deed"
          label={words.t('delivery.deed')}
          value={offered.length === 1 ? offered[0] : ''}
          options={offered.map((value) => ({ value, label: words.t(`delivery.deed.${value}`) }))}
        />
      </div>
      <div class="side-by-side">
        <DeclaredFields {...common} fields={{ workplaces, workers, women }} />
      </div>
      <DeclaredFields {...common} fields={{ note }} />
      <FileField
        name="file"
        label={words.t('delivery.file')}
        help={words.t('delivery.file.help', { n: mostProofs, limit: largestProof / 1024 / 1024 })}
        accept={acceptedProofs}
        multiple
        optional
      />
    </>
  )
}

/** The form that records what was done; what is known of fewer deeds stands folded. */
export function RecordForm({ context, intervention, hubs, stakeholders, plan, today, currency }: Room) {
  const words = useWords()
  const sent = useSent('delivery.record')
  const common = { record: 'delivery', currency }
  const more = Object.keys({ days, cost, region, done_by, hub, link })
  const fault = sent?.problem.fields.some(({ field }) => more.includes(field))
  return (
    <OnDemand title={words.t('delivery.record')} open={sent !== undefined}>
      <OperationForm
        operation="delivery.record"
        hidden={{ plan, intervention: intervention.id }}
        returnTo={`${workPath(plan, intervention.id)}#:id`}
        action={words.t('delivery.record.action')}
        kind="main"
        files
      >
        <DeedFields kind={intervention.kind} today={today} currency={currency} />
        <Details summary={words.t('delivery.more')} open={fault}>
          <div class="stack">
            <div class="side-by-side">
              <DeclaredFields {...common} fields={{ days, cost }} />
            </div>
            <DeclaredFields
              {...common}
              fields={{ region, done_by, hub, link }}
              values={{ done_by: intervention.carried_out_by, hub: intervention.hub }}
              choices={{
                done_by: stakeholders.map(({ id, name }) => ({ value: id, label: name })),
                hub: hubs.map((one) => ({ value: one.id, label: hubName(context.words, one) }))
              }}
            />
          </div>
        </Details>
      </OperationForm>
    </OnDemand>
  )
}

export function DeliveryList(room: Room) {
  const words = useWords()
  const { deliveries, context, plan, intervention, stakeholders } = room
  const here = workPath(plan, intervention.id)
  const pages = Math.max(1, Math.ceil(deliveries.length / perPage))
  const at = Math.min(pages, Math.max(1, Number.parseInt(context.query('page'), 10) || 1))
  return (
    <section class="stack-s" id="deliveries">
      <SectionHead
        title={words.t('delivery.finding', { n: deliveries.length })}
        mark={<ExampleOfAll rows={deliveries} />}
      />
      <DataTable
        caption={words.t('delivery.list')}
        captionHidden
        columns={columnsOf(room)}
        rows={deliveries.slice((at - 1) * perPage, at * perPage)}
        rowKey={({ id }) => id}
        empty={<p class="soft">{words.t('delivery.none')}</p>}
      />
      <Pages page={at} pages={pages} href={(page) => `${here}?page=${page}#deliveries`} />
      {context.may('work.record') ? (
        <PasteForm
          record="delivery"
          hidden={{ plan, intervention: intervention.id }}
          same={['deed', 'done_by']}
          choices={{ done_by: stakeholders.map(({ id, name }) => ({ value: id, label: name })) }}
          returnTo={`${here}#deliveries`}
        />
      ) : null}
    </section>
  )
}

function columnsOf(room: Room): Column<Delivery>[] {
  const { context, deliveries, intervention, hubs, nameOf, plan, currency, told } = room
  const { words, may } = context
  const here = workPath(plan, intervention.id)
  return [
    {
      key: 'what',
      label: words.t('delivery.deed'),
      head: true,
      cell: (one) => (
        <>
          <span id={one.id}>{words.t(`delivery.deed.${one.deed}`)}</span> <ExampleAmong rows={deliveries} row={one} />
          <small>
            {words.date(one.day)}
            {one.region ? (
              <>
                {' · '}
                <Written>{one.region}</Written>
              </>
            ) : null}
          </small>
        </>
      )
    },
    { key: 'reached', label: words.t('delivery.reached'), cell: (one) => <Reached of={one} /> },
    {
      key: 'took',
      label: words.t('delivery.took'),
      cell: (one) => {
        const took = [
          one.days === null ? '' : words.t('delivery.days.n', { n: one.days }),
          one.cost === null ? '' : sayMeasure(words, 'cost', one.cost, currency)
        ].filter((part) => part !== '')
        const served = one.hub && one.hub !== intervention.hub ? hubs.find(({ id }) => id === one.hub) : undefined
        return (
          <span>
            {words.list(took) || null}
            <small>
              <Written>{one.done_by ? nameOf(one.done_by) : words.t('delivery.done_by.none')}</Written>
            </small>
            {told.some(({ record }) => record === one.id) ? (
              <small>
                <ToldBy record={one.id} told={told} />
              </small>
            ) : null}
            {served ? (
              <small>
                <Written>{hubName(words, served)}</Written>
              </small>
            ) : null}
          </span>
        )
      }
    },
    { key: 'shown', label: words.t('delivery.shown'), cell: (one) => <Shown of={one} room={room} /> },
    ...(may('work.record')
      ? [
          {
            key: 'actions',
            label: words.t('intervention.column.actions'),
            quiet: true,
            cell: ({ id, day }: Delivery) => (
              <a href={`/records/delivery/${id}?from=${here}`}>
                {words.t('record.change')}
                <span class="vh">{` ${words.date(day)}`}</span>
              </a>
            )
          }
        ]
      : [])
  ]
}

/** Which guest of a stakeholder wrote a record. */
export function ToldBy({ record, told }: { record: string; told: Room['told'] }) {
  const words = useWords()
  const by = told.find((one) => one.record === record)
  return <>{words.t('told.by', { name: by?.name ?? '' })}</>
}

function Reached({ of: { workplaces, workers, women, note } }: { of: Delivery }) {
  const words = useWords()
  const parts = [
    workplaces === null ? '' : words.t('delivery.workplaces.n', { n: workplaces }),
    workers === null
      ? ''
      : women === null
        ? words.t('delivery.workers.n', { n: workers })
        : words.t('delivery.workers.women', { n: workers, women })
  ].filter((part) => part !== '')
  return (
    <span>
      {words.list(parts) || '–'}
      {note ? (
        <small>
          <Written>{note}</Written>
        </small>
      ) : null}
    </span>
  )
}

/** The files and the address that show what was done, and the way to add one. */
function Shown({ of, room: { proofs, plan, intervention, context } }: { of: Delivery; room: Room }) {
  const words = useWords()
  const files = proofs.filter(({ delivery }) => delivery === of.id)
  const sent = useSent('delivery.attach', of.id)
  const here = workPath(plan, intervention.id)
  return (
    <div class="stack-s">
      {files.length > 0 || of.link ? (
        <ul>
          {files.map((file) => (
            <li key={file.id}>
              <File of={file} here={here} edit={context.may('work.record')} />
            </li>
          ))}
          {of.link ? (
            <li>
              <a href={of.link} rel="noreferrer">
                {words.t('delivery.link.open')}
              </a>
            </li>
          ) : null}
        </ul>
      ) : null}
      {context.may('work.record') ? (
        <Details summary={words.t('delivery.attach')} open={sent !== undefined}>
          <OperationForm
            operation="delivery.attach"
            formKey={of.id}
            hidden={{ delivery: of.id }}
            returnTo={`${here}#${of.id}`}
            action={words.t('delivery.attach.action')}
            slim
            plain
            files
          >
            <FileField name="file" label={words.t('delivery.file')} accept={acceptedProofs} multiple />
          </OperationForm>
        </Details>
      ) : null}
    </div>
  )
}

function File({ of: { id, name, type, bytes, example }, here, edit }: { of: Proof; here: string; edit: boolean }) {
  const words = useWords()
  const size = Math.max(0.1, bytes / 1024 / 1024)
  return (
    <>
      <a href={`${here}/files/${id}`}>
        <Written>{name}</Written>
      </a>{' '}
      <span class="soft small">
        {words.t('proof.told', { type: words.t(`proof.type.${type}`), size: words.number(size, 1) })}
      </span>
      {example ? <> {words.t('ui.example')}</> : null}
      {edit ? (
        <>
          {' '}
          <a class="small" href={`/records/proof/${id}/remove?from=${here}`}>
            {words.t('proof.remove')}
            <span class="vh">{` ${name}`}</span>
          </a>
        </>
      ) : null}
    </>
  )
}

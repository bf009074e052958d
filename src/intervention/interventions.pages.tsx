import type { NamedHub } from '../influence/rules.ts'
import { hubName, nameSome, StepTop } from '../influence/step.part.tsx'
import { type Page, page } from '../kernel/page.ts'
import { StepExample } from '../office/example.part.tsx'
import { readWhatMatters } from '../office/matter.operations.ts'
import { isUnusedPower } from '../office/rules.ts'
import { stepPath } from '../plan/rules.ts'
import type { Option } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields, meaningsOf } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty, Notice, Terms } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { Decide, Items, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Direction, ExampleAmong, ExampleOfAll, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { type Intervention, readStepFive, type StepFive } from './operations.ts'
import { families, groupByFamily, pickFields, traps } from './rules.ts'

const askedFields = pickFields([
  'hub',
  'name',
  'family',
  'kind',
  'carried_out_by',
  'influences',
  'stakeholders',
  'note'
])

type Room = StepFive & { plan: string; edit: boolean }

export const interventionPages: Page[] = [
  page('/plans/:plan/5/interventions', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const found = await context.ask(readStepFive, { plan })
    const matters = await context.ask(readWhatMatters, { plan })
    const powers = found.powers.filter(({ id }) => matters.resources.includes(id))
    const room = { ...found, powers, plan, edit: context.may('plan.edit') }
    const question = words.t('intervention.question')
    return (
      <Layout title={question}>
        <StepTop
          plan={plan}
          step={5}
          tab="interventions"
          subject="intervention"
          question={question}
          questions={[1, 2, 3].map((n) => words.t(`intervention.ask.${n}`))}
        >
          {words.t('intervention.explained')}
        </StepTop>
        {room.hubs.length === 0 ? <NoHub plan={plan} /> : <Interventions {...room} />}
        <StepExample part="interventions" />
      </Layout>
    )
  })
]

/** Says that no hub is chosen for which one could act, and where one chooses it. */
function NoHub({ plan }: { plan: string }) {
  const words = useWords()
  return (
    <Empty
      level={2}
      title={words.t('intervention.no-hub.title')}
      action={
        <LinkButton href={stepPath(plan, 2, 'venn')} kind="main">
          {words.t('intervention.no-hub.action')}
        </LinkButton>
      }
    >
      {words.t('intervention.no-hub')}
    </Empty>
  )
}

function Interventions(room: Room) {
  const words = useWords()
  const { interventions, hubs, edit } = room
  return (
    <div class="stack-l">
      <section class="stack">
        {interventions.length === 0 ? (
          <Empty level={2} title={words.t('intervention.empty.title')}>
            {words.t('intervention.empty')}
          </Empty>
        ) : (
          <Finding {...room} />
        )}
        {edit ? <AddInterventions {...room} /> : null}
      </section>
      {hubs.map((hub) => (
        <OfHub key={hub.id} {...room} hub={hub} />
      ))}
      <Prompts {...room} />
    </div>
  )
}

/** What the interventions amount to, which families are empty and which influences nobody addresses. */
function Finding({ interventions, influences, edit }: Room) {
  const words = useWords()
  const used = groupByFamily(interventions).map(({ family }) => family)
  const empty = families.filter((family) => !used.includes(family))
  const addressed = new Set(interventions.flatMap((one) => one.influences))
  const open = influences.filter(({ id }) => !addressed.has(id))
  return (
    <>
      <SectionHead
        title={words.t('intervention.finding', {
          n: interventions.length,
          families: used.length,
          addressed: influences.length - open.length,
          influences: influences.length
        })}
        mark={<ExampleOfAll rows={interventions} />}
        actions={edit ? <AddButton>{words.t('intervention.new')}</AddButton> : null}
      />
      {open.length > 0 ? (
        <Notice kind="wait" title={words.t('intervention.unaddressed', { n: open.length })}>
          {nameSome(
            words,
            open.map(({ name }) => name)
          )}
        </Notice>
      ) : null}
      {empty.length > 0 ? (
        <div class="stack-s">
          <p class="soft">{words.t('intervention.families-empty')}</p>
          <ul class="stack-s">
            {empty.map((family) => (
              <li key={family}>
                <Tag kind={family}>{words.t(`intervention.family.${family}`)}</Tag>{' '}
                <span class="soft">{words.t(`intervention.family.${family}.help`)}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {used.length > 0 ? (
        <Details summary={words.t('intervention.families')}>
          <Terms
            items={meaningsOf(words, 'intervention.family', used).map(({ label, help }) => ({
              term: label,
              value: help
            }))}
          />
        </Details>
      ) : null}
    </>
  )
}

/** The traps of narrow thinking, and the powers of step 1.2 that lie unused. */
function Prompts({ powers, edit }: Room) {
  const words = useWords()
  const unused = powers.filter(isUnusedPower)
  return (
    <div class="two-even">
      <section class="stack-s">
        <SectionHead title={words.t('intervention.traps')} />
        <Items
          items={traps.map((trap) => ({
            key: trap,
            body: (
              <>
                <h3>{words.t(`intervention.trap.${trap}`)}</h3>
                <p class="soft">{words.t(`intervention.trap.${trap}.explained`)}</p>
              </>
            )
          }))}
        />
      </section>
      {unused.length > 0 ? (
        <Decide
          id="powers"
          title={words.t('intervention.powers', { n: unused.length })}
          items={unused.map(({ id, name, hindrance }) => ({
            title: name,
            children: hindrance
              ? words.t('intervention.power.hindrance', { hindrance })
              : words.t('intervention.power.why'),
            ...(edit ? { action: <a href={`/records/resource/${id}`}>{words.t('intervention.power.change')}</a> } : {})
          }))}
        />
      ) : null}
    </div>
  )
}

/** The interventions around one hub, by family. */
function OfHub({ hub, ...room }: Room & { hub: NamedHub }) {
  const words = useWords()
  const members = room.interventions.filter((one) => one.hub === hub.id)
  const rows = groupByFamily(members).flatMap((group) => group.members)
  const name = hubName(words, hub)
  return (
    <section class="stack-s">
      <SectionHead
        title={name}
        mark={hub.chosen ? null : <small class="soft">{words.t('influence.hub-left')}</small>}
      />
      <DataTable
        caption={name}
        captionHidden
        columns={columnsOf(words, room)}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<p class="soft">{words.t('intervention.hub-empty')}</p>}
      />
      {room.edit ? (
        <PasteForm record="intervention" hidden={{ plan: room.plan, hub: hub.id }} same={['family']} />
      ) : null}
    </section>
  )
}

function columnsOf(
  words: ReturnType<typeof useWords>,
  { interventions, influences, stakeholders, edit }: Room
): Column<Intervention>[] {
  const nameOf = new Map(stakeholders.map(({ id, name }) => [id, name]))
  const influenceOf = new Map(influences.map((influence) => [influence.id, influence]))
  return [
    {
      key: 'name',
      label: words.t('intervention.one'),
      head: true,
      cell: (one) => (
        <>
          <span id={one.id}>
            <Written>{one.name}</Written>
          </span>{' '}
          <ExampleAmong rows={interventions} row={one} />
          {one.note ? (
            <small>
              <Written>{one.note}</Written>
            </small>
          ) : null}
          <br />
          <Tag kind={one.family}>{words.t(`intervention.family.${one.family}`)}</Tag>
          {one.kind ? <small>{words.t(`intervention.kind.${one.kind}`)}</small> : null}
        </>
      )
    },
    {
      key: 'carried_out_by',
      label: words.t('intervention.carried_out_by'),
      cell: (one) => (one.carried_out_by ? nameOf.get(one.carried_out_by) : words.t('intervention.carried_out_by.none'))
    },
    {
      key: 'influences',
      label: words.t('intervention.influences'),
      cell: (one) => {
        const found = one.influences.flatMap((id) => influenceOf.get(id) ?? [])
        if (found.length === 0) return <Tag kind="unknown">{words.t('intervention.none-yet')}</Tag>
        return (
          <ul>
            {found.map(({ id, name, sign }) => (
              <li key={id} class="signed">
                <Direction of={sign === 'positive' ? 'plus' : 'minus'} /> <Written>{name}</Written>
              </li>
            ))}
          </ul>
        )
      }
    },
    {
      key: 'stakeholders',
      label: words.t('intervention.stakeholders'),
      cell: (one) => words.list(one.stakeholders.flatMap((id) => nameOf.get(id) ?? [])) || null
    },
    ...(edit
      ? [
          {
            key: 'actions',
            label: words.t('intervention.column.actions'),
            quiet: true,
            cell: ({ id, name }: Intervention) => (
              <a href={`/records/intervention/${id}`}>
                {words.t('record.change')}
                <span class="vh">{` ${name}`}</span>
              </a>
            )
          }
        ]
      : [])
  ]
}

function optionsOf(words: ReturnType<typeof useWords>, { hubs, influences, stakeholders }: Room) {
  const nameOf = new Map(hubs.map((hub) => [hub.id, hubName(words, hub)]))
  const plain = (rows: readonly { id: string; name: string }[]): Option[] =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  return {
    hub: hubs.map(({ id }) => ({ value: id, label: nameOf.get(id) ?? '' })),
    influences: influences.map(({ id, name, hub }) => ({
      value: id,
      label: name,
      ...(hubs.length > 1 ? { help: nameOf.get(hub) } : {})
    })),
    stakeholders: plain(stakeholders),
    carried_out_by: stakeholders.map(({ id, name, public_authority }) => ({
      value: id,
      label: public_authority ? words.t('intervention.public-authority', { name }) : name
    }))
  }
}

function AddInterventions(room: Room) {
  const words = useWords()
  const { plan, hubs, interventions } = room
  const sent = useSent('intervention.add')
  const choices = optionsOf(words, room)
  const [first] = hubs
  return (
    <OnDemand title={words.t('intervention.new')} open={interventions.length === 0 || sent !== undefined}>
      <OperationForm
        operation="intervention.add"
        hidden={{ plan }}
        returnTo={`${stepPath(plan, 5, 'interventions')}#:id`}
        action={words.t('intervention.add')}
        kind="main"
      >
        <DeclaredFields
          record="intervention"
          fields={askedFields}
          values={{ hub: hubs.length === 1 ? first?.id : '' }}
          choices={choices}
        />
      </OperationForm>
    </OnDemand>
  )
}

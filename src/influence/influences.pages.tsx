import { isId } from '../kernel/id.ts'
import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { StepExample } from '../office/example.part.tsx'
import { stepPath } from '../plan/rules.ts'
import type { Option } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields, meaningsOf } from '../ui/declared.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty, Notice, Terms } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Direction, Dots, ExampleAmong, ExampleOfAll } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import {
  growTree,
  influenceFields,
  influenceKinds,
  listBranches,
  listUnanswered,
  type NamedHub,
  weighInfluences
} from './rules.ts'
import { type Influence, readStepThree, type Why } from './step.operations.ts'
import { HubChoice, hubOf, NoHub, nameSome, StepTop } from './step.part.tsx'

const { hub: _, ...askedFields } = influenceFields

/** What the influences of a hub are drawn with; `from` is the why that a new one would come from. */
type Room = { plan: string; hub: NamedHub; whys: Why[]; influences: Influence[]; edit: boolean; from: string }

export const influencePages: Page[] = [
  page('/plans/:plan/3/influences', 'plan.read', async (context) => {
    const { words, params, query } = context
    const id = params.plan ?? ''
    const { hubs, hub, whys, influences } = await context.ask(readStepThree, { plan: id, hub: hubOf(context) })
    const question = words.t('influence.question')
    const from = isId(query('why')) ? query('why') : ''
    return (
      <Layout title={question}>
        <StepTop
          plan={id}
          step={3}
          tab="influences"
          subject="influence"
          query={hub ? `?hub=${hub.id}` : ''}
          question={question}
          questions={[words.t('influence.ask.1'), words.t('influence.ask.2'), words.t('influence.ask.3')]}
        >
          {words.t('influence.explained')}
        </StepTop>
        {hub ? (
          <div class="stack-m">
            <HubChoice hubs={hubs} current={hub} path={stepPath(id, 3, 'influences')} />
            <Influences
              plan={id}
              hub={hub}
              whys={whys}
              influences={influences}
              edit={context.may('plan.edit')}
              from={from}
            />
          </div>
        ) : (
          <NoHub plan={id} />
        )}
        <StepExample part="influences" />
      </Layout>
    )
  })
]

function Influences(room: Room) {
  const words = useWords()
  const { influences, edit } = room
  const { hinder, help } = weighInfluences(influences)
  if (influences.length === 0) {
    return (
      <>
        <Empty title={words.t('influence.empty.title')}>{words.t('influence.empty')}</Empty>
        {edit ? <AddInfluence {...room} open /> : null}
      </>
    )
  }
  return (
    <>
      <section class="stack">
        <SectionHead
          title={words.t('influence.finding', { hinder: hinder.length, help: help.length })}
          mark={<ExampleOfAll rows={influences} />}
          actions={edit ? <AddButton>{words.t('influence.new')}</AddButton> : null}
        />
        {edit ? <AddInfluence {...room} open={room.from !== ''} /> : null}
        <Unanswered of={influences} />
        <Details summary={words.t('influence.kinds')}>
          <Terms
            items={meaningsOf(words, 'influence.kind', influenceKinds).map(({ label, help }) => ({
              term: label,
              value: help
            }))}
          />
        </Details>
      </section>
      <Half {...room} rows={hinder} sign="negative" />
      <Half {...room} rows={help} sign="positive" />
    </>
  )
}

/** Which influences nobody knows yet how to move, or who wields them. */
function Unanswered({ of }: { of: readonly Influence[] }) {
  const words = useWords()
  const { lever, wielder } = listUnanswered(of)
  const names = (rows: readonly Influence[]) =>
    nameSome(
      words,
      rows.map(({ name }) => words.t('influence.quoted', { name }))
    )
  if (lever.length === 0 && wielder.length === 0) {
    return <Notice kind="good" title={words.t('influence.answered')} />
  }
  return (
    <Notice kind="wait" title={words.t('influence.unanswered')}>
      <ul>
        {lever.length > 0 ? <li>{words.t('influence.no-lever', { n: lever.length, names: names(lever) })}</li> : null}
        {wielder.length > 0 ? (
          <li>{words.t('influence.no-wielder', { n: wielder.length, names: names(wielder) })}</li>
        ) : null}
      </ul>
    </Notice>
  )
}

/** The influences of one sign, strongest first. */
function Half({ plan, hub, whys, rows, sign, edit }: Room & { rows: Influence[]; sign: Influence['sign'] }) {
  const words = useWords()
  const textOf = new Map(whys.map(({ id, text }) => [id, text]))
  const columns: Column<Influence>[] = [
    {
      key: 'sign',
      label: words.t('influence.sign'),
      quiet: true,
      cell: () => <Direction of={sign === 'positive' ? 'plus' : 'minus'} />
    },
    {
      key: 'name',
      label: words.t('influence.column.name'),
      head: true,
      cell: (row) => (
        <>
          <span id={row.id}>
            <Written>{row.name}</Written>
          </span>{' '}
          <ExampleAmong rows={rows} row={row} />
          <small>{kindsOf(words, row)}</small>
        </>
      )
    },
    {
      key: 'works',
      label: words.t('influence.works'),
      cell: ({ works, why }) => {
        const text = textOf.get(why ?? '')
        if (!works && !text) return null
        return (
          <span>
            <Written>{works}</Written>
            {text ? (
              <small>
                {words.t('influence.comes-from')}{' '}
                <a href={`${stepPath(plan, 3, 'whys')}?hub=${hub.id}#${why}`}>
                  <Written>{text}</Written>
                </a>
              </small>
            ) : null}
          </span>
        )
      }
    },
    { key: 'wielder', label: words.t('influence.column.wielder'), cell: ({ wielder }) => wielder || null },
    {
      key: 'strength',
      label: words.t('influence.strength'),
      cell: ({ strength }) =>
        strength === null ? null : <Dots value={strength} label={words.t('influence.strength')} />
    },
    { key: 'lever', label: words.t(`influence.column.lever.${sign}`), cell: ({ lever }) => lever || null },
    ...(edit ? [actionsOf(words)] : [])
  ]
  return (
    <section class="stack-s">
      <SectionHead level={3} title={words.t(`influence.half.${sign}`)} />
      <DataTable
        caption={words.t(`influence.half.${sign}`)}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<p class="soft measure">{words.t(`influence.half.${sign}.empty`)}</p>}
      />
      {edit ? <PasteForm record="influence" hidden={{ plan, hub: hub.id, sign }} /> : null}
    </section>
  )
}

function actionsOf(words: Words): Column<Influence> {
  return {
    key: 'actions',
    label: words.t('influence.column.actions'),
    quiet: true,
    cell: ({ id, name }) => (
      <a href={`/records/influence/${id}`}>
        {words.t('record.change')}
        <span class="vh">{` ${name}`}</span>
      </a>
    )
  }
}

/** Kind and reach of an influence in one line. */
function kindsOf(words: Words, { kind, reach }: Influence): string {
  return [kind ? words.t(`influence.kind.${kind}`) : '', reach ? words.t(`influence.reach.${reach}`) : '']
    .filter(Boolean)
    .join(' · ')
}

/** The answers to why, as an influence can come from them: each as far in as it stands in the tree. */
function whyOptions(whys: readonly Why[]): Option[] {
  return listBranches(growTree(whys)).map(({ why, depth }) => ({
    value: why.id,
    label: `${'· '.repeat(depth - 1)}${why.text}`
  }))
}

function AddInfluence({ plan, hub, whys, from, open }: Room & { open: boolean }) {
  const words = useWords()
  const sent = useSent('influence.add')
  return (
    <OnDemand title={words.t('influence.new')} open={open || sent !== undefined}>
      <OperationForm
        operation="influence.add"
        hidden={{ plan, hub: hub.id }}
        returnTo={`${stepPath(plan, 3, 'influences')}?hub=${hub.id}#:id`}
        action={words.t('influence.add')}
        kind="main"
      >
        <DeclaredFields
          record="influence"
          fields={askedFields}
          values={{ why: from }}
          choices={{ why: whyOptions(whys) }}
        />
      </OperationForm>
    </OnDemand>
  )
}

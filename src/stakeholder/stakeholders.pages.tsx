import { StepTop } from '../influence/step.part.tsx'
import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { StepExample } from '../office/example.part.tsx'
import { gapOf } from '../office/rules.ts'
import { stepPath } from '../plan/rules.ts'
import type { Option } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { gapInWords } from './gap.part.ts'
import { StakeholderMark } from './mark.part.tsx'
import { groupByCategory, listUnfilledGaps, type StakeholderCategory, stakeholderFields } from './rules.ts'
import { type Resource, readStepFour, type Stakeholder } from './step.operations.ts'

const { name, category, public_authority, influence, in_kind, fills, connections } = stakeholderFields
const askedFields = { name, category, public_authority, influence, in_kind, fills, connections }

type Room = { plan: string; stakeholders: Stakeholder[]; resources: Resource[]; edit: boolean; category: string }

export const stakeholderPages: Page[] = [
  page('/plans/:plan/4/stakeholders', 'plan.read', async (context) => {
    const { words, params, query } = context
    const plan = params.plan ?? ''
    const { stakeholders, resources } = await context.ask(readStepFour, { plan })
    const room = { plan, stakeholders, resources, edit: context.may('plan.edit'), category: query('category') }
    const question = words.t('stakeholder.question')
    return (
      <Layout title={question}>
        <StepTop
          plan={plan}
          step={4}
          tab="stakeholders"
          subject="stakeholder"
          question={question}
          questions={[words.t('stakeholder.ask.1'), words.t('stakeholder.ask.2'), words.t('stakeholder.ask.3')]}
        >
          {words.t('stakeholder.explained')}
        </StepTop>
        <Stakeholders {...room} />
        <StepExample part="stakeholders" />
      </Layout>
    )
  })
]

function Stakeholders(room: Room) {
  const words = useWords()
  const { stakeholders, edit } = room
  const groups = groupByCategory(stakeholders)
  const filled = groups.filter((group) => group.stakeholders.length > 0).length
  const gaps = stakeholders.filter(({ fills }) => fills !== null).length
  return (
    <div class="stack-m">
      {stakeholders.length === 0 ? (
        <Empty level={2} title={words.t('stakeholder.empty.title')}>
          {words.t('stakeholder.empty')}
        </Empty>
      ) : (
        <section class="stack">
          <SectionHead
            title={words.t('stakeholder.finding', { n: stakeholders.length, categories: filled, gaps })}
            mark={<ExampleOfAll rows={stakeholders} />}
            actions={edit ? <AddButton>{words.t('stakeholder.new')}</AddButton> : null}
          />
          {edit ? <AddStakeholder {...room} /> : null}
          <Gaps {...room} />
        </section>
      )}
      {groups.map((group) => (
        <Group key={group.category} {...room} {...group} />
      ))}
      {edit ? (
        <section class="stack-s">
          {stakeholders.length === 0 ? <AddStakeholder {...room} /> : null}
          <PasteForm record="stakeholder" hidden={{ plan: room.plan }} same={['category']} />
        </section>
      ) : null}
    </div>
  )
}

/** Resources of step 1 of which something is missing, and which nobody fills so far. */
function Gaps({ resources, stakeholders }: Room) {
  const words = useWords()
  const unfilled = listUnfilledGaps(resources, stakeholders)
  if (unfilled.length === 0) return null
  return (
    <Notice kind="wait" title={words.t('stakeholder.gaps', { n: unfilled.length })}>
      <ul>
        {unfilled.map((resource) => (
          <li key={resource.id}>
            <Written>{gapInWords(words, resource)}</Written>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Group({ plan, category, stakeholders, resources, edit }: Room & { category: StakeholderCategory }) {
  const words = useWords()
  const title = words.t(`stakeholder.category.${category}`)
  return (
    <section class="stack-s">
      <div class="row base">
        <h3>
          <StakeholderMark category={category} />
        </h3>
        <span class="soft small">{words.t('stakeholder.count', { n: stakeholders.length })}</span>
      </div>
      {stakeholders.length === 0 ? (
        <p class="soft measure">
          {words.t(`stakeholder.prompt.${category}`)}{' '}
          {edit ? (
            <a href={`${stepPath(plan, 4, 'stakeholders')}?category=${category}#add`}>
              {words.t('stakeholder.add')}
              <span class="vh">{` (${title})`}</span>
            </a>
          ) : null}
        </p>
      ) : (
        <DataTable
          caption={title}
          captionHidden
          class="repeated"
          columns={columnsOf(words, stakeholders, resources, edit)}
          rows={stakeholders}
          rowKey={({ id }) => id}
        />
      )}
    </section>
  )
}

function columnsOf(
  words: Words,
  stakeholders: readonly Stakeholder[],
  resources: readonly Resource[],
  edit: boolean
): Column<Stakeholder>[] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  const columns: Column<Stakeholder>[] = [
    {
      key: 'name',
      label: words.t('stakeholder.one'),
      head: true,
      cell: (row) => (
        <>
          <span id={row.id}>
            <Written>{row.name}</Written>
          </span>{' '}
          <ExampleAmong rows={stakeholders} row={row} />
          {row.public_authority ? <small>{words.t('stakeholder.authority')}</small> : null}
        </>
      )
    },
    { key: 'influence', label: words.t('stakeholder.column.influence'), cell: (row) => row.influence || null },
    {
      key: 'in_kind',
      label: words.t('stakeholder.column.in_kind'),
      cell: (row) => {
        const resource = byId.get(row.fills ?? '')
        if (!row.in_kind && !resource) return null
        return (
          <span>
            <Written>{row.in_kind}</Written>
            {resource ? <small>{words.t('stakeholder.fills-gap', { gap: gapInWords(words, resource) })}</small> : null}
          </span>
        )
      }
    },
    { key: 'connections', label: words.t('stakeholder.column.connections'), cell: (row) => row.connections || null }
  ]
  if (!edit) return columns
  return [
    ...columns,
    {
      key: 'actions',
      label: words.t('influence.column.actions'),
      quiet: true,
      cell: (row) => (
        <a href={`/records/stakeholder/${row.id}`}>
          {words.t('record.change')}
          <span class="vh">{` ${row.name}`}</span>
        </a>
      )
    }
  ]
}

/** Resources that a stakeholder could fill: those with a gap first. */
function resourceOptions(words: Words, resources: readonly Resource[]): Option[] {
  const lacking = (resource: Resource) => (gapOf(resource) ?? 0) > 0
  return [...resources.filter(lacking), ...resources.filter((resource) => !lacking(resource))].map((resource) => ({
    value: resource.id,
    label: gapInWords(words, resource),
    group: words.t(lacking(resource) ? 'stakeholder.resources.gap' : 'stakeholder.resources.other')
  }))
}

function AddStakeholder({ plan, stakeholders, resources, category }: Room) {
  const words = useWords()
  const sent = useSent('stakeholder.add')
  return (
    <OnDemand
      title={words.t('stakeholder.new')}
      open={stakeholders.length === 0 || category !== '' || sent !== undefined}
    >
      <OperationForm
        operation="stakeholder.add"
        hidden={{ plan }}
        returnTo={`${stepPath(plan, 4, 'stakeholders')}#:id`}
        action={words.t('stakeholder.add')}
        kind="main"
      >
        <DeclaredFields
          record="stakeholder"
          fields={askedFields}
          values={{ category }}
          choices={{ fills: resourceOptions(words, resources) }}
        />
      </OperationForm>
    </OnDemand>
  )
}

import { type Page, page } from '../kernel/page.ts'
import { AgreeTabs } from '../plan/agree.part.tsx'
import { readPlan } from '../plan/operations.ts'
import type { Option } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Crumbs, PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { type Action, type Line, type Partner, readJointPlans, type ToldJointPlan } from './joint.operations.ts'
import {
  actionFields,
  isLate,
  isOpen,
  jointPlanFields,
  partnerFields,
  type ToldAction,
  tellAction
} from './joint.rules.ts'
import type { Named } from './operations.ts'
import { jointPath } from './path.rules.ts'

type Room = { plan: string; stakeholders: Named[]; interventions: Line[]; edit: boolean; today: string }
type OfOne = { of: ToldJointPlan; room: Room }
type Row = Action & { told: ToldAction }

export const jointPages: Page[] = [
  page('/plans/:plan/joint', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const { title } = await context.ask(readPlan, { plan })
    const { joint, ...rest } = await context.ask(readJointPlans, { plan })
    const room = { ...rest, plan, edit: context.may('plan.edit'), today: new Date().toISOString().slice(0, 10) }
    const actions = joint.flatMap((one) => one.actions).map((one) => tellAction(one, room.interventions))
    return (
      <Layout title={words.t('joint_plan.list')}>
        <Crumbs items={[{ label: title, href: `/plans/${plan}` }, { label: words.t('joint_plan.list') }]} />
        <PageHead
          title={words.t('joint_plan.finding', {
            n: joint.length,
            open: actions.filter(isOpen).length,
            late: actions.filter((one) => isLate(one, room.today)).length
          })}
          actions={room.edit ? <AddButton>{words.t('joint_plan.add')}</AddButton> : null}
        >
          {words.t('joint_plan.explained')}
        </PageHead>
        <AgreeTabs plan={plan} here="joint" />
        <div class="stack-l">
          {room.edit ? <AddJointPlan plan={plan} /> : null}
          {joint.map((one) => (
            <JointPlan key={one.id} of={one} room={room} />
          ))}
        </div>
      </Layout>
    )
  })
]

function AddJointPlan({ plan }: { plan: string }) {
  const words = useWords()
  const sent = useSent('joint_plan.add')
  const { title, goals, starts, ends } = jointPlanFields
  return (
    <OnDemand title={words.t('joint_plan.add')} open={sent !== undefined}>
      <OperationForm
        operation="joint_plan.add"
        hidden={{ plan }}
        returnTo={`${jointPath(plan)}#:id`}
        action={words.t('joint_plan.add')}
        kind="main"
      >
        <DeclaredFields record="joint_plan" fields={{ title, goals }} />
        <div class="side-by-side">
          <DeclaredFields record="joint_plan" fields={{ starts, ends }} />
        </div>
      </OperationForm>
    </OnDemand>
  )
}

function JointPlan({ of, room }: OfOne) {
  const words = useWords()
  const days = of.starts && of.ends ? words.period(of.starts, of.ends) : ''
  return (
    <section class="stack" id={of.id}>
      <SectionHead
        title={of.title}
        mark={of.example ? <Example /> : null}
        actions={
          room.edit ? (
            <LinkButton href={`/records/joint_plan/${of.id}?from=${jointPath(room.plan)}`} slim kind="plain">
              {words.t('joint_plan.change')}
            </LinkButton>
          ) : null
        }
      />
      <p class="measure">
        <strong>{words.t('joint_plan.goals')}</strong> <Written>{of.goals}</Written>
      </p>
      {days ? <p class="soft small">{days}</p> : null}
      <Partners of={of} room={room} />
      <Actions of={of} room={room} />
    </section>
  )
}

/** The link to change a row, for who may. */
function changeColumn<R extends { id: string }>(
  label: string,
  record: string,
  room: Room,
  nameOf: (row: R) => string
): Column<R>[] {
  if (!room.edit) return []
  return [
    {
      key: 'actions',
      label,
      quiet: true,
      cell: (row) => (
        <a href={`/records/${record}/${row.id}?from=${jointPath(room.plan)}`}>
          {label}
          <span class="vh">{` ${nameOf(row)}`}</span>
        </a>
      )
    }
  ]
}

const nameIn = (list: readonly Named[], id: string | null) => list.find((one) => one.id === id)?.name ?? ''
const options = (list: readonly Named[]): Option[] => list.map(({ id, name }) => ({ value: id, label: name }))

function Partners({ of, room }: OfOne) {
  const words = useWords()
  const nameOf = ({ stakeholder }: Partner) => nameIn(room.stakeholders, stakeholder)
  const columns: Column<Partner>[] = [
    {
      key: 'stakeholder',
      label: words.t('joint_partner.stakeholder'),
      head: true,
      cell: (row) => (
        <>
          <Written>{nameOf(row)}</Written>
          {row.public_agreed ? <small>{words.t('joint_partner.public')}</small> : null}
        </>
      )
    },
    { key: 'brings', label: words.t('joint_partner.brings'), cell: (row) => row.brings || '–' },
    { key: 'speaker', label: words.t('joint_partner.speaker'), cell: (row) => row.speaker || '–' },
    ...changeColumn(words.t('record.change'), 'joint_partner', room, nameOf)
  ]
  return (
    <div class="stack-s">
      <DataTable
        caption={words.t('joint_partner.list')}
        columns={columns}
        rows={of.partners}
        rowKey={({ id }) => id}
        empty={<p class="soft">{words.t('joint_partner.none')}</p>}
      />
      {room.edit ? <AddPartner of={of} room={room} /> : null}
    </div>
  )
}

function AddPartner({ of, room }: OfOne) {
  const words = useWords()
  const sent = useSent('joint_partner.add', of.id)
  const { stakeholder, brings, speaker, public_agreed } = partnerFields
  const others = room.stakeholders.filter(({ id }) => !of.partners.some((one) => one.stakeholder === id))
  return (
    <Details summary={words.t('joint_partner.add')} open={sent !== undefined}>
      <OperationForm
        operation="joint_partner.add"
        formKey={of.id}
        hidden={{ plan: room.plan, joint_plan: of.id }}
        returnTo={jointPath(room.plan, of.id)}
        action={words.t('joint_partner.add')}
        kind="main"
      >
        <DeclaredFields
          record="joint_partner"
          fields={{ stakeholder, brings, speaker, public_agreed }}
          choices={{ stakeholder: options(others) }}
        />
      </OperationForm>
    </Details>
  )
}

function Actions({ of, room }: OfOne) {
  const words = useWords()
  const rows = of.actions.map((one): Row => ({ ...one, told: tellAction(one, room.interventions) }))
  const columns: Column<Row>[] = [
    {
      key: 'action',
      label: words.t('joint_action.one'),
      head: true,
      cell: ({ told, intervention }) => (
        <>
          {told.ofChart ? (
            <a href={`/plans/${room.plan}/6/delivery/${intervention}`}>
              <Written>{told.what}</Written>
            </a>
          ) : (
            <Written>{told.what}</Written>
          )}
          {told.ofChart ? <small>{words.t('joint_action.of-chart')}</small> : null}
        </>
      )
    },
    {
      key: 'by',
      label: words.t('joint_action.partner'),
      cell: ({ told }) => nameIn(room.stakeholders, told.by) || words.t('joint_action.partner.none')
    },
    {
      key: 'until',
      label: words.t('joint_action.until'),
      cell: ({ told }) => (told.until ? words.date(told.until) : '–')
    },
    {
      key: 'status',
      label: words.t('joint_action.status'),
      cell: ({ told }) => (
        <>
          {told.status ? (
            <Tag kind={told.status === 'done' ? 'recorded' : 'plain'}>
              {words.t(`intervention.status.${told.status}`)}
            </Tag>
          ) : (
            '–'
          )}{' '}
          {isLate(told, room.today) ? <Tag kind="wait">{words.t('joint_action.late')}</Tag> : null}
        </>
      )
    },
    ...changeColumn<Row>(words.t('record.change'), 'joint_action', room, ({ told }) => told.what)
  ]
  return (
    <div class="stack-s">
      <DataTable
        caption={words.t('joint_action.list')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<p class="soft">{words.t('joint_action.none')}</p>}
      />
      {room.edit ? <AddAction of={of} room={room} /> : null}
    </div>
  )
}

function AddAction({ of, room }: OfOne) {
  const words = useWords()
  const sent = useSent('joint_action.add', of.id)
  const { intervention, action, partner, until, status } = actionFields
  const taken = of.actions.map((one) => one.intervention)
  const partners = room.stakeholders.filter(({ id }) => of.partners.some((one) => one.stakeholder === id))
  return (
    <Details summary={words.t('joint_action.add')} open={sent !== undefined}>
      <OperationForm
        operation="joint_action.add"
        formKey={of.id}
        hidden={{ plan: room.plan, joint_plan: of.id }}
        returnTo={jointPath(room.plan, of.id)}
        action={words.t('joint_action.add')}
        kind="main"
      >
        <DeclaredFields
          record="joint_action"
          fields={{ intervention, action, partner }}
          choices={{
            intervention: options(room.interventions.filter(({ id }) => !taken.includes(id))),
            partner: options(partners)
          }}
        />
        <div class="side-by-side">
          <DeclaredFields record="joint_action" fields={{ until, status }} />
        </div>
      </OperationForm>
    </Details>
  )
}

import { readStepThree } from '../influence/step.operations.ts'
import { type Page, page } from '../kernel/page.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { useFrame } from '../ui/frame.ts'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Crumbs, PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Written } from '../ui/written.tsx'
import { orderAgenda } from './agenda.rules.ts'
import { askLed, type Led } from './facilitator.pages.tsx'
import { workshopPath } from './kinds.operations.ts'
import { Act, sayMinutes } from './now.part.tsx'
import type { AgendaItem } from './operations.ts'
import { agendaFields, settingFields } from './rules.ts'

export const agendaPages: Page[] = [
  page('/plans/:plan/workshops/:workshop/agenda', 'plan.edit', async (context) => {
    const { words } = context
    const led = await askLed(context)
    const { hubs } = await context.ask(readStepThree, { plan: led.workshop.plan })
    const title = words.t('workshop.agenda')
    const minutes = led.agenda.reduce((sum, item) => sum + (item.minutes ?? 0), 0)
    const days = orderAgenda(led.agenda).length
    return (
      <Layout title={title}>
        <Where led={led} label={title} />
        <PageHead
          title={words.t('workshop.agenda.finding', { days, duration: sayMinutes(words, minutes) })}
          actions={<AddButton>{words.t('agenda_item.add')}</AddButton>}
        >
          {words.t('workshop.agenda.explained')}
        </PageHead>
        <AddItem led={led} hubs={hubs.map(({ id, issue, target }) => ({ value: id, label: `${issue} – ${target}` }))} />
        <div class="stack-l">
          <Days led={led} />
          <Settings led={led} />
          <Ending led={led} />
        </div>
      </Layout>
    )
  })
]

function Where({ led: { workshop }, label }: { led: Led; label: string }) {
  const words = useWords()
  const { plan } = useFrame()
  const items = [
    { label: words.t('workshop.list'), href: `/plans/${workshop.plan}/workshops` },
    { label: workshop.title, href: workshopPath(workshop.plan, workshop.id) },
    { label }
  ]
  return <Crumbs items={plan ? [{ label: plan.title, href: plan.href }, ...items] : items} />
}

function Days({ led: { workshop, agenda } }: { led: Led }) {
  const words = useWords()
  const here = workshopPath(workshop.plan, workshop.id, '/agenda')
  const columns: Column<AgendaItem>[] = [
    {
      key: 'title',
      label: words.t('agenda_item.title'),
      head: true,
      cell: ({ id, title }) => (
        <a href={`/records/agenda_item/${id}?from=${encodeURIComponent(here)}`} id={id}>
          <Written>{title}</Written>
        </a>
      )
    },
    { key: 'minutes', label: words.t('agenda_item.minutes'), numeric: true, cell: ({ minutes }) => minutes ?? '' },
    {
      key: 'work',
      label: words.t('agenda_item.work'),
      cell: ({ board, work }) => (board ? words.t(`workshop.work.${work || 'plenary'}`) : '')
    }
  ]
  if (agenda.length === 0)
    return <Empty title={words.t('workshop.agenda.empty')}>{words.t('workshop.agenda.empty.explained')}</Empty>
  return (
    <>
      {orderAgenda(agenda).map(({ day, minutes, items }) => (
        <section key={day} class="stack-s">
          <SectionHead title={words.t('workshop.agenda.day', { day, duration: sayMinutes(words, minutes) })} />
          <DataTable
            caption={words.t('workshop.agenda.day', { day, duration: sayMinutes(words, minutes) })}
            captionHidden
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
          />
        </section>
      ))}
    </>
  )
}

function AddItem({ led: { workshop, agenda }, hubs }: { led: Led; hubs: { value: string; label: string }[] }) {
  const words = useWords()
  const sent = useSent('agenda_item.add')
  const { title, day, position, board, work, minutes, hub } = agendaFields
  const last = orderAgenda(agenda).at(-1)
  const values = { day: last?.day ?? 1, position: (last?.items.at(-1)?.position ?? 0) + 10 }
  return (
    <OnDemand title={words.t('agenda_item.add')} open={sent !== undefined}>
      <OperationForm
        operation="agenda_item.add"
        hidden={{ plan: workshop.plan, workshop: workshop.id }}
        action={words.t('agenda_item.add')}
        kind="main"
      >
        <DeclaredFields record="agenda_item" fields={{ title, board }} />
        <div class="side-by-side">
          <DeclaredFields record="agenda_item" fields={{ day, position, minutes }} values={values} />
        </div>
        <DeclaredFields record="agenda_item" fields={{ work, hub }} choices={{ hub: hubs }} />
      </OperationForm>
    </OnDemand>
  )
}

function Settings({ led: { workshop } }: { led: Led }) {
  const words = useWords()
  const { title, groups, door, dots, live_votes, by_person } = settingFields
  const values = { ...workshop, groups: workshop.groups.join('\n') }
  return (
    <section class="stack-s" id="settings">
      <SectionHead title={words.t('workshop.settings')} />
      <OperationForm
        operation="workshop.describe"
        hidden={{ workshop: workshop.id, revision: workshop.revision }}
        returnTo={`${workshopPath(workshop.plan, workshop.id, '/agenda')}#settings`}
        action={words.t('record.save')}
      >
        <DeclaredFields
          record="workshop"
          fields={{ title, groups, door, dots, live_votes, by_person }}
          values={values}
        />
      </OperationForm>
    </section>
  )
}

/** How a workshop ends: closed, it keeps everything; removed, only what was decided is left. */
function Ending({ led: { workshop } }: { led: Led }) {
  const words = useWords()
  const back = workshopPath(workshop.plan, workshop.id)
  return (
    <section class="stack-s">
      <SectionHead title={words.t('workshop.ending')} />
      <p class="soft measure">{words.t('workshop.ending.explained')}</p>
      <div class="row">
        {workshop.status === 'open' ? (
          <Act operation="workshop.close" fields={{ workshop: workshop.id, _return: back }}>
            {words.t('workshop.close')}
          </Act>
        ) : (
          <LinkButton href={`${back}/remove`} kind="stop">
            {words.t('workshop.remove')}
          </LinkButton>
        )}
      </div>
    </section>
  )
}

/** Before a workshop goes for good: what goes, and what stays. */
export const removePage = page('/plans/:plan/workshops/:workshop/remove', 'plan.edit', async (context) => {
  const { words } = context
  const led = await askLed(context)
  const title = words.t('workshop.remove.question')
  return (
    <Layout title={title}>
      <Where led={led} label={title} />
      <PageHead title={title}>{words.t('workshop.remove.explained')}</PageHead>
      <div class="row">
        <Act
          operation="workshop.remove"
          fields={{ workshop: led.workshop.id, _return: `/plans/${led.workshop.plan}/workshops` }}
          kind="stop"
        >
          {words.t('workshop.remove')}
        </Act>
        <LinkButton href={workshopPath(led.workshop.plan, led.workshop.id)}>
          {words.t('workshop.remove.not')}
        </LinkButton>
      </div>
    </Layout>
  )
})

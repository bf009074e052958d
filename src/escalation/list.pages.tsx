import { hubName, StepTop } from '../influence/step.part.tsx'
import { readStepFive } from '../intervention/operations.ts'
import { type Page, page } from '../kernel/page.ts'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Items, SectionHead } from '../ui/step.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { escalationPath } from './kinds.operations.ts'
import { listEscalations } from './read.operations.ts'
import { escalationFields } from './rules.ts'

export const listPages: Page[] = [
  page('/plans/:plan/6/escalation', 'plan.read', async (context) => {
    const { words, params, may } = context
    const plan = params.plan ?? ''
    const { hubs, interventions } = await context.ask(readStepFive, { plan })
    const open = may('workplace.read')
    const all = open ? await context.ask(listEscalations, { plan }) : []
    const question = words.t('escalation.question')
    const nameOf = new Map(hubs.map((hub) => [hub.id, hubName(words, hub)]))
    const edit = may('plan.edit') && hubs.length > 0
    return (
      <Layout title={question}>
        <StepTop plan={plan} step={6} tab="escalation" subject="chart" question={question}>
          {words.t('escalation.explained')}
        </StepTop>
        {open ? null : <Notice>{words.t('escalation.closed')}</Notice>}
        {open && !interventions.some(({ phase }) => phase !== null) ? (
          <Notice kind="wait" title={words.t('escalation.no-phases')}>
            <p>
              <a href={stepPath(plan, 6, 'chart')}>{words.t('escalation.no-phases.action')}</a>
            </p>
          </Notice>
        ) : null}
        {open ? (
          <section class="stack">
            {all.length === 0 ? (
              <Empty level={2} title={words.t('escalation.empty')}>
                {words.t('escalation.empty.explained')}
              </Empty>
            ) : (
              <>
                <SectionHead
                  title={words.t('escalation.finding', {
                    n: all.length,
                    waiting: all.reduce((sum, { waiting }) => sum + waiting.length, 0)
                  })}
                  actions={
                    <>
                      <LinkButton href={`/plans/${plan}/visits`} slim>
                        {words.t('visit.list')}
                      </LinkButton>
                      {edit ? <AddButton kind="outline">{words.t('escalation.new')}</AddButton> : null}
                    </>
                  }
                />
                <Items
                  items={all.map(({ id, name, hub, example, waiting }) => ({
                    key: id,
                    body: (
                      <>
                        <p>
                          <a href={escalationPath(plan, id)}>
                            <strong dir="auto">{name}</strong>
                          </a>{' '}
                          {example ? <Example /> : null}
                        </p>
                        <p class="small soft">
                          <Written>{nameOf.get(hub) ?? ''}</Written>
                        </p>
                        {waiting.map((list) => (
                          <p key={list.id}>
                            <Tag kind="wait">{words.t('escalation.list.state.waiting')}</Tag>{' '}
                            <a href={`${escalationPath(plan, id)}/lists/${list.id}`}>
                              {words.t('escalation.todo', { n: list.size, phase: list.phase })}
                            </a>
                            {list.asked ? (
                              <small class="soft"> {words.t('escalation.asked', { person: list.asked })}</small>
                            ) : null}
                          </p>
                        ))}
                      </>
                    ),
                    actions: (
                      <LinkButton href={escalationPath(plan, id)} slim>
                        {words.t('escalation.open')}
                      </LinkButton>
                    )
                  }))}
                />
              </>
            )}
            {edit ? <AddEscalation plan={plan} hubs={[...nameOf]} empty={all.length === 0} /> : null}
          </section>
        ) : null}
      </Layout>
    )
  })
]

function AddEscalation({ plan, hubs, empty }: { plan: string; hubs: [string, string][]; empty: boolean }) {
  const words = useWords()
  const sent = useSent('escalation.add')
  return (
    <OnDemand title={words.t('escalation.new')} open={empty || sent !== undefined}>
      <OperationForm
        operation="escalation.add"
        hidden={{ plan }}
        returnTo={`${escalationPath(plan, ':id')}`}
        action={words.t('escalation.new')}
        kind="main"
      >
        <DeclaredFields
          record="escalation"
          fields={escalationFields}
          values={{ hub: hubs.length === 1 ? hubs[0]?.[0] : '' }}
          choices={{ hub: hubs.map(([value, label]) => ({ value, label })) }}
        />
      </OperationForm>
    </OnDemand>
  )
}

import { demandId } from '../evidence/address.rules.ts'
import { StepTop } from '../influence/step.part.tsx'
import { readStepFive } from '../intervention/operations.ts'
import { type Page, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { NoStakeholders } from '../stakeholder/bullseye.pages.tsx'
import { readStepFour } from '../stakeholder/step.operations.ts'
import { Layout } from '../ui/layout.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, Items, PageHead } from '../ui/step.tsx'
import { ExampleAmong } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { Door } from './door.part.tsx'
import { listGuests } from './guest.operations.ts'
import { engagementPath, isCommitment } from './rules.ts'

/** How the plan works with each stakeholder: kept by those who make the plan. */
export const engagementPages: Page[] = [
  page('/plans/:plan/4/engagement', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const { stakeholders } = await context.ask(readStepFour, { plan })
    const question = words.t('engagement.question')
    return (
      <Layout title={question}>
        <StepTop plan={plan} step={4} tab="engagement" subject="stakeholder" question={question}>
          {words.t('engagement.explained')}
        </StepTop>
        {!context.may('plan.read-inside') ? (
          <Notice title={words.t('stakeholder.bullseye.inside.title')}>{words.t('stakeholder.bullseye.inside')}</Notice>
        ) : stakeholders.length === 0 ? (
          <NoStakeholders plan={plan} />
        ) : (
          <Items
            items={stakeholders.map((one) => ({
              key: one.id,
              body: (
                <>
                  <a href={engagementPath(plan, one.id)}>
                    <Written>{one.name}</Written>
                  </a>{' '}
                  <ExampleAmong rows={stakeholders} row={one} />
                </>
              )
            }))}
          />
        )}
      </Layout>
    )
  }),
  page('/plans/:plan/4/engagement/:stakeholder', 'plan.read-inside', async (context) => {
    const { words, params } = context
    const [plan, id] = [params.plan ?? '', demandId(params.stakeholder)]
    const { stakeholders } = await context.ask(readStepFour, { plan })
    const stakeholder = stakeholders.find((one) => one.id === id)
    if (!stakeholder) throw new Problem('not-found')
    const { interventions } = await context.ask(readStepFive, { plan })
    const commitments = interventions.filter((one) => isCommitment(one, { plan, stakeholder: id }))
    const guests = context.may('plan.decide') ? await context.ask(listGuests, { plan }) : []
    return (
      <Layout title={stakeholder.name}>
        <Crumbs
          items={[
            { label: words.t('stakeholder.tab.engagement'), href: engagementPath(plan) },
            { label: stakeholder.name }
          ]}
        />
        <PageHead kicker={words.t(`stakeholder.category.${stakeholder.category}`)} title={stakeholder.name} />
        {context.may('plan.decide') ? (
          <Door
            context={context}
            plan={plan}
            stakeholder={id}
            guests={guests.filter((one) => one.stakeholder === id)}
            commitments={commitments.length}
          />
        ) : null}
      </Layout>
    )
  })
]

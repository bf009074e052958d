import { filterOfTarget } from '../hub/rules.ts'
import { readStepTwo } from '../hub/step.operations.ts'
import { readCountable } from '../indicator/counted.part.tsx'
import { readChoices } from '../indicator/filter.part.tsx'
import type { Filter } from '../indicator/filter.rules.ts'
import { type Page, page } from '../kernel/page.ts'
import { readPlan } from '../plan/operations.ts'
import { ChoiceField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { NumberField } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Facts, Notice } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { askPopulation } from './draw.operations.ts'
import { Where } from './escalation.pages.tsx'
import { escalationPath } from './kinds.operations.ts'
import { type Population, populationFromQuery, populationToQuery } from './population.rules.ts'
import { linkedSizes, PopulationFields } from './question.part.tsx'
import { readEscalation } from './read.operations.ts'
import { draws } from './rules.ts'

/** Whom an escalation is about: a question to the register and the evidence, and how a list is drawn of those that it finds. */
export const populationPages: Page[] = [
  page('/plans/:plan/escalations/:escalation/population', 'plan.edit', async (context) => {
    const { words, params, url } = context
    const { plan = '', escalation: id = '' } = params
    const path = escalationPath(plan, id)
    const of = await context.ask(readEscalation, { escalation: id })
    const dataSets = await readCountable(context)
    const asked = context.query('asked') === '' ? await proposed() : populationFromQuery(url.search)
    const counted = dataSets.filter((one) => !asked.filter.dataSets || asked.filter.dataSets.includes(one.id))
    const choices = await readChoices(context, counted, 'cases')
    const query = populationToQuery(asked)
    const found = dataSets.length > 0 ? await context.ask(askPopulation, { query }) : undefined
    const question = words.t('escalation.population.title')

    /** What the hub means: its issue and its target, in the data set that the plan counts. */
    async function proposed(): Promise<Population> {
      const { data_set } = await context.ask(readPlan, { plan })
      const { pairs, issues, targets } = await context.ask(readStepTwo, { plan })
      const pair = pairs.find((one) => one.id === of.escalation.hub)
      const target = targets.find((one) => one.id === pair?.target)
      const issue = issues.find((one) => one.id === pair?.issue)?.evidence_issue
      const own = dataSets.find((one) => one.id === data_set)
      const filter: Filter = {
        ...(own ? { dataSets: [own.id] } : {}),
        ...(issue ? { issue } : {}),
        ...(target ? filterOfTarget(target) : {})
      }
      return { filter, inspected: '', registration: '' }
    }

    return (
      <Layout title={question} wide>
        <div class="stack-l">
          <div class="stack">
            <Where
              plan={plan}
              items={[{ label: of.escalation.name, href: path }, { label: words.t('escalation.population') }]}
            />
            <PageHead title={question}>{words.t('escalation.population.explained')}</PageHead>
          </div>
          {found ? (
            <>
              <PopulationFields
                action={`${path}/population`}
                asked={asked}
                choices={choices}
                dataSets={dataSets}
                sizes={linkedSizes}
              />
              <section class="stack">
                <SectionHead title={words.t('escalation.population.found', { n: found.found })} />
                <Facts
                  items={[
                    { value: words.number(found.found), label: words.t('escalation.population.workplaces') },
                    { value: words.number(found.breached), label: words.t('escalation.population.breached') },
                    ...(found.workers !== null
                      ? [{ value: words.number(found.workers), label: words.t('register.workers') }]
                      : [])
                  ]}
                />
                {of.lists.some(({ state, place }) => state === 'waiting' && place === 0) ? (
                  <Notice kind="wait" title={words.t('problem.list-waits')}>
                    <p>
                      <a href={path}>{words.t('escalation.open')}</a>
                    </p>
                  </Notice>
                ) : found.found > 0 ? (
                  <Draw escalation={id} query={query} path={path} found={found.found} />
                ) : null}
              </section>
            </>
          ) : (
            <Empty level={2} title={words.t('escalation.population.no-records')}>
              {words.t('escalation.population.no-records.explained')}
            </Empty>
          )}
        </div>
      </Layout>
    )
  })
]

const usualShare = 20
const usualSize = 400

/** How many are taken, and how. */
function Draw(props: { escalation: string; query: string; path: string; found: number }) {
  const words = useWords()
  return (
    <OperationForm
      operation="escalation.draw-list"
      hidden={{ escalation: props.escalation, query: props.query }}
      returnTo={`${props.path}/lists/:id`}
      action={words.t('escalation.draw')}
      kind="main"
    >
      <ChoiceField
        name="draw"
        label={words.t('escalation_list.draw')}
        value="worst"
        options={draws.map((draw) => ({
          value: draw,
          label: words.t(`escalation_list.draw.${draw}`),
          help: words.t(`escalation_list.draw.${draw}.help`)
        }))}
      />
      <div class="grid-s">
        <NumberField
          name="size"
          label={words.t('escalation_list.size')}
          value={Math.min(usualSize, props.found)}
          help={words.t('escalation.draw.size.help')}
          whole
          optional
        />
        <NumberField
          name="random_share"
          label={words.t('escalation_list.random_share')}
          value={usualShare}
          help={words.t('escalation.draw.share.help')}
          unit="%"
          whole
          optional
        />
        <NumberField
          name="seed"
          label={words.t('escalation_list.seed')}
          help={words.t('escalation.draw.seed.help')}
          whole
          optional
        />
      </div>
    </OperationForm>
  )
}

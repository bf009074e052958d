import { newId } from '../kernel/id.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { listPlans } from '../plan/operations.ts'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { Filters, HiddenField, LinkButton, PostButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { PageHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { listPins, offerPins } from './pin.operations.ts'
import { type Names, sayCases, sayMeasure, sayPart, sayQuestion, sayValue } from './pin.part.tsx'
import { pinQuestions, type Question } from './pin.rules.ts'
import { addressOfPage } from './view.rules.ts'

/** Which figure of a chart, a table or a page goes into which plan. */

type Offered = Awaited<ReturnType<(typeof offerPins)['run']>>['offers'][number]
type Row = { label: string; offers: Offered[] }

/** One row for each mark or cell, with a column for each measure; all cases have one row for each measure. */
function tableOf(words: Words, asked: Pick<Question, 'asked' | 'query'>, offers: readonly Offered[], names: Names) {
  const whole = offers.every(({ part }) => part === '')
  const rows = [...Map.groupBy(offers, ({ part, measure }) => (whole ? measure : part)).values()].map(
    (own): Row => ({
      label: own[0] ? (whole ? sayMeasure : sayPart)(words, { ...asked, ...own[0] }, names) : '',
      offers: own
    })
  )
  const measures = whole ? [] : [...new Set(offers.map(({ measure }) => measure))]
  return { rows, measures }
}

export const pinChoicePages: Page[] = [
  page('/figures/pin', 'plan.edit', async (context) => {
    const { words, query } = context
    const asked = pinQuestions.find((one) => one === query('asked')) ?? 'dashboard'
    const plans = (await context.ask(listPlans, {})).toReversed()
    const plan = plans.find(({ id }) => id === query('plan')) ?? plans[0]
    const title = words.t('pin.choose')
    const state = stateOf(context)
    const back = asked === 'figures' ? `/figures?${state}` : addressOfPage(asked, state)
    const head = (
      <PageHead
        kicker={words.t('pin.one')}
        title={title}
        actions={<LinkButton href={back}>{words.t('pin.back')}</LinkButton>}
      >
        {words.t('pin.choose.explained')}
      </PageHead>
    )
    if (!plan)
      return (
        <Layout title={title}>
          {head}
          <Empty
            title={words.t('pin.no-plan')}
            level={2}
            action={<LinkButton href="/plans">{words.t('room.plans')}</LinkButton>}
          >
            {words.t('pin.no-plan.explained')}
          </Empty>
        </Layout>
      )
    const offered = await context.ask(offerPins, { asked, query: state, chart: query('chart') })
    const kept = await context.ask(listPins, { plan: plan.id })
    const isKept = (offer: Offered) =>
      kept.pins.some(
        ({ pin }) =>
          pin.asked === asked &&
          pin.query === offered.query &&
          pin.part === offer.part &&
          pin.measure === offer.measure &&
          pin.value === offer.value
      )
    const question = { asked, query: offered.query }
    const table = tableOf(words, question, offered.offers, offered.names)
    const cases = sayCases(words, { ...question, part: '', measure: 'cases' }, offered.names)
    return (
      <Layout title={title}>
        <div class="stack-l">
          {head}
          {plans.length > 1 ? (
            <Filters action="/figures/pin" show={words.t('pin.choose.plan')}>
              {[...context.url.searchParams]
                .filter(([name]) => name !== 'plan' && name !== 'done')
                .map(([name, value]) => (
                  <HiddenField key={`${name} ${value}`} name={name} value={value} />
                ))}
              <SelectField
                name="plan"
                dir="auto"
                label={words.t('plan.one')}
                value={plan.id}
                options={plans.map(({ id, title: label }) => ({ value: id, label }))}
              />
            </Filters>
          ) : null}
          {offered.offers.length === 0 ? (
            <p class="soft">{words.t('pin.nothing')}</p>
          ) : (
            <DataTable
              caption={title}
              captionHidden
              asTable
              rows={table.rows}
              columns={[
                { key: 'label', label: cases || words.t('pin.what-is'), head: true, cell: (row) => row.label },
                ...(table.measures.length > 0 ? table.measures : [undefined]).map((measure) => ({
                  key: measure ?? 'figure',
                  label: measure
                    ? sayMeasure(
                        words,
                        { ...question, part: table.rows[0]?.offers[0]?.part ?? '', measure },
                        offered.names
                      )
                    : words.t('pin.value'),
                  cell: (row: Row) =>
                    row.offers
                      .filter((offer) => measure === undefined || offer.measure === measure)
                      .map((offer) => (
                        <KeepForm
                          key={`${offer.part} ${offer.measure}`}
                          question={question}
                          offer={offer}
                          plan={plan.id}
                          kept={isKept(offer)}
                          names={offered.names}
                        />
                      ))
                }))
              ]}
            />
          )}
          <p>
            <a href={`/plans/${plan.id}/figures`}>{words.t('pin.all', { plan: plan.title })}</a>
          </p>
        </div>
      </Layout>
    )
  })
]

const ownParts = ['asked', 'chart', 'plan', 'done']

function stateOf({ url }: PageContext): string {
  const query = new URLSearchParams(url.searchParams)
  for (const name of ownParts) query.delete(name)
  return query.toString()
}

function KeepForm({
  question,
  offer,
  plan,
  kept,
  names
}: {
  question: Pick<Question, 'asked' | 'query'>
  offer: Offered
  plan: string
  kept: boolean
  names: Names
}) {
  const words = useWords()
  const { part, measure } = offer
  const value = sayValue(words, { measure }, offer)
  if (kept) return <span class="soft">{words.t('pin.is-kept', { value })}</span>
  const title = sayQuestion(words, { ...question, part, measure }, names).slice(0, 300)
  return (
    <PostButton action="/do/pin.keep" fields={{ _id: newId(), plan, ...question, part, measure, title }} slim>
      {words.t('pin.keep', { value })}
    </PostButton>
  )
}

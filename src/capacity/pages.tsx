import { workPath } from '../delivery/path.rules.ts'
import { StepTop } from '../influence/step.part.tsx'
import { type Page, page } from '../kernel/page.ts'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { Notice } from '../ui/notice.tsx'
import { SectionHead } from '../ui/step.tsx'
import { Written } from '../ui/written.tsx'
import { AccountOfMonths } from './account.part.tsx'
import { Given, Portions } from './given.part.tsx'
import { readCapacity } from './operations.ts'
import { OverList } from './over.part.tsx'
import type { Seen } from './room.part.ts'
import { sayDaysOf } from './say.part.ts'

/** What the inspectorate can give, against what the chart asks of it, by month and region. */
export const pages: readonly Page[] = [
  page('/plans/:plan/6/capacity', 'plan.read', async (context) => {
    const { words, params, session } = context
    const plan = params.plan ?? ''
    const room: Seen = {
      ...(await context.ask(readCapacity, { plan })),
      plan,
      shown: context.query('region'),
      currency: session?.inspectorate.currency ?? ''
    }
    const question = words.t('capacity.question')
    return (
      <Layout title={question} wide>
        <StepTop plan={plan} step={6} tab="capacity" subject="chart" question={question}>
          {words.t('capacity.explained')}
        </StepTop>
        <div class="stack-l">
          <Findings room={room} />
          <AccountOfMonths {...room} />
          <Given room={room} edit={context.may('office.edit')} />
          <Portions room={room} edit={context.may('plan.edit')} />
        </div>
      </Layout>
    )
  })
]

/** What is too much, in words, with what could be done; and what nobody has said yet. */
function Findings({ room }: { room: Seen }) {
  const words = useWords()
  const { ledger, lines, interventions, currency } = room
  const short = ledger.years.filter(({ needed, there }) => there !== null && needed > there)
  const unsaid = interventions.filter(
    (one) => one.expected_days === null && !room.portions.some((portion) => portion.intervention === one.id)
  )
  return (
    <div class="stack-m">
      {lines.length === 0 ? (
        <Notice kind="wait" title={words.t('capacity.unsaid.title')}>
          <p>{words.t('capacity.unsaid')}</p>
        </Notice>
      ) : ledger.over.length === 0 && short.length === 0 ? (
        <Notice kind="good" title={words.t('capacity.enough')} />
      ) : null}
      <OverList over={ledger.over} names={room.names} />
      {short.length > 0 ? (
        <Notice kind="bad" title={words.t('capacity.money.short', { n: short.length })}>
          <ul class="listed">
            {short.map(({ year, needed, there }) => (
              <li key={year}>
                {words.t('capacity.money.over', {
                  year,
                  needed: words.money(needed, currency),
                  there: words.money(there ?? 0, currency)
                })}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {ledger.undated.length + unsaid.length > 0 ? (
        <section class="stack-s">
          <SectionHead title={words.t('capacity.left-out')} />
          <ul class="listed">
            {ledger.undated.map(({ work, days, money }) => (
              <li key={work}>
                <a href={workPath(room.plan, work)}>
                  <Written>{room.names[work] ?? ''}</Written>
                </a>{' '}
                <small class="soft">
                  {words.t('capacity.undated', { days: sayDaysOf(words, days), money: words.money(money, currency) })}
                </small>
              </li>
            ))}
            {unsaid.map(({ id, name }) => (
              <li key={id}>
                <a href={workPath(room.plan, id)}>
                  <Written>{name}</Written>
                </a>{' '}
                <small class="soft">{words.t('capacity.days-unsaid')}</small>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

import { nothingDone, totalsOf } from '../delivery/rules.ts'
import { StatusTag, sayLateness, sayProgress } from '../delivery/say.part.tsx'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { DateField, LongTextField } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Items, PageHead, SectionHead } from '../ui/step.tsx'
import { ExampleAmong } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { type OwnObligation, readCommitments } from './commitment.operations.ts'
import { planned, sayDays } from './commitment.part.ts'
import { DueTag } from './memorandum.part.tsx'
import { sortByDue } from './memorandum.rules.ts'
import { commitmentPath, commitmentsPath } from './rules.ts'

/** The pages behind the door for stakeholders: what one's own organisation committed itself to, and nothing else. */
export const commitmentListPages: Page[] = [
  page(commitmentsPath, 'commitment.keep', async (context) => {
    const { words } = context
    const found = await context.ask(readCommitments, {})
    const { commitments, deliveries, stakeholder, plan } = found
    const today = new Date().toISOString().slice(0, 10)
    const title = words.t('commitment.title', { n: commitments.length })
    const totals = totalsOf(deliveries.map((one) => ({ ...one, days: null, cost: null })))
    return (
      <Layout title={words.t('commitment.room')}>
        <div class="stack-l">
          <PageHead kicker={stakeholder} title={title}>
            {words.t('commitment.explained', { plan })}
          </PageHead>
          {commitments.length === 0 ? (
            <Empty level={2} title={words.t('commitment.none')}>
              {words.t('commitment.none.explained')}
            </Empty>
          ) : (
            <Items
              items={commitments.map((one) => {
                const done = totals.find(({ intervention }) => intervention === one.id) ?? nothingDone(one.id)
                return {
                  key: one.id,
                  body: (
                    <>
                      <a href={commitmentPath(one.id)}>
                        <Written>{one.name}</Written>
                      </a>{' '}
                      <ExampleAmong rows={commitments} row={one} />
                      <p class="soft small">{sayDays(words, one)}</p>
                      <p class="soft small">
                        {sayLateness(words, planned(one), today) || sayProgress(words, planned(one), done, today, '')}
                      </p>
                    </>
                  ),
                  actions: <StatusTag status={one.status} />
                }
              })}
            />
          )}
          <Owed context={context} of={found.obligations} today={today} />
          <p class="soft small measure">{words.t('commitment.private')}</p>
        </div>
      </Layout>
    )
  })
]

/** What one's own organisation owes under memoranda, and the form that says that it is done. */
function Owed({ context, of, today }: { context: PageContext; of: readonly OwnObligation[]; today: string }) {
  const { words } = context
  const sent = useSent('commitment.fulfil')
  if (of.length === 0) return null
  return (
    <section class="stack-s">
      <SectionHead title={words.t('commitment.owed', { n: of.length })} />
      <Items
        items={sortByDue(of, today).map((one) => ({
          key: one.id,
          body: (
            <div id={one.id} class="stack-s">
              <span>
                <strong>
                  <Written>{one.what}</Written>
                </strong>{' '}
                <DueTag of={one} today={today} /> <ExampleAmong rows={of} row={one} />
              </span>
              <p class="soft small">
                <Written>{one.memorandum}</Written>
                {one.every ? (
                  <>
                    {' · '}
                    <Written>{one.every}</Written>
                  </>
                ) : null}
              </p>
              {one.note ? <Written>{one.note}</Written> : null}
              {one.done_on ? null : (
                <Details summary={words.t('commitment.fulfil')} open={sent?.sent._key === one.id}>
                  <OperationForm
                    operation="commitment.fulfil"
                    formKey={one.id}
                    hidden={{ id: one.id }}
                    returnTo={`${commitmentsPath}#${one.id}`}
                    action={words.t('commitment.fulfil.action')}
                    slim
                    plain
                  >
                    <DateField name="done_on" label={words.t('obligation.done_on')} value={today} max={today} />
                    <LongTextField name="note" label={words.t('obligation.note')} rows={2} maxLength={1000} optional />
                  </OperationForm>
                </Details>
              )}
            </div>
          )
        }))}
      />
    </section>
  )
}

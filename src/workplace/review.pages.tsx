import { newId } from '../kernel/id.ts'
import { page } from '../kernel/page.ts'
import { Button, Form, FormActions, HiddenField, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead, SectionHead } from '../ui/step.tsx'
import { Compared, Reasons } from './compare.part.tsx'
import { readDoubts } from './operations.ts'

/** One doubtful pair after the other: the same workplace, two, or later. No answer has the focus: Enter alone joins nothing. */
export const reviewPage = page('/workplaces/review', 'workplace.edit', async (context) => {
  const { words } = context
  const { ready, total, later, doubts } = await context.ask(readDoubts, { from: 0 })
  if (!ready) context.refreshAfter(3)
  const [doubt] = doubts
  const title = words.t(ready ? (doubt ? 'register.review.question' : 'register.review.none') : 'register.title.making')
  return (
    <Layout title={title}>
      <div class="stack">
        <Crumbs
          items={[{ label: words.t('room.workplaces'), href: '/workplaces' }, { label: words.t('register.review') }]}
        />
        <PageHead kicker={words.t('register.review.left', { n: total, later })} title={title}>
          {words.t('register.review.explained')}
        </PageHead>
        {!ready ? <Notice kind="wait">{words.t('register.making.explained')}</Notice> : null}
        {doubt ? (
          <>
            <Form action="/do/workplace.decide" plain>
              <HiddenField name="_id" value={newId()} />
              <HiddenField name="_return" value="/workplaces/review" />
              <HiddenField name="first" value={doubt.a.id} />
              <HiddenField name="second" value={doubt.b.id} />
              <Compared a={doubt.a} b={doubt.b} />
              <FormActions>
                <Button name="verdict" value="same" kind="main">
                  {words.t('register.review.same')}
                </Button>
                <Button name="verdict" value="different">
                  {words.t('register.review.different')}
                </Button>
                <Button name="verdict" value="later" kind="plain">
                  {words.t('register.review.later')}
                </Button>
              </FormActions>
            </Form>
            <section class="stack-s">
              <SectionHead title={words.t('register.review.why')} />
              <Reasons parts={doubt.parts} />
            </section>
          </>
        ) : null}
        {ready && !doubt ? (
          <Empty
            title={words.t('register.review.none.title')}
            level={2}
            action={<LinkButton href="/workplaces">{words.t('register.back')}</LinkButton>}
          >
            {words.t('register.review.none.explained')}
          </Empty>
        ) : null}
      </div>
    </Layout>
  )
})

import { safePath } from '../kernel/http.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { useWords } from '../ui/context.ts'
import { TextField } from '../ui/field.tsx'
import { Button, Form, FormActions, HiddenField, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Notice, Terms } from '../ui/notice.tsx'
import { errorsOf } from '../ui/operation-form.tsx'
import { PageHead } from '../ui/step.tsx'
import { actionOf, type KeptForm, keepForm, readKept } from './kept.rules.ts'

type Carried = { kept: string; returnTo: string; email: string }

const single = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What travels with the sign-in form: where the person wanted to go, and a form that came without a session. */
function carriedOf({ form, query }: PageContext): Carried {
  if (!form) return { kept: '', returnTo: safePath(query('return')), email: '' }
  if (form.operation !== 'sign-in')
    return { kept: keepForm(form.operation, form.sent), returnTo: safePath(single(form.sent._page)), email: '' }
  const { _kept, return: returnTo, email } = form.sent
  return { kept: readKept(_kept) ? single(_kept) : '', returnTo: safePath(single(returnTo)), email: single(email) }
}

function Carry({ kept, returnTo, email }: Carried) {
  return (
    <>
      <HiddenField name="return" value={returnTo} />
      {kept ? <HiddenField name="_kept" value={kept} /> : null}
      {email ? <HiddenField name="email" value={email} /> : null}
    </>
  )
}

/** The hidden fields that send a kept form again, as it was. */
function KeptFields({ sent }: { sent: KeptForm['sent'] }) {
  return (
    <>
      {Object.entries(sent).flatMap(([name, value]) =>
        [value].flat().map((one, index) => <HiddenField key={`${name}-${index}`} name={name} value={one} />)
      )}
    </>
  )
}

function redirect(to: string): Response {
  return new Response(null, { status: 303, headers: { location: to } })
}

function Refusal({ problem: { code, values } }: { problem: Problem }) {
  const words = useWords()
  return (
    <div role="alert">
      <Notice kind="bad">{words.t(`problem.${code}`, values)}</Notice>
    </div>
  )
}

type Means = {
  /** Whether the portal can send a link to somebody who forgot the password. */
  mails: boolean
  /** The name of the one inspectorate that the portal is for. */
  nameHouse(language: string): Promise<string | undefined>
}

/** The pages of signing in. */
export const signInPages = ({ mails, nameHouse }: Means): Page[] => [
  page('/sign-in', 'anyone', async (context) => {
    const { words } = context
    const carried = carriedOf(context)
    if (context.session && !context.form) return redirect(carried.returnTo)
    const house = await nameHouse(words.language)
    const title = words.t('sign-in.title')
    return (
      <Layout title={title}>
        <div class="welcome">
          <PageHead title={words.t('sign-in.promise')} kicker={house}>
            {words.t('sign-in.promise.explained')}
          </PageHead>
          <section class="stack" aria-labelledby="sign-in">
            <h2 id="sign-in">{title}</h2>
            {context.form?.operation === 'sign-in' ? <Refusal problem={context.form.problem} /> : null}
            {carried.kept ? (
              <Notice kind="wait" title={words.t('sign-in.kept.title')}>
                {words.t('sign-in.kept.before')}
              </Notice>
            ) : null}
            <Form action="/sign-in">
              <Carry {...carried} email="" />
              <TextField
                name="email"
                type="email"
                label={words.t('sign-in.email')}
                value={carried.email}
                autocomplete="username"
                inputMode="email"
              />
              <TextField
                name="password"
                type="password"
                label={words.t('sign-in.password')}
                autocomplete="current-password"
              />
              <FormActions>
                <Button kind="main">{words.t('sign-in.action')}</Button>
              </FormActions>
            </Form>
            {mails ? (
              <p>
                <a href="/sign-in/forgotten">{words.t('sign-in.forgotten.link')}</a>
              </p>
            ) : (
              <p class="small soft">{words.t('sign-in.forgotten')}</p>
            )}
          </section>
        </div>
      </Layout>
    )
  }),

  page('/sign-in/forgotten', 'anyone', async ({ words, form }) => {
    if (!mails) throw new Problem('page-not-found')
    const title = words.t('sign-in.forgotten.title')
    const email = single(form?.sent.email)
    const done = form?.problem.code === 'one-step-left'
    return (
      <Layout title={title}>
        <div class="stack-l measure">
          <PageHead title={title}>{words.t('sign-in.forgotten.explained')}</PageHead>
          {done ? (
            <Notice kind="good" title={words.t('sign-in.forgotten.done', { email })}>
              {words.t('sign-in.forgotten.done.help')}
            </Notice>
          ) : (
            <Form action="/sign-in/forgotten" errors={errorsOf(words, form?.problem)}>
              <TextField
                name="email"
                type="email"
                label={words.t('sign-in.email')}
                value={email}
                autocomplete="username"
                inputMode="email"
              />
              <FormActions>
                <Button kind="main">{words.t('sign-in.forgotten.action')}</Button>
              </FormActions>
            </Form>
          )}
          <p>
            <a href="/sign-in">{words.t('sign-in.forgotten.back')}</a>
          </p>
        </div>
      </Layout>
    )
  }),

  page('/sign-in/code', 'anyone', async (context) => {
    const { words } = context
    const title = words.t('sign-in.code.title')
    return (
      <Layout title={title}>
        <div class="stack-l measure">
          <PageHead title={title}>{words.t('sign-in.code.explained')}</PageHead>
          <Form action="/sign-in/code">
            <Carry {...carriedOf(context)} />
            <TextField
              name="code"
              label={words.t('sign-in.code')}
              help={words.t('sign-in.code.help')}
              autocomplete="one-time-code"
            />
            <FormActions>
              <Button kind="main">{words.t('sign-in.action')}</Button>
              <LinkButton href="/sign-in" kind="plain">
                {words.t('sign-in.again')}
              </LinkButton>
            </FormActions>
          </Form>
        </div>
      </Layout>
    )
  }),

  page('/sign-in/kept', 'signed-in', async (context) => {
    const { words } = context
    if (!context.form) throw new Problem('page-not-found')
    const kept = readKept(context.form.sent._kept)
    if (!kept) return redirect(safePath(single(context.form.sent.return)))
    const subject = kept.operation.split('.')[0]
    const items = Object.entries(kept.sent)
      .filter(([name, value]) => words.has(`${subject}.${name}`) && [value].flat().some((one) => one !== ''))
      .map(([name, value]) => {
        const shown = [value].flat().map((one) => {
          const option = `${subject}.${name}.${one}`
          return words.has(option) ? words.t(option) : one
        })
        return { term: words.t(`${subject}.${name}`), value: words.list(shown) }
      })
    const title = words.t('sign-in.kept.title')
    const summary = `operation.${kept.operation}`
    return (
      <Layout title={title}>
        <div class="stack-l measure">
          <PageHead title={title} kicker={words.has(summary) ? words.t(summary) : undefined}>
            {words.t('sign-in.kept.after')}
          </PageHead>
          {items.length > 0 ? <Terms items={items} /> : null}
          {kept.files.length > 0 ? (
            <Notice kind="wait">{words.t('sign-in.kept.files', { names: words.list(kept.files) })}</Notice>
          ) : null}
          <form action={actionOf(kept)} method="post" class="fields">
            <KeptFields sent={kept.sent} />
            <FormActions>
              <Button kind="main">
                {words.t(kept.files.length > 0 ? 'sign-in.kept.choose' : 'sign-in.kept.action')}
              </Button>
              <LinkButton href={safePath(single(kept.sent._page))} kind="plain">
                {words.t('sign-in.kept.leave')}
              </LinkButton>
            </FormActions>
          </form>
        </div>
      </Layout>
    )
  })
]

import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Sessions } from '../kernel/session.ts'
import type { Words } from '../kernel/words.ts'
import { ChoiceField, SelectField } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { Button, Form, FormActions, HiddenField, LinkButton, PostButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { nameOfLanguage } from '../ui/names.ts'
import { Details, Notice, Terms } from '../ui/notice.tsx'
import { errorsOf, OperationForm } from '../ui/operation-form.tsx'
import { QrCode } from '../ui/qr.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { NewPassword } from './account.part.tsx'
import { themes } from './account.routes.ts'

/** What came back of a form of the account, and its errors. */
function cameBack({ form, words }: PageContext, operation: string) {
  const own = form?.operation === operation ? form : undefined
  return { values: own?.sent, errors: errorsOf(words, own?.problem), prefix: operation.replaceAll('/', '-') }
}

function PresentPassword({ words }: { words: Words }) {
  return (
    <TextField
      name="present"
      type="password"
      label={words.t('account.password.present')}
      autocomplete="current-password"
    />
  )
}

function OneTimeCodes({ context, on }: { context: PageContext; on: boolean }) {
  const { words } = context
  const operation = on ? 'me/codes/stop' : 'me/codes'
  const back = cameBack(context, operation)
  return (
    <section class="stack-m">
      <SectionHead title={words.t('me.codes.title')} />
      <p class="measure">{words.t(on ? 'me.codes.on' : 'me.codes.off')}</p>
      <Details summary={words.t(on ? 'me.codes.stop' : 'me.codes.start')} open={back.values !== undefined}>
        <Form action={`/${operation}`} {...back}>
          <PresentPassword words={words} />
          <FormActions>
            <Button kind={on ? 'stop' : 'outline'}>{words.t(on ? 'me.codes.stop' : 'me.codes.start')}</Button>
          </FormActions>
        </Form>
      </Details>
    </section>
  )
}

/** The pages on which people look after their own account. */
export function accountPages(means: { sessions: Sessions; languages: readonly string[] }): Page[] {
  return [
    page('/me', 'signed-in', async (context) => {
      const { words, session, query } = context
      if (!session) throw new Problem('not-signed-in')
      const described = (await means.sessions.describeAccounts([session.account])).get(session.account)
      const said = `me.said.${query('said')}`
      const password = cameBack(context, 'me/password')
      const languages = means.languages.map((code) => ({ value: code, label: nameOfLanguage(code) }))
      const theme = context.cookie('plumbline.theme')
      const title = words.t('me.title')
      return (
        <Layout title={title}>
          <div class="stack-l">
            {words.has(said) ? (
              <Notice kind="good" live>
                {words.t(said)}
              </Notice>
            ) : null}
            <PageHead title={title} kicker={session.actor.name} />
            <Terms
              items={[
                { term: words.t('sign-in.email'), value: <bdi>{described?.email}</bdi> },
                { term: words.t('person.role'), value: words.t(`role.${session.actor.role}`) }
              ]}
            />
            {context.may('plan.read') ? (
              <OperationForm
                operation="person.change-oneself"
                action={words.t('me.save')}
                kind="main"
                returnTo="/language/own?return=/me?said=saved"
              >
                <TextField
                  name="name"
                  label={words.t('person.name')}
                  value={session.actor.name}
                  autocomplete="name"
                  maxLength={200}
                />
                <SelectField
                  name="language"
                  label={words.t('person.language')}
                  value={session.ownLanguage}
                  options={languages}
                  empty={words.t('me.language.inspectorate', { name: nameOfLanguage(session.inspectorate.language) })}
                  optional
                />
              </OperationForm>
            ) : null}
            <section class="stack-m">
              <SectionHead title={words.t('me.theme.title')} />
              <Form action="/me/theme">
                <ChoiceField
                  name="theme"
                  label={words.t('me.theme')}
                  value={theme || 'system'}
                  options={['system', ...themes].map((one) => ({ value: one, label: words.t(`me.theme.${one}`) }))}
                />
                <FormActions>
                  <Button>{words.t('me.theme.save')}</Button>
                </FormActions>
              </Form>
            </section>
            <section class="stack-m">
              <SectionHead title={words.t('me.password.title')} />
              <Details summary={words.t('me.password.change')} open={password.values !== undefined}>
                <Form action="/me/password" {...password}>
                  <PresentPassword words={words} />
                  <NewPassword />
                  <FormActions>
                    <Button>{words.t('me.password.change')}</Button>
                  </FormActions>
                </Form>
              </Details>
            </section>
            <OneTimeCodes context={context} on={described?.code === true} />
            <section class="stack-m">
              <SectionHead title={words.t('me.everywhere.title')} />
              <p class="measure">{words.t('me.everywhere.explained')}</p>
              <PostButton action="/me/sign-out-everywhere" kind="stop">
                {words.t('me.everywhere.action')}
              </PostButton>
            </section>
          </div>
        </Layout>
      )
    }),

    page('/me/codes', 'signed-in', async (context) => {
      const { words, form } = context
      const uri = typeof form?.sent.uri === 'string' ? form.sent.uri : ''
      if (!URL.canParse(uri)) throw new Problem('page-not-found')
      const secret = new URL(uri).searchParams.get('secret') ?? ''
      const backup = [form?.sent.backup ?? []].flat() as string[]
      const title = words.t('me.codes.steps')
      return (
        <Layout title={title}>
          <div class="stack-l">
            <PageHead title={title}>{words.t('me.codes.steps.explained')}</PageHead>
            <section class="stack-m">
              <SectionHead title={words.t('me.codes.one')} />
              <QrCode text={uri} label={words.t('me.codes.picture')} />
              <p class="measure">
                {words.t('me.codes.secret')} <code dir="ltr">{(secret.match(/.{1,4}/g) ?? []).join(' ')}</code>
              </p>
            </section>
            <section class="stack-m">
              <SectionHead title={words.t('me.codes.two')} />
              <p class="measure">{words.t('me.codes.backup')}</p>
              <ul class="grid-s" dir="ltr">
                {backup.map((code) => (
                  <li key={code}>
                    <code>{code}</code>
                  </li>
                ))}
              </ul>
            </section>
            <section class="stack-m">
              <SectionHead title={words.t('me.codes.three')} />
              <Form action="/me/codes/confirm" {...cameBack(context, 'me/codes/confirm')}>
                <HiddenField name="uri" value={uri} />
                {backup.map((code) => (
                  <HiddenField key={code} name="backup" value={code} />
                ))}
                <TextField
                  name="code"
                  label={words.t('sign-in.code')}
                  help={words.t('me.codes.code.help')}
                  inputMode="numeric"
                  autocomplete="one-time-code"
                />
                <FormActions>
                  <Button kind="main">{words.t('me.codes.confirm')}</Button>
                  <LinkButton href="/me" kind="plain">
                    {words.t('me.codes.leave')}
                  </LinkButton>
                </FormActions>
              </Form>
            </section>
          </div>
        </Layout>
      )
    }),

    page('/welcome/:token', 'anyone', async (context) => {
      const { words, params } = context
      if (!(await means.sessions.findLink(params.token ?? ''))) throw new Problem('link-over')
      const title = words.t('welcome.title')
      return (
        <Layout title={title}>
          <div class="stack-l measure">
            <PageHead title={title}>{words.t('welcome.explained')}</PageHead>
            <Form action={`/welcome/${encodeURIComponent(params.token ?? '')}`} {...cameBack(context, 'welcome')}>
              <NewPassword />
              <FormActions>
                <Button kind="main">{words.t('welcome.action')}</Button>
              </FormActions>
            </Form>
          </div>
        </Layout>
      )
    })
  ]
}

import { type Page, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Sessions } from '../kernel/session.ts'
import type { Words } from '../kernel/words.ts'
import { ChoiceField, YesField } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { Button, Form, FormActions, LinkButton, PostButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Notice } from '../ui/notice.tsx'
import { errorsOf, OperationForm } from '../ui/operation-form.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { listPeople } from './people.operations.ts'
import { givenRoles } from './rules.ts'

function RoleField({ words, value }: { words: Words; value?: string }) {
  const options = givenRoles.map((role) => ({
    value: role,
    label: words.t(`role.${role}`),
    help: words.t(`role.${role}.help`)
  }))
  return <ChoiceField name="role" label={words.t('person.role')} value={value} options={options} />
}

/** The pages on which an administrator looks after the people of the inspectorate. */
export function peoplePages({ sessions }: { sessions: Sessions }): Page[] {
  return [
    page('/people', 'people.manage', async (context) => {
      const { words, form } = context
      const people = await context.ask(listPeople, {})
      const accounts = await sessions.describeAccounts(people.map(({ account }) => account))
      const active = people.filter((person) => person.active).length
      const sent = form?.operation === 'people' ? form : undefined
      const title = words.t('people.title', { n: active })
      return (
        <Layout title={words.t('room.people')}>
          <div class="stack-l">
            <PageHead title={title} kicker={words.t('room.people')}>
              {words.t('people.explained')}
            </PageHead>
            <Details summary={words.t('people.add')} open={sent !== undefined}>
              <Form action="/people" values={sent?.sent} errors={errorsOf(words, sent?.problem)}>
                <TextField name="name" label={words.t('person.name')} autocomplete="off" maxLength={200} />
                <TextField
                  name="email"
                  type="email"
                  label={words.t('sign-in.email')}
                  help={words.t('people.email.help')}
                  autocomplete="off"
                  inputMode="email"
                />
                <RoleField words={words} />
                <FormActions>
                  <Button kind="main">{words.t('people.add')}</Button>
                </FormActions>
              </Form>
            </Details>
            <DataTable
              caption={words.t('people.list')}
              captionHidden
              rows={people}
              rowKey={(person) => person.id}
              columns={[
                { key: 'name', label: words.t('person.name'), head: true, cell: (person) => person.name },
                {
                  key: 'email',
                  label: words.t('sign-in.email'),
                  cell: (person) => <bdi>{accounts.get(person.account)?.email}</bdi>
                },
                { key: 'role', label: words.t('person.role'), cell: (person) => words.t(`role.${person.role}`) },
                {
                  key: 'code',
                  label: words.t('people.code'),
                  cell: (person) => words.t(accounts.get(person.account)?.code ? 'people.code.on' : 'people.code.off')
                },
                {
                  key: 'active',
                  label: words.t('people.state'),
                  cell: (person) => words.t(person.active ? 'people.active' : 'people.inactive')
                },
                {
                  key: 'change',
                  label: words.t('record.change'),
                  quiet: true,
                  cell: (person) => (
                    <a href={`/people/${person.id}`}>
                      {words.t('record.change')}
                      <span class="vh"> {person.name}</span>
                    </a>
                  )
                }
              ]}
            />
          </div>
        </Layout>
      )
    }),

    page('/people/link', 'people.manage', async ({ words, form }) => {
      const { link, name, email, mailed } = form?.sent ?? {}
      if (typeof link !== 'string' || typeof name !== 'string') throw new Problem('page-not-found')
      const title = words.t('people.link.title', { name })
      return (
        <Layout title={title}>
          <div class="stack-l">
            <PageHead title={title}>{words.t('people.link.explained')}</PageHead>
            <p class="note-card measure">
              <code dir="ltr">{link}</code>
            </p>
            <Notice kind={mailed === 'failed' ? 'bad' : 'wait'}>
              {words.t(`people.link.${mailed}`, { email: String(email) })} {words.t('people.link.once')}
            </Notice>
            <p>
              <LinkButton href="/people" kind="main">
                {words.t('people.back')}
              </LinkButton>
            </p>
          </div>
        </Layout>
      )
    }),

    page('/people/:person', 'people.manage', async (context) => {
      const { words, params } = context
      const person = (await context.ask(listPeople, {})).find(({ id }) => id === params.person)
      if (!person) throw new Problem('not-found')
      return (
        <Layout title={person.name}>
          <div class="stack-l">
            <PageHead title={person.name} kicker={words.t('room.people')} />
            <OperationForm
              operation="person.change"
              hidden={{ id: person.id, revision: person.revision }}
              returnTo="/people"
              action={words.t('record.save')}
              kind="main"
              beside={
                <LinkButton href="/people" kind="plain">
                  {words.t('people.back')}
                </LinkButton>
              }
            >
              <TextField
                name="name"
                label={words.t('person.name')}
                value={person.name}
                autocomplete="off"
                maxLength={200}
              />
              <RoleField words={words} value={person.role} />
              <YesField
                name="active"
                label={words.t('person.active')}
                help={words.t('person.active.help')}
                value={person.active}
              />
            </OperationForm>
            <section class="stack-m">
              <SectionHead title={words.t('people.forgotten.title')} />
              <p class="measure">{words.t('people.forgotten.explained')}</p>
              <PostButton action={`/people/${person.id}/link`}>{words.t('people.forgotten.action')}</PostButton>
            </section>
          </div>
        </Layout>
      )
    })
  ]
}

import type { ComponentChildren } from 'preact'
import { isolated } from '../evidence/names.part.tsx'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { ChoiceField } from '../ui/choice.tsx'
import { DeclaredFields } from '../ui/declared.tsx'
import { TextField } from '../ui/field.tsx'
import { Filters, LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Crumbs, PageHead } from '../ui/step.tsx'
import { linkWorkplaces, sides } from './act.operations.ts'
import { readWorkplace, searchRegister } from './operations.ts'
import { nameOf, placeOf } from './said.part.tsx'

const mostOffered = 10

/** A page on which another workplace is searched and chosen: to be joined with this one, or linked to it. */
async function chooseOther(
  context: PageContext,
  what: { operation: string; path: string; title: string; explained: string; action: string },
  rest: ComponentChildren
) {
  const { words, params, query } = context
  const { workplace } = await context.ask(readWorkplace, { id: params.id })
  const text = query('q').trim().slice(0, 200)
  const found = text === '' ? undefined : await context.ask(searchRegister, { text, page: 1 })
  const offered = (found?.workplaces ?? []).filter(({ id }) => id !== workplace.id).slice(0, mostOffered)
  const name = isolated(words, nameOf(words, workplace))
  const here = `/workplaces/${workplace.id}`
  return (
    <Layout title={what.title}>
      <div class="stack">
        <Crumbs
          items={[
            { label: words.t('room.workplaces'), href: '/workplaces' },
            { label: name, href: here },
            { label: what.title }
          ]}
        />
        <PageHead kicker={name} title={what.title}>
          {what.explained}
        </PageHead>
        <Filters action={`${here}/${what.path}`} show={words.t('register.search')}>
          <TextField type="search" name="q" label={words.t('register.search.other')} value={text} />
        </Filters>
        {found && offered.length === 0 ? <p class="soft">{words.t('register.none.explained')}</p> : null}
        {offered.length > 0 ? (
          <OperationForm
            operation={what.operation}
            hidden={{ workplace: workplace.id }}
            returnTo={here}
            action={what.action}
            kind="main"
            beside={
              <LinkButton href={here} kind="plain">
                {words.t('record.back')}
              </LinkButton>
            }
          >
            <ChoiceField
              name="other"
              label={words.t('register.other')}
              options={offered.map((one) => ({
                value: one.id,
                label: isolated(words, nameOf(words, one)),
                help: isolated(words, placeOf(one))
              }))}
            />
            {rest}
          </OperationForm>
        ) : null}
      </div>
    </Layout>
  )
}

const joinPage = page('/workplaces/:id/join', 'workplace.edit', (context) => {
  const { words } = context
  return chooseOther(
    context,
    {
      operation: 'workplace.merge',
      path: 'join',
      title: words.t('register.join'),
      explained: words.t('register.join.explained'),
      action: words.t('register.join.action')
    },
    null
  )
})

const linkPage = page('/workplaces/:id/link', 'workplace.edit', (context) => {
  const { words } = context
  const { kind, since, until, note } = linkWorkplaces.input
  return chooseOther(
    context,
    {
      operation: 'workplace.link',
      path: 'link',
      title: words.t('workplace_link.add'),
      explained: words.t('register.link.explained'),
      action: words.t('workplace_link.add')
    },
    <>
      <ChoiceField
        name="side"
        label={words.t('register.side')}
        value="other"
        options={sides.map((side) => ({ value: side, label: words.t(`register.side.${side}`) }))}
      />
      <DeclaredFields record="workplace_link" fields={{ kind, since, until, note }} />
    </>
  )
})

export const joinPages: readonly Page[] = [joinPage, linkPage]

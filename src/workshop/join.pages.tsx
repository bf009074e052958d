import { type Page, type PageContext, page } from '../kernel/page.ts'
import { useWords } from '../ui/context.ts'
import { TextField } from '../ui/field.tsx'
import { Button, Form, FormActions, LinkButton, PostButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Notice } from '../ui/notice.tsx'
import { errorsOf } from '../ui/operation-form.tsx'
import { PageHead } from '../ui/step.tsx'
import type { Guests } from './guest.routes.ts'
import { listGroups, readCode } from './rules.ts'

/** Seconds after which somebody at the door looks again whether it is open. */
const lookAgain = 4

/** The pages at the door of a workshop, for people without an account. */
export function joinPages(guests: Guests): Page[] {
  return [
    page('/join', 'anyone', (context) => drawDoor(context, '')),
    page('/join/wait', 'anyone', (context) => drawWaiting(context, guests)),
    page('/join/:code', 'anyone', (context) => drawDoor(context, readCode(context.params.code ?? '')))
  ]
}

async function drawDoor({ words, form }: PageContext, code: string) {
  const own = form?.operation === 'join' ? form : undefined
  const title = words.t('join.title')
  return (
    <Layout title={title}>
      <div class="door stack-m">
        <PageHead title={title}>{words.t('join.explained')}</PageHead>
        <Form action="/join" values={own?.sent} errors={errorsOf(words, own?.problem)} prefix="join">
          <TextField
            name="code"
            label={words.t('join.code')}
            help={words.t('join.code.help')}
            value={code}
            maxLength={20}
          />
          <TextField
            name="name"
            label={words.t('participant.name')}
            help={words.t('join.name.help')}
            autocomplete="nickname"
            maxLength={60}
          />
          <FormActions>
            <Button kind="main" wide>
              {words.t('join.action')}
            </Button>
          </FormActions>
        </Form>
        <p class="soft small">{words.t('join.privacy')}</p>
        <p class="soft small">
          <a href="/sign-in">{words.t('join.sign-in')}</a>
        </p>
      </div>
    </Layout>
  )
}

const goTo = (location: string) => new Response(null, { status: 303, headers: { location } })

async function drawWaiting(context: PageContext, guests: Guests) {
  const { words } = context
  const known = await guests.look(new Headers({ cookie: guests.cookieOf(context.cookie) }))
  if (!known) return goTo('/join')
  const { state, status, title, name, group_name, workshop } = known
  const groups = listGroups(known.groups)
  const mayChoose = groups.length > 0 && group_name === '' && context.query('chosen') === ''
  if (status !== 'open' || state === 'removed') return <Over state={status !== 'open' ? 'closed' : 'removed'} />
  if (state === 'admitted' && !mayChoose) return goTo(`/workshops/${workshop}`)
  if (state === 'waiting') context.refreshAfter(lookAgain)
  const head = words.t(state === 'waiting' ? 'join.wait' : 'join.group')
  return (
    <Layout title={head}>
      <div class="door stack-m">
        <PageHead kicker={title} title={head}>
          {words.t(state === 'waiting' ? 'join.wait.explained' : 'join.group.explained', { name })}
        </PageHead>
        {known.by_person ? <Notice kind="wait">{words.t('workshop.by_person.told')}</Notice> : null}
        {mayChoose ? <Groups groups={groups} waiting={state === 'waiting'} /> : null}
        {group_name ? <p>{words.t('join.group.own', { group: group_name })}</p> : null}
        {state === 'waiting' ? (
          <p class="row">
            <LinkButton href="/join/wait">{words.t('join.wait.look')}</LinkButton>
          </p>
        ) : null}
        <Leave />
      </div>
    </Layout>
  )
}

function Groups({ groups, waiting }: { groups: readonly string[]; waiting: boolean }) {
  const words = useWords()
  return (
    <section class="stack-s">
      {waiting ? <h2>{words.t('join.group')}</h2> : null}
      <div class="stack-s">
        {groups.map((group) => (
          <PostButton key={group} action="/join/group" fields={{ group_name: group }} wide>
            {group}
          </PostButton>
        ))}
      </div>
      {waiting ? null : (
        <p>
          <a href="/join/wait?chosen=none">{words.t('join.group.none')}</a>
        </p>
      )}
    </section>
  )
}

function Leave() {
  const words = useWords()
  return (
    <PostButton action="/join/leave" kind="plain" slim>
      {words.t('join.leave')}
    </PostButton>
  )
}

function Over({ state }: { state: 'closed' | 'removed' }) {
  const words = useWords()
  const title = words.t(`join.over.${state}`)
  return (
    <Layout title={title}>
      <div class="door stack-m">
        <PageHead title={title} />
        <Notice>{words.t(`join.over.${state}.explained`)}</Notice>
        <Leave />
      </div>
    </Layout>
  )
}

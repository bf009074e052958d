import type { PageContext } from '../kernel/page.ts'
import { useWords } from '../ui/context.ts'
import { DateField, TextField } from '../ui/field.tsx'
import { Button, Form, FormActions, PostButton } from '../ui/form.tsx'
import { Details, Notice } from '../ui/notice.tsx'
import { errorsOf, OperationForm, useSent } from '../ui/operation-form.tsx'
import { Items, SectionHead } from '../ui/step.tsx'
import { Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import type { Guest } from './guest.operations.ts'
import { dayAfter, engagementPath, stateOfGuest, usualStay } from './rules.ts'

/** Who of a stakeholder may come in to keep its commitments, and the form that invites somebody. */

type DoorProps = {
  context: PageContext
  plan: string
  stakeholder: string
  guests: readonly Guest[]
  commitments: number
}

export function Door({ context, plan, stakeholder, guests, commitments }: DoorProps) {
  const { words, form } = context
  const own = form?.operation === 'guest' ? form : undefined
  const today = new Date().toISOString().slice(0, 10)
  return (
    <section class="stack-s" id="door">
      <SectionHead title={words.t('door.title')} />
      <p class="measure">{words.t('door.explained', { n: commitments })}</p>
      <Items
        items={guests.map((guest) => ({
          key: guest.id,
          body: <GuestTold guest={guest} today={today} />,
          actions: <GuestForms guest={guest} today={today} />
        }))}
      />
      <Details summary={words.t('door.invite')} open={own !== undefined}>
        <Form
          action={`/plans/${plan}/stakeholders/${stakeholder}/guests`}
          values={own?.sent}
          errors={errorsOf(words, own?.problem)}
          prefix="guest"
        >
          <TextField name="name" label={words.t('person.name')} autocomplete="off" maxLength={200} />
          <TextField
            name="email"
            type="email"
            label={words.t('sign-in.email')}
            help={words.t('door.email.help')}
            autocomplete="off"
            inputMode="email"
          />
          <DateField
            name="until"
            label={words.t('door.until')}
            help={words.t('door.until.help')}
            value={dayAfter(today, usualStay)}
            min={today}
          />
          <FormActions>
            <Button>{words.t('door.invite.action')}</Button>
          </FormActions>
        </Form>
      </Details>
    </section>
  )
}

/** The link, at the head of the one page that answers the invitation. */
export function LinkShown({ context: { words, form } }: { context: PageContext }) {
  const { link, name, email, mailed } = form?.operation === 'guest/link' ? form.sent : {}
  if (typeof link !== 'string' || typeof name !== 'string') return null
  return (
    <div class="stack-s after-head">
      <Notice kind={mailed === 'failed' ? 'bad' : 'good'} title={words.t('people.link.title', { name })} live>
        <span>
          {words.t('people.link.explained')} {words.t(`people.link.${mailed}`, { email: String(email) })}{' '}
          {words.t('people.link.once')}
        </span>
      </Notice>
      <p class="note-card measure">
        <code dir="ltr">{link}</code>
      </p>
    </div>
  )
}

function GuestTold({ guest, today }: { guest: Guest; today: string }) {
  const words = useWords()
  const state = stateOfGuest(guest, today)
  return (
    <>
      <strong>
        <Written>{guest.name}</Written>
      </strong>{' '}
      <Tag kind={state === 'open' ? 'ok' : 'plain'}>{words.t(`door.state.${state}`)}</Tag>
      {guest.until ? (
        <p class="soft small">{words.t(`door.until.${state}`, { day: words.date(guest.until) })}</p>
      ) : null}
    </>
  )
}

function GuestForms({ guest, today }: { guest: Guest; today: string }) {
  const words = useWords()
  const state = stateOfGuest(guest, today)
  const sent = useSent('stakeholder_guest.change', guest.id)
  const here = `${engagementPath(guest.plan, guest.stakeholder)}#door`
  const until = guest.until && guest.until >= today ? guest.until : dayAfter(today, usualStay)
  return (
    <Details summary={words.t('door.change')} open={sent !== undefined}>
      <div class="stack-s">
        <OperationForm
          operation="stakeholder_guest.change"
          formKey={guest.id}
          hidden={{ id: guest.id, active: 'yes' }}
          returnTo={here}
          action={words.t(state === 'open' ? 'door.extend' : 'door.open')}
          slim
          plain
        >
          <DateField name="until" label={words.t('door.until')} value={until} min={today} />
        </OperationForm>
        {state === 'open' ? (
          <>
            <PostButton action={`/plans/${guest.plan}/guests/${guest.id}/link`} slim>
              {words.t('door.link')}
            </PostButton>
            <OperationForm
              operation="stakeholder_guest.change"
              formKey={`${guest.id}-close`}
              hidden={{ id: guest.id, active: 'no', until: guest.until ?? today }}
              returnTo={here}
              action={words.t('door.close')}
              kind="stop"
              slim
              plain
            />
          </>
        ) : null}
      </div>
    </Details>
  )
}

import { type Page, type PageContext, page } from '../kernel/page.ts'
import { ChoiceField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { LongTextField, NumberField } from '../ui/field.tsx'
import { Button, Form, FormActions, HiddenField, PostButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { nameOfLanguage } from '../ui/names.ts'
import { errorsOf } from '../ui/operation-form.tsx'
import { PageHead } from '../ui/step.tsx'
import { workshopPath } from './kinds.operations.ts'
import { readRehearsal } from './rehearsal.operations.ts'
import type { Practice } from './rehearsal.routes.ts'

const days = [1, 2, 3] as const
const usualSize = 18

/** Where a rehearsal begins; to who is in one, the way to its facilitator's page. */
export function rehearsalPages(of: {
  practice: Practice
  languages: readonly string[]
  groups(language: string): readonly string[]
}): Page[] {
  return [
    page('/rehearsal', 'plan.edit', async (context) => {
      const { words, session } = context
      const rehearsal = session?.inspectorate.practice ? await context.ask(readRehearsal, {}) : null
      if (rehearsal) {
        const location = workshopPath(rehearsal.plan, rehearsal.workshop)
        return new Response(null, { status: 303, headers: { location } })
      }
      const place = await of.practice.findPlace(session?.account ?? '')
      const title = words.t('rehearsal.new')
      return (
        <Layout title={title}>
          <PageHead
            title={title}
            actions={
              place ? <PostButton action="/rehearsal/enter">{words.t('rehearsal.enter')}</PostButton> : undefined
            }
          >
            {words.t('rehearsal.new.explained')}
          </PageHead>
          <Begin
            context={context}
            languages={of.languages}
            groups={of.groups(words.language)}
            again={place !== undefined}
          />
        </Layout>
      )
    })
  ]
}

type BeginProps = {
  context: PageContext
  languages: readonly string[]
  groups: readonly string[]
  again: boolean
}

function Begin({ context, languages, groups, again }: BeginProps) {
  const words = useWords()
  const form = context.form?.operation === 'rehearsal.begin' ? context.form : undefined
  return (
    <Form
      action="/rehearsal/begin"
      values={form?.sent}
      errors={errorsOf(words, form?.problem)}
      prefix="rehearsal"
      class="sheet stack"
    >
      <HiddenField name="_page" value="/rehearsal" />
      <ChoiceField
        name="day"
        label={words.t('rehearsal.day')}
        value="1"
        options={days.map((day) => ({
          value: String(day),
          label: words.t('rehearsal.day.one', { day }),
          help: words.t(`rehearsal.day.${day}.help`)
        }))}
      />
      <NumberField
        name="size"
        label={words.t('rehearsal.size')}
        help={words.t('rehearsal.size.help')}
        value={String(usualSize)}
        whole
      />
      <LongTextField
        name="groups"
        label={words.t('workshop.groups')}
        help={words.t('workshop.groups.help')}
        value={groups.slice(0, 3).join('\n')}
        optional
      />
      <ChoiceField
        name="language"
        label={words.t('rehearsal.language')}
        value={words.language}
        options={languages.map((code) => ({ value: code, label: nameOfLanguage(code) }))}
        inline
      />
      {again ? <p class="soft">{words.t('rehearsal.again')}</p> : null}
      <FormActions>
        <Button kind="main">{words.t('rehearsal.begin')}</Button>
      </FormActions>
    </Form>
  )
}

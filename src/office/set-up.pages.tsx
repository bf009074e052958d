import { type Page, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { SelectField } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { Button, Form, FormActions } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { nameOfLanguage, namesOfRegions } from '../ui/names.ts'
import { errorsOf } from '../ui/operation-form.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { NewPassword } from './account.part.tsx'
import type { SetUp } from './set-up.routes.ts'

/** The page of the first start; afterwards it says that the portal is set up. */
export function setUpPages(setUp: SetUp): Page[] {
  return [
    page('/set-up', 'anyone', async ({ words, form }) => {
      if (!(await setUp.isNeeded())) throw new Problem('set-up-done')
      const regions = namesOfRegions(words.language)
      const countries = setUp.countries
        .map(({ code, region }) => ({ value: code, label: regions(region) }))
        .sort((a, b) => words.compare(a.label, b.label))
      const languages = setUp.languages.map((code) => ({ value: code, label: nameOfLanguage(code) }))
      const title = words.t('set-up.title')
      return (
        <Layout title={title}>
          <div class="stack-l measure">
            <PageHead title={title}>{words.t('set-up.explained')}</PageHead>
            <Form action="/set-up" values={form?.sent} errors={errorsOf(words, form?.problem)}>
              <TextField
                name="code"
                label={words.t('set-up.code')}
                help={words.t('set-up.code.help')}
                autocomplete="off"
              />
              <SectionHead title={words.t('set-up.person.title')} />
              <TextField name="person" label={words.t('set-up.person')} autocomplete="name" maxLength={200} />
              <TextField
                name="email"
                type="email"
                label={words.t('sign-in.email')}
                help={words.t('set-up.email.help')}
                autocomplete="username"
                inputMode="email"
              />
              <NewPassword />
              <SectionHead title={words.t('set-up.inspectorate.title')} />
              <TextField
                name="name"
                label={words.t('inspectorate.name')}
                help={words.t('inspectorate.name.help')}
                autocomplete="organization"
                maxLength={200}
              />
              <SelectField name="country" label={words.t('inspectorate.country')} options={countries} />
              <div class="side-by-side">
                <SelectField
                  name="language"
                  label={words.t('inspectorate.language')}
                  value={words.language}
                  options={languages}
                />
                <TextField
                  name="currency"
                  label={words.t('inspectorate.currency')}
                  help={words.t('set-up.currency.help')}
                  autocomplete="off"
                  optional
                />
              </div>
              <FormActions>
                <Button kind="main">{words.t('set-up.action')}</Button>
              </FormActions>
            </Form>
          </div>
        </Layout>
      )
    })
  ]
}

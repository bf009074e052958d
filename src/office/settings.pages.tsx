import { type Page, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { WordFiles } from '../kernel/words.ts'
import { SelectField } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import { Layout } from '../ui/layout.tsx'
import { nameOfLanguage } from '../ui/names.ts'
import { OperationForm } from '../ui/operation-form.tsx'
import { PageHead, SectionHead, Tabs } from '../ui/step.tsx'
import { labelGroups } from './label.rules.ts'
import { digitSystems } from './settings.operations.ts'

function SettingsTabs({ t, current }: { t(key: string): string; current: 'office' | 'labels' }) {
  return (
    <Tabs
      label={t('room.settings')}
      items={[
        { href: '/settings', label: t('settings.office'), current: current === 'office' },
        { href: '/settings/labels', label: t('settings.labels'), current: current === 'labels' }
      ]}
    />
  )
}

/** The default that a label replaces; the ends of an axis or a scale are named with it. */
function nameOfLabel(key: string, defaults: Readonly<Record<string, string>>): string {
  const axis = /^(.+)\.(low|high)$/.exec(key)?.[1]
  const own = defaults[key] ?? key
  return axis ? `${defaults[axis] ?? axis}: ${own}` : own
}

/** The pages on which an administrator sets what is the inspectorate's own: its name, its figures, its words. */
export function settingsPages(files: WordFiles): Page[] {
  const languages = () => [...files.keys()].map((code) => ({ value: code, label: nameOfLanguage(code) }))
  return [
    page('/settings', 'settings.edit', async ({ words, session }) => {
      if (!session) throw new Problem('not-signed-in')
      const { name, language, currency, digits } = session.inspectorate
      const title = words.t('settings.title')
      return (
        <Layout title={title}>
          <div class="stack-l">
            <PageHead title={title} kicker={words.t('room.settings')} />
            <SettingsTabs t={words.t} current="office" />
            <OperationForm operation="inspectorate.change" action={words.t('settings.save')} kind="main">
              <TextField
                name="name"
                label={words.t('inspectorate.name')}
                help={words.t('inspectorate.name.help')}
                value={name}
                autocomplete="organization"
                maxLength={200}
              />
              <div class="side-by-side">
                <SelectField
                  name="language"
                  label={words.t('inspectorate.language')}
                  help={words.t('inspectorate.language.help')}
                  value={language}
                  options={languages()}
                />
                <TextField
                  name="currency"
                  label={words.t('inspectorate.currency')}
                  help={words.t('inspectorate.currency.help')}
                  value={currency}
                  autocomplete="off"
                />
              </div>
              <SelectField
                name="digits"
                label={words.t('inspectorate.digits')}
                help={words.t('inspectorate.digits.help')}
                value={digits}
                options={digitSystems.map((system) => ({
                  value: system,
                  label: words.t(`inspectorate.digits.${system}`)
                }))}
                empty={words.t('inspectorate.digits.language')}
                optional
              />
            </OperationForm>
          </div>
        </Layout>
      )
    }),

    page('/settings/labels', 'settings.edit', async ({ words, session, query }) => {
      if (!session) throw new Problem('not-signed-in')
      const language = files.has(query('language')) ? query('language') : words.language
      const defaults: Record<string, string> = { ...files.get('en'), ...files.get(language) }
      const own = session.inspectorate.labels[language] ?? {}
      const title = words.t('settings.labels.title')
      return (
        <Layout title={title}>
          <div class="stack-l">
            <PageHead title={title} kicker={words.t('room.settings')}>
              {words.t('settings.labels.explained')}
            </PageHead>
            <SettingsTabs t={words.t} current="labels" />
            <Tabs
              label={words.t('settings.labels.language')}
              items={languages().map(({ value, label }) => ({
                href: `/settings/labels?language=${value}`,
                label,
                current: value === language
              }))}
            />
            <OperationForm
              operation="label.change"
              hidden={{ language }}
              action={words.t('settings.labels.save', { language: nameOfLanguage(language) })}
              kind="main"
            >
              {Object.entries(labelGroups).map(([group, keys]) => (
                <section key={group} class="stack-m">
                  <SectionHead title={words.t(`settings.labels.${group}`)} />
                  <div class="side-by-side">
                    {keys.map((key) => (
                      <TextField
                        key={key}
                        name={key}
                        label={nameOfLabel(key, defaults)}
                        value={own[key] ?? ''}
                        maxLength={160}
                        optional
                      />
                    ))}
                  </div>
                </section>
              ))}
            </OperationForm>
          </div>
        </Layout>
      )
    })
  ]
}

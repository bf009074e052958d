import { type Page, page } from '../kernel/page.ts'
import { stepPath } from '../plan/rules.ts'
import { SelectField } from '../ui/choice.tsx'
import { Layout } from '../ui/layout.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Crumbs, PageHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { Written } from '../ui/written.tsx'
import { readFeeds } from './feed.operations.ts'

/** What can be done with an address, and how its button looks. */
const acts = [
  ['renew', 'outline'],
  ['end', 'stop']
] as const

/** The addresses under which a calendar finds the days of a plan; each person sees only those that they made. */
export const feedPages: Page[] = [
  page('/plans/:plan/calendar', 'plan.read', async (context) => {
    const { words, params, url, actor } = context
    const plan = params.plan ?? ''
    const { title, feeds, owners } = await context.ask(readFeeds, { plan })
    const here = `/plans/${plan}/calendar`
    return (
      <Layout title={words.t('feed.title')}>
        <Crumbs
          items={[
            { label: title, href: `/plans/${plan}` },
            { label: words.t('chart.tab.timeline'), href: stepPath(plan, 6, 'timeline') },
            { label: words.t('feed.title') }
          ]}
        />
        <PageHead title={words.t('feed.title')}>{words.t('feed.explained')}</PageHead>
        <div class="stack-l">
          <OperationForm
            operation="feed.make"
            hidden={{ plan, language: words.language }}
            action={words.t('feed.make')}
            kind="main"
            returnTo={here}
          >
            <SelectField
              name="owner"
              label={words.t('feed.owner')}
              empty={words.t('feed.owner.all')}
              optional
              value=""
              options={owners.map((owner) => ({ value: owner, label: owner }))}
            />
          </OperationForm>
          {feeds.length === 0 ? null : (
            <DataTable
              caption={words.t('feed.own')}
              rows={feeds}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'owner',
                  label: words.t('feed.owner'),
                  head: true,
                  cell: ({ owner }) => <Written>{owner || words.t('feed.owner.all')}</Written>
                },
                {
                  key: 'address',
                  label: words.t('feed.address'),
                  cell: ({ secret }) => (
                    <code dir="ltr">{`${url.origin}/feeds/${actor.inspectorate}/${secret}.ics`}</code>
                  )
                },
                {
                  key: 'acts',
                  label: words.t('record.change'),
                  quiet: true,
                  cell: ({ id }) => (
                    <div class="row">
                      {acts.map(([act, kind]) => (
                        <OperationForm
                          key={act}
                          operation={`feed.${act}`}
                          formKey={id}
                          hidden={{ id }}
                          action={words.t(`feed.${act}`)}
                          kind={kind}
                          returnTo={here}
                          slim
                          plain
                        />
                      ))}
                    </div>
                  )
                }
              ]}
            />
          )}
        </div>
      </Layout>
    )
  })
]

import { type Page, page } from '../kernel/page.ts'
import { YesField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { TextField } from '../ui/field.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Items, PageHead } from '../ui/step.tsx'
import { sayBasis, sayBasisChange } from './basis.part.tsx'
import { FigureTabs } from './figure-tabs.part.tsx'
import { listViews, readView, type ToldView } from './view.operations.ts'
import { addressOfPage } from './view.rules.ts'

/** The saved views: one's own and those that others share. The address of a view leads to what it shows. */

const path = '/figures/views'

export const viewPages: Page[] = [
  page(path, 'evidence.read', async (context) => {
    const { words } = context
    const views = await context.ask(listViews, {})
    const title = words.t('view.title')
    return (
      <Layout title={title}>
        <PageHead kicker={words.t('room.figures')} title={title}>
          {words.t('view.explained')}
        </PageHead>
        <FigureTabs current="views" />
        {views.length === 0 ? (
          <Empty
            title={words.t('view.empty')}
            level={2}
            action={<LinkButton href="/figures/dashboard">{words.t('view.empty.action')}</LinkButton>}
          >
            {words.t('view.empty.explained')}
          </Empty>
        ) : (
          <Items
            items={views.map((view) => ({
              key: view.id,
              body: <OneView of={view} />
            }))}
          />
        )}
      </Layout>
    )
  }),
  page(`${path}/:id`, 'evidence.read', async (context) => {
    const { id, page: shown, query } = await context.ask(readView, { id: context.params.id ?? '' })
    const location = `${addressOfPage(shown, query)}${query ? '&' : '?'}view=${id}`
    return new Response(null, { status: 303, headers: { location } })
  })
]

function OneView({ of: view }: { of: ToldView }) {
  const words = useWords()
  const { id, name, own, shared, person, at, basis, changes } = view
  const about = [
    words.t(`view.page.${view.page}`),
    words.t(own ? 'view.saved-own' : 'view.saved', { person: person || '–', when: words.date(at) }),
    own ? words.t(shared ? 'view.is-shared' : 'view.is-own') : ''
  ]
  return (
    <div class="stack-s" id={id}>
      <p>
        <a class="strong" href={`${path}/${id}`}>
          <span dir="auto">{name}</span>
        </a>
        <br />
        <span class="soft small">{about.filter(Boolean).join(' · ')}</span>
        <br />
        <span class="soft small">{words.t('view.basis', { list: sayBasis(words, basis) })}</span>
      </p>
      {changes.map((change) => (
        <p class="small" key={`${change.reason} ${change.at} ${change.file_name}`}>
          {sayBasisChange(words, change)}
        </p>
      ))}
      {own ? <Keeping of={view} /> : null}
    </div>
  )
}

/** What only who saved a view may do with it. */
function Keeping({ of: { id, name, shared } }: { of: ToldView }) {
  const words = useWords()
  return (
    <Details summary={words.t('view.change')}>
      <OperationForm operation="view.change" hidden={{ id }} action={words.t('view.change.action')} formKey={id} slim>
        <TextField name="name" label={words.t('view.name')} value={name} maxLength={120} />
        <YesField name="shared" label={words.t('view.shared')} value={shared} />
      </OperationForm>
      <OperationForm
        operation="view.remove"
        hidden={{ id }}
        returnTo={path}
        action={words.t('view.remove')}
        kind="stop"
        slim
        plain
        formKey={id}
      />
    </Details>
  )
}

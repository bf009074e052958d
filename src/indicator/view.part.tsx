import type { PageContext } from '../kernel/page.ts'
import { YesField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { TextField } from '../ui/field.tsx'
import { Details, Notice } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Written } from '../ui/written.tsx'
import { sayBasisChange } from './basis.part.tsx'
import { readView, type ToldView } from './view.operations.ts'
import { addressOfPage, type ViewPage } from './view.rules.ts'

/** The view that the address was opened by, where the person may open it. */
export async function openedView(context: PageContext): Promise<ToldView | undefined> {
  const id = context.query('view')
  return /^[\da-f-]{36}$/.test(id) ? context.ask(readView, { id }).catch(() => undefined) : undefined
}

/** Names the saved view that is shown, and says what happened to its records since it was saved. */
export function OpenedView({ of: view }: { of: ToldView | undefined }) {
  const words = useWords()
  if (!view) return null
  const { name, own, person, at, changes } = view
  const saved = words.t(own ? 'view.opened-own' : 'view.opened', { name, person: person || '–', when: words.date(at) })
  if (changes.length === 0)
    return (
      <p class="soft small">
        <Written>{saved}</Written>
      </p>
    )
  return (
    <Notice title={saved}>
      <p>{words.t('view.changed')}</p>
      <ul>
        {changes.map((change) => (
          <li key={`${change.reason} ${change.at} ${change.file_name}`}>{sayBasisChange(words, change)}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** Saves what the page shows under a name. That one's own view of the name goes is asked only where there is one. */
export function KeepView({ page, query }: { page: ViewPage; query: string }) {
  const words = useWords()
  const sent = useSent('view.keep')
  const there = sent?.problem.fields.some(({ code }) => code === 'view-there')
  return (
    <Details summary={words.t('view.keep')} open={sent !== undefined}>
      <OperationForm
        operation="view.keep"
        hidden={{ page, query }}
        returnTo={`${addressOfPage(page, query)}${query ? '&' : '?'}view=:id`}
        action={words.t('view.keep.action')}
        slim
      >
        <TextField name="name" label={words.t('view.name')} maxLength={120} />
        <YesField name="shared" label={words.t('view.shared')} />
        {there ? <YesField name="replace" label={words.t('view.replace')} /> : null}
      </OperationForm>
    </Details>
  )
}

import { isId } from '../kernel/id.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { LinkButton, PostButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { Items, PageHead } from '../ui/step.tsx'
import { readHistory } from './history.operations.ts'
import { ChangesInFull, type CodeNames, Moment, type Reason, Reasons, sayEntry } from './history.part.tsx'
import { isFromDoor } from './history.rules.ts'
import { readPlan } from './operations.ts'

/** What the history asks of what comes after it: how codes of the evidence are called, and why what was changed, by entry. */
type Around = {
  readNames: (context: PageContext) => Promise<CodeNames>
  readReasons: (context: PageContext, plan: string) => Promise<ReadonlyMap<number, readonly Reason[]>>
}

/** The history of a plan. */
export const historyPages = ({ readNames, readReasons }: Around): Page[] => [
  page('/plans/:plan/history', 'log.read', async (context) => {
    const { words, params, query, may, url } = context
    const plan = params.plan ?? ''
    const { title } = await context.ask(readPlan, { plan })
    const before = Number(query('before'))
    const about = isId(query('about')) ? query('about') : null
    const { entries, next } = await context.ask(readHistory, { plan, before: before > 0 ? before : null, about })
    const coded = entries.some(({ changes }) => changes.some(({ fields }) => fields.some(({ codes }) => codes !== '')))
    const names = coded ? await readNames(context) : {}
    const reasons = await readReasons(context, plan)
    const at = (from: number | null) => {
      const asked = new URLSearchParams({ ...(about ? { about } : {}), ...(from ? { before: String(from) } : {}) })
      return asked.size > 0 ? `${url.pathname}?${asked}` : url.pathname
    }
    const here = at(before > 0 ? before : null)
    return (
      <Layout title={words.t('history.title')}>
        <PageHead kicker={title} title={words.t('history.title')}>
          {words.t('history.explained')}
        </PageHead>
        {entries.length === 0 ? (
          <Empty level={2} title={words.t('history.empty')} />
        ) : (
          <Items
            items={entries.map((entry) => ({
              key: String(entry.number),
              body: (
                <>
                  <p class="strong">{sayEntry(words, entry)}</p>
                  <small>
                    <bdi>{entry.person ?? words.t('history.portal')}</bdi>
                    {isFromDoor(entry) ? `, ${words.t('history.guest')}` : null} · <Moment at={entry.at} />
                  </small>
                  <Reasons of={reasons.get(entry.number) ?? []} />
                  <ChangesInFull entry={entry} names={names} />
                </>
              ),
              ...(entry.undoable && may('plan.edit')
                ? {
                    actions: (
                      <PostButton action="/do/log.undo" fields={{ event: String(entry.number), _return: here }} slim>
                        {words.t('history.undo')}
                      </PostButton>
                    )
                  }
                : {})
            }))}
          />
        )}
        <p class="row">
          {before > 0 ? <LinkButton href={at(null)}>{words.t('history.newest')}</LinkButton> : null}
          {next === null ? null : <LinkButton href={at(next)}>{words.t('history.older')}</LinkButton>}
        </p>
      </Layout>
    )
  })
]

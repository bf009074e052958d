import { type Page, type PageContext, page } from '../kernel/page.ts'
import { readPlan } from '../plan/operations.ts'
import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Crumbs, Items, PageHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { sayBasis, sayBasisChange } from './basis.part.tsx'
import { listPins, recomputePin } from './pin.operations.ts'
import { PinnedFigure, sayGround, sayQuestion, sayValue } from './pin.part.tsx'
import type { Pin } from './pin.rules.ts'
import { pinChoicePages } from './pin-choice.pages.tsx'
import { addressOfPage } from './view.rules.ts'

/** The figures that a plan keeps from the evidence; each can be asked again. */

const addressOf = (plan: string, id?: string) => `/plans/${plan}/figures${id ? `/${id}` : ''}`

/** The page that asks the question of a pin, as things are now. */
export function questionHref({ asked, query }: Pick<Pin, 'asked' | 'query'>): string {
  return asked === 'figures' ? `/figures?${query}` : addressOfPage(asked, query)
}

export const pinPages: Page[] = [
  ...pinChoicePages,
  page('/plans/:plan/figures', 'evidence.read', async (context) => {
    const { words } = context
    const plan = await context.ask(readPlan, { plan: context.params.plan ?? '' })
    const { pins, names } = await context.ask(listPins, { plan: plan.id })
    const title = words.t('pin.heading')
    return (
      <Layout title={title}>
        <Crumbs items={[{ label: plan.title, href: `/plans/${plan.id}` }, { label: title }]} />
        <PageHead title={title}>{words.t('pin.explained')}</PageHead>
        {pins.length === 0 ? (
          <Empty
            title={words.t('pin.empty')}
            level={2}
            action={<LinkButton href="/figures/dashboard">{words.t('view.empty.action')}</LinkButton>}
          >
            {words.t('pin.empty.explained')}
          </Empty>
        ) : (
          <Items
            items={pins.map(({ pin, changes }) => ({
              key: pin.id,
              body: <PinnedFigure of={pin} names={names} />,
              actions: (
                <a href={addressOf(plan.id, pin.id)}>
                  {words.t(changes.length > 0 ? 'pin.changed.look' : 'pin.recompute')}
                </a>
              )
            }))}
          />
        )}
      </Layout>
    )
  }),
  page('/plans/:plan/figures/:id', 'evidence.read', async (context) => {
    const { words, params } = context
    const plan = await context.ask(readPlan, { plan: params.plan ?? '' })
    const found = await context.ask(recomputePin, { id: params.id ?? '' })
    return <Recomputed context={context} plan={plan} of={found} title={words.t('pin.heading')} />
  })
]

type Found = Awaited<ReturnType<(typeof recomputePin)['run']>>

function Recomputed({
  context,
  plan,
  of: found,
  title
}: {
  context: PageContext
  plan: { id: string; title: string }
  of: Found
  title: string
}) {
  const { words } = context
  const { pin, now, names } = found
  const rows = [
    {
      what: words.t('pin.value'),
      before: sayValue(words, pin, pin),
      now: now ? sayValue(words, pin, now) : words.t('pin.untold')
    },
    { what: words.t('pin.ground'), before: sayGround(words, pin, ''), now: now ? sayGround(words, now, '') : '–' },
    { what: words.t('pin.basis'), before: sayBasis(words, pin.basis), now: sayBasis(words, found.basis) || '–' },
    {
      what: words.t('pin.when'),
      before: words.t('pin.kept', { person: pin.kept_by || '–', when: pin.kept_on ? words.date(pin.kept_on) : '–' }),
      now: words.t('pin.today')
    }
  ]
  return (
    <Layout title={sayQuestion(words, pin, names)}>
      <div class="stack-l">
        <Crumbs
          items={[
            { label: plan.title, href: `/plans/${plan.id}` },
            { label: title, href: addressOf(plan.id) },
            { label: words.t('pin.one') }
          ]}
        />
        <PageHead
          kicker={title}
          title={sayQuestion(words, pin, names)}
          actions={<LinkButton href={questionHref(pin)}>{words.t('pin.open')}</LinkButton>}
        />
        <DataTable
          caption={words.t('pin.then-and-now')}
          captionHidden
          rows={rows}
          columns={[
            { key: 'what', label: words.t('pin.what-is'), head: true, quiet: true },
            { key: 'before', label: words.t('pin.then') },
            { key: 'now', label: words.t('pin.now') }
          ]}
        />
        <Why of={found} />
        {context.may('plan.edit') ? <Keeping of={found} plan={plan.id} /> : null}
      </div>
    </Layout>
  )
}

/** Why the figure reads otherwise than when it was kept, or that it does not. */
function Why({ of: { verdict, changes, rounding } }: { of: Found }) {
  const words = useWords()
  const kind = verdict === 'same' ? 'plain' : 'wait'
  return (
    <Notice kind={kind} title={words.t(`pin.verdict.${verdict}`)}>
      {changes.length > 0 ? (
        <ul>
          {changes.map((change) => (
            <li key={`${change.reason} ${change.at} ${change.file_name}`}>{sayBasisChange(words, change)}</li>
          ))}
        </ul>
      ) : null}
      {rounding && verdict !== 'same' ? <p>{words.t('pin.rounding')}</p> : null}
    </Notice>
  )
}

function Keeping({ of: { pin, now, verdict }, plan }: { of: Found; plan: string }) {
  const words = useWords()
  return (
    <div class="row">
      {now && verdict !== 'same' ? (
        <OperationForm
          operation="pin.renew"
          hidden={{ id: pin.id, revision: pin.revision }}
          action={words.t('pin.renew')}
          plain
          slim
        />
      ) : null}
      <LinkButton href={`/records/pin/${pin.id}/remove?from=${encodeURIComponent(addressOf(plan))}`} kind="stop" slim>
        {words.t('pin.remove')}
      </LinkButton>
    </div>
  )
}

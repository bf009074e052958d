import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Words } from '../kernel/words.ts'
import { AgreeTabs } from '../plan/agree.part.tsx'
import { readPlan } from '../plan/operations.ts'
import type { Version } from '../review/operations.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Notice } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Crumbs, PageHead, SectionHead } from '../ui/step.tsx'
import { type Extract, readExtract } from './operations.ts'
import { extractPath, previewPath, publicPath } from './path.rules.ts'
import { extractFields, sectionFields, stateOf } from './rules.ts'
import { Told } from './told.part.tsx'

type Room = { plan: string; extract: Extract | null; versions: Version[]; differs: boolean; publish: boolean }

/** What the public reads of a plan: chosen, seen as the public sees it, published, withdrawn. */
export const extractPages: readonly Page[] = [
  page('/plans/:plan/extract', 'plan.read', async (context) => {
    const { words, params, may, url } = context
    const plan = params.plan ?? ''
    const { title } = await context.ask(readPlan, { plan })
    const found = await context.ask(readExtract, { plan })
    const room = { ...found, plan, publish: may('plan.decide') }
    const here = words.t('public_extract.one')
    return (
      <Layout title={here}>
        <Crumbs items={[{ label: title, href: `/plans/${plan}` }, { label: here }]} />
        <PageHead title={finding(words, found.extract)}>{words.t('public_extract.explained')}</PageHead>
        <AgreeTabs plan={plan} here="extract" />
        <div class="stack-l">
          {found.versions.length === 0 ? (
            <Notice kind="wait" title={words.t('public_extract.no-version')}>
              <a href={`/plans/${plan}/versions#add`}>{words.t('plan_version.freeze')}</a>
            </Notice>
          ) : null}
          {found.extract ? <Published {...room} extract={found.extract} origin={url.origin} /> : null}
          {may('plan.edit') && found.versions.length > 0 ? <Choose {...room} /> : null}
        </div>
      </Layout>
    )
  }),
  page('/plans/:plan/extract/preview', 'plan.read', drawPreview)
]

function finding(words: Words, extract: Extract | null): string {
  if (!extract) return words.t('public_extract.finding', { state: 'none', number: 0, day: '' })
  const state = stateOf(extract)
  const day = state === 'withdrawn' ? extract.withdrawn : extract.published
  return words.t('public_extract.finding', {
    state,
    number: extract.published_version ?? 0,
    day: day ? words.date(day) : ''
  })
}

/** Where it is read, and what can be done: read it first, publish it, withdraw it. */
function Published({ plan, extract, versions, differs, publish, origin }: Room & { extract: Extract; origin: string }) {
  const words = useWords()
  const chosen = versions.find(({ id }) => id === extract.version)
  const state = stateOf(extract)
  const address = publicPath(extract.address)
  const seen = { extract: extract.id, revision: extract.revision }
  const sent = useSent('public_extract.withdraw')
  return (
    <section class="stack">
      <SectionHead title={words.t('public_extract.address')} />
      <p>
        {state === 'unpublished' ? (
          <span class="code" dir="ltr">
            {`${origin}${address}`}
          </span>
        ) : (
          <a href={address} class="code" dir="ltr">
            {`${origin}${address}`}
          </a>
        )}
      </p>
      <p class="soft measure">{words.t(`public_extract.address.${state}`)}</p>
      {state === 'published' && differs ? (
        <Notice kind="wait" title={words.t('public_extract.differs')}>
          {words.t('public_extract.differs.explained')}
        </Notice>
      ) : null}
      <p>
        <LinkButton href={previewPath(plan)}>{words.t('public_extract.preview')}</LinkButton>
      </p>
      {chosen && !chosen.agreed && (state !== 'published' || differs) ? (
        <Notice kind="wait" title={words.t('public_extract.unsigned', { number: chosen.number })}>
          {words.t('public_extract.unsigned.explained')}
        </Notice>
      ) : null}
      {publish && (state !== 'published' || differs) ? (
        <OperationForm
          operation="public_extract.publish"
          hidden={seen}
          returnTo={extractPath(plan)}
          action={words.t(state === 'unpublished' ? 'public_extract.publish' : 'public_extract.publish.again')}
          kind="main"
          plain
        />
      ) : null}
      {publish && state === 'published' ? (
        <Details summary={words.t('public_extract.withdraw')} open={sent !== undefined}>
          <OperationForm
            operation="public_extract.withdraw"
            hidden={seen}
            returnTo={extractPath(plan)}
            action={words.t('public_extract.withdraw')}
            kind="stop"
          >
            <DeclaredFields record="public_extract" fields={{ reason: { ...extractFields.reason, needed: true } }} />
          </OperationForm>
        </Details>
      ) : null}
    </section>
  )
}

/** Everything that can be told is ticked once, but money: what nobody ticks is not told. */
const proposed = {
  summary: true,
  law: true,
  hubs: true,
  interventions: true,
  goals: true,
  joint: true,
  positions: true
}

function Choose({ plan, extract, versions }: Room) {
  const words = useWords()
  const values = extract ?? { ...proposed, version: versions.at(-1)?.id }
  return (
    <section class="stack">
      <SectionHead title={words.t('public_extract.what')} />
      <p class="measure">{words.t('public_extract.never')}</p>
      <OperationForm
        operation="public_extract.choose"
        hidden={{ plan }}
        returnTo={extractPath(plan)}
        action={words.t('public_extract.choose')}
        kind={extract ? 'outline' : 'main'}
      >
        <DeclaredFields
          record="public_extract"
          fields={{ version: extractFields.version }}
          values={values}
          choices={{
            version: versions
              .toReversed()
              .map(({ id, number }) => ({ value: id, label: words.t('plan_version.numbered', { number }) }))
          }}
        />
        <div>
          <DeclaredFields record="public_extract" fields={sectionFields} values={values} />
        </div>
      </OperationForm>
    </section>
  )
}

/** What publishing now would tell, drawn as the public reads it. */
async function drawPreview(context: PageContext) {
  const { words, params, session } = context
  const plan = params.plan ?? ''
  const { preview } = await context.ask(readExtract, { plan })
  if (!preview) throw new Problem('not-found')
  const { name = '', currency = '' } = session?.inspectorate ?? {}
  return (
    <Layout title={words.t('public_extract.preview')}>
      <Crumbs
        items={[
          { label: words.t('public_extract.one'), href: extractPath(plan) },
          { label: words.t('public_extract.preview') }
        ]}
      />
      <Notice kind="wait" title={words.t('public_extract.preview.notice')}>
        {words.t('public_extract.preview.names')}
      </Notice>
      <Told of={preview} house={name} currency={currency} published={null} />
    </Layout>
  )
}

import { type Page, page } from '../kernel/page.ts'
import { StepExample } from '../office/example.part.tsx'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty, Notice } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { ExampleAmong, ExampleOfAll } from '../ui/tag.tsx'
import { type Why as WhyNode, WhyTree } from '../ui/why-tree.tsx'
import { Written } from '../ui/written.tsx'
import { type Branch, depthToStop, growTree, isDocumented, listOpenEnds, type NamedHub, whyFields } from './rules.ts'
import { type Influence, readStepThree, type Why } from './step.operations.ts'
import { HubChoice, hubName, hubOf, NoHub, StepTop, sayBasis } from './step.part.tsx'

const { text, basis, evidence, changeable_by } = whyFields
const askedFields = { text, basis, evidence, changeable_by }

/** What the answers of a hub are drawn with; `asked` is the answer under which one asks on. */
type Room = { plan: string; hub: NamedHub; whys: Why[]; influences: Influence[]; edit: boolean; asked: string }

/** In a larger tree the form to ask on is opened by a link, so that an old telephone can still show the page. */
const mostForms = 60

export const whyPages: Page[] = [
  page('/plans/:plan/3/whys', 'plan.read', async (context) => {
    const { words, params, query } = context
    const id = params.plan ?? ''
    const { hubs, hub, whys, influences } = await context.ask(readStepThree, { plan: id, hub: hubOf(context) })
    const question = words.t('why.question')
    return (
      <Layout title={question}>
        <StepTop
          plan={id}
          step={3}
          tab="whys"
          subject="influence"
          query={hub ? `?hub=${hub.id}` : ''}
          question={question}
          questions={[words.t('why.ask.1'), words.t('why.ask.2'), words.t('why.ask.3')]}
        >
          {words.t('why.explained')}
        </StepTop>
        {hub ? (
          <div class="stack">
            {hubs.length > 1 || !hub.chosen ? (
              <HubChoice hubs={hubs} current={hub} path={stepPath(id, 3, 'whys')} />
            ) : null}
            <Whys
              plan={id}
              hub={hub}
              whys={whys}
              influences={influences}
              edit={context.may('plan.edit')}
              asked={query('ask')}
            />
          </div>
        ) : (
          <NoHub plan={id} />
        )}
        <StepExample part="whys" />
      </Layout>
    )
  })
]

function Whys(room: Room) {
  const words = useWords()
  const { hub, whys, edit } = room
  return (
    <div class="two">
      <section class="stack">
        {whys.length > 0 ? (
          <SectionHead
            title={words.t('why.summary', { answers: whys.length, stops: countStops(whys) })}
            mark={<ExampleOfAll rows={whys} />}
            actions={edit ? <AddButton>{words.t('why.first')}</AddButton> : null}
          />
        ) : null}
        {edit ? <AddWhy {...room} open={whys.length === 0} /> : null}
        {whys.length === 0 ? (
          <Empty title={words.t('why.empty.title')}>{words.t('why.empty')}</Empty>
        ) : (
          <Tree {...room} />
        )}
        {edit ? <PasteForm record="why" hidden={{ plan: room.plan, hub: hub.id }} /> : null}
      </section>
      {whys.length > 0 ? <StillToAsk {...room} /> : null}
    </div>
  )
}

function Tree(room: Room) {
  const words = useWords()
  const { hub, whys } = room
  const byNode = new Map<WhyNode, Branch<Why>>()
  const nodeOf = (branch: Branch<Why>): WhyNode => {
    const { why, branches } = branch
    const node = {
      id: why.id,
      text: why.text,
      mark: <ExampleAmong rows={whys} row={why} />,
      evidence: { basis: basisMark(why), text: sayBasis(words, why) },
      stop: why.changeable_by.trim() || undefined,
      whys: branches.map(nodeOf)
    }
    byNode.set(node, branch)
    return node
  }
  return (
    <WhyTree
      root={{ title: hubName(words, hub) }}
      whys={growTree(whys).map(nodeOf)}
      actions={(node) => {
        const branch = byNode.get(node)
        return branch ? <Answer {...room} branch={branch} /> : null
      }}
    />
  )
}

function basisMark(why: Why): 'record' | 'told' | 'belief' {
  if (why.basis === 'records') return 'record'
  return isDocumented(why) ? 'told' : 'belief'
}

function countStops(whys: readonly Why[]): number {
  return whys.filter(({ changeable_by }) => changeable_by.trim() !== '').length
}

function Answer({ branch, ...room }: Room & { branch: Branch<Why> }) {
  const words = useWords()
  const { plan, hub, influences, edit } = room
  const { why, depth, branches } = branch
  const from = influences.filter((influence) => influence.why === why.id)
  const page = `${stepPath(plan, 3, 'influences')}?hub=${hub.id}`
  const deep = depth >= depthToStop && branches.length === 0 && why.changeable_by.trim() === ''
  const short = (href: string, key: string) => (
    <a href={href}>
      {words.t(key)}
      <span class="vh">{` ${why.text}`}</span>
    </a>
  )
  return (
    <div class="stack-s">
      {deep ? <p class="soft small">{words.t('why.deep', { depth })}</p> : null}
      {from.length > 0 || edit ? (
        <div class="row small">
          {from.map((influence) => (
            <a key={influence.id} href={`${page}#${influence.id}`}>
              {words.t('why.influence', { name: influence.name })}
            </a>
          ))}
          {edit && from.length === 0 ? short(`${page}&why=${why.id}#add`, 'why.to-influence') : null}
          {edit ? short(`/records/why/${why.id}`, 'why.change.short') : null}
          {edit ? short(`/records/why/${why.id}/remove`, 'why.remove.short') : null}
        </div>
      ) : null}
      {edit ? <AskOn {...room} why={why} /> : null}
    </div>
  )
}

function AskOn({ plan, hub, whys, why, asked }: Room & { why: Why }) {
  const words = useWords()
  const sent = useSent('why.add', why.id)
  const page = `${stepPath(plan, 3, 'whys')}?hub=${hub.id}`
  const open = sent !== undefined || asked === why.id
  if (whys.length > mostForms && !open) {
    return <a href={`${page}&ask=${why.id}#${why.id}`}>{words.t('why.on')}</a>
  }
  return (
    <Details summary={words.t('why.on')} open={open}>
      <p class="measure">
        <strong>{words.t('why.on.question', { text: why.text })}</strong>
      </p>
      <OperationForm
        operation="why.add"
        formKey={why.id}
        hidden={{ plan, hub: hub.id, parent: why.id }}
        returnTo={`${page}#:id`}
        action={words.t('why.add')}
        plain
      >
        <DeclaredFields record="why" fields={askedFields} />
      </OperationForm>
    </Details>
  )
}

function AddWhy({ plan, hub, open }: Room & { open: boolean }) {
  const words = useWords()
  const sent = useSent('why.add', 'first')
  return (
    <OnDemand title={words.t('why.first')} open={open || sent !== undefined}>
      <OperationForm
        operation="why.add"
        formKey="first"
        hidden={{ plan, hub: hub.id }}
        returnTo={`${stepPath(plan, 3, 'whys')}?hub=${hub.id}#:id`}
        action={words.t('why.add')}
        kind="main"
      >
        <DeclaredFields record="why" fields={askedFields} />
      </OperationForm>
    </OnDemand>
  )
}

const shownEnds = 12

/** What the tree still lacks: branches that end with nobody, and answers that only somebody believes. */
function StillToAsk({ plan, hub, whys }: Room) {
  const words = useWords()
  const ends = listOpenEnds(whys)
  const beliefs = whys.filter((why) => !isDocumented(why)).length
  return (
    <aside class="stack" aria-label={words.t('why.still')}>
      {ends.length === 0 ? (
        <Notice kind="good" title={words.t('why.ends.none')}>
          <a href={`${stepPath(plan, 3, 'influences')}?hub=${hub.id}`}>{words.t('why.ends.next')}</a>
        </Notice>
      ) : (
        <Notice kind="wait" title={words.t('why.ends', { n: ends.length })}>
          <span>{words.t('why.ends.explained')}</span>
          <ul>
            {ends.slice(0, shownEnds).map(({ id, text }) => (
              <li key={id}>
                <a href={`#${id}`}>
                  <Written>{text}</Written>
                </a>
              </li>
            ))}
          </ul>
          {ends.length > shownEnds ? <span>{words.t('influence.others', { n: ends.length - shownEnds })}</span> : null}
        </Notice>
      )}
      {beliefs > 0 ? (
        <Notice title={words.t('why.beliefs', { n: beliefs, of: whys.length })}>
          {words.t('why.beliefs.explained')}
        </Notice>
      ) : null}
    </aside>
  )
}

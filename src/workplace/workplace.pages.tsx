import type { VNode } from 'preact'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Facts, Notice, Terms } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Crumbs, Items, PageHead, SectionHead } from '../ui/step.tsx'
import { Example } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { Acts } from './acts.part.tsx'
import { EntryTable } from './entry.part.tsx'
import { History } from './history.part.tsx'
import { historySize, readHistory, readWorkplace } from './operations.ts'
import { Registrations } from './registrations.part.tsx'
import { workplaceFields } from './rules.ts'
import { nameOf, periodOf, placeOf, UnitTags } from './said.part.tsx'

type Read = Awaited<ReturnType<(typeof readWorkplace)['run']>>
type Part = { context: PageContext; of: Read }

/** What all its records come to. */
function Sums({ context: { words, session }, of: { workplace } }: Part) {
  const currency = session ? words.currency(session.inspectorate.currency) : ''
  const counted = (['violations', 'workersAffected'] as const).flatMap((name) =>
    workplace[name] === null
      ? []
      : [{ value: words.number(workplace[name] ?? 0), label: words.t(`evidence.measure.${name}`) }]
  )
  const paid = (['backWages', 'penalties', 'amountPaid'] as const).flatMap((name) =>
    workplace[name] === null
      ? []
      : [{ value: words.number(workplace[name] ?? 0), label: `${words.t(`evidence.field.${name}`)} (${currency})` }]
  )
  return (
    <Facts
      items={[
        ...(workplace.workers === null
          ? []
          : [{ value: words.number(workplace.workers), label: words.t('register.workers') }]),
        { value: words.number(workplace.cases), label: words.t('evidence.table.cases') },
        ...(['accidents', 'diseases', 'audits'] as const).flatMap((name) =>
          workplace[name] > 0
            ? [{ value: words.number(workplace[name]), label: words.t(`evidence.table.${name}`) }]
            : []
        ),
        ...counted,
        ...paid
      ]}
    />
  )
}

function Described({ context, of: { workplace, rows } }: Part) {
  const { words, may } = context
  const [row] = rows
  const sent = useSent('workplace.describe')
  const edit = may('workplace.edit')
  const said = [
    ...(row?.formalised_on ? [{ term: words.t('workplace.formalised_on'), value: words.date(row.formalised_on) }] : []),
    ...(row?.formalised_by ? [{ term: words.t('workplace.formalised_by'), value: row.formalised_by }] : []),
    ...rows.flatMap(({ note }) => (note ? [{ term: words.t('workplace.note'), value: note }] : []))
  ]
  if (!edit && said.length === 0) return null
  const change = `/records/workplace/${row?.id}?from=/workplaces/${workplace.id}`
  return (
    <section class="stack">
      <SectionHead
        title={words.t('register.said')}
        actions={
          edit ? (
            row ? (
              <LinkButton href={change} slim>
                {words.t('workplace.change')}
              </LinkButton>
            ) : (
              <AddButton id="describe" kind="outline">
                {words.t('register.describe')}
              </AddButton>
            )
          ) : null
        }
      />
      {said.length > 0 ? <Terms items={said} /> : <p class="soft">{words.t('register.said.none')}</p>}
      {edit && !row ? (
        <OnDemand id="describe" title={words.t('register.describe')} open={sent !== undefined}>
          <OperationForm
            operation="workplace.describe"
            hidden={{ workplace: workplace.id }}
            action={words.t('record.save')}
          >
            <DeclaredFields
              record="workplace"
              fields={workplaceFields}
              values={{
                name: workplace.name ?? workplace.identifier ?? '',
                registration: workplace.registration ?? '',
                setting: workplace.setting ?? ''
              }}
            />
          </OperationForm>
        </OnDemand>
      ) : null}
    </section>
  )
}

function Links({ context: { words, may }, of: { workplace, links } }: Part) {
  const edit = may('workplace.edit')
  return (
    <section class="stack">
      <SectionHead
        title={words.t('register.links')}
        actions={
          edit ? (
            <LinkButton href={`/workplaces/${workplace.id}/link`} slim>
              {words.t('workplace_link.add')}
            </LinkButton>
          ) : null
        }
      />
      {links.length === 0 ? (
        <p class="soft measure">{words.t('register.links.none')}</p>
      ) : (
        <Items
          items={links.map((link) => ({
            key: link.id,
            body: (
              <span id={link.id}>
                {words.t(link.isFrom ? 'register.link.gives' : 'register.link.takes')}{' '}
                <a href={`/workplaces/${link.end.id}`}>
                  <Written>{link.end.name ?? words.t('register.household')}</Written>
                </a>{' '}
                <small>
                  {words.t(`business_link.kind.${link.kind}`)}
                  {link.since ? ` · ${words.t('register.since', { date: words.date(link.since) })}` : ''}
                  {link.until ? ` · ${words.t('register.until', { date: words.date(link.until) })}` : ''}
                </small>
                {link.note ? (
                  <p class="small soft">
                    <Written>{link.note}</Written>
                  </p>
                ) : null}
              </span>
            ),
            actions: edit ? (
              <a href={`/records/workplace_link/${link.id}?from=/workplaces/${workplace.id}`}>
                {words.t('workplace_link.change')}
              </a>
            ) : null
          }))}
        />
      )}
    </section>
  )
}

function Others({ context: { words }, of: { others } }: Part) {
  if (others.length === 0) return null
  return (
    <section class="stack">
      <SectionHead title={words.t('register.others')} />
      <p class="soft measure">{words.t('register.others.explained')}</p>
      <ul class="stack-s">
        {others.slice(0, 20).map((other) => (
          <li key={other.id}>
            <a href={`/workplaces/${other.id}`}>
              <Written>{nameOf(words, other)}</Written>
            </a>{' '}
            <small>
              <Written>{placeOf(other)}</Written>
            </small>
          </li>
        ))}
      </ul>
      {others.length > 20 ? <p class="small soft">{words.t('register.others.more')}</p> : null}
    </section>
  )
}

/** What later subjects know of a workplace, drawn on its page. */
export type Further = (context: PageContext, workplace: string) => Promise<VNode | null>

const workplacePage = (further: Further) =>
  page('/workplaces/:id', 'workplace.read', async (context) => {
    const { words, params, may } = context
    const number = Math.max(1, Number.parseInt(context.query('page'), 10) || 1)
    const of = await context.ask(readWorkplace, { id: params.id })
    const { workplace, rows } = of
    const { records, registrations, dataSets } = await context.ask(readHistory, { id: workplace.id, page: number })
    if (records.length === 0 && number > 1) throw new Problem('page-not-found')
    const title = nameOf(words, workplace)
    const [row] = rows
    const placed = placeOf(workplace)
    const counted = new Set(records.map(({ dataSet }) => dataSet)).size
    return (
      <Layout title={title} wide>
        <div class="stack-l">
          <div class="stack">
            <Crumbs items={[{ label: words.t('room.workplaces'), href: '/workplaces' }, { label: title }]} />
            <PageHead
              kicker={words.t('workplace.one')}
              title={<span dir="auto">{title}</span>}
              actions={
                may('workplace.edit') ? (
                  <LinkButton href={`/workplaces/${workplace.id}/join`}>{words.t('register.join')}</LinkButton>
                ) : null
              }
            >
              <span class="row">
                <span dir="auto">{placed || words.t('register.placeless')}</span>
                {workplace.firstDay ? <span>{periodOf(words, workplace)}</span> : null}
                <UnitTags
                  of={{
                    registration: row?.registration || workplace.registration,
                    setting: row?.setting || workplace.setting
                  }}
                />
                {dataSets.some(({ example }) => example) ? <Example /> : null}
              </span>
            </PageHead>
            {workplace.masked ? <Notice>{words.t('register.masked')}</Notice> : null}
            {!workplace.masked && !workplace.city && !workplace.postcode && !workplace.address && workplace.name ? (
              <Notice kind="wait">{words.t('register.placeless.explained')}</Notice>
            ) : null}
            <Sums context={context} of={of} />
            {counted > 1 ? <p class="small soft measure">{words.t('register.sums', { n: counted })}</p> : null}
          </div>
          {await further(context, workplace.id)}
          <History
            context={context}
            workplace={workplace}
            records={records}
            dataSets={dataSets}
            page={number}
            pages={Math.ceil(workplace.records / historySize)}
          />
          <Registrations context={context} registrations={registrations} dataSets={dataSets} />
          {workplace.masked ? null : <EntryTable context={context} workplace={workplace} entries={of.entries} />}
          <div class="two-even">
            <Links context={context} of={of} />
            <Described context={context} of={of} />
          </div>
          <Others context={context} of={of} />
          <Acts acts={of.acts} />
        </div>
      </Layout>
    )
  })

export const workplacePages = (further: Further): readonly Page[] => [workplacePage(further)]

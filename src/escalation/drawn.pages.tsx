import type { BasisChange } from '../indicator/basis.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { useWords } from '../ui/context.ts'
import { LongTextField } from '../ui/field.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Facts, Notice } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { placeOf } from '../workplace/said.part.tsx'
import { askListAgain } from './draw.operations.ts'
import { Where } from './escalation.pages.tsx'
import { escalationPath } from './kinds.operations.ts'
import { sayPopulation } from './population.part.tsx'
import { type ListShown, pageSize, readList, type Shown } from './read.operations.ts'
import { calledBy } from './ways.part.tsx'

/** A list that was drawn: who stands on it and why, and the answer of the person who was asked. */
export const drawnPages: Page[] = [
  page('/plans/:plan/escalations/:escalation/lists/:list', 'workplace.read', async (context) => {
    const { words, params, query, may } = context
    const { plan = '', escalation = '', list: id = '' } = params
    const path = escalationPath(plan, escalation)
    const number = Math.max(1, Number.parseInt(query('page'), 10) || 1)
    const { list, escalation: of, entries, random } = await context.ask(readList, { id, page: number })
    const title = words.t('escalation.list.title', { n: list.size, phase: list.phaseName })
    const again = query('again') !== '' && list.draw !== 'gate' ? await context.ask(askListAgain, { id }) : undefined
    return (
      <Layout title={title} wide>
        <div class="stack-l">
          <div class="stack">
            <Where plan={plan} items={[{ label: of.name, href: path }, { label: words.t('escalation.list') }]} />
            <PageHead
              kicker={words.t(`escalation.list.state.${list.state}`)}
              title={
                <>
                  {title} {list.example ? <Example /> : null}
                </>
              }
            >
              {sayDrawing(context, list)}
            </PageHead>
            <Facts
              items={[
                {
                  value: words.number(list.found),
                  label: words.t(`escalation.list.found.${list.draw === 'gate' ? 'gate' : 'question'}`)
                },
                { value: words.number(list.size), label: words.t('escalation.list.size') },
                ...(random > 0 ? [{ value: words.number(random), label: words.t('escalation.list.random') }] : [])
              ]}
            />
            {list.state === 'waiting' && may('escalation.confirm') ? (
              <Answer list={list} path={path} />
            ) : (
              <Answered list={list} />
            )}
          </div>
          {list.draw === 'gate' ? null : (
            <section class="stack-s">
              <SectionHead title={words.t('escalation.population.question')} />
              <p>{await sayPopulation(context, list.query)}</p>
              {again ? (
                <Again of={again} list={list} />
              ) : (
                <p>
                  <LinkButton href={`${path}/lists/${id}?again=yes`} slim>
                    {words.t('escalation.again')}
                  </LinkButton>
                </p>
              )}
            </section>
          )}
          <section class="stack">
            <SectionHead title={words.t('escalation.workplaces', { n: list.size })} />
            <Entries of={entries} gate={list.draw === 'gate'} path={path} />
            <Pages
              page={number}
              pages={Math.ceil(list.size / pageSize)}
              href={(to) => `${path}/lists/${id}?page=${to}`}
            />
          </section>
        </div>
      </Layout>
    )
  })
]

function sayDrawing({ words }: PageContext, { draw, random_share, seed, drawn_on, drawn_by }: ListShown): string {
  return words.t(`escalation.drawn.${draw}`, {
    day: words.date(drawn_on),
    person: drawn_by || words.t('history.portal'),
    share: random_share ?? 0,
    seed: String(seed ?? '')
  })
}

/** The answer to a list that waits: confirm it, or set it aside. Nothing is sent or assigned before. */
function Answer({ list, path }: { list: ListShown; path: string }) {
  const words = useWords()
  const sent = useSent('escalation.set-aside-list')
  const hidden = { id: list.id, revision: list.revision }
  return (
    <div class="stack">
      <p class="soft measure">
        {list.asked ? `${words.t('escalation.asked', { person: list.asked })} ` : ''}
        {words.t('escalation.confirm.what', { phase: list.phaseName })}
      </p>
      <OperationForm
        operation="escalation.confirm-list"
        hidden={hidden}
        returnTo={path}
        action={words.t('escalation.confirm', { n: list.size })}
        kind="main"
        plain
      />
      <Details summary={words.t('escalation.set-aside')} open={sent !== undefined}>
        <OperationForm
          operation="escalation.set-aside-list"
          hidden={hidden}
          returnTo={path}
          action={words.t('escalation.set-aside')}
        >
          <LongTextField name="note" label={words.t('escalation_list.note')} rows={2} maxLength={1000} />
        </OperationForm>
      </Details>
    </div>
  )
}

function Answered({ list }: { list: ListShown }) {
  const words = useWords()
  if (list.state === 'waiting') return <p class="soft">{words.t('escalation.asked', { person: list.asked || '–' })}</p>
  const title = words.t(`escalation.answered.${list.state === 'confirmed' ? 'confirmed' : 'set_aside'}`, {
    person: list.answered_by || words.t('history.portal'),
    day: list.answered_on ? words.date(list.answered_on) : '–'
  })
  return (
    <Notice kind={list.state === 'confirmed' ? 'good' : 'plain'} title={title}>
      {list.note}
    </Notice>
  )
}

type AgainProps = { of: { found: number; changes: readonly BasisChange[] }; list: ListShown }

function Again({ of, list }: AgainProps) {
  const words = useWords()
  const same = of.found === list.found
  return (
    <Notice
      title={words.t(same ? 'escalation.again.same' : 'escalation.again.other', { now: of.found, found: list.found })}
    >
      {of.changes.length > 0 ? (
        <ul class="listed">
          {of.changes.map(({ reason, name, file_name, at, records }, index) => (
            <li key={index}>
              {words.t(`escalation.again.${reason}`, { name, file: file_name, day: words.date(at), n: records })}
            </li>
          ))}
        </ul>
      ) : (
        <p>{words.t('escalation.again.records')}</p>
      )}
    </Notice>
  )
}

function Entries({ of, gate, path }: { of: readonly Shown[]; gate: boolean; path: string }) {
  const words = useWords()
  const count = (key: 'workers' | 'cases' | 'breaches'): Column<Shown> => ({
    key,
    label: words.t(`escalation.column.${key}`),
    numeric: true,
    cell: (row) => (row[key] === null ? '–' : words.number(row[key] ?? 0))
  })
  const columns: Column<Shown>[] = [
    {
      key: 'name',
      label: words.t('workplace.one'),
      head: true,
      cell: (row) => (
        <a href={gate ? `${path}/workplaces/${row.workplace}` : `/workplaces/${row.workplace}`} dir="auto">
          {calledBy(words, row)}
        </a>
      )
    },
    { key: 'town', label: words.t('register.place'), cell: (row) => <span dir="auto">{placeOf(row) || '–'}</span> },
    ...(gate
      ? []
      : [
          {
            key: 'reason',
            label: words.t('escalation.reason'),
            cell: ({ reason }: Shown) => <Tag>{words.t(`escalation.reason.${reason}`)}</Tag>
          }
        ]),
    count('breaches'),
    count('cases'),
    ...(of.some(({ workers }) => workers !== null) ? [count('workers')] : [])
  ]
  return (
    <DataTable
      caption={words.t('escalation.list')}
      captionHidden
      columns={columns}
      rows={of}
      rowKey={({ workplace }) => workplace}
    />
  )
}

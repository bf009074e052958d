import { workPath } from '../delivery/path.rules.ts'
import { writeCsv } from '../evidence/csv.rules.ts'
import { writeWorkbook } from '../evidence/workbook.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { OfficeTabs } from '../office/step.part.tsx'
import { fileOf } from '../plan/file.part.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Items, PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { ExampleAmong, ExampleOfAll } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { type Memorandum, type Register, readMemoranda } from './memorandum.operations.ts'
import { DueTag, sayDebtor, sayDue, sayPartners, sayValidity, ValidityTag } from './memorandum.part.tsx'
import { countRegister, dueOf, memorandumFields, memorandumPath, sortByDue, unregistered } from './memorandum.rules.ts'

type Room = Register & { context: PageContext; today: string; edit: boolean }

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const mostDue = 8

async function roomOf(context: PageContext): Promise<Room> {
  const today = new Date().toISOString().slice(0, 10)
  return { ...(await context.ask(readMemoranda, {})), context, today, edit: context.may('plan.edit') }
}

/** The register of memoranda of understanding, over all plans. */
export const memorandaPages: Page[] = [
  page(memorandumPath(), 'plan.read', async (context) => {
    const { words } = context
    const room = await roomOf(context)
    const { memoranda, obligations, today, edit } = room
    const open = sortByDue(obligations, today).filter((one) =>
      ['overdue', 'today', 'soon'].includes(dueOf(one, today).state)
    )
    return (
      <Layout title={words.t('memorandum.register')} wide>
        <PageHead
          kicker={words.t('memorandum.register')}
          title={words.t('memorandum.finding', {
            n: memoranda.length,
            ...countRegister(memoranda, obligations, today)
          })}
          actions={edit ? <AddButton>{words.t('memorandum.add')}</AddButton> : undefined}
        >
          {words.t('memorandum.explained')}
        </PageHead>
        <OfficeTabs current="memoranda" />
        <div class="stack-l">
          {edit ? <AddMemorandum {...room} /> : null}
          {memoranda.length === 0 ? (
            <Empty level={2} title={words.t('memorandum.empty.title')}>
              {words.t('memorandum.empty')}
            </Empty>
          ) : (
            <section class="stack-s">
              <SectionHead
                title={words.t('memorandum.list')}
                mark={<ExampleOfAll rows={memoranda} />}
                actions={
                  <>
                    <LinkButton href={`${memorandumPath()}.csv`} slim download>
                      {words.t('memorandum.csv')}
                    </LinkButton>
                    <LinkButton href={`${memorandumPath()}.xlsx`} slim download>
                      {words.t('memorandum.xlsx')}
                    </LinkButton>
                  </>
                }
              />
              <DataTable
                caption={words.t('memorandum.list')}
                captionHidden
                columns={columnsOf(room)}
                rows={memoranda}
                rowKey={({ id }) => id}
              />
            </section>
          )}
          {open.length > 0 ? <DueNow {...room} obligations={open.slice(0, mostDue)} /> : null}
          <Missing {...room} />
        </div>
      </Layout>
    )
  }),
  page(`${memorandumPath()}.csv`, 'plan.read', async (context) => {
    const { header, rows } = linesOf(await roomOf(context))
    return fileOf(writeCsv(header, rows), 'text/csv; charset=utf-8', 'memoranda.csv')
  }),
  page(`${memorandumPath()}.xlsx`, 'plan.read', async (context) => {
    const { words } = context
    const { header, rows } = linesOf(await roomOf(context))
    const name = words.t('memorandum.register')
    const sheet = { name, rows: [[{ head: name }], [], header.map((one) => ({ head: one })), ...rows] }
    return fileOf(writeWorkbook([sheet], words.direction === 'rtl'), xlsx, 'memoranda.xlsx')
  })
]

/** The register as a table: a row for each obligation, and one for a memorandum that has none. */
function linesOf(room: Room) {
  const { memoranda, obligations, interventions, context, today } = room
  const { words } = context
  const header = [
    ...['title', 'partners', 'signed', 'valid_from', 'valid_until'].map((field) => words.t(`memorandum.${field}`)),
    words.t('memorandum.state'),
    words.t('memorandum.interventions'),
    ...['what', 'owed_by', 'due', 'every', 'done_on'].map((field) => words.t(`obligation.${field}`)),
    words.t('obligation.state'),
    words.t('ui.example')
  ]
  const rows = memoranda.flatMap((one) => {
    const belongs = interventions.filter(({ id }) => one.interventions.includes(id)).map(({ name }) => name)
    const own = [
      one.title,
      sayPartners(words, one, room),
      ...[one.signed, one.valid_from, one.valid_until],
      sayValidity(words, one, today),
      belongs.join('; ')
    ]
    const example = one.example ? words.t('ui.example') : ''
    const owed = sortByDue(
      obligations.filter(({ memorandum }) => memorandum === one.id),
      today
    )
    if (owed.length === 0) return [[...own, '', '', null, '', null, '', example]]
    return owed.map((it) => [
      ...own,
      it.what,
      sayDebtor(words, it, room),
      ...[it.due, it.every, it.done_on],
      sayDue(words, it, today),
      example
    ])
  })
  return { header, rows }
}

function columnsOf(room: Room): Column<Memorandum>[] {
  const { context, memoranda, obligations, today } = room
  const { words } = context
  return [
    {
      key: 'title',
      label: words.t('memorandum.one'),
      head: true,
      cell: (one) => (
        <>
          <a href={memorandumPath(one.id)} id={one.id}>
            <Written>{one.title}</Written>
          </a>{' '}
          <ExampleAmong rows={memoranda} row={one} />
        </>
      )
    },
    {
      key: 'partners',
      label: words.t('memorandum.partners'),
      cell: (one) => <Written>{sayPartners(words, one, room) || '–'}</Written>
    },
    {
      key: 'holds',
      label: words.t('memorandum.state'),
      cell: (one) => (
        <>
          <ValidityTag of={one} today={today} />
          <small>{one.valid_until ? words.t('memorandum.until', { day: words.date(one.valid_until) }) : null}</small>
        </>
      )
    },
    {
      key: 'owed',
      label: words.t('memorandum.owed'),
      cell: (one) => {
        const owed = obligations.filter(({ memorandum }) => memorandum === one.id)
        const states = owed.map((it) => dueOf(it, today).state)
        return words.t('memorandum.owed.n', {
          n: owed.length,
          done: states.filter((state) => state === 'done').length,
          overdue: states.filter((state) => state === 'overdue').length
        })
      }
    }
  ]
}

/** What is owed now, by whom. */
function DueNow(room: Room) {
  const words = useWords()
  const { obligations, memoranda, today } = room
  return (
    <section class="stack-s">
      <SectionHead title={words.t('obligation.due-now', { n: obligations.length })} />
      <Items
        items={obligations.map((one) => ({
          key: one.id,
          body: (
            <>
              <a href={`${memorandumPath(one.memorandum)}#${one.id}`}>
                <Written>{one.what}</Written>
              </a>
              <p class="soft small">
                <Written>{sayDebtor(words, one, room)}</Written>
                {' · '}
                <Written>{memoranda.find(({ id }) => id === one.memorandum)?.title ?? ''}</Written>
              </p>
            </>
          ),
          actions: <DueTag of={one} today={today} />
        }))}
      />
    </section>
  )
}

/** Interventions of the charts that are a memorandum and that the register does not know yet. */
function Missing({ interventions, memoranda, edit }: Room) {
  const words = useWords()
  const missing = unregistered(interventions, memoranda)
  if (missing.length === 0) return null
  return (
    <Notice kind="wait" title={words.t('memorandum.missing', { n: missing.length })}>
      <ul>
        {missing.map((one) => (
          <li key={one.id}>
            <a href={workPath(one.plan, one.id)}>
              <Written>{one.name}</Written>
            </a>{' '}
            {edit ? (
              <a href={`${memorandumPath()}?intervention=${one.id}#add`}>
                {words.t('memorandum.take')}
                <span class="vh">{` ${one.name}`}</span>
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** A stakeholder or an intervention, with its plan where there are several plans. */
export function optionsOf(all: readonly { id: string; name: string; plan: string; plan_title: string }[]) {
  const several = new Set(all.map(({ plan }) => plan)).size > 1
  return all.map(({ id, name, plan_title }) => ({
    value: id,
    label: name,
    ...(several ? { help: plan_title } : {})
  }))
}

/** The form of a new memorandum; begun from an intervention, with what that says already. */
function AddMemorandum({ context, stakeholders, interventions, memoranda }: Room) {
  const words = useWords()
  const sent = useSent('memorandum.add')
  const from = interventions.find(({ id }) => id === context.query('intervention'))
  const values = from && {
    title: from.name,
    partners: from.partner ? [from.partner] : [],
    signed: from.signed,
    valid_until: from.valid_until,
    interventions: [from.id]
  }
  return (
    <OnDemand
      title={words.t('memorandum.add')}
      open={memoranda.length === 0 || from !== undefined || sent !== undefined}
    >
      <OperationForm
        operation="memorandum.add"
        returnTo={memorandumPath(':id')}
        action={words.t('memorandum.add.action')}
        kind="main"
      >
        <DeclaredFields
          record="memorandum"
          fields={memorandumFields}
          values={values}
          choices={{ partners: optionsOf(stakeholders), interventions: optionsOf(interventions) }}
        />
      </OperationForm>
    </OnDemand>
  )
}

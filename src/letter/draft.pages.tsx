import { acceptedProofs } from '../delivery/proof.rules.ts'
import { Where } from '../escalation/escalation.pages.tsx'
import { escalationPath } from '../escalation/kinds.operations.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { useWords } from '../ui/context.ts'
import { DateField, FileField, LongTextField, TextField } from '../ui/field.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Empty, Facts, Notice } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable, Pages } from '../ui/table.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { type Drafted, draftPageSize, listTemplates, readDraft, readLogo } from './draft.operations.ts'
import { lettersPath } from './kinds.operations.ts'
import { TemplateForm } from './list.pages.tsx'
import { type Way, ways } from './rules.ts'
import { LetterSheet } from './sheet.part.tsx'

type Draft = Awaited<ReturnType<(typeof readDraft)['run']>>
type Part = { of: Draft; path: string; plan: string; way: Way; context: PageContext }

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The address of the picture of a letterhead. */
export const logoPath = (plan: string, logo: string) => (logo ? `/plans/${plan}/letter-logo/${logo}` : '')

/** A letter before it goes out. */
export const draftPages: Page[] = [
  page('/plans/:plan/escalations/:escalation/letters/:template', 'visit.record', async (context) => {
    const { words, params, query, url, may } = context
    const { plan = '', escalation: id = '', template = '' } = params
    const way = ways.find((one) => one === query('way')) ?? 'paper'
    const number = Math.max(1, Number.parseInt(query('page'), 10) || 1)
    const of = await context.ask(readDraft, {
      escalation: id,
      template,
      way,
      workplace: query('workplace') || null,
      language: words.language,
      origin: url.origin,
      page: number
    })
    const path = `${lettersPath(plan, id)}/${template}`
    const part = { of, path, plan, way, context }
    const { phases } = await context.ask(listTemplates, { escalation: id })
    return (
      <Layout title={of.template.name} wide>
        <div class="stack-l">
          <div class="stack">
            <Where
              plan={plan}
              items={[
                { label: of.escalation.name, href: escalationPath(plan, id) },
                { label: words.t('letter.many'), href: lettersPath(plan, id) },
                { label: of.template.name }
              ]}
            />
            <PageHead
              kicker={of.phase.name}
              title={
                <>
                  {of.template.name} {of.escalation.example ? <Example /> : null}
                </>
              }
            >
              {words.t('letter.draft.says', { n: of.total, ready: of.ready })}
            </PageHead>
            <Facts
              items={[
                { value: words.number(of.total), label: words.t('letter.draft.waiting') },
                { value: words.number(of.ready), label: words.t('letter.draft.ready') },
                { value: words.number(of.total - of.ready), label: words.t('letter.draft.faulty') }
              ]}
            />
          </div>
          {may('plan.edit') ? <Send {...part} /> : null}
          <div class="two">
            <Preview {...part} />
            <Waiting {...part} page={number} />
          </div>
          {may('plan.edit') ? <Change {...part} phases={phases} /> : null}
        </div>
      </Layout>
    )
  }),
  page('/plans/:plan/letter-logo/:logo', 'workplace.read', async ({ ask, params }) => {
    const { content } = await ask(readLogo, { id: params.logo ?? '', plan: params.plan ?? '' })
    const type = content[0] === 0x89 ? 'image/png' : 'image/jpeg'
    return new Response(content, { headers: { 'content-type': type } })
  })
]

/** The one act by which letters go out. */
function Send({ of, plan, way, path, context: { url } }: Part) {
  const words = useWords()
  const sent = useSent('letter.send')
  if (of.total === 0) return null
  return (
    <section class="stack" id="send">
      <SectionHead
        title={words.t('letter.send.title')}
        actions={
          of.mails ? (
            <LinkButton href={`${path}?way=${way === 'paper' ? 'mail' : 'paper'}`} slim>
              {words.t(`letter.send.by.${way === 'paper' ? 'mail' : 'paper'}`)}
            </LinkButton>
          ) : null
        }
      />
      {of.url ? null : <Notice kind="wait">{words.t('letter.send.no-url', { origin: url.origin })}</Notice>}
      {of.ready === 0 ? (
        <p class="measure">{words.t('letter.send.none')}</p>
      ) : (
        <OperationForm
          operation="letter.send"
          hidden={{
            escalation: of.escalation.id,
            template: of.template.id,
            way,
            expected: of.ready,
            language: words.language,
            origin: url.origin
          }}
          returnTo={`/plans/${plan}/letters/:id`}
          action={words.t(`letter.send.${way}`, { n: of.ready })}
          kind="main"
        >
          <DateField
            name="day"
            label={words.t('letter_run.day')}
            help={words.t('letter.send.day', { days: Number(of.template.days) })}
            value={sent ? undefined : of.today}
            max={of.today}
          />
          <p class="soft measure">{words.t(`letter.send.${way}.what`, { left: of.total - of.ready })}</p>
        </OperationForm>
      )}
    </section>
  )
}

function Preview({ of: { sheet, shown, template }, plan }: Part) {
  const words = useWords()
  return (
    <section class="stack" id="preview">
      <SectionHead title={words.t('letter.preview')} />
      {template.word ? <Notice>{words.t('letter.word.used', { name: template.word_name })}</Notice> : null}
      {sheet && shown && !template.word ? (
        <LetterSheet of={sheet} logo={logoPath(plan, template.logo)} />
      ) : sheet && shown ? (
        <DataTable
          caption={words.t('letter.preview')}
          captionHidden
          columns={[
            {
              key: 'name',
              label: words.t('letter.field'),
              head: true,
              cell: ({ name }) => <code>{`{{${name}}}`}</code>
            },
            {
              key: 'value',
              label: words.t('letter.field.value'),
              cell: ({ value }) => <span dir="auto">{value || '–'}</span>
            }
          ]}
          rows={Object.entries(sheet.values).map(([name, value]) => ({ name, value }))}
          rowKey={({ name }) => name}
        />
      ) : (
        <Empty title={words.t('letter.preview.none')} />
      )}
    </section>
  )
}

/** Who waits for the letter, those first whose letter has a fault. */
function Waiting({ of, path, way, page: number, plan, context }: Part & { page: number }) {
  const words = useWords()
  const { rows, total, shown } = of
  const columns: Column<Drafted>[] = [
    {
      key: 'name',
      label: words.t('workplace.one'),
      head: true,
      cell: ({ workplace, name, city }) => (
        <>
          <a href={`${path}?way=${way}&workplace=${workplace}#preview`} dir="auto">
            {name || words.t('register.nameless')}
          </a>{' '}
          <small class="soft">{city}</small>
        </>
      )
    },
    {
      key: 'faults',
      label: words.t('letter.faults'),
      cell: ({ faults }) =>
        faults.length === 0 ? (
          <Tag kind="ok">{words.t('letter.no-fault')}</Tag>
        ) : (
          faults.map(({ code, field }) => (
            <Tag key={code + field} kind="wait">
              {words.t(`letter.fault.${code}`, { field })}
            </Tag>
          ))
        )
    }
  ]
  if (total === 0) return <Empty title={words.t('letter.nobody')}>{words.t('letter.nobody.why')}</Empty>
  return (
    <section class="stack">
      <SectionHead title={words.t('letter.draft.list', { n: total })} />
      {shown && context.may('plan.edit') ? <Contact of={shown} plan={plan} /> : null}
      <DataTable
        caption={words.t('letter.draft.list', { n: total })}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ workplace }) => workplace}
      />
      <Pages page={number} pages={Math.ceil(total / draftPageSize)} href={(to) => `${path}?way=${way}&page=${to}`} />
    </section>
  )
}

/** How letters reach the workplace whose letter is shown. */
function Contact({ of, plan }: { of: Drafted; plan: string }) {
  const words = useWords()
  const sent = useSent('letter.set-contact')
  return (
    <Details
      summary={words.t('letter.contact', { name: of.name || words.t('register.nameless') })}
      open={sent !== undefined || of.faults.some(({ code }) => code === 'no-address' || code === 'no-email')}
    >
      <OperationForm
        operation="letter.set-contact"
        hidden={{ plan, workplace: of.workplace }}
        action={words.t('record.save')}
      >
        <LongTextField name="address" label={words.t('letter_contact.address')} value={of.address} rows={3} optional />
        <TextField name="email" type="email" label={words.t('letter_contact.email')} value={of.email} optional />
      </OperationForm>
    </Details>
  )
}

function Change({ of: { template }, phases, path }: Part & { phases: Parameters<typeof TemplateForm>[0]['phases'] }) {
  const words = useWords()
  const sent = useSent('letter_template.change')
  const file = (operation: string, which: 'word' | 'logo', accept: string) => (
    <div class="stack-s">
      <OperationForm operation={operation} hidden={{ template: template.id }} action={words.t('letter.attach')} files>
        <FileField
          name="file"
          label={words.t(`letter_template.${which}`)}
          help={words.t(`letter.attach.${which}`)}
          accept={accept}
        />
      </OperationForm>
      {template[which] ? (
        <OperationForm
          operation="letter.detach"
          formKey={which}
          hidden={{ template: template.id, which }}
          action={words.t(`letter.detach.${which}`)}
          plain
          slim
        />
      ) : null}
    </div>
  )
  return (
    <section class="stack">
      <Details summary={words.t('letter.template.change')} open={sent !== undefined}>
        <OperationForm
          operation="letter_template.change"
          hidden={{ id: template.id, revision: template.revision }}
          returnTo={path}
          action={words.t('record.save')}
        >
          <TemplateForm phases={phases} values={template} />
        </OperationForm>
      </Details>
      <Details
        summary={words.t('letter.files')}
        open={useSent('letter.attach-word') !== undefined || useSent('letter.attach-logo') !== undefined}
      >
        <div class="two">
          {file('letter.attach-word', 'word', docx)}
          {file('letter.attach-logo', 'logo', acceptedProofs)}
        </div>
      </Details>
    </section>
  )
}

import type { VNode } from 'preact'
import { z } from 'zod'
import { readCodeChoices } from './indicator/code.part.tsx'
import { number, readForm, reference, text } from './kernel/field.ts'
import { safePath } from './kernel/http.ts'
import { askedOf, findRowAt, mergeEdits } from './kernel/merge.ts'
import { type ReadScope, read } from './kernel/operation.ts'
import { type Page, type PageContext, page } from './kernel/page.ts'
import { Problem } from './kernel/problem.ts'
import { getRecord, listRecords, type RecordKind, type Stored, titleOf } from './kernel/record.ts'
import { readWhatMatters } from './office/matter.operations.ts'
import { matterParts } from './office/rules.ts'
import { sayValue } from './plan/history.part.tsx'
import { planFields, stepPath, steps } from './plan/rules.ts'
import type { Option } from './ui/choice.tsx'
import { useWords } from './ui/context.ts'
import { DeclaredFields } from './ui/declared.tsx'
import { LinkButton } from './ui/form.tsx'
import { Layout } from './ui/layout.tsx'
import { Notice, Terms } from './ui/notice.tsx'
import { OperationForm, SentProvider } from './ui/operation-form.tsx'
import { PageHead, Tabs } from './ui/step.tsx'
import { Example } from './ui/tag.tsx'

const Any = z.looseObject({ id: z.guid() })

function kindOf(scope: ReadScope, name: string): RecordKind {
  const kind = scope.portal.kinds.find((one) => one.name === name)
  if (!kind) throw new Problem('page-not-found')
  if (kind.read && !scope.may(kind.read)) throw new Problem('forbidden', { role: scope.actor.role })
  return kind
}

/** One record of any kind, as it is now, or as it was at a revision. */
export const readRecord = read({
  name: 'record.read',
  input: {
    record: text(40, { needed: true }),
    id: reference('record', { needed: true }),
    revision: number({ whole: true, min: 1 })
  },
  output: Any,
  may: 'plan.read',
  async run(scope, { record, id, revision }) {
    const present = await getRecord(scope.database, kindOf(scope, record), id)
    if (revision === null || revision === present.revision) return present
    const then = await findRowAt(scope.database, id, revision)
    if (!then) throw new Problem('not-found')
    return then
  }
})

/** All records of a kind: of a plan, or of the inspectorate. */
export const listRecordsOf = read({
  name: 'record.list',
  input: { record: text(40, { needed: true }), plan: reference('plan') },
  output: z.array(Any),
  may: 'plan.read',
  async run(scope, { record, plan }) {
    const kind = kindOf(scope, record)
    if (kind.within === 'plan' && !plan) throw new Problem('not-found')
    return listRecords(scope.database, kind, plan ?? undefined)
  }
})

/** Titles of all records of a kind by id; a kind that is named by others' titles asks for those first. */
async function titlesOf(context: PageContext, kind: RecordKind, kinds: readonly RecordKind[], plan: string | null) {
  const named = new Map<string, string>()
  for (const name of [kind.title].flat()) {
    const field = kind.fields[name]
    const other = field?.type === 'reference' ? kinds.find((one) => one.name === field.to) : undefined
    if (other) for (const [id, title] of await titlesOf(context, other, kinds, plan)) named.set(id, title)
    if (field?.type === 'choice')
      for (const option of field.options) named.set(option, context.words.t(`${kind.name}.${name}.${option}`))
  }
  const rows = await context.ask(listRecordsOf, { record: kind.name, plan: kind.within === 'plan' ? plan : null })
  return new Map(rows.map((row) => [row.id, titleOf(kind, row, named)]))
}

/** What each reference of a record can point to, by the titles that people know: of step 1, what matters for its plan. */
async function choicesFor(context: PageContext, kind: RecordKind, kinds: readonly RecordKind[], row: Stored) {
  const plan = row.plan_id
  const matters = plan ? await context.ask(readWhatMatters, { plan }) : undefined
  const choices: Record<string, Option[]> = {}
  const fields = Object.entries(askedOf(kind))
  const codes: Readonly<Record<string, Option[]>> = fields.some(([, field]) => 'codes' in field)
    ? await readCodeChoices(context)
    : {}
  for (const [name, field] of fields) {
    if ('codes' in field) choices[name] = codes[field.codes === 'issue' ? 'issueWithLaw' : (field.codes ?? '')] ?? []
    const target = 'to' in field ? kinds.find((one) => one.name === field.to) : undefined
    if (!target) continue
    const titles = await titlesOf(context, target, kinds, plan)
    const named = [row[name] ?? []].flat() as string[]
    const part = matterParts.find((one) => planFields[one].to === target.name)
    const spoken = part && matters ? new Set([...matters[part], ...named]) : undefined
    choices[name] = [...titles].flatMap(([value, label]) => (!spoken || spoken.has(value) ? { value, label } : []))
  }
  return choices
}

/** The page from which one came, if the address says so, or else the kind's own. */
export function wayBack(context: PageContext, kind: RecordKind, row: Stored): string {
  return `${safePath(context.query('from'), kind.page(row))}#${row.id}`
}

/** Begins the words of the tabs of each step. */
const tabWords = ['office', 'hub', 'influence', 'stakeholder', 'intervention', 'chart'] as const

/** The tabs of the step from which one came to a record, so that one stays in the plan. */
function StepTabs({ at }: { at: string }): VNode | null {
  const words = useWords()
  const [, room, plan = '', number, tab] = at.split(/[/?#]/)
  const step = steps.find((one) => String(one.number) === number)
  if (room !== 'plans' || !step) return null
  return (
    <Tabs
      label={words.t(`plan.step.${step.name}`)}
      items={step.tabs.map((one) => ({
        href: stepPath(plan, step.number, one),
        label: words.t(`${tabWords[step.number - 1]}.tab.${one}`),
        current: one === tab
      }))}
    />
  )
}

/** Two people's edits of one record that came back: what to show in the form, and what both changed. */
async function mergeOf(context: PageContext, kind: RecordKind, row: Stored) {
  const { form } = context
  if (form?.problem.code !== 'changed-meanwhile') return undefined
  const typed = readForm(askedOf(kind), form.sent, context.words.decimal).values
  const asked = { record: kind.name, id: row.id, revision: Number(form.sent.revision) }
  const base = await context.ask(readRecord, asked).catch(() => undefined)
  return mergeEdits(askedOf(kind), { base: base ?? row, present: row, typed })
}

/** What the other person wrote in the fields that both changed. */
function Meanwhile({
  of: { kind, row, conflicts, choices }
}: {
  of: { kind: RecordKind; row: Stored; conflicts: readonly string[]; choices: Record<string, Option[]> }
}): VNode {
  const words = useWords()
  const read = (name: string, value: unknown): unknown =>
    Array.isArray(value)
      ? value.map((one) => read(name, one))
      : (choices[name]?.find((choice) => choice.value === value)?.label ?? value)
  const items = conflicts.flatMap((name) => {
    const field = kind.fields[name]
    if (!field) return []
    const options = field.type === 'choice' ? (field.words ?? `${kind.name}.${name}`) : ''
    const value = sayValue(words, { type: field.type, options }, read(name, row[name]))
    return [{ term: words.t(`${kind.name}.${name}`), value: <span dir="auto">{value}</span> }]
  })
  return (
    <Notice kind="wait" title={words.t('record.meanwhile.title')}>
      <p>{words.t('record.meanwhile')}</p>
      <Terms items={items} />
    </Notice>
  )
}

/**
 * The pages of records of any kind: change and remove. On a change that came too late the page shows what stands there
 * now beside what was typed, and saving again is a decision. What no operation changes or removes, such as a version of a plan, has
 * no such page; `operations` has the names of all.
 */
export function recordPages(kinds: readonly RecordKind[], operations: ReadonlySet<string>): Page[] {
  const find = (context: PageContext, act: 'change' | 'remove') => {
    const kind = kinds.find(({ name }) => name === context.params.record)
    if (!kind || !operations.has(`${kind.name}.${act}`)) throw new Problem('page-not-found')
    return kind
  }
  return [
    page('/records/:record/:id', 'plan.read', async (context) => {
      const { words, params, may } = context
      const kind = find(context, 'change')
      const row = (await context.ask(readRecord, { record: kind.name, id: params.id })) as Stored
      if (!may(kind.may)) throw new Problem('forbidden', { role: context.actor.role })
      const back = wayBack(context, kind, row)
      const title = words.t(`${kind.name}.change`)
      const titles = await titlesOf(context, kind, kinds, row.plan_id)
      const choices = await choicesFor(context, kind, kinds, row)
      const merged = await mergeOf(context, kind, row)
      const form = (
        <OperationForm
          operation={`${kind.name}.change`}
          hidden={{ id: row.id, revision: row.revision }}
          returnTo={back}
          action={words.t('record.save')}
          kind="main"
          beside={
            <>
              <LinkButton href={back} kind="plain">
                {words.t('record.back')}
              </LinkButton>
              <LinkButton
                href={`/records/${kind.name}/${row.id}/remove?from=${encodeURIComponent(context.query('from'))}`}
                kind="stop"
              >
                {words.t(`${kind.name}.remove`)}
              </LinkButton>
            </>
          }
        >
          <DeclaredFields
            record={kind.name}
            fields={askedOf(kind)}
            values={merged ? { ...row, ...merged.values } : row}
            choices={choices}
            currency={context.session?.inspectorate.currency}
          />
        </OperationForm>
      )
      return (
        <Layout title={title}>
          <PageHead title={title}>
            {titles.get(row.id) ?? ''} {row.example ? <Example /> : null}
          </PageHead>
          <StepTabs at={back} />
          {merged ? (
            <>
              <Meanwhile of={{ kind, row, conflicts: merged.conflicts, choices }} />
              <SentProvider value={undefined}>{form}</SentProvider>
            </>
          ) : (
            form
          )}
        </Layout>
      )
    }),
    page('/records/:record/:id/remove', 'plan.read', async (context) => {
      const { words, params } = context
      const kind = find(context, 'remove')
      const row = (await context.ask(readRecord, { record: kind.name, id: params.id })) as Stored
      const back = wayBack(context, kind, row)
      const title = words.t(`${kind.name}.remove.question`)
      const titles = await titlesOf(context, kind, kinds, row.plan_id)
      return (
        <Layout title={title}>
          <PageHead title={title}>{titles.get(row.id) ?? ''}</PageHead>
          <p class="measure">{words.t('record.remove.explained')}</p>
          <OperationForm
            operation={`${kind.name}.remove`}
            hidden={{ id: row.id }}
            returnTo={back.split('#')[0]}
            action={words.t(`${kind.name}.remove`)}
            kind="stop"
            plain
            beside={
              <LinkButton href={back} kind="plain">
                {words.t('record.keep')}
              </LinkButton>
            }
          />
        </Layout>
      )
    })
  ]
}

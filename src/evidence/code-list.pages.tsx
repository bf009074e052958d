import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { FileField } from '../ui/field.tsx'
import { PostButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Items, PageHead, SectionHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { readLists } from './code-list.operations.ts'
import { listColumns, listKinds, type Provision } from './code-list.rules.ts'
import { inForce } from './force.part.tsx'
import { EvidenceCrumbs } from './head.part.tsx'
import { isolated, issueName } from './names.part.tsx'
import { listEvidence } from './operations.ts'

type Lists = Awaited<ReturnType<(typeof readLists)['run']>>

/** Who said what a code means: the inspectorate's own list, one of the product for the country, or nobody. */
function stateOf(words: Words, { brought, ofCountry }: Lists['kinds'][number]): string {
  if (!brought) return words.t(ofCountry ? 'code_list.of-country' : 'code_list.absent')
  const { lines, file_name, person_name, at } = brought
  return words.t('code_list.brought', {
    n: lines,
    file: file_name,
    date: words.date(at),
    person: person_name ?? 'none'
  })
}

function Crosswalks({ of, may }: { of: Lists['kinds']; may: boolean }) {
  const words = useWords()
  return (
    <Items
      items={of.map((list) => ({
        key: list.kind,
        body: (
          <div class="stack-s">
            <h2>{words.t(`code_list.kind.${list.kind}`)}</h2>
            <p>
              <span dir="auto">{stateOf(words, list)}</span>
            </p>
            <p class="small soft">
              {words.t('code_list.columns', {
                list: isolated(
                  words,
                  listColumns[list.kind].map(({ name, needed }) => (needed ? name : `[${name}]`)).join(', ')
                )
              })}
            </p>
          </div>
        ),
        actions:
          may && list.brought ? (
            <PostButton
              action="/do/code_list.remove"
              fields={{ kind: list.kind, _return: '/evidence/lists' }}
              slim
              kind="plain"
            >
              {words.t('code_list.remove')}
              <span class="vh"> {words.t(`code_list.kind.${list.kind}`)}</span>
            </PostButton>
          ) : null
      }))}
    />
  )
}

/** The title of a provision in the reader's language, else in English, marked so. */
function titleOf(words: Words, { title, issue }: Provision): string {
  const own = title[words.language]
  if (own) return own
  return title.en ? words.t('figure.english', { name: isolated(words, title.en) }) : issueName(words, issue)
}

function Provisions({ of }: { of: readonly Provision[] }) {
  const words = useWords()
  if (of.length === 0) return null
  const title = words.t('code_list.provisions')
  return (
    <section class="stack">
      <SectionHead title={title} />
      <p class="soft measure">{words.t('code_list.provisions.explained')}</p>
      <DataTable
        caption={title}
        captionHidden
        rows={of}
        rowKey={({ issue, reference, from }) => `${issue} ${reference} ${from}`}
        columns={[
          {
            key: 'issue',
            label: words.t('figure.column.issue'),
            head: true,
            cell: (one) => <span dir="auto">{titleOf(words, one)}</span>
          },
          {
            key: 'reference',
            label: words.t('issue.provision'),
            cell: ({ reference }) => <span dir="auto">{reference}</span>
          },
          { key: 'force', label: words.t('code_list.force'), cell: (one) => inForce(words, one) }
        ]}
      />
    </section>
  )
}

/** What was imported before a list came keeps what it was read by, until its files are read again. */
function Again({ of }: { of: readonly { id: string; name: string }[] }) {
  const words = useWords()
  return (
    <section class="stack" id="again">
      <SectionHead title={words.t('code_list.again')} />
      <p class="soft measure">{words.t('code_list.again.explained')}</p>
      <OperationForm
        operation="evidence.apply-lists"
        action={words.t('code_list.again.action')}
        returnTo="/evidence/:id"
      >
        <SelectField
          name="data_set"
          label={words.t('data_set.one')}
          options={of.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </OperationForm>
    </section>
  )
}

const listsPage = page('/evidence/lists', 'evidence.read', async (context) => {
  const { words } = context
  const may = context.may('evidence.import')
  const { kinds, shipped, provisions } = await context.ask(readLists, {})
  const { data_sets } = await context.ask(listEvidence, {})
  const readable = data_sets.filter(({ current }) => current !== null)
  const title = words.t('code_list.title')
  const names = new Intl.DisplayNames([words.language], { type: 'language' })
  const languages = (codes: readonly string[]) =>
    codes.length > 0 ? words.list(codes.map((code) => names.of(code) ?? code)) : '–'
  return (
    <Layout title={title}>
      <div class="stack-l">
        <EvidenceCrumbs label={title} />
        <PageHead title={words.t('code_list.head')}>{words.t('code_list.explained')}</PageHead>
        <Crosswalks of={kinds} may={may} />
        {may ? (
          <section class="stack" id="bring">
            <SectionHead title={words.t('code_list.bring')} />
            <p class="soft measure">{words.t('code_list.bring.explained')}</p>
            <OperationForm
              operation="code_list.bring"
              action={words.t('code_list.bring.action')}
              kind="main"
              files
              returnTo="/evidence/lists"
            >
              <SelectField
                name="kind"
                label={words.t('code_list.kind')}
                options={listKinds.map((kind) => ({ value: kind, label: words.t(`code_list.kind.${kind}`) }))}
              />
              <FileField name="file" label={words.t('code_list.file')} accept=".csv,.tsv,.txt,.gz,.xlsx,text/csv" />
            </OperationForm>
          </section>
        ) : null}
        {may && readable.length > 0 ? <Again of={readable} /> : null}
        <Provisions of={provisions} />
        <section class="stack">
          <SectionHead title={words.t('code_list.shipped')} />
          <DataTable
            caption={words.t('code_list.shipped')}
            captionHidden
            rows={shipped}
            rowKey={({ list }) => list}
            columns={[
              {
                key: 'list',
                label: words.t('code_list.list'),
                head: true,
                cell: ({ list }) => words.t(`code_list.shipped.${list}`)
              },
              {
                key: 'codes',
                label: words.t('code_list.codes'),
                numeric: true,
                cell: ({ codes }) => words.number(codes)
              },
              { key: 'whole', label: words.t('code_list.whole'), cell: ({ whole }) => languages(whole) },
              { key: 'partly', label: words.t('code_list.partly'), cell: ({ partly }) => languages(partly) }
            ]}
          />
        </section>
      </div>
    </Layout>
  )
})

export const listPages: Page[] = [listsPage]

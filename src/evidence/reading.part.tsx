import type { ComponentChildren } from 'preact'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { NumberField } from '../ui/field.tsx'
import { Details } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { SectionHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { encodingName } from './head.part.tsx'
import { isolated } from './names.part.tsx'
import type { Inspected } from './register.rules.ts'
import { delimiters, encodings, quotes, type readUpload } from './upload.operations.ts'

/** How a file that waits is read: which sheet, which letters, where the names of the columns stand. */

const keyOf = (signs: Record<string, string>, sign: string) =>
  Object.keys(signs).find((key) => signs[key] === sign) ?? ''

type Shown = Awaited<ReturnType<(typeof readUpload)['run']>>

/** The sheets of a workbook with what they hold, and the way to read another. */
export function Sheets({ of }: { of: Shown }) {
  const words = useWords()
  const { sheets, inspected, alike } = of
  const ids = new Set(alike.map(({ id }) => id))
  const together = sheets.filter(({ upload }) => upload && ids.has(upload))
  const quoted = (name: string) => words.t('evidence.quoted', { name: isolated(words, name) })
  const title = words.t('evidence.sheets.title', { n: sheets.length, sheet: isolated(words, inspected.sheet ?? '') })
  return (
    <section class="stack">
      <SectionHead title={title} />
      {together.length > 0 ? (
        <p class="measure">
          {words.t('evidence.sheets.together', {
            n: together.length,
            list: words.list(together.map(({ name }) => quoted(name)))
          })}
        </p>
      ) : null}
      <DataTable
        caption={title}
        captionHidden
        rows={sheets}
        rowKey={({ name }) => name}
        columns={[
          {
            key: 'name',
            label: words.t('evidence.sheets.name'),
            head: true,
            cell: ({ name }) => <bdi>{name}</bdi>
          },
          {
            key: 'rows',
            label: words.t('evidence.sheets.rows'),
            numeric: true,
            cell: ({ rows }) => words.number(rows)
          },
          {
            key: 'columns',
            label: words.t('evidence.sheets.columns'),
            numeric: true,
            cell: ({ columns }) => words.number(columns)
          },
          {
            key: 'state',
            label: words.t('evidence.sheets.state'),
            cell: (sheet) => <SheetState sheet={sheet} of={of} />
          }
        ]}
      />
    </section>
  )
}

function SheetState({ sheet, of }: { sheet: Shown['sheets'][number]; of: Shown }): ComponentChildren {
  const words = useWords()
  if (sheet.upload === of.id) return <Tag kind="recorded">{words.t('evidence.sheets.read')}</Tag>
  if (sheet.upload) return <a href={`/evidence/uploads/${sheet.upload}`}>{words.t('evidence.sheets.open')}</a>
  if (sheet.imported) return words.t('evidence.sheets.imported', { name: isolated(words, sheet.imported) })
  return (
    <OperationForm
      operation="evidence.reread"
      hidden={{ upload: of.id, sheet: sheet.name }}
      formKey={sheet.name}
      action={words.t('evidence.sheets.choose', { name: isolated(words, sheet.name) })}
      class="inline-form"
      slim
    />
  )
}

/** How the file is written, as it was found, and the way to read it otherwise. */
export function ReadingForm({ upload, inspected }: { upload: string; inspected: Inspected }) {
  const words = useWords()
  const sent = useSent('evidence.reread')
  const { sheet } = inspected
  const found = sheet
    ? words.t('evidence.reading.found-sheet', { sheet: isolated(words, sheet) })
    : words.t('evidence.reading.found', {
        encoding: encodingName(words, inspected.encoding),
        delimiter: words.t(`evidence.reading.delimiter.${keyOf(delimiters, inspected.delimiter)}`)
      })
  const first = inspected.headerLine ?? 1
  return (
    <>
      <p class="soft">{found}</p>
      <Details
        summary={words.t(sheet ? 'evidence.reading.change-sheet' : 'evidence.reading.change')}
        open={sent !== undefined}
      >
        <OperationForm
          operation="evidence.reread"
          hidden={{ upload, ...(sheet ? { sheet } : {}) }}
          action={words.t('evidence.reading.action')}
        >
          <div class="side-by-side">
            {sheet ? null : <Writing inspected={inspected} />}
            <NumberField
              name="header_line"
              label={words.t('evidence.reading.header_line')}
              help={words.t('evidence.reading.header_line.help')}
              value={String(first)}
              whole
            />
            <NumberField
              name="header_last"
              label={words.t('evidence.reading.header_last')}
              help={words.t('evidence.reading.header_last.help')}
              value={String(first + Math.max(0, (inspected.headerLines ?? 1) - 1))}
              whole
            />
          </div>
        </OperationForm>
      </Details>
    </>
  )
}

/** Letters, and the signs between cells and around texts: of a file that is no workbook. */
function Writing({ inspected }: { inspected: Inspected }) {
  const words = useWords()
  const names = [...new Set([inspected.encoding, ...encodings])]
  const signs = (part: 'delimiter' | 'quote', of: Record<string, string>) =>
    Object.keys(of).map((name) => ({ value: name, label: words.t(`evidence.reading.${part}.${name}`) }))
  return (
    <>
      <SelectField
        name="encoding"
        label={words.t('evidence.reading.encoding')}
        value={inspected.encoding}
        options={names.map((name) => ({ value: name, label: encodingName(words, name) }))}
      />
      <SelectField
        name="delimiter"
        label={words.t('evidence.reading.delimiter')}
        value={keyOf(delimiters, inspected.delimiter)}
        options={signs('delimiter', delimiters)}
      />
      <SelectField
        name="quote"
        label={words.t('evidence.reading.quote')}
        value={keyOf(quotes, inspected.quote)}
        options={signs('quote', quotes)}
      />
    </>
  )
}

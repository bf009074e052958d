import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { isolated } from './names.part.tsx'
import type { readDataSet } from './operations.ts'

type Read = Awaited<ReturnType<(typeof readDataSet)['run']>>

/** Whose findings the rows of a data set are, what they cover, and which of them stand at no record any more. */
export function JoinedTo({ of: { owner, coverage, versions, data_set: dataSet } }: { of: Read }) {
  const words = useWords()
  if (!owner) return null
  const counted = versions.find(({ id }) => id === dataSet.current_version)?.result.records ?? 0
  const rows = coverage.reduce((sum, one) => sum + one.rows, 0)
  return (
    <section class="stack-s">
      <p class="measure">
        {words.t('evidence.joined.to', { rows, name: isolated(words, owner.name) })}{' '}
        <a href={`/evidence/${owner.id}`}>{words.t('evidence.joined.to.link')}</a>
      </p>
      {coverage.length > 0 ? <p class="measure">{coveredSentence(words, coverage)}</p> : null}
      {counted > rows && !dataSet.left_out ? (
        <Notice kind="wait">{words.t('evidence.joined.lost', { n: counted - rows })}</Notice>
      ) : null}
    </section>
  )
}

/** Between which days a record without a finding counts as one that complied. */
function coveredSentence(words: Words, coverage: Read['coverage']): string {
  const spans = coverage.flatMap(({ from, to }) => (from && to ? [{ from: Date.parse(from), to: Date.parse(to) }] : []))
  if (spans.length === 0) return words.t('evidence.joined.undated')
  const list = words.list([...new Set(spans.map((span) => words.t('evidence.joined.span', span)))])
  return words.t('evidence.joined.covers', { list })
}

/** The data sets that are findings of the records, and files that wait and may be. */
export function Joined({ of: { joined, after } }: { of: Read }) {
  const words = useWords()
  return (
    <>
      {after.map(({ id, file_name }) => (
        <Notice key={id} kind="wait" title={words.t('evidence.joined.waits', { file: isolated(words, file_name) })}>
          <p>
            <LinkButton href={`/evidence/uploads/${id}`}>{words.t('evidence.uploads.action')}</LinkButton>
          </p>
        </Notice>
      ))}
      {joined.length > 0 ? (
        <p class="measure">
          {words.t('evidence.joined.by')}{' '}
          {joined.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 ? ' · ' : ''}
              <a href={`/evidence/${id}`}>
                <span dir="auto">{name}</span>
              </a>
            </span>
          ))}
        </p>
      ) : null}
    </>
  )
}

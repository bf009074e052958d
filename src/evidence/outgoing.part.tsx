import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Notice } from '../ui/notice.tsx'
import { fieldName } from './names.part.tsx'
import type { Outgoing } from './outgoing.rules.ts'
import type { TableName } from './table.rules.ts'

/** What is said of the records that a file would take out and does not hold. */

const pathOf = (upload: string, dataSet: string, by: string) =>
  `/evidence/uploads/${upload}/outgoing?${new URLSearchParams({ data_set: dataSet, by })}`

/** How many of the records of its period a file does not hold; undefined where neither has numbers. */
export function outgoingSentence(words: Words, { gone, missing }: Outgoing): string | undefined {
  if (gone === 0 || missing === null) return undefined
  return words.t(missing > 0 ? 'evidence.outgoing.missing' : 'evidence.outgoing.none', { missing, gone })
}

type Told = { outgoing: Outgoing | null; table: string }

/** What the page of a file says of it before the import; of a large file only where it can be looked up. */
export function OutgoingPreview({
  of: { outgoing, table },
  upload,
  dataSet,
  by
}: {
  of: Told
  upload: string
  dataSet: string
  by: string
}) {
  const words = useWords()
  const field = fieldName(words, table as TableName, by)
  const link = (key: string) => <a href={pathOf(upload, dataSet, by)}>{words.t(key, { field })}</a>
  if (!outgoing) return <p class="small">{link('evidence.outgoing.large')}</p>
  const sentence = outgoingSentence(words, outgoing)
  if (!sentence) return null
  return (
    <Notice kind={outgoing.missing ? 'wait' : 'good'} title={sentence}>
      <p>
        {words.t('evidence.outgoing.period', {
          field,
          from: Date.parse(outgoing.from),
          to: Date.parse(outgoing.to)
        })}{' '}
        {outgoing.missing ? link('evidence.outgoing.link') : null}
      </p>
    </Notice>
  )
}

import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Notice } from '../ui/notice.tsx'
import { Crumbs } from '../ui/step.tsx'
import type { Warning } from './rules.ts'

/** Where a page of the evidence stands: below the list of data sets, and below others that are named. */
export function EvidenceCrumbs({
  label,
  between = []
}: {
  label: string
  between?: readonly { label: string; href: string }[]
}) {
  const words = useWords()
  return <Crumbs items={[{ label: words.t('room.evidence'), href: '/evidence' }, ...between, { label }]} />
}

/** An encoding by its words, or by its label where it has none. */
export function encodingName(words: Words, encoding: string): string {
  return words.has(`evidence.encoding.${encoding}`) ? words.t(`evidence.encoding.${encoding}`) : encoding
}

/** What a person should know of a file, though it stops nothing. */
export function Warnings({ of }: { of: readonly Warning[] }) {
  const words = useWords()
  if (of.length === 0) return null
  const sentences = of.map(({ code, values }) => {
    const { encoding } = values
    return words.t(
      `evidence.warning.${code}`,
      encoding ? { ...values, encoding: encodingName(words, String(encoding)) } : values
    )
  })
  return (
    <Notice title={words.t('evidence.warnings', { n: sentences.length })}>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}

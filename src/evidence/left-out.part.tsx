import type { FileFault } from '../kernel/checksum.ts'
import { useWords } from '../ui/context.ts'
import { Notice } from '../ui/notice.tsx'

/** A data set of which no figure counts a record, because its files are damaged: what is wrong, and what to do. */
export function LeftOut({ id, title, fault, may }: { id: string; title?: string; fault: FileFault; may: boolean }) {
  const words = useWords()
  return (
    <Notice kind="bad" {...(title ? { title } : {})}>
      <p>
        {words.t(`evidence.left-out.${fault}`)} {words.t('evidence.left-out.restore')}
      </p>
      {may ? (
        <p>
          <a href={`/evidence/new?data_set=${id}`}>{words.t('evidence.left-out.again')}</a>
        </p>
      ) : null}
    </Notice>
  )
}

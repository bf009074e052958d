import { useWords } from '../ui/context.ts'
import { Details, Notice } from '../ui/notice.tsx'
import { Written } from '../ui/written.tsx'
import type { Over } from './ledger.rules.ts'
import { capacityPath } from './path.rules.ts'
import { sayOver, sayWay } from './say.part.ts'

const inSight = 4

type Listed = { over: readonly Over[]; names: Readonly<Record<string, string>> }

/** Where more is asked than is there, each with what could be done; the first few in sight. */
export function OverList({ over, names }: Listed) {
  const words = useWords()
  if (over.length === 0) return null
  const rest = over.slice(inSight)
  return (
    <Notice kind="bad" title={words.t('capacity.over.title', { n: over.length })}>
      <Entries over={over.slice(0, inSight)} names={names} />
      {rest.length > 0 ? (
        <Details summary={words.t('capacity.over.more', { n: rest.length })}>
          <Entries over={rest} names={names} />
        </Details>
      ) : null}
    </Notice>
  )
}

function Entries({ over, names }: Listed) {
  const words = useWords()
  return (
    <ul class="listed">
      {over.map((one) => (
        <li key={`${one.region} ${one.month}`}>
          <strong>
            <Written>{sayOver(words, one)}</Written>
          </strong>{' '}
          <Written>{sayWay(words, one, names)}</Written>
        </li>
      ))}
    </ul>
  )
}

/** On other pages of the plan: that it asks more than is there, with the first case, and the way to all of them. */
export function OverNotice({ plan, over }: { plan: string; over: readonly Over[] }) {
  const words = useWords()
  const [first] = over
  if (!first) return null
  return (
    <Notice kind="bad" title={words.t('capacity.over.title', { n: over.length })}>
      <p>
        <Written>{sayOver(words, first)}</Written> <a href={capacityPath(plan)}>{words.t('capacity.see')}</a>
      </p>
    </Notice>
  )
}

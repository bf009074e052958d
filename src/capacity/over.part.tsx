import { useWords } from '../ui/context.ts'
import { Details, Notice } from '../ui/notice.tsx'
import { Written } from '../ui/written.tsx'
import { type Over, type Run, runsOf } from './ledger.rules.ts'
import { capacityPath } from './path.rules.ts'
import { sayOver, sayWay } from './say.part.ts'

const inSight = 4

type Names = Readonly<Record<string, string>>

/** Where more is asked than is there, each with what could be done; the first few in sight. */
export function OverList({ over, names }: { over: readonly Over[]; names: Names }) {
  const words = useWords()
  if (over.length === 0) return null
  const runs = runsOf(over)
  const rest = runs.slice(inSight)
  return (
    <Notice kind="bad" title={words.t('capacity.over.title', { n: regionsIn(over) })}>
      <Entries over={runs.slice(0, inSight)} names={names} />
      {rest.length > 0 ? (
        <Details summary={words.t('capacity.over.more', { n: rest.length })}>
          <Entries over={rest} names={names} />
        </Details>
      ) : null}
    </Notice>
  )
}

const regionsIn = (over: readonly Over[]) => new Set(over.map(({ region }) => region)).size

function Entries({ over, names }: { over: readonly Run[]; names: Names }) {
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
  const [first] = runsOf(over)
  if (!first) return null
  return (
    <Notice kind="bad" title={words.t('capacity.over.title', { n: regionsIn(over) })}>
      <p>
        <Written>{sayOver(words, first)}</Written> <a href={capacityPath(plan)}>{words.t('capacity.see')}</a>
      </p>
    </Notice>
  )
}

import { Moment } from '../plan/history.part.tsx'
import { useWords } from '../ui/context.ts'
import { SectionHead } from '../ui/step.tsx'
import type { readWorkplace } from './operations.ts'

type Told = Awaited<ReturnType<(typeof readWorkplace)['run']>>['acts'][number]

/** What people did to a workplace, the latest first: merged, split, linked, described, and what of it was undone. */
export function Acts({ acts }: { acts: readonly Told[] }) {
  const words = useWords()
  if (acts.length === 0) return null
  return (
    <section class="stack">
      <SectionHead title={words.t('register.acts')} />
      <ul class="stack-s">
        {acts.map((act) => (
          <li key={act.number}>
            {words.t(`register.act.${keyOf(act)}`)}{' '}
            <small class="faint">
              <span dir="auto">{act.person ?? '–'}</span> · <Moment at={act.at} />
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Of several answers to a pair each has its own words. */
function keyOf({ operation, data }: Told): string {
  const verb =
    operation === 'log.undo' ? 'undo' : operation.replace('workplace.', '').replace('workplace_link.', 'link-')
  return verb === 'decide' || verb === 'merge' ? String(data?.verdict ?? 'same') : verb
}

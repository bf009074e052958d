import { readStepFive } from '../intervention/operations.ts'
import { traps } from '../intervention/rules.ts'
import type { PageContext } from '../kernel/page.ts'
import { isUnusedPower } from '../office/rules.ts'
import { useWords } from '../ui/context.ts'
import { Details, Terms } from '../ui/notice.tsx'
import { Written } from '../ui/written.tsx'

/** Powers of step 1.2 that lie unused: each a prompt against narrow thinking. None for who may not read the plan. */
export async function readUnusedPowers(context: PageContext, plan: string): Promise<{ id: string; name: string }[]> {
  if (!context.may('plan.read')) return []
  const { powers } = await context.ask(readStepFive, { plan })
  return powers.filter(isUnusedPower)
}

/** The traps of narrow thinking, and the powers that were never used. */
export function Traps({ powers, open }: { powers: readonly { id: string; name: string }[]; open?: boolean }) {
  const words = useWords()
  return (
    <div class="stack-s">
      <Details summary={words.t('intervention.traps')} open={open}>
        <Terms
          items={traps.map((trap) => ({
            term: words.t(`intervention.trap.${trap}`),
            value: words.t(`intervention.trap.${trap}.explained`)
          }))}
        />
      </Details>
      {powers.length > 0 ? (
        <Details summary={words.t('intervention.powers', { n: powers.length })} open={open}>
          <ul class="listed">
            {powers.map(({ id, name }) => (
              <li key={id}>
                <Written>{name}</Written>
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </div>
  )
}

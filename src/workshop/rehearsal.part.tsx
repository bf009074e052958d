import { useWords } from '../ui/context.ts'
import { SectionHead } from '../ui/step.tsx'
import { Act } from './now.part.tsx'
import type { ToldRehearsal } from './rehearsal.operations.ts'

/** The simulated people, for who rehearses: how many came, how quick they are, and everything back to the beginning. */
export function Simulated({ rehearsal, closed }: { rehearsal: ToldRehearsal; closed: boolean }) {
  const words = useWords()
  const { came, size, pace, plays } = rehearsal
  const state = closed ? 'closed' : plays ? pace : 'waiting'
  return (
    <section class="sheet stack-s practice-panel" id="simulated">
      <SectionHead title={words.t('rehearsal.people', { came, size })} />
      <p>{words.t(`rehearsal.state.${state}`)}</p>
      <div class="row">
        {closed ? null : (
          <>
            {state === 'calm' ? null : (
              <Act operation="rehearsal.pace" fields={{ pace: 'calm' }} slim>
                {words.t(state === 'hurried' ? 'rehearsal.pace.calm' : 'rehearsal.pace.go-on')}
              </Act>
            )}
            {state === 'calm' || state === 'hurried' ? (
              <Act operation="rehearsal.pace" fields={{ pace: 'paused' }} slim>
                {words.t('rehearsal.pace.paused')}
              </Act>
            ) : null}
            {state === 'hurried' ? null : (
              <Act operation="rehearsal.pace" fields={{ pace: 'hurried' }} slim>
                {words.t('rehearsal.pace.hurried')}
              </Act>
            )}
          </>
        )}
        <Act operation="rehearsal.reset" fields={{ _return: '/rehearsal' }} slim>
          {words.t('rehearsal.reset')}
        </Act>
      </div>
      <p class="soft small">{words.t('rehearsal.reset.explained')}</p>
    </section>
  )
}

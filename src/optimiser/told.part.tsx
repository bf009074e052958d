import type { PageContext } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { useWords } from '../ui/context.ts'
import { Crumbs, PageHead } from '../ui/step.tsx'
import { Example } from '../ui/tag.tsx'
import type { KeptAnswer } from './kept.rules.ts'
import { listScenarios, type Told } from './operations.ts'
import { optimiserPath } from './path.rules.ts'
import type { Question } from './question.rules.ts'

/** The scenario that an address names, or `not-found`; with the others of its plan. */
export async function askTold(context: PageContext, id: string | undefined) {
  const found = await context.ask(listScenarios, { plan: context.params.plan ?? '' })
  const told = found.scenarios.find(({ scenario }) => scenario.id === id)
  if (!told) throw new Problem('not-found')
  return { ...found, told }
}

export type Answered = { question: Question; answer: KeptAnswer }

/** A scenario's question and answer, where a mix was found. */
export function answeredOf({ run }: Told): Answered | undefined {
  return run?.answer?.found ? { question: run.question, answer: run.answer } : undefined
}

/** The head of a page of one scenario, with the way back to all. */
export function ScenarioHead({ plan, title, told }: { plan: string; title: string; told?: Told }) {
  const words = useWords()
  return (
    <>
      <Crumbs items={[{ label: words.t('scenario.list'), href: optimiserPath(plan) }]} />
      <PageHead title={title}>{told?.scenario.example ? <Example /> : null}</PageHead>
    </>
  )
}

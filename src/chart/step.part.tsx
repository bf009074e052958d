import type { ComponentChildren } from 'preact'
import { StepTop } from '../influence/step.part.tsx'
import type { steps } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'

type Tab = (typeof steps)[5]['tabs'][number]

/** The head of a page of step 6. */
export function StepSix({
  plan,
  tab,
  question,
  children
}: {
  plan: string
  tab: Tab
  question: string
  children: ComponentChildren
}) {
  const words = useWords()
  return (
    <StepTop
      plan={plan}
      step={6}
      tab={tab}
      subject="chart"
      question={question}
      questions={tab === 'chart' ? [1, 2, 3].map((n) => words.t(`chart.ask.${n}`)) : []}
    >
      {children}
    </StepTop>
  )
}

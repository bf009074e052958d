import type { PageContext } from '../kernel/page.ts'
import { stepPath, steps } from '../plan/rules.ts'
import { StepHead, Tabs } from '../ui/step.tsx'

type Tab = (typeof steps)[1]['tabs'][number]

/** The head of every page of step 2: its question, the method's own questions, its tabs. */
export function StepTwo({ context, tab }: { context: PageContext; tab: Tab }) {
  const { words, params } = context
  const first = tab === steps[1].tabs[0]
  const asked = ['hub.question.must', 'hub.question.lowest', 'hub.question.employers']
  return (
    <>
      <StepHead
        number={2}
        name={words.t('plan.step.issues')}
        question={words.t('hub.question')}
        questions={first ? asked.map((key) => words.t(key)) : []}
        short={!first}
      >
        {first ? words.t('hub.explained') : null}
      </StepHead>
      <Tabs
        label={words.t('plan.step.issues')}
        items={steps[1].tabs.map((name) => ({
          href: stepPath(params.plan ?? '', 2, name),
          label: words.t(`hub.tab.${name}`),
          current: name === tab
        }))}
      />
    </>
  )
}

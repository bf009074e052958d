import type { PageContext } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { stepPath, steps } from '../plan/rules.ts'
import { StepHead, Tabs } from '../ui/step.tsx'

type Tab = (typeof steps)[1]['tabs'][number]

/** What a page of step 2 asks; also the title of the page. */
export function questionOf(words: Words, tab: Tab): string {
  return words.t(tab === steps[1].tabs[0] ? 'hub.question' : `hub.${tab}.question`)
}

/** The head of every page of step 2: its question, what it is for, the method's own questions, its tabs. */
export function StepTwo({ context, tab }: { context: PageContext; tab: Tab }) {
  const { words, params } = context
  const first = tab === steps[1].tabs[0]
  const asked = ['hub.question.must', 'hub.question.lowest', 'hub.question.employers']
  return (
    <>
      <StepHead
        number={2}
        name={words.t('plan.step.issues')}
        question={questionOf(words, tab)}
        questions={first ? asked.map((key) => words.t(key)) : []}
        short={!first}
      >
        {words.t(first ? 'hub.explained' : `hub.${tab}.explained`)}
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

import { type Page, page } from '../kernel/page.ts'
import { StepExample } from '../office/example.part.tsx'
import { steps } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { Notice } from '../ui/notice.tsx'
import { Items, SectionHead } from '../ui/step.tsx'
import type { Gap } from './gaps.rules.ts'
import { readGaps } from './open.part.ts'
import { sayGap } from './say.part.ts'
import { StepSix } from './step.part.tsx'

export const gapPages: Page[] = [
  page('/plans/:plan/6/gaps', 'plan.read', async (context) => {
    const { words, params } = context
    const plan = params.plan ?? ''
    const gaps = await readGaps(context, plan)
    const question = words.t('chart.gaps.question')
    return (
      <Layout title={question}>
        <StepSix plan={plan} tab="gaps" question={question}>
          {words.t('chart.gaps.explained')}
        </StepSix>
        {gaps.length === 0 ? (
          <Notice kind="good" title={words.t('chart.gaps.none')}>
            {words.t('chart.gaps.none.explained')}
          </Notice>
        ) : (
          <div class="stack-m">
            <h2>{words.t('chart.gaps.finding', { n: gaps.length })}</h2>
            {steps.map(({ number, name }) => {
              const found = gaps.filter(({ step }) => step === number)
              if (found.length === 0) return null
              return (
                <section key={number} class="stack-s">
                  <SectionHead
                    level={3}
                    title={words.t('chart.gaps.step', { number, name: words.t(`plan.step.${name}`), n: found.length })}
                  />
                  <GapList gaps={found} edit={context.may('plan.edit')} />
                </section>
              )
            })}
          </div>
        )}
        <StepExample part="chart" />
      </Layout>
    )
  })
]

/** What is missing; each leads to where it is mended. */
export function GapList({ gaps, edit }: { gaps: readonly Gap[]; edit: boolean }) {
  const words = useWords()
  return (
    <Items
      items={gaps.map((gap, index) => {
        const sentence = sayGap(words, gap)
        return {
          key: String(index),
          body: edit ? <a href={gap.href}>{sentence}</a> : sentence
        }
      })}
    />
  )
}

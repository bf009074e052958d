import { useWords } from '../ui/context.ts'
import { Tabs } from '../ui/step.tsx'

/** The pages on which a plan is /** The pages. */
const tabs = [
  { path: 'versions', word: 'plan_version.list' },
  { path: 'consultation', word: 'consultation.list' },
  { path: 'joint', word: 'joint_plan.list' },
  { path: 'extract', word: 'public_extract.one' },
  { path: 'meetings', word: 'review_meeting.list' }
] as const

export function AgreeTabs({ plan, here }: { plan: string; here: (typeof tabs)[number]['path'] }) {
  const words = useWords()
  return (
    <Tabs
      label={words.t('plan.agree')}
      items={tabs.map(({ path, word }) => ({
        href: `/plans/${plan}/${path}`,
        label: words.t(word),
        current: path === here
      }))}
    />
  )
}

import { useWords } from '../ui/context.ts'
import { Tabs } from '../ui/step.tsx'

/** The ways to look at the figures. */
export function FigureTabs({ current }: { current: 'overview' | 'dashboard' | 'views' }) {
  const words = useWords()
  return (
    <Tabs
      label={words.t('room.figures')}
      items={[
        { href: '/figures', label: words.t('dashboard.tab.overview'), current: current === 'overview' },
        { href: '/figures/dashboard', label: words.t('dashboard.title'), current: current === 'dashboard' },
        { href: '/figures/views', label: words.t('view.tab'), current: current === 'views' }
      ]}
    />
  )
}

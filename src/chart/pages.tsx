import type { Page } from '../kernel/page.ts'
import { chartPages } from './chart.pages.tsx'
import { documentPages } from './document.pages.ts'
import { downloadPages } from './download.pages.ts'
import { feedPages } from './feed.pages.tsx'
import { gapPages } from './gaps.pages.tsx'
import { linePages } from './line.pages.tsx'
import { mapPages } from './map.pages.tsx'
import { overviewPages } from './overview.pages.tsx'
import { plansPages } from './plans.pages.tsx'
import { printPages } from './print.pages.tsx'
import { timelinePages } from './timeline.pages.tsx'

/** The plan as a whole: its overview, the map of step 5, the pages of step 6, and what can be taken along. */
export const pages: readonly Page[] = [
  ...plansPages,
  ...overviewPages,
  ...mapPages,
  ...chartPages,
  ...linePages,
  ...timelinePages,
  ...feedPages,
  ...gapPages,
  ...downloadPages,
  ...documentPages,
  ...printPages
]

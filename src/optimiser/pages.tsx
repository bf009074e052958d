import type { Page } from '../kernel/page.ts'
import { answerPages } from './answer.pages.tsx'
import { changePages } from './change.pages.tsx'
import { comparePages } from './compare.pages.tsx'
import { listPages } from './list.pages.tsx'
import { takePages } from './take.pages.tsx'

/** The optimiser of step 6: scenarios, what each is asked with, its answer, two side by side, and the way into the chart. */
export const pages: readonly Page[] = [...listPages, ...comparePages, ...answerPages, ...changePages, ...takePages]

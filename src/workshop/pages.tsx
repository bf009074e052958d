import type { Page } from '../kernel/page.ts'
import { agendaPages, removePage } from './agenda.pages.tsx'
import { boardPages } from './board.pages.tsx'
import { facilitatorPages } from './facilitator.pages.tsx'
import { listPages } from './list.pages.tsx'
import { minutesPages } from './minutes.pages.tsx'
import { pastePages } from './paste.pages.tsx'
import { projectorPages } from './projector.pages.tsx'
import { replayPages } from './replay.pages.tsx'
import { sheetPages } from './sheet.pages.tsx'

export const workshopPages: Page[] = [
  ...listPages,
  ...facilitatorPages,
  ...agendaPages,
  removePage,
  ...projectorPages,
  ...boardPages,
  ...sheetPages,
  ...pastePages,
  ...minutesPages,
  ...replayPages
]

import { readConsultations } from '../consultation/operations.ts'
import { readEngagement } from '../engagement/engagement.operations.ts'
import { listPins } from '../indicator/pin.operations.ts'
import { demand } from '../kernel/access.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { fileOf } from '../plan/file.part.ts'
import { namesOfRegions } from '../ui/names.ts'
import { readBaselines } from './baseline.operations.ts'
import { composeDocument, type Edition, type HubEvidence } from './compose.part.ts'
import { readCover } from './document.operations.ts'
import { sayYears } from './say.part.ts'
import { readWhole } from './whole.operations.ts'
import { chosenHubs, type Whole } from './whole.rules.ts'
import { docx, writeInWord } from './writer.part.ts'

/** Whether the document is for the inspectorate alone; who asks for it must be of those for whom it is. */
export function demandInside({ actor, query }: PageContext): boolean {
  if (query('for') !== 'inside') return false
  demand(actor, 'plan.read-inside')
  return true
}

async function evidenceOf({ ask, may }: PageContext, whole: Whole): Promise<HubEvidence[]> {
  const found: HubEvidence[] = []
  if (!may('evidence.read')) return found
  for (const { id } of chosenHubs(whole))
    for (const one of await ask(readBaselines, { hub: id })) found.push({ ...one, hub: id })
  return found
}

async function editionOf(context: PageContext, whole: Whole): Promise<Edition> {
  const { ask, words, session } = context
  const inside = demandInside(context)
  const { region, today } = await ask(readCover, {})
  return {
    inspectorate: session?.inspectorate.name ?? '',
    country: region ? namesOfRegions(words.language)(region) : '',
    currency: session?.inspectorate.currency ?? '',
    today,
    evidence: await evidenceOf(context, whole),
    names: whole.pins.length > 0 ? (await ask(listPins, { plan: whole.plan.id })).names : {},
    ...(session?.inspectorate.demonstration ? { demonstration: words.t('demonstration.notice') } : {}),
    versions: new Map(
      (await ask(readConsultations, { plan: whole.plan.id })).versions.map(({ id, number }) => [id, number])
    ),
    inside,
    engagement: inside ? await ask(readEngagement, { plan: whole.plan.id }) : []
  }
}

/** The plan as a document that can be circulated; with `?for=inside` the rings of the bullseye are in it. */
export const documentPages: Page[] = [
  page('/plans/:plan/plan.docx', 'plan.read', async (context) => {
    const whole = await context.ask(readWhole, { plan: context.params.plan ?? '' })
    const document = composeDocument(whole, context.words, await editionOf(context, whole))
    const content = await writeInWord(document, context.words)
    const name = [whole.plan.title, sayYears(whole.plan)].filter(Boolean).join(' ')
    return fileOf(content, docx, `${document.inside ? context.words.t('document.inside.file', { name }) : name}.docx`)
  })
]

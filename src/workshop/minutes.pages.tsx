import { boardNames, boards } from '../board/rules.ts'
import { readCover } from '../chart/document.operations.ts'
import { demandInside } from '../chart/document.pages.ts'
import { docx, writeInWord } from '../chart/writer.part.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { fileOf } from '../plan/file.part.ts'
import { readPlan } from '../plan/operations.ts'
import { SelectField, YesField } from '../ui/choice.tsx'
import { Button, Form, FormActions } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { namesOfRegions } from '../ui/names.ts'
import { Crumbs, PageHead } from '../ui/step.tsx'
import { readBoard } from './board.operations.ts'
import { workshopPath } from './kinds.operations.ts'
import { type MinutesContent, readMinutes } from './minutes.operations.ts'
import { type BoardOfMinutes, composeMinutes } from './minutes.part.ts'

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
/** Where the portal stands, the workshop is most likely held. */
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The boards on which something stands that was written in the workshop, or that were worked on. */
async function boardsOf({ ask }: PageContext, { workshop, course }: MinutesContent): Promise<BoardOfMinutes[]> {
  const found: BoardOfMinutes[] = []
  const held = new Set(course.map(({ board }) => board))
  for (const name of boardNames) {
    const answer = await ask(readBoard, { workshop: workshop.id, board: name })
    const { notes, hidden, comments } = answer
    const first = boardNames.find((one) => boards[one].wall === boards[name].wall) === name
    if (!held.has(name) && !(first && notes.length > 0)) continue
    found.push({ name, ground: answer, notes, hidden: hidden.length, comments })
  }
  return found
}

export const minutesPages: Page[] = [
  page('/plans/:plan/workshops/:workshop/minutes', 'plan.read', async (context) => {
    const { words, params, may, ask } = context
    const { workshop, plan } = await ask(readMinutes, { workshop: params.workshop, names: false })
    const title = words.t('minutes.one')
    const facilitator = may('plan.edit')
    return (
      <Layout title={title}>
        <Crumbs
          items={[
            {
              label: workshop.title,
              href: facilitator ? workshopPath(plan, workshop.id) : `/workshops/${workshop.id}`
            },
            { label: title }
          ]}
        />
        <PageHead title={title}>{words.t('minutes.explained')}</PageHead>
        <Form method="get" action={workshopPath(plan, workshop.id, '/minutes.docx')}>
          {facilitator ? (
            <YesField name="names" label={words.t('minutes.with-names')} help={words.t('minutes.with-names.help')} />
          ) : null}
          <YesField name="comments" label={words.t('minutes.with-comments')} value />
          {may('plan.read-inside') ? (
            <SelectField
              name="for"
              label={words.t('minutes.for')}
              options={[{ value: 'inside', label: words.t('minutes.for.inside') }]}
              empty={words.t('minutes.for.all')}
              optional
            />
          ) : null}
          <SelectField
            name="zone"
            label={words.t('minutes.zone')}
            options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
            value={ownZone}
          />
          <FormActions>
            <Button kind="main">{words.t('minutes.make')}</Button>
          </FormActions>
        </Form>
      </Layout>
    )
  }),
  page('/plans/:plan/workshops/:workshop/minutes.docx', 'plan.read', async (context) => {
    const { words, params, query, ask, session } = context
    const inside = demandInside(context)
    const content = await ask(readMinutes, { workshop: params.workshop, names: query('names') === 'yes' })
    const { title } = await ask(readPlan, { plan: content.plan })
    const { region, today } = await ask(readCover, {})
    const edition = {
      inspectorate: session?.inspectorate.name ?? '',
      country: region ? namesOfRegions(words.language)(region) : '',
      planTitle: title,
      today,
      zone: zones.includes(query('zone')) ? query('zone') : ownZone,
      inside,
      comments: query('comments') === 'yes',
      ...(session?.inspectorate.demonstration ? { demonstration: words.t('demonstration.notice') } : {})
    }
    const document = composeMinutes({ words, content, all: await boardsOf(context, content), edition })
    const name = words.t('minutes.file', { title: content.workshop.title })
    const file = await writeInWord(document, words)
    return fileOf(file, docx, `${inside ? words.t('document.inside.file', { name }) : name}.docx`)
  })
]

import { type PastedBlock, readBlocks } from '../board/pasted.rules.ts'
import { recordName } from '../board/record-card.part.tsx'
import { type Board, type BoardName, columnsOf, findBoard } from '../board/rules.ts'
import { optionWord, spotName } from '../board/say.part.ts'
import { moved, type Place } from '../board/spot.rules.ts'
import { spotsOf } from '../board/spots.rules.ts'
import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { SelectField, YesField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { LongTextField, TextField } from '../ui/field.tsx'
import { HiddenField } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Crumbs, PageHead } from '../ui/step.tsx'
import { Tag } from '../ui/tag.tsx'
import { type BoardAnswer, readBoard } from './board.operations.ts'
import type { Led } from './facilitator.pages.tsx'
import { workshopPath } from './kinds.operations.ts'
import { readWorkshop } from './operations.ts'

type Wall = { led: Led; name: BoardName; board: Board; answer: BoardAnswer }

export const pastePages: Page[] = [
  page('/plans/:plan/workshops/:workshop/paste', 'plan.edit', async (context) => {
    const { words, params, query, ask } = context
    const led = await ask(readWorkshop, { workshop: params.workshop })
    const name = query('board')
    const board = findBoard(name)
    if (!board) return new Response(null, { status: 404 })
    const answer = await ask(readBoard, { workshop: led.workshop.id, board: name })
    const { workshop } = led
    const title = words.t('note.paste.title')
    return (
      <Layout title={title}>
        <Crumbs
          items={[
            { label: workshop.title, href: workshopPath(workshop.plan, workshop.id) },
            { label: words.t(`workshop.board.${name}`), href: `/workshops/${workshop.id}?board=${name}` },
            { label: title }
          ]}
        />
        <PageHead kicker={words.t(`workshop.board.${name}`)} title={title}>
          {words.t('note.paste.explained')}
        </PageHead>
        <Stage wall={{ led, name: name as BoardName, board, answer }} />
      </Layout>
    )
  })
]

function Stage({ wall }: { wall: Wall }) {
  const sent = useSent('note.paste')?.sent
  const first = useSent('note.paste', 'list')
  if (!sent || first?.problem.fields.length) return <ForLines wall={wall} />
  return <ToCheck wall={wall} sent={sent as Record<string, string | undefined>} />
}

/** First the list, and who wrote it. */
function ForLines({ wall: { led, name, board } }: { wall: Wall }) {
  const words = useWords()
  const { workshop } = led
  const columns = columnsOf(board).map((option) => optionWord(words, board.kind ?? '', board.columns, option))
  return (
    <OperationForm
      operation="note.paste"
      formKey="list"
      hidden={{ workshop: workshop.id, board: name }}
      action={words.t('note.paste.look')}
      kind="main"
    >
      <LongTextField
        name="lines"
        label={words.t('note.paste.lines')}
        help={words.t('note.paste.lines.help', { n: columns.length, columns: words.list(columns) })}
        rows={14}
      />
      {workshop.groups.length > 0 ? (
        <SelectField
          name="group_name"
          label={words.t('note.paste.group')}
          options={workshop.groups.map((group) => ({ value: group, label: group }))}
          empty={words.t('workshop.group.none')}
          optional
        />
      ) : null}
    </OperationForm>
  )
}

/** The named places of the board to choose from, and of which place each is. */
function placesOf(words: Words, { board, answer }: Wall) {
  const hubs = (answer.choices.hub ?? []).map(({ id }) => id)
  return spotsOf(board, { line: answer.line, hubs }).map(({ key, put }) => ({
    value: JSON.stringify(moved({}, put)),
    label: spotName(words, board, key, answer.names)
  }))
}

/** The list that was sent, as blocks; once it was looked at, as it was corrected. */
function blocksOf(words: Words, { board, answer }: Wall, sent: Record<string, string | undefined>): PastedBlock[] {
  const names = columnsOf(board).map((option): [string, string] => [
    option,
    optionWord(words, board.kind ?? '', board.columns, option)
  ])
  const known = [...answer.notes.map(({ text }) => text), ...answer.records.map((one) => recordName(one, answer))]
  return readBlocks(sent.lines ?? '', board, new Map(names), known)
}

/** Then what notes become of it: to correct, to leave out, to put in their place. */
function ToCheck({ wall, sent }: { wall: Wall; sent: Record<string, string | undefined> }) {
  const words = useWords()
  const { led, name } = wall
  const blocks = blocksOf(words, wall, sent)
  const places = placesOf(words, wall)
  const checked = sent._key === 'check'
  const count = blocks.reduce((sum, { lines }) => sum + lines.length, 0)
  if (count === 0) return <Empty title={words.t('problem.field.paste-empty')} />
  return (
    <OperationForm
      operation="note.paste"
      formKey="check"
      hidden={{
        ...{ workshop: led.workshop.id, board: name },
        ...{ group_name: sent.group_name ?? '', lines: sent.lines ?? '' }
      }}
      returnTo={`/workshops/${led.workshop.id}?board=${name}`}
      action={words.t('note.paste.add')}
      kind="main"
    >
      <p class="strong">{words.t('note.paste.found', { n: count, blocks: blocks.length })}</p>
      {blocks.map((block, index) => (
        <fieldset key={index} class="stack-s pasted">
          <legend>{block.heading || words.t('note.paste.block', { n: index + 1 })}</legend>
          {places.length > 0 ? (
            <SelectField
              name={`blocks.${index}.place`}
              label={words.t('note.paste.place')}
              options={places}
              empty={words.t('workshop.place.none')}
              value={chosenOf(places, block.place)}
              optional
            />
          ) : null}
          <ul class="stack-s">
            {block.lines.map(({ number, text, like }) => (
              <li key={number}>
                <HiddenField name={`notes.${number}.block`} value={String(index)} />
                <YesField
                  name={`notes.${number}.take`}
                  label={words.t('note.paste.take', { n: number })}
                  value={checked ? sent[`notes.${number}.take`] !== undefined : !like}
                />
                <TextField
                  name={`notes.${number}.text`}
                  label={words.t('note.paste.text', { n: number })}
                  value={text}
                  maxLength={500}
                />
                {like ? <Tag kind="wait">{words.t('note.paste.like')}</Tag> : null}
              </li>
            ))}
          </ul>
        </fieldset>
      ))}
    </OperationForm>
  )
}

/** The choice that a heading has made. */
function chosenOf(places: readonly { value: string }[], place: Place): string {
  const wanted = JSON.stringify(moved({}, place))
  return places.some(({ value }) => value === wanted) ? wanted : ''
}

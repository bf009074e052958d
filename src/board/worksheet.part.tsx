import type { ComponentChildren } from 'preact'
import { mapLayers } from '../chart/map.rules.ts'
import { sayTogether } from '../chart/say.part.ts'
import type { Words } from '../kernel/words.ts'
import { markOf } from '../stakeholder/mark.part.tsx'
import { rings, stakeholderCategories } from '../stakeholder/rules.ts'
import { useWords } from '../ui/context.ts'
import { CategoryMark } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { boardPicture } from './drawing.part.tsx'
import { bareGround } from './ground.operations.ts'
import { PaperPage, type Print } from './print.part.tsx'
import { Asks, questionOf } from './question.part.tsx'
import { type BoardName, boards, columnsOf } from './rules.ts'
import { optionWord, spotName } from './say.part.ts'
import { spotsOf } from './spots.rules.ts'

/** An exercise for a room without devices. `subject`: the hub or target that it is about, where that is settled. */
export type Worksheet = { name: BoardName; about: readonly string[]; subject?: string; minutes?: number | null }

/** Worksheets to be printed, one page each: the question, what the method asks, and an empty canvas to write on. */
export function Worksheets({ sheets, print }: { sheets: readonly Worksheet[]; print: Print }) {
  const words = useWords()
  return (
    <PaperPage title={words.t('board.worksheets', { n: sheets.length })} print={print}>
      {sheets.map((sheet, index) => (
        <Sheet key={index} {...sheet} />
      ))}
    </PaperPage>
  )
}

function Sheet({ name, about, subject, minutes }: Worksheet) {
  const words = useWords()
  const board: { place: readonly string[] } = boards[name]
  const ofHub = board.place.includes('hub') ? 'hub.one' : name === 'employers' ? 'target.one' : ''
  const kicker = [
    words.t(`workshop.board.${name}`),
    ...about,
    minutes ? words.t('workshop.minutes', { n: minutes }) : ''
  ]
  return (
    <article class={`worksheet of-${name}`}>
      <header>
        <div>
          <p class="kicker">{sayTogether(words, kicker)}</p>
          <h1>{questionOf(words, name)}</h1>
          <Asks board={name} />
        </div>
        <dl class="to-fill">
          <ToFill label={words.t('participant.group_name')} />
          <ToFill label={words.t('board.worksheet.date')} />
          {ofHub ? <ToFill label={words.t(ofHub)} value={subject} /> : null}
        </dl>
      </header>
      <Blank name={name} />
    </article>
  )
}

function ToFill({ label, value }: { label: string; value?: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value ? <Written>{value}</Written> : null}</dd>
    </div>
  )
}

/** The empty canvas of a board. */
function Blank({ name }: { name: BoardName }) {
  const words = useWords()
  const { canvas } = boards[name]
  if (canvas === 'rings') return <BlankRings />
  if (canvas === 'matrix' || canvas === 'venn') return <BlankDrawing name={name} />
  if (canvas === 'tree') return <BlankTree />
  if (canvas === 'graph') return <BlankChain />
  if (canvas === 'influences') return <Fields class="four-fields" heads={headsOf(words, name).slice(0, 4)} />
  if (canvas === 'layers') return <Fields heads={mapLayers.map((layer) => words.t(`chart.map.layer.${layer}`))} />
  const heads = headsOf(words, name)
  if (heads.length === 0) return <Fields class="notes-to-write" heads={Array.from({ length: 16 }, () => '')} />
  return name === 'stakeholders' ? (
    <Fields
      class="three-fields"
      heads={stakeholderCategories.map((category) => (
        <CategoryMark key={category} category={markOf[category]} label={words.t(`stakeholder.category.${category}`)} />
      ))}
    />
  ) : (
    <Fields class={heads.length > 5 ? 'three-fields' : ''} heads={heads} />
  )
}

function headsOf(words: Words, name: BoardName): string[] {
  const board = boards[name]
  if (board.canvas === 'influences')
    return spotsOf(board, { line: 50, hubs: [] }).map(({ key }) => spotName(words, board, key, {}))
  return columnsOf(board).map((option) => optionWord(words, board.kind ?? '', board.columns, option))
}

/** Fields to write into, each with its name. */
function Fields({ heads, class: look = '' }: { heads: readonly ComponentChildren[]; class?: string }) {
  return (
    <div class={`blank to-write ${look}`}>
      {heads.map((head, index) => (
        <section key={index}>{head ? <h2>{head}</h2> : null}</section>
      ))}
    </div>
  )
}

function BlankDrawing({ name }: { name: BoardName }) {
  const words = useWords()
  const drawing = boardPicture(
    words,
    { board: boards[name], ground: bareGround(''), items: [] },
    name === 'venn' ? 398 : 1040
  )
  const label = name === 'venn' ? words.t('board.worksheet.pairs') : ''
  return (
    <div class={label ? 'blank with-lines' : 'blank'}>
      <div class="drawing" dangerouslySetInnerHTML={{ __html: drawing?.svg ?? '' }} />
      {label ? <Lines label={label} /> : null}
    </div>
  )
}

/** Numbered lines to write on. */
function Lines({ label, children }: { label: string; children?: ComponentChildren }) {
  const words = useWords()
  return (
    <div class="lines">
      <h2>{label}</h2>
      {children}
      <ol>
        {Array.from({ length: 12 }, (_, index) => (
          <li key={index}>{words.number(index + 1)}</li>
        ))}
      </ol>
    </div>
  )
}

function BlankRings() {
  const words = useWords()
  const drawing = boardPicture(words, { board: boards.bullseye, ground: bareGround(''), items: [] }, 700)
  return (
    <div class="blank with-lines">
      <div class="drawing" dangerouslySetInnerHTML={{ __html: drawing?.svg ?? '' }} />
      <Lines label={words.t('workshop.board.stakeholders')}>
        <p class="small">
          {words.t('board.worksheet.rings', { outside: words.t(`label.ring.${rings[rings.length - 1]}`) })}
        </p>
        <ul class="row key">
          {stakeholderCategories.map((category) => (
            <li key={category}>
              <CategoryMark category={markOf[category]} label={words.t(`stakeholder.category.${category}`)} />
            </li>
          ))}
        </ul>
      </Lines>
    </div>
  )
}

/** Three chains of five whys each, under what is asked about. */
function BlankTree() {
  const words = useWords()
  return (
    <div class="blank whys-to-write">
      {Array.from({ length: 3 }, (_, chain) => (
        <ol key={chain}>
          {Array.from({ length: 5 }, (_, why) => (
            <li key={why}>
              <span>{words.t('board.worksheet.why', { n: why + 1 })}</span>
            </li>
          ))}
        </ol>
      ))}
    </div>
  )
}

/** Who gives the work above who takes it, and under each the roles that one can have. */
function BlankChain() {
  const words = useWords()
  const { kind } = boards.employers
  const roles = columnsOf(boards.employers).map((role) => optionWord(words, kind, 'role', role))
  return (
    <div class="blank chain-to-write">
      {[0, 1, 2].map((row) => (
        <section key={row}>
          <h2>{words.t('board.chain.row', { row })}</h2>
          <div>
            {Array.from({ length: 4 }, (_, box) => (
              <i key={box} />
            ))}
          </div>
        </section>
      ))}
      <p class="small">{words.t('board.worksheet.roles', { roles: words.list(roles) })}</p>
    </div>
  )
}

import type { ComponentChildren } from 'preact'
import { useWords } from '../ui/context.ts'
import { noteColours } from './note.rules.ts'

const said = ['moved', 'others', 'wrote', 'replaced', 'waiting', 'unsent', 'off', 'chosen', 'gone'] as const
/** The places for values, as the island fills them in. */
const blanks = { name: '{name}', place: '{place}', n: '{n}' }

export type RoomProps = {
  /** What the island needs to hear and to send; nothing of it is needed without a script. */
  data: Readonly<Record<string, string | number | undefined>>
  /** What a card that is not there yet is made from: of one's own note, and of somebody else's. */
  cards?: { own: ComponentChildren; other: ComponentChildren }
  children: ComponentChildren
}

/**
 * What the island of a board works in: the parts of the page that follow what is done, the sentences that it says, and what is
 * shown only with a script: what was not sent yet, what is chosen, the note that is open, two texts to choose from.
 */
export function Room({ data, cards, children }: RoomProps) {
  const words = useWords()
  const sentences = Object.fromEntries(said.map((key) => [key, words.t(`board.live.${key}`, blanks)]))
  return (
    <div id="room" class="stack-l" {...dataOf(data)} data-said={JSON.stringify(sentences)}>
      <Kept />
      {children}
      <p class="small soft" id="keys" hidden>
        {words.t('board.keys')}
      </p>
      <p class="vh" id="told" role="status" />
      <div class="dock" id="dock" hidden>
        <p id="line" role="alert" />
        <form id="chosen" class="row" hidden>
          <strong />
          <label>
            {words.t('note.cluster')} <input name="cluster" maxLength={100} />
          </label>
          <button type="submit" class="btn slim" value="cluster">
            {words.t('note.cluster.set')}
          </button>
          <label>
            {words.t('note.colour')}{' '}
            <select name="colour">
              {['', ...noteColours].map((colour) => (
                <option key={colour} value={colour}>
                  {words.t(`note.colour.${colour || 'none'}`)}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" class="btn slim" value="colour">
            {words.t('board.live.colour')}
          </button>
          <button type="submit" class="btn slim plain" value="let-go">
            {words.t('board.live.let-go')}
          </button>
        </form>
        <button type="button" class="btn slim" id="undo" hidden>
          {words.t('board.live.undo')}
        </button>
      </div>
      <dialog id="panel" aria-labelledby="item-title" />
      <dialog id="conflict" aria-labelledby="conflict-title">
        <div class="stack">
          <h2 id="conflict-title">{words.t('board.conflict')}</h2>
          <p class="soft">{words.t('board.conflict.explained')}</p>
          <div class="side-by-side">
            <div class="stack-s">
              <p class="note-card mine" />
              <button type="button" class="btn" value="mine">
                {words.t('board.conflict.mine')}
              </button>
            </div>
            <div class="stack-s">
              <p class="note-card theirs" />
              <button type="button" class="btn" value="theirs">
                {words.t('board.conflict.theirs')}
              </button>
            </div>
          </div>
        </div>
      </dialog>
      {cards ? (
        <>
          <template id="card-own">{cards.own}</template>
          <template id="card-other">{cards.other}</template>
        </>
      ) : null}
    </div>
  )
}

/** On a page that a browser has kept: since when it is as it is. */
export function Kept() {
  const words = useWords()
  return (
    <p class="notice wait" id="kept" role="status" hidden data-said={words.t('board.live.kept', { time: '{time}' })} />
  )
}

function dataOf(data: RoomProps['data']) {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [`data-${name}`, value]))
}

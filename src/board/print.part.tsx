import type { ComponentChildren } from 'preact'
import { sayTogether } from '../chart/say.part.ts'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/step.tsx'
import { Written } from '../ui/written.tsx'
import { Cluster } from './cluster.part.tsx'
import type { BoardSheet, SheetCard } from './sheet.part.ts'
import { type PictureEnding, pictureEndings } from './sheet-file.part.ts'

type Paper = 'a4' | 'a3'

/** The paper that an address asks for: A4 on its side, or A3. */
const paperOf = (asked: string): Paper => (asked === 'a3' ? 'a3' : 'a4')

const otherPaper = { a4: 'a3', a3: 'a4' } as const

/** What the head of a page to be printed rests on: its address, and where one came from. */
export type Print = { url: URL; back: string }

const paperIn = ({ url }: Print): Paper => paperOf(url.searchParams.get('paper') ?? '')

/** The same page on the other paper. */
function turned({ url }: Print, paper: Paper): string {
  const query = new URLSearchParams(url.searchParams)
  query.set('paper', paper)
  return `${url.pathname}?${query}`
}

/** A page of sheets to be printed, landscape. */
export function PaperPage(props: {
  title: string
  print: Print
  beside?: ComponentChildren
  children: ComponentChildren
}) {
  const { title, print, beside, children } = props
  const paper = paperIn(print)
  return (
    <Layout title={title} wide paper={paper === 'a3' ? 'a3' : 'a4-wide'}>
      <PaperChoice print={print} paper={paper}>
        {beside}
      </PaperChoice>
      {children}
    </Layout>
  )
}

/** Above what is to be printed, on the screen alone: the way back, how one prints, the other paper, the files. */
function PaperChoice({ print, paper, children }: { print: Print; paper: Paper; children: ComponentChildren }) {
  const words = useWords()
  const other = otherPaper[paper]
  return (
    <p class="row screen-only soft">
      <a href={print.back}>{words.t('board.print.back')}</a>
      <span>{words.t('board.print.how', { paper: paper.toUpperCase() })}</span>
      <a href={turned(print, other)}>{words.t('board.print.paper', { paper: other.toUpperCase() })}</a>
      {children}
    </p>
  )
}

/** A board to be printed: the drawing, then every note in its place. `file`: the address of the board as a file. */
export function PrintedBoard(props: { sheet: BoardSheet; print: Print; file: (ending: PictureEnding) => string }) {
  const { sheet, print, file } = props
  const files = pictureEndings.map((ending) => (
    <a key={ending} href={file(ending)} download>
      {ending.toUpperCase()}
    </a>
  ))
  return (
    <PaperPage title={sheet.title} print={print} beside={files}>
      <Printed sheet={sheet} />
    </PaperPage>
  )
}

/** A board on paper. */
function Printed({ sheet }: { sheet: BoardSheet }) {
  const words = useWords()
  const { board, title, about, finding } = sheet
  return (
    <div class="printed">
      <PageHead kicker={sayTogether(words, [board, ...about])} title={title}>
        {finding}
      </PageHead>
      <StandingSheet sheet={sheet} />
    </div>
  )
}

/** All that stands on a board, to be read alone. */
export function StandingSheet({ sheet }: { sheet: BoardSheet }) {
  const { notices, drawing, marks, colours, places } = sheet
  return (
    <article class={`printed on-${sheet.name} ${places.length > 1 ? 'placed' : ''}`}>
      {notices.map((notice) => (
        <p key={notice} class="strong">
          {notice}
        </p>
      ))}
      {drawing ? <div class="drawing" dangerouslySetInnerHTML={{ __html: drawing.svg }} /> : null}
      {marks.length + colours.length > 0 ? (
        <ul class="row key">
          {colours.map((colour) => (
            <li key={colour.colour}>
              <Letter {...colour} /> {colour.name}
            </li>
          ))}
          {marks.map((mark) => (
            <li key={mark}>{mark}</li>
          ))}
        </ul>
      ) : null}
      <div class="printed-places">
        {places.map((place) => (
          <section key={place.name}>
            {place.name ? (
              <h2 class="spot-head">
                <Written>{place.name}</Written>
              </h2>
            ) : null}
            {place.clusters.map(({ cluster, cards }) => (
              <Cluster key={cluster} name={cluster}>
                {cards.map((card) => (
                  <li key={card.id} class={card.depth > 0 ? `deep-${Math.min(card.depth, 6)}` : undefined}>
                    <Card card={card} letter={colours.find(({ colour }) => colour === card.colour)?.letter} />
                  </li>
                ))}
              </Cluster>
            ))}
          </section>
        ))}
      </div>
    </article>
  )
}

function Letter({ colour, letter }: { colour: string; letter: string }) {
  return (
    <b class={`colour-letter c${colour}`} aria-hidden="true">
      {letter}
    </b>
  )
}

function Card({ card, letter }: { card: SheetCard; letter?: string }) {
  const words = useWords()
  const classes = ['note-card', card.colour ? `c${card.colour}` : '', card.record ? 'in-plan' : '']
  return (
    <div class={classes.filter(Boolean).join(' ')} id={card.id}>
      <p>
        {letter ? (
          <>
            <Letter colour={card.colour} letter={letter} />
            <span class="vh">{`${words.t(`note.colour.${card.colour}`)} `}</span>
          </>
        ) : null}
        <Written>{card.text}</Written>
      </p>
      {card.said.length > 0 ? (
        <p class="row small soft">
          {card.said.map((one) => (
            <span key={one}>
              <Written>{one}</Written>
            </span>
          ))}
        </p>
      ) : null}
    </div>
  )
}

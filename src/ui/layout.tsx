import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { Form, PostButton } from './form.tsx'
import { type Frame, type FrameNotice, type FrameStep, useFrame } from './frame.ts'
import { PersonMark, PlumbMark } from './icons.tsx'
import { Notice } from './notice.tsx'

export type LayoutProps = {
  /** What the page is about; the product's name is added. */
  title: string
  children: ComponentChildren
  /** A board or a broad table that uses the whole width. */
  wide?: boolean
  /** A page to be printed on sheets of A3 or A4, landscape. */
  paper?: 'a3' | 'a4-wide'
  /** A screen for the whole room: nothing stands around the page. */
  stage?: boolean
  /** The island that makes the page quicker than its links and forms. */
  island?: string
  /** Seconds after which the page is asked for again where no script keeps it as it is. */
  again?: number
}

const favicon =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="-7 0 32 32"%3E%3Cpath d="M9 0v15" ' +
  'stroke="%2375858a" stroke-width="2"/%3E%3Cpath d="M3 14h12v3.5L9 32 3 17.5z" fill="%23a06800"/%3E%3C/svg%3E'

/** The whole document around a page. The frame comes from FrameProvider, the words from WordsProvider. */
export function Layout({ title, children, wide, paper, stage, island, again }: LayoutProps) {
  const words = useWords()
  const frame = useFrame()
  const own = frame.assets.islands?.[island ?? '']
  const bare = frame.rooms.length === 0 && !frame.plan
  return (
    <html lang={words.language} dir={words.direction} data-theme={frame.theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${frame.refused ? words.t('ui.errors.title', { title }) : title} · ${words.t('ui.product')}`}</title>
        <link rel="icon" href={favicon} />
        <link rel="stylesheet" href={frame.assets.css} />
        {again ? (
          <noscript>
            <meta http-equiv="refresh" content={String(again)} />
          </noscript>
        ) : null}
        {[...frame.scripts, ...(own ? [own] : [])].map((url) => (
          <script key={url} type="module" src={url} />
        ))}
      </head>
      {stage ? (
        <body class="stage">
          {frame.practice ? <Practice of={{ kind: 'wait', text: frame.practice.text }} /> : null}
          <main id="main">{children}</main>
        </body>
      ) : (
        <body class={paper}>
          <a class="skip" href="#main">
            {words.t('ui.skip')}
          </a>
          {frame.practice ? <Practice of={frame.practice} /> : null}
          <TopBar frame={frame} />
          {frame.inspectorate?.demonstration ? <aside class="demo">{frame.inspectorate.demonstration}</aside> : null}
          <div class={bare ? 'shell bare' : 'shell'}>
            {bare ? null : <Rail frame={frame} />}
            <main class={wide ? 'main wide' : 'main'} id="main" tabIndex={-1}>
              {frame.notice ? <Outcome of={frame.notice} live /> : null}
              {frame.warnings?.map((warning) => (
                <Outcome key={warning.text} of={warning} />
              ))}
              {frame.live ? (
                <p
                  id="live"
                  class="notice wait"
                  role="status"
                  hidden
                  data-url={frame.live.url}
                  data-after={frame.live.after}
                >
                  <span>
                    {words.t('ui.live')} <a href={frame.live.here}>{words.t('ui.live.show')}</a>
                  </span>
                </p>
              ) : null}
              {children}
            </main>
          </div>
          <footer class="foot">
            <span>{words.t('ui.foot')}</span>
            {frame.person ? <Leave /> : null}
          </footer>
        </body>
      )}
    </html>
  )
}

function TopBar({ frame }: { frame: Frame }) {
  const words = useWords()
  return (
    <header class="top">
      <a class="brand" href="/">
        <PlumbMark />
        {words.t('ui.product')}
      </a>
      {frame.inspectorate ? <span class="office">{frame.inspectorate.name}</span> : null}
      {frame.today ? <p class="on-paper">{[frame.plan?.title, frame.today].filter(Boolean).join(' · ')}</p> : null}
      <nav class="end" aria-label={words.t('ui.account')}>
        <span class="langs">
          {frame.languages.map(({ code, name, href }) => (
            <a key={code} href={href} lang={code} hreflang={code} aria-current={code === frame.language || undefined}>
              <span class="name">{name}</span>
              <abbr class="abbr" title={name}>
                {code.slice(0, 2).toUpperCase()}
              </abbr>
            </a>
          ))}
        </span>
        {frame.person ? (
          <a href="/me" class="who">
            <PersonMark />
            <span>{frame.person.name}</span>
          </a>
        ) : null}
        {frame.person ? <Leave /> : null}
      </nav>
    </header>
  )
}

function Leave() {
  const words = useWords()
  return (
    <Form action="/sign-out" plain class="leave">
      <button type="submit" class="as-link">
        {words.t('ui.sign-out')}
      </button>
    </Form>
  )
}

function Rail({ frame }: { frame: Frame }) {
  const words = useWords()
  return (
    <nav class="rail" aria-label={words.t('ui.product')}>
      <div class="rail-in">
        <div class="rooms">
          {frame.rooms.map(({ href, label, current }) => (
            <a key={href} href={href} aria-current={current ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </div>
        {frame.plan ? (
          <>
            <p class="plan">
              <a href={frame.plan.href}>{frame.plan.title}</a>
            </p>
            <ol class="steps">
              {frame.plan.steps.map((step) => (
                <Step key={step.number} {...step} />
              ))}
            </ol>
          </>
        ) : null}
      </div>
    </nav>
  )
}

function Step({ number, href, label, state }: FrameStep) {
  const words = useWords()
  return (
    <li class={state === 'done' ? 'done' : undefined}>
      <a href={href} aria-current={state === 'current' ? 'step' : undefined}>
        <i>{words.number(number)}</i>
        <span>
          {label}
          {state === 'done' ? <span class="vh">{` ${words.t('ui.step.done')}`}</span> : null}
        </span>
      </a>
    </li>
  )
}

/** Above every screen of a rehearsal, also on paper: nobody takes it for the plan. */
function Practice({ of: { text, action } }: { of: FrameNotice }) {
  return (
    <aside class="practice">
      <strong>{text}</strong>
      {action?.post ? (
        <PostButton action={action.post.url} fields={action.post.fields} slim>
          {action.label}
        </PostButton>
      ) : null}
    </aside>
  )
}

function Outcome({ of: { kind, text, action }, live }: { of: FrameNotice; live?: boolean }) {
  return (
    <Notice kind={kind} live={live}>
      <span class="row far">
        <span>{text}</span>
        {action?.post ? (
          <PostButton action={action.post.url} fields={action.post.fields} slim>
            {action.label}
          </PostButton>
        ) : null}
        {action?.href ? <a href={action.href}>{action.label}</a> : null}
      </span>
    </Notice>
  )
}

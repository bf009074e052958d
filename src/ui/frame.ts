import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

/** What stands around every page: who looks, in which inspectorate, language and plan, and where one can go. */
export type Frame = {
  language: string
  /** The same page in every language; `code` is a BCP 47 tag, `name` the language's own name. */
  languages: readonly { code: string; name: string; href: string }[]
  /** Absent before sign-in. */
  person?: { name: string }
  /** `demonstration` is the sentence that says what is real and what is invented. */
  inspectorate?: { name: string; demonstration?: string }
  /** Where one rehearses: that nothing here is meant, and the way out. */
  practice?: FrameNotice
  rooms: readonly { href: string; label: string; current?: boolean }[]
  plan?: { title: string; href: string; steps: readonly FrameStep[] }
  /** Addresses of the style and of the islands by name. */
  assets: { css: string; islands?: Readonly<Record<string, string>> }
  /** Addresses of modules; only when the page has an island. */
  scripts: readonly string[]
  theme?: 'light' | 'dark' | 'contrast'
  /** The day in words, for paper. */
  today?: string
  /** What just happened, with the one thing that can be done about it, such as undo. */
  notice?: FrameNotice
  /** What every page must say for as long as it lasts. */
  warnings?: readonly FrameNotice[]
  /** A form came back because it could not be carried out: the page's title says so. */
  refused?: boolean
  /** Of a page with such a form: its fields' labels by the ids of their controls, in the order of the page. */
  named?: Map<string, string>
  /** Where an open page hears that somebody else changed what it shows: the feed, the last entry it knows, itself. */
  live?: { url: string; after: number; here: string }
  /** Hidden fields that every form which changes something carries. */
  fields?: Readonly<Record<string, string>>
}

export type FrameStep = { number: number; href: string; label: string; state: 'done' | 'current' | 'open' }

export type FrameNotice = {
  kind: 'good' | 'wait' | 'bad'
  text: string
  action?: { label: string; href?: string; post?: { url: string; fields: Record<string, string> } }
}

const FrameContext = createContext<Frame | undefined>(undefined)

/** Gives the frame to the layout and the forms drawn within it. */
export const FrameProvider = FrameContext.Provider

/** The frame of the page that is drawn. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext)
  if (!frame) throw new Error('a page was drawn outside FrameProvider')
  return frame
}

/** The fields of a page whose form came back; none on other pages. */
export function useNamedFields(): Map<string, string> | undefined {
  return useContext(FrameContext)?.named
}

/** The hidden fields of a form that changes something; none outside a page. */
export function useFrameFields(): Readonly<Record<string, string>> {
  return useContext(FrameContext)?.fields ?? {}
}

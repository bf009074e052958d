import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'
import type { Words } from '../kernel/words.ts'
import { WordsProvider } from './context.ts'
import { type Frame, FrameProvider } from './frame.ts'

/** A whole page as an HTML document: the page's Layout with its words and its frame. */
export function drawPage(page: VNode, words: Words, frame: Frame): string {
  const document = (
    <WordsProvider value={words}>
      <FrameProvider value={frame}>{page}</FrameProvider>
    </WordsProvider>
  )
  return `<!doctype html>${render(document)}`
}

import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'
import type { Words } from '../kernel/words.ts'
import { WordsProvider } from './context.ts'
import { type Frame, FrameProvider } from './frame.ts'

/**
 * A whole page as an HTML document: the page's Layout with its words and its frame. A page with a form that came back is drawn
 * twice, as what stands at the head of the form names the fields below.
 */
export function drawPage(page: VNode, words: Words, frame: Frame): string {
  const named = new Map<string, string>()
  const draw = (frame: Frame) =>
    render(
      <WordsProvider value={words}>
        <FrameProvider value={frame}>{page}</FrameProvider>
      </WordsProvider>
    )
  if (frame.refused) draw({ ...frame, named })
  return `<!doctype html>${draw(frame.refused ? { ...frame, named } : frame)}`
}

import { threadOnDemand } from '../kernel/thread.ts'
import type { Words } from '../kernel/words.ts'
import type { PlanDocument } from './document.rules.ts'

export const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Composing takes seconds of one processor, which nobody else should wait for. */
const writer = threadOnDemand('chart/document')

/** The document as a Word file. */
export function writeInWord(document: PlanDocument, words: Words): Promise<Uint8Array<ArrayBuffer>> {
  return writer.ask({ document, words: words.pack('document.') })
}

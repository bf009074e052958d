import { threadOnDemand } from '../kernel/thread.ts'
import type { Sheet } from './template.rules.ts'

/** Four hundred documents take seconds of one processor, which nobody else should wait for. */
const writer = threadOnDemand('letter/letter')

type Asked = { sheets: readonly Sheet[]; logo: Uint8Array | null; word: Uint8Array | null; zip: boolean }

/** Letters as one Word document, or as one for each in a ZIP file. */
export function writeInWord(asked: Asked): Promise<Uint8Array<ArrayBuffer>> {
  return writer.ask(asked)
}

import { answerQuestions } from '../kernel/thread.ts'
import { type PackedWords, unpackWords } from '../kernel/words.ts'
import { writeDocx } from './document.docx.ts'
import type { PlanDocument } from './document.rules.ts'

answerQuestions<{ document: PlanDocument; words: PackedWords }>(
  async ({ document, words }) => new Uint8Array(await writeDocx(document, unpackWords(words)))
)

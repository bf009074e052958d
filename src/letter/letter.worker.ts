import { zipSync } from 'fflate'
import { answerQuestions } from '../kernel/thread.ts'
import { writeLetters } from './letter.docx.ts'
import type { Sheet } from './template.rules.ts'
import { fillWord, fillWordForAll } from './word.rules.ts'

export type Question = {
  sheets: Sheet[]
  logo: Uint8Array | null
  word: Uint8Array | null
  /** One document for all, or one for each workplace in a ZIP file. */
  zip: boolean
}

/** A file name that every file system takes, and that tells two workplaces of one name apart by the reference. */
const fileName = ({ reference, workplace }: Sheet) =>
  `${reference} ${workplace}`.replaceAll(/[\p{Cc}/\\<>:"|?*]/gu, '-').slice(0, 120)

answerQuestions<Question>(async ({ sheets, logo, word, zip }) => {
  if (!zip)
    return word
      ? fillWordForAll(
          word,
          sheets.map(({ values }) => values)
        )
      : new Uint8Array(await writeLetters(sheets, logo))
  const files: Record<string, Uint8Array> = {}
  for (const sheet of sheets)
    files[`${fileName(sheet)}.docx`] = word
      ? fillWord(word, sheet.values)
      : new Uint8Array(await writeLetters([sheet], logo))
  return zipSync(files, { level: 0 })
})

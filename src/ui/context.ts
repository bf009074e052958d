import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Words } from '../kernel/words.ts'

const WordsContext = createContext<Words | undefined>(undefined)

/** Gives the words of the person's language to every part drawn within it. */
export const WordsProvider = WordsContext.Provider

/** The words of the person for whom the page is drawn. */
export function useWords(): Words {
  const words = useContext(WordsContext)
  if (!words) throw new Error('a part was drawn outside WordsProvider')
  return words
}

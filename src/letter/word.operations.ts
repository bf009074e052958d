import { readKept } from './store.ts'
import { type FieldName, isFieldName } from './template.rules.ts'
import { fieldsOf } from './word.rules.ts'

/** The fields that a kept Word file names. */
export async function fieldsOfWord(
  { folder, inspectorate }: { folder: string; inspectorate: string },
  word: string
): Promise<FieldName[]> {
  return fieldsOf(await readKept(folder, inspectorate, word)).filter(isFieldName)
}

import { readFile, rm } from 'node:fs/promises'
import { z } from 'zod'
import { demandSent } from '../evidence/place.store.ts'
import type { SentFile } from '../kernel/field.ts'
import { Problem } from '../kernel/problem.ts'
import { type Template, templateLists } from './template.rules.ts'

const Rows = z.array(z.record(z.string(), z.unknown())).max(5_000)
export const TemplateSchema: z.ZodType<Template> = z.object({
  plumbline: z.literal('plan template'),
  version: z.literal(1),
  title: z.string().max(200),
  lasts: z.int().min(0).max(40_000).nullable(),
  lists: z.partialRecord(z.enum(templateLists), Rows)
})

const largest = 4 * 1024 * 1024

/** The template that a sent file holds; what is no template is refused at its field. The file goes. */
export async function readSentTemplate(folder: string, file: SentFile): Promise<Template> {
  demandSent(folder, file)
  try {
    const found =
      file.bytes > largest ? undefined : TemplateSchema.safeParse(JSON.parse(await readFile(file.path, 'utf8')))
    if (found?.success) return found.data
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  } finally {
    await rm(file.path, { force: true })
  }
  throw new Problem('input-not-valid', { count: 1 }, [{ field: 'file', code: 'no-template' }])
}

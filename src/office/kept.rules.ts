/** A form that came after its session had ended: kept within the sign-in form, as text, until the person is back. */
export type KeptForm = {
  /** Name of the write that the form carries out, or the path of another form. */
  operation: string
  sent: Record<string, string | string[]>
  /** Names of the files that were chosen; a file itself cannot be kept. */
  files: string[]
}

/** What a form sent, as one text that a hidden field can hold. */
export function keepForm(operation: string, sent: Record<string, unknown>): string {
  // Collected as pairs, because a field may be called `__proto__`, which an assignment would not keep.
  const texts: [string, string | string[]][] = []
  const files: string[] = []
  for (const [name, value] of Object.entries(sent)) {
    if (typeof value === 'string') texts.push([name, value])
    else if (Array.isArray(value)) {
      const names = value.flatMap((one: unknown) =>
        one && typeof one === 'object' && 'name' in one ? [String(one.name)] : []
      )
      if (names.length > 0) files.push(...names)
      else texts.push([name, value.map(String)])
    }
  }
  const kept: KeptForm = { operation, sent: Object.fromEntries(texts), files }
  return JSON.stringify(kept)
}

function isKept(value: unknown): value is KeptForm {
  if (!value || typeof value !== 'object') return false
  const { operation, sent, files } = value as Partial<KeptForm>
  const isText = (one: unknown) => typeof one === 'string'
  return (
    typeof operation === 'string' &&
    /^[a-z][a-z_/-]*(\.[a-z][a-z_-]*)*$/.test(operation) &&
    typeof sent === 'object' &&
    Object.values(sent).every((one) => isText(one) || (Array.isArray(one) && one.every(isText))) &&
    Array.isArray(files) &&
    files.every(isText)
  )
}

/** The form that a text of `keepForm` holds; undefined where the text is no such form. */
export function readKept(text: unknown): KeptForm | undefined {
  if (typeof text !== 'string' || text === '') return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isKept(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Where a kept form is sent again: the door of a write, or the form's own path. */
export function actionOf({ operation }: KeptForm): string {
  return operation.includes('.') ? `/do/${operation}` : `/${operation}`
}

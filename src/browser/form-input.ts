const json = (value: FormDataEntryValue | null) => JSON.parse(String(value || '{}')) as object

/** What a form of a note would send, as the data of its operation; undefined of any other form. */
export function readFormInput(operation: string, sent: FormData): Record<string, unknown> | undefined {
  const text = (name: string) => String(sent.get(name) ?? '')
  const given = (...names: string[]) => Object.fromEntries(names.map((name) => [name, text(name)]))
  const revision = { revision: Number(text('revision')) }
  const fields = [...sent.entries()].flatMap(([name, value]) => {
    const key = /^fields\.(\w+)\.value$/.exec(name)?.[1]
    return key ? [{ key, value: String(value) }] : []
  })
  const to = {
    ...(sent.has('place') ? { place: json(sent.get('place')) } : {}),
    ...(fields.length > 0 ? { fields } : {})
  }
  switch (operation) {
    case 'note.add':
      return { ...given('workshop', 'board', 'text', 'colour', 'cluster'), place: json(sent.get('place')) }
    case 'note.edit':
      return { ...given('note', 'text', 'colour', 'cluster'), ...revision }
    case 'note.move':
      return { note: text('note'), ...revision, ...to }
    case 'board.move':
      return { ...given('plan', 'board', 'record'), ...to }
    case 'note.cluster':
      return { notes: sent.getAll('notes').map(String), cluster: text('cluster') }
    case 'note.vote':
      return { note: text('note'), count: Number(text('count')) }
    case 'note.park':
      return { note: text('note'), parked: text('parked') !== '' }
    case 'note.comment':
      return given('note', 'text')
    case 'note.remove':
      return given('note')
    case 'note_comment.remove':
      return given('comment')
  }
  return undefined
}

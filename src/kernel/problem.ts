/**
 * Every way that the portal says no: a code, the HTTP status it answers with and, in `words/`, the sentence
 * `problem.<code>` that tells a person what is wrong and what to do. In JSON it is a problem detail (RFC 9457).
 */
export const problems = {
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'too-many-attempts': 429,
  'too-many-codes': 429,
  'one-step-left': 200,
  'code-wrong': 401,
  'code-too-late': 401,
  'link-over': 410,
  'last-administrator': 409,
  'account-exists': 409,
  'guest-elsewhere': 409,
  forbidden: 403,
  'wrong-origin': 403,
  'not-found': 404,
  'page-not-found': 404,
  'no-such-data-set': 404,
  'no-such-year': 404,
  'too-fine': 403,
  'input-not-valid': 422,
  'changed-meanwhile': 409,
  'operation-id-reused': 409,
  'record-in-use': 409,
  'nothing-to-undo': 409,
  'undo-overtaken': 409,
  'only-public-authority-enforces': 422,
  'set-up-done': 410,
  'file-empty': 422,
  'file-binary': 422,
  'file-encoding': 422,
  'file-too-many-columns': 422,
  'file-no-rows': 422,
  'file-unreadable': 422,
  'file-too-large': 413,
  'file-unpacks-too-far': 413,
  'workbook-texts-too-large': 413,
  'sheet-not-there': 422,
  'sheet-waits': 409,
  'file-seen-before': 409,
  'upload-interrupted': 400,
  'too-many-files': 413,
  'mapping-empty': 422,
  'mapping-lacks-record': 422,
  'mapping-unknown-column': 422,
  'mapping-column-twice': 422,
  'import-not-ready': 409,
  'import-nothing-accepted': 422,
  'import-running': 409,
  'import-before-failed': 409,
  'joined-to-records': 422,
  'records-to-joined': 422,
  'joined-too-early': 409,
  'joined-without-numbers': 422,
  'data-set-joined': 409,
  'table-too-long': 422,
  'ilostat-shape': 422,
  'ilostat-nothing': 422,
  'ilostat-faulty': 409,
  'list-lacks-column': 422,
  'list-cell': 422,
  'list-empty': 422,
  'list-too-long': 422,
  'upload-gone': 410,
  'evidence-damaged': 409,
  'register-in-making': 503,
  'workplaces-one': 409,
  'join-code': 404,
  'too-many-join-codes': 429,
  'sign-old-version': 409,
  'sign-over': 409,
  'sign-not-in-turn': 409,
  'extract-published': 409,
  'extract-not-published': 409,
  'scenario-incomplete': 409,
  'workshop-closed': 409,
  'workshop-locked': 409,
  'not-in-phase': 409,
  'note-decided': 409,
  'dots-spent': 409,
  'nothing-to-decide': 409,
  'list-to-check': 422,
  'split-needs-both': 422,
  'escalation-without-phase': 409,
  'list-waits': 409,
  'list-answered': 409,
  'not-on-its-way': 409,
  'visit-withdrawn': 409,
  'no-mail-server': 409,
  'letters-gone': 409,
  'letters-changed': 409,
  'letter-code': 404,
  'letter-answered': 409,
  'letter-over': 410,
  'too-many-letter-codes': 429,
  'folder-held': 503,
  'database-unavailable': 503,
  unexpected: 500
} as const

export type ProblemCode = keyof typeof problems

/** What a problem's sentence may name: numbers, names, columns. Never a secret or a personal datum. */
export type ProblemValues = Record<string, string | number>

/** One field of a form and the code of what is wrong with it; its sentence is `problem.field.<code>`. */
export type FieldProblem = { field: string; code: string; values?: ProblemValues }

export class Problem extends Error {
  readonly code: ProblemCode
  readonly values: ProblemValues
  readonly fields: readonly FieldProblem[]

  constructor(code: ProblemCode, values: ProblemValues = {}, fields: readonly FieldProblem[] = []) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.values = values
    this.fields = fields
  }

  get status(): number {
    return problems[this.code]
  }
}

import type { FieldProblem } from '../kernel/problem.ts'

export const passwordLength = { least: 10, most: 200 }

/** Whether a text can be an e-mail address; whether somebody reads it, only a message can tell. */
export function checkAddress(email: string): FieldProblem[] {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email.trim()) ? [] : [{ field: 'email', code: 'email' }]
}

/** A new password, typed twice: long enough, and twice the same. */
export function checkNewPassword({ password, again }: { password: string; again: string }): FieldProblem[] {
  if (password.length < passwordLength.least) return [{ field: 'password', code: 'password-short' }]
  if (password.length > passwordLength.most) return [{ field: 'password', code: 'password-long' }]
  return password === again ? [] : [{ field: 'again', code: 'passwords-differ' }]
}

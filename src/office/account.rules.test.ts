import { expect, test } from 'vitest'
import { checkAddress, checkNewPassword } from './account.rules.ts'

test('an address has something before and after its sign', () => {
  for (const email of ['amina@example.org', ' a.b+c@x.co ']) expect(checkAddress(email)).toEqual([])
  for (const email of ['', 'amina', 'amina@', '@example.org', 'a b@example.org', 'amina@example.', 'amina@example']) {
    expect(checkAddress(email), email).toEqual([{ field: 'email', code: 'email' }])
  }
})

test('a new password is long enough and twice the same', () => {
  const check = (password: string, again = password) =>
    checkNewPassword({ password, again }).map(({ field, code }) => `${field} ${code}`)
  expect(check('ten letters')).toEqual([])
  expect(check('nine char')).toEqual(['password password-short'])
  expect(check('x'.repeat(201))).toEqual(['password password-long'])
  expect(check('ten letters', 'Ten letters')).toEqual(['again passwords-differ'])
})

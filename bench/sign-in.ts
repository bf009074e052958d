import type { Portal } from '../src/portal.ts'

/** Signs in by the portal's own form, and answers the cookie. */
export async function signIn(
  portal: Pick<Portal, 'request'>,
  account: { email: string; password: string }
): Promise<string> {
  const answer = await portal.request('/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(account)
  })
  if (answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

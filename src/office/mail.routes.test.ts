import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostOffice, type PostOffice } from '../../test/post-office.ts'
import { openBrowser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'

const address = 'https://plan.example.org'
let post: PostOffice
let portal: TestPortal
beforeAll(async () => {
  post = await openPostOffice()
  portal = await openTestPortal({ SMTP_URL: post.url, PLUMBLINE_URL: address })
})
afterAll(async () => {
  await portal.close()
  await post.close()
})

const here = () => openBrowser(portal, address)
const linkIn = (text: string) => /https:\/\/plan\.example\.org(\/welcome\/[\w-]{32})/.exec(text)?.[1] ?? ''

describe('a portal that has a mail server', () => {
  test('mails a new colleague the link to set a password', async () => {
    const administrator = here()
    await administrator.signIn('administrator@example.org')
    const answer = await administrator.post('/people', {
      name: 'Ada Mensah',
      email: 'ada@example.org',
      role: 'planner'
    })
    const page = await answer.text()
    expect(page).toContain('on its way to ada@example.org')
    await post.until(1)
    const [letter] = post.letters
    expect(letter?.to).toBe('ada@example.org')
    expect(letter?.raw).toContain('From: portal@example.org')
    expect(linkIn(letter?.raw ?? '')).toBe(linkIn(page))
    const ada = here()
    const set = { password: 'harmattan in january', again: 'harmattan in january' }
    expect((await ada.post(linkIn(page), set)).headers.get('location')).toBe('/')
  })

  test('says so when the mail server refuses, and the link is still there to hand over', async () => {
    const administrator = here()
    await administrator.signIn('administrator@example.org')
    const person = { name: 'Kofi', email: 'kofi@refused.example', role: 'planner' }
    const page = await (await administrator.post('/people', person)).text()
    expect(page).toContain('did not take the e-mail to kofi@refused.example')
    expect(linkIn(page)).not.toBe('')
  })

  test('mails a link to who forgot the password, and answers strangers alike', async () => {
    const before = post.letters.length
    const known = await (await here().post('/sign-in/forgotten', { email: 'viewer@example.org' })).text()
    const unknown = await (await here().post('/sign-in/forgotten', { email: 'nobody@example.org' })).text()
    expect(known.replaceAll('viewer@', 'x@')).toBe(unknown.replaceAll('nobody@', 'x@'))
    await post.until(before + 1)
    const letter = post.letters[before]
    expect(letter?.to).toBe('viewer@example.org')
    const set = { password: 'a wholly new password', again: 'a wholly new password' }
    expect((await here().post(linkIn(letter?.raw ?? ''), set)).status).toBe(303)
    expect((await here().signIn('viewer@example.org', 'a wholly new password')).status).toBe(303)
    expect(post.letters.length).toBe(before + 1)
  })

  test('sends nobody more than three such mails in a quarter of an hour', async () => {
    for (let count = 0; count < 3; count++)
      expect((await here().post('/sign-in/forgotten', { email: 'director@example.org' })).status).toBe(200)
    expect((await here().post('/sign-in/forgotten', { email: 'director@example.org' })).status).toBe(429)
  })
})

test('without an address of its own the portal offers no mail to strangers, who could make it name theirs', async () => {
  const other = await openTestPortal({ SMTP_URL: post.url })
  expect(await (await openBrowser(other).get('/sign-in')).text()).not.toContain('/sign-in/forgotten')
  expect((await openBrowser(other).get('/sign-in/forgotten')).status).toBe(404)
  await other.close()
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, openTestPortal, type TestPortal } from './testing.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

describe('signing in', () => {
  test('leads to where the person wanted to go', async () => {
    const browser = openBrowser(portal)
    const answer = await browser.signIn('planner@example.org', undefined, { return: '/plans' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/plans')
  })
})

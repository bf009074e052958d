import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guestPassword, inDays, invite, letIn, linkOn, planWithStakeholder } from '../../test/guest.ts'
import { openPostOffice } from '../../test/post-office.ts'
import { type Browser, openBrowser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { deliveries, proof, recordDelivery } from '../delivery/operations.ts'
import { interventions } from '../intervention/operations.ts'
import { listRecords } from '../kernel/record.ts'
import { operations } from '../subjects.ts'
import { changeGuest, listGuests } from './guest.operations.ts'

let portal: TestPortal
let guest: Browser
let own: Awaited<ReturnType<typeof letIn>>
let other: Awaited<ReturnType<typeof planWithStakeholder>>
let stranger: Browser

const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2000, 7)])
const add = async (input: object) =>
  (await portal.performer.carryOut(interventions.add, portal.actors.planner, { family: 'education', ...input })).result
    .id
const files = (plan: string) =>
  portal.database.read({ inspectorate: portal.actors.planner.inspectorate }, (reader) =>
    listRecords(reader, proof, plan)
  )

/** Sends the form of the page, with a file. */
function tell(browser: Browser, fields: Record<string, string>) {
  const body = new FormData()
  const said = { day: inDays(0), deed: 'session', workplaces: '12', workers: '80', women: '61', note: 'In Spanish' }
  for (const [name, value] of Object.entries({ ...said, ...fields })) body.append(name, value)
  body.append('file', new Blob([new Uint8Array(photo)]), 'room.jpg')
  return browser.send('/do/commitment.record', { method: 'POST', body })
}

beforeAll(async () => {
  portal = await openTestPortal()
  own = await letIn(portal)
  guest = own.guest
  other = await planWithStakeholder(portal, 'Employers’ chamber')
  stranger = await invite(portal, { ...other, name: 'Hugo Paz', email: 'hugo@example.org' })
})
afterAll(() => portal.close())

describe('a guest of a stakeholder', () => {
  test('comes from the first page to the own commitments, with what is expected and how far they are', async () => {
    expect((await guest.get('/')).headers.get('location')).toBe('/commitments')
    const page = await (await guest.get('/commitments')).text()
    expect(page).toContain('Garment workers’ union')
    expect(page).toContain('Pay clinics')
    expect(page).not.toContain('/plans/')
  })

  test('sees no idea, nothing that somebody else carries out, and none of the plan around a commitment', async () => {
    const { plan, hub, stakeholder } = own
    const idea = await add({ plan, hub, name: 'A march', carried_out_by: stakeholder })
    const ours = await add({ plan, hub, name: 'Secret visits', status: 'agreed', budget: 1 })
    const answer = await (await guest.get('/api/commitment.list')).json()
    expect(answer.commitments.map(({ name }: { name: string }) => name)).toEqual(['Pay clinics'])
    expect(JSON.stringify(answer)).not.toMatch(/budget|hub|influences|owner|present_ring|approach|priority/)
    for (const id of [idea, ours, other.commitment]) {
      expect((await guest.get(`/api/commitment.read?id=${id}`)).status).toBe(404)
      expect((await guest.get(`/commitments/${id}`)).status).toBe(404)
      expect((await guest.json('commitment.note', { intervention: id, text: 'Hello' })).status).toBe(404)
      expect((await guest.json('commitment.move', { id, revision: 1, status: 'under_way' })).status).toBe(404)
      expect((await tell(guest, { intervention: id, _page: '/commitments' })).status).toBe(404)
    }
    expect(await files(other.plan)).toEqual([])
  })

  test('takes the steps of whoever does the work and no others', async () => {
    const { commitment: id } = own
    const move = (status: string, revision: number) =>
      guest.json('commitment.move', { id, revision, status, status_reason: status === 'dropped' ? 'No' : '' })
    expect((await move('dropped', 1)).status).toBe(422)
    expect((await move('idea', 1)).status).toBe(422)
    expect((await move('under_way', 1)).status).toBe(200)
    expect((await move('done', 1)).status).toBe(409)
  })

  test('is told to choose the photograph again where something else must be corrected', async () => {
    const { commitment, plan } = own
    const page = `/commitments/${commitment}`
    const refused = await tell(guest, { intervention: commitment, workers: 'twelve', _page: page })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('A file that was chosen must be chosen again.')
    expect(await (await guest.get(page)).text()).not.toContain('must be chosen again')
    // What was done is never preset, and must be chosen.
    expect((await tell(guest, { intervention: commitment, deed: '', _page: page })).status).toBe(422)
    expect(await files(plan)).toEqual([])
  })

  test('tells what was done with a photograph, which the planner finds under the guest’s name', async () => {
    const { commitment, plan } = own
    const answer = await tell(guest, { intervention: commitment, _page: `/commitments/${commitment}` })
    expect(answer.status).toBe(303)
    await guest.json('commitment.note', { intervention: commitment, text: 'The second hall is still missing.' })
    const page = await (await guest.get(`/commitments/${commitment}`)).text()
    expect(page).toContain('80 workers, 61 women among them')
    expect(page).toContain('written by Rosa Marín')
    const [file] = await files(plan)
    expect((await guest.get(`/commitments/${commitment}/files/${file?.id}`)).status).toBe(200)
    const planner = await portal.browser('planner')
    const work = await (await planner.get(`/plans/${plan}/6/delivery/${commitment}`)).text()
    expect(work).toContain('written by Rosa Marín')
    expect(work).toContain('The second hall is still missing.')
    const news = await (await planner.get(`/plans/${plan}/6/delivery`)).text()
    expect(news).toContain('by stakeholders since you last looked')
    expect(news).toContain('Rosa Marín')
    expect(await (await planner.get(`/plans/${plan}/history`)).text()).toContain(
      'Rosa Marín</bdi>, guest of a stakeholder'
    )
  })

  test('says nothing of what it took the inspectorate, and speaks for nobody else', async () => {
    const { commitment: intervention, plan, stakeholder } = own
    const input = { intervention, day: inDays(0), deed: 'meeting' }
    const more = { plan: other.plan, done_by: other.stakeholder, cost: 900, days: 3 }
    expect((await guest.json('commitment.record', { ...input, ...more })).status).toBe(422)
    expect((await guest.json('commitment.record', input)).status).toBe(200)
    const rows = await portal.database.read({ inspectorate: portal.actors.planner.inspectorate }, (reader) =>
      listRecords(reader, deliveries.kind, plan)
    )
    expect(rows.every(({ done_by, cost, days }) => done_by === stakeholder && cost === null && days === null)).toBe(
      true
    )
  })
})

describe('what is somebody else’s', () => {
  test('another stakeholder’s guest finds neither the commitment, nor what was told of it, nor its file', async () => {
    const { commitment, plan } = own
    const [file] = await files(plan)
    for (const path of [
      `/commitments/${commitment}`,
      `/api/commitment.read?id=${commitment}`,
      `/commitments/${commitment}/files/${file?.id}`,
      `/commitments/${other.commitment}/files/${file?.id}`
    ])
      expect((await stranger.get(path)).status).toBe(404)
    expect(await (await stranger.get('/commitments')).text()).not.toContain('Garment workers’ union')
  })

  test('a file of the inspectorate about the same commitment stays the inspectorate’s', async () => {
    const { plan, commitment: intervention, stakeholder } = own
    const body = new FormData()
    const said = {
      plan,
      intervention,
      day: inDays(0),
      deed: 'session',
      done_by: stakeholder,
      _page: '/',
      note: 'They came late'
    }
    for (const [name, value] of Object.entries(said)) body.append(name, value)
    body.append('file', new Blob([new Uint8Array(photo)]), 'inspector.jpg')
    const before = new Set((await files(plan)).map(({ id }) => id))
    const inspector = await portal.browser('inspector')
    expect((await inspector.send(`/do/${recordDelivery.name}`, { method: 'POST', body })).status).toBe(303)
    const made = (await files(plan)).find(({ id }) => !before.has(id))
    expect((await guest.get(`/commitments/${intervention}/files/${made?.id}`)).status).toBe(404)
    expect(await (await guest.get(`/commitments/${intervention}`)).text()).not.toMatch(/inspector.jpg|They came late/)
  })

  test('no question of the portal answers a guest but those of the own commitments', async () => {
    const { plan, commitment, stakeholder } = own
    const asked = new URLSearchParams({ plan, id: commitment, record: 'stakeholder', stakeholder })
    const answered: string[] = []
    for (const { name } of operations.filter(({ kind }) => kind === 'read'))
      if ((await guest.get(`/api/${name}?${asked}`)).status !== 403) answered.push(name)
    expect(answered.sort()).toEqual(['commitment.list', 'commitment.read'])
    for (const path of [`/plans/${plan}`, `/plans/${plan}/plan.json`, `/live?plan=${plan}`, '/plans', '/people'])
      expect((await guest.get(path)).status, path).toBe(403)
  })
})

describe('the door', () => {
  const reinvite = (email: string, until = inDays(9)) => invite(portal, { ...own, email, name: 'Ana Sol', until })

  test('is opened by who decides alone, by a link that works once', async () => {
    const { plan, stakeholder } = own
    const path = `/plans/${plan}/stakeholders/${stakeholder}/guests`
    const said = { name: 'Eva', email: 'eva@example.org', until: inDays(5) }
    for (const who of ['inspector', 'viewer'] as const)
      expect((await (await portal.browser(who)).post(path, said)).status).toBe(403)
    expect((await guest.post(path, said)).status).toBe(403)
    const link = linkOn(await (await (await portal.browser('planner')).post(path, said)).text())
    const set = { password: guestPassword, again: guestPassword }
    expect((await openBrowser(portal).post(link, set)).status).toBe(303)
    expect((await openBrowser(portal).post(link, set)).status).not.toBe(303)
  })

  test('says at its field what is wrong with an address or a day', async () => {
    const path = `/plans/${own.plan}/stakeholders/${own.stakeholder}/guests`
    const planner = await portal.browser('planner')
    const over = await (await planner.post(path, { name: 'Eva', email: 'nowhere', until: '2020-01-01' })).text()
    expect(over).toContain('This day is over already')
    expect(over).toContain('value="nowhere"')
    const taken = { name: 'Eva', email: 'viewer@example.org', until: inDays(3) }
    expect(await (await planner.post(path, taken)).text()).toContain('already signs in with this e-mail address')
  })

  test('is closed at once, and opened again', async () => {
    const ana = await reinvite('ana@example.org')
    expect((await ana.get('/commitments')).status).toBe(200)
    const planner = await portal.browser('planner')
    const guests = await (await planner.get(`/api/stakeholder_guest.list?plan=${own.plan}`)).json()
    const { id } = guests.find(({ name }: { name: string }) => name === 'Ana Sol')
    const change = (active: boolean) => planner.json('stakeholder_guest.change', { id, active, until: inDays(9) })
    expect((await change(false)).status).toBe(200)
    expect((await ana.get('/commitments')).headers.get('location')).toContain('/sign-in')
    expect((await ana.get('/api/commitment.list')).status).toBe(401)
    expect((await openBrowser(portal).signIn('ana@example.org', guestPassword)).status).not.toBe(303)
    await change(true)
    expect((await ana.get('/commitments')).status).toBe(200)
  })

  test('is over after its day, for the page and for the way in', async () => {
    const mia = await reinvite('mia@example.org')
    await portal.database.asOwner((connection) =>
      connection.run(`alter table person disable trigger one_door; update person set until = '2020-01-01' where name = 'Ana Sol';
        alter table person enable trigger one_door`)
    )
    portal.sessions.forget()
    expect((await mia.get('/commitments')).headers.get('location')).toContain('/sign-in')
    expect((await openBrowser(portal).signIn('mia@example.org', guestPassword)).status).not.toBe(303)
  })

  test('leads who was a guest before to where the new invitation leads, and not to the old place any more', async () => {
    const [hugo] = await portal.performer.ask(listGuests, portal.actors.director, { plan: other.plan })
    const closed = { id: hugo?.id ?? '', active: false, until: inDays(30) }
    await portal.performer.carryOut(changeGuest, portal.actors.director, closed)
    const again = await invite(portal, { ...own, name: 'Hugo Paz', email: 'hugo@example.org' })
    expect(await (await again.get('/commitments')).text()).toContain('Garment workers’ union')
    expect((await again.get(`/commitments/${other.commitment}`)).status).toBe(404)
  })

  test('makes no colleague of a guest, whom the page of people does not list', async () => {
    const administrator = await portal.browser('administrator')
    expect(await (await administrator.get('/people')).text()).not.toContain('Rosa Marín')
    const guests = await (await administrator.get(`/api/stakeholder_guest.list?plan=${own.plan}`)).json()
    const person = { id: guests[0].id, revision: 1, name: 'Rosa', role: 'planner', active: true }
    expect((await administrator.json('person.change', person)).status).toBe(404)
  })

  test('is mailed where the portal has a mail server', async () => {
    const post = await openPostOffice()
    const mailing = await openTestPortal({ SMTP_URL: post.url })
    await letIn(mailing)
    await post.until(1)
    expect(post.letters[0]?.to).toBe('rosa@example.org')
    expect(post.letters[0]?.raw).toContain('invites you to keep your commitments')
    expect(linkOn(post.letters[0]?.raw ?? '')).not.toBe('')
    await mailing.close()
    await post.close()
  })
})

test('a person has one door: that of another stakeholder is closed first, by somebody who knows of it', async () => {
  const first = await planWithStakeholder(portal, 'Port union')
  const second = await planWithStakeholder(portal, 'Ship owners')
  const email = 'lea@example.org'
  await invite(portal, { ...first, name: 'Lea', email })
  const director = await portal.browser('director')
  const again = () =>
    director.post(`/plans/${second.plan}/stakeholders/${second.stakeholder}/guests`, {
      name: 'Lea Two',
      email,
      until: inDays(30)
    })
  const refused = await again()
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('“Port union” at present. Close that door first')
  const list = await portal.performer.ask(listGuests, portal.actors.director, { plan: first.plan })
  expect(list.map(({ name, active }) => [name, active])).toEqual([['Lea', true]])
  const closed = { id: list[0]?.id ?? '', active: false, until: inDays(30) }
  await portal.performer.carryOut(changeGuest, portal.actors.director, closed)
  expect((await again()).status).toBeLessThan(400)
})

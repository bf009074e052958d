import { newId } from '../src/kernel/id.ts'
import type { Browser, TestPortal } from './test-portal.ts'

type Answer = { status: number; type?: string } & Record<string, unknown>

/** What a test does in a workshop through the public door: a plan, a workshop of it, and guests who join by its code. */
export async function openWorkshop(portal: TestPortal, settings: Record<string, unknown> = {}) {
  const planner = await portal.browser('planner')
  const carryOut = async (browser: Browser, name: string, input: object, id?: string): Promise<Answer> => {
    const answer = await browser.json(name, input, id)
    return { ...((await answer.json()) as Record<string, unknown>), status: answer.status }
  }
  const ask = async <T = Record<string, unknown>>(browser: Browser, name: string, query: Record<string, string>) => {
    const answer = await browser.get(`/api/${name}?${new URLSearchParams(query)}`)
    return { ...((await answer.json()) as T), status: answer.status }
  }
  const must = async (browser: Browser, name: string, input: object, id?: string) => {
    const done = await carryOut(browser, name, input, id)
    if (done.status !== 200) throw new Error(`${name}: ${JSON.stringify(done)}`)
    return done as Answer & { id: string; event: number }
  }
  const { id: plan } = await must(planner, 'plan.add', { title: 'A plan that is made together' })
  const usual = {
    title: 'Three days',
    door: 'open',
    dots: 3,
    agenda: 'three-days',
    language: 'en',
    groups: 'Red\nBlue'
  }
  const { id: workshop } = await must(planner, 'workshop.add', { plan, ...usual, ...settings })
  type Item = { id: string; board: string; title: string }
  const read = () =>
    ask<{ workshop: { code: string }; agenda: Item[]; participants: { id: string; name: string; state: string }[] }>(
      planner,
      'workshop.read',
      { workshop }
    )
  const { agenda, workshop: made } = await read()
  return {
    planner,
    plan,
    workshop,
    code: made.code,
    agenda,
    carryOut,
    ask,
    must,
    read,
    /** Somebody joins by the code, under a name. */
    async join(name: string, group = ''): Promise<Browser> {
      const guest = await portal.browser()
      await guest.post('/join', { code: made.code, name })
      if (group) await guest.post('/join/group', { group_name: group })
      return guest
    },
    /** Opens the item of a board, and turns to a phase of it. */
    async turn(board: string, phase: string) {
      const item = agenda.find((one) => one.board === board)
      await must(planner, 'workshop.open-item', { workshop, item: item?.id ?? null })
      await must(planner, 'workshop.set-phase', { workshop, phase })
    },
    /** Writes a note; its id is that of the carrying-out. */
    async write(browser: Browser, board: string, text: string, place: object = {}) {
      return (await must(browser, 'note.add', { workshop, board, text, place }, newId())).id
    },
    /** A board as somebody is told it. */
    look: (browser: Browser, board: string) =>
      ask<{
        notes: { id: string; text: string; state: string; dots: number | null; place: object; revision: number }[]
        hidden: string[]
        records: { id: string; text: string; place: object }[]
        comments: { text: string }[]
        dots: { note: string; count: number }[]
        at: number
      }>(browser, 'board.read', { workshop, board })
  }
}
export type OpenWorkshop = Awaited<ReturnType<typeof openWorkshop>>

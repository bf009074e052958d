import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyLog } from '../../src/kernel/event.ts'
import { mandates } from '../../src/office/records.operations.ts'
import { openTestPortal, type TestPortal } from '../test-portal.ts'

let portal: TestPortal
let last: number

beforeAll(async () => {
  portal = await openTestPortal()
  for (let n = 1; n <= 12; n++)
    await portal.performer.carryOut(mandates.add, portal.actors.planner, { kind: 'legal', title: `Act ${n}` })
  last = (await verify()).head.number
})
afterAll(() => portal.close())

const own = () => portal.actors.planner.inspectorate

function verify(seals: Parameters<typeof verifyLog>[1] = []) {
  return portal.database.read({ inspectorate: own() }, (reader) => verifyLog(reader, seals))
}

/** What somebody does who holds the database itself, past all of its guards. */
async function forge(statements: string, ...values: unknown[]) {
  await portal.database.asOwner(async (connection) => {
    await connection.run('alter table event disable trigger user; alter table event_head disable trigger user')
    if (values.length > 0) await connection.query(statements, values)
    else await connection.run(statements)
    await connection.run('alter table event enable trigger user; alter table event_head enable trigger user')
  })
}

const hash = `encode(sha256(convert_to(number || ':' || previous_hash || ':' || text, 'UTF8')), 'hex')`

describe('the log', () => {
  beforeEach(async () => {
    await forge(
      'create table if not exists kept_event as select * from event; create table if not exists kept_head as select * from event_head'
    )
    await forge(`delete from event; insert into event select * from kept_event;
      update event_head set number = k.number, hash = k.hash from kept_head k where k.inspectorate_id = event_head.inspectorate_id`)
  })

  test('is whole as it was written', async () => {
    expect((await verify()).faults).toEqual([])
    expect(last).toBeGreaterThan(12)
  })

  test.each([3, 8])('shows a changed letter in entry %i', async (number) => {
    await forge(`update event set text = replace(text, 'Act', 'Akt') where number = $1`, number)
    expect((await verify()).faults).toEqual(number < last - 12 ? [] : [{ number, fault: 'changed' }])
  })

  test('shows a rewritten entry whose own hash was made anew', async () => {
    await forge(`update event set text = replace(text, 'Act', 'Akt') where number = ${last - 3};
      update event set hash = ${hash} where number = ${last - 3}`)
    expect((await verify()).faults).toEqual([{ number: last - 2, fault: 'broken-chain' }])
  })

  test('shows a removed entry', async () => {
    await forge(`delete from event where number = ${last - 5}`)
    const { faults } = await verify()
    expect(faults).toContainEqual({ number: last - 4, fault: 'gap' })
    expect(faults).toContainEqual({ number: last - 4, fault: 'broken-chain' })
  })

  test('shows the first entry removed', async () => {
    await forge('delete from event where number = 1')
    expect((await verify()).faults).toContainEqual({ number: 2, fault: 'gap' })
  })

  test('shows two entries that changed places', async () => {
    await forge(
      `update event set number = 1000 where number = 6; update event set number = 6 where number = 7; update event set number = 7 where number = 1000`
    )
    const faults = (await verify()).faults.map(({ number }) => number)
    expect(faults).toEqual(expect.arrayContaining([6, 7]))
  })

  test('shows a cut tail by its head', async () => {
    await forge(`delete from event where number > ${last - 2}`)
    expect((await verify()).faults).toEqual([{ number: last, fault: 'head' }])
  })

  test('shows a tail cut together with its head by the seal that lies outside the database', async () => {
    const { head } = await verify()
    await forge(`delete from event where number > ${last - 2};
      update event_head set number = ${last - 2}, hash = (select hash from event where number = ${last - 2} and inspectorate_id = event_head.inspectorate_id)`)
    expect((await verify()).faults).toEqual([])
    expect((await verify([head])).faults).toEqual([{ number: last, fault: 'seal' }])
  })

  test('shows a wholly rewritten chain by the seal', async () => {
    const { head } = await verify()
    await forge(`update event set text = replace(text, 'Act', 'Akt');
      do $$ declare one record; before text := ''; begin
        for one in select number, text from event order by number loop
          update event set previous_hash = before,
            hash = encode(sha256(convert_to(one.number || ':' || before || ':' || one.text, 'UTF8')), 'hex') where number = one.number;
          select hash into before from event where number = one.number;
        end loop;
        update event_head set hash = before;
      end $$`)
    expect((await verify()).faults).toEqual([])
    expect((await verify([head])).faults).toEqual([{ number: last, fault: 'seal' }])
  })
})

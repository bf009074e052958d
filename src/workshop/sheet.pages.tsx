import { readPlanBoard } from '../board/ground.operations.ts'
import { PrintedBoard } from '../board/print.part.tsx'
import { type BoardName, findBoard } from '../board/rules.ts'
import { type BoardSheet, sheetOf } from '../board/sheet.part.ts'
import { pictureEndings, pictureFile } from '../board/sheet-file.part.ts'
import { roomIn, sheetWidth } from '../board/sheet-picture.part.tsx'
import { Worksheets } from '../board/worksheet.part.tsx'
import { readLayers } from '../chart/map.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { readPlan } from '../plan/operations.ts'
import { orderAgenda } from './agenda.rules.ts'
import { readBoard } from './board.operations.ts'
import { workshopPath } from './kinds.operations.ts'
import { readOwnWorkshop, readWorkshop } from './operations.ts'

/** Address of what is printed of a board in a workshop. */
export const sheetPath = (workshop: string, part: string, board: string) =>
  `/workshops/${workshop}/${part}?board=${board}`

/** The board that an address names, as who asks is told it, on paper; undefined where none is named or under way. */
async function workshopSheet(context: PageContext): Promise<BoardSheet | undefined> {
  const { ask, params, words, query, may } = context
  const { workshop, plan } = await ask(readOwnWorkshop, { workshop: params.workshop })
  const wanted = query('board')
  const answer = await ask(readBoard, { workshop: workshop.id, board: findBoard(wanted) ? wanted : '' })
  if (!findBoard(answer.board)) return undefined
  const { title } = may('plan.read') ? await ask(readPlan, { plan }) : { title: '' }
  const about = [title, workshop.title, words.date(new Date().toISOString().slice(0, 10))]
  const { notes, hidden } = answer
  const content = { name: answer.board as BoardName, ground: answer, notes, hidden: hidden.length, about }
  return sheetOf(words, { ...content, layers: readLayers(query('layers')) }, roomIn(sheetWidth))
}

const nothing = () => new Response(null, { status: 404 })

export const sheetPages: Page[] = [
  page('/workshops/:workshop/print', 'workshop.take-part', async (context) => {
    const { workshop = '' } = context.params
    const sheet = await workshopSheet(context)
    if (!sheet) return nothing()
    const print = { url: context.url, back: `/workshops/${workshop}?board=${sheet.name}` }
    return (
      <PrintedBoard
        sheet={sheet}
        print={print}
        file={(ending) => sheetPath(workshop, `picture.${ending}`, sheet.name)}
      />
    )
  }),
  ...pictureEndings.map((ending) =>
    page(`/workshops/:workshop/picture.${ending}`, 'workshop.take-part', async (context) => {
      const sheet = await workshopSheet(context)
      return sheet ? pictureFile(sheet, context.words, ending) : nothing()
    })
  ),
  page('/plans/:plan/workshops/:workshop/worksheets', 'plan.edit', async (context) => {
    const { workshop, agenda } = await context.ask(readWorkshop, { workshop: context.params.workshop })
    const { plan } = workshop
    const targets = await context.ask(readPlanBoard, { plan, board: 'employers' })
    const hubs = await context.ask(readPlanBoard, { plan, board: 'whys' })
    const names: Record<string, string> = { ...targets.names, ...hubs.names }
    const sheets = orderAgenda(agenda)
      .flatMap(({ items }) => items)
      .flatMap(({ board, minutes, hub, target }) => {
        if (!findBoard(board)) return []
        const subject = names[hub ?? target ?? '']
        const about = [workshop.title]
        return [{ name: board as BoardName, about, minutes, ...(subject ? { subject } : {}) }]
      })
    const back = workshopPath(plan, workshop.id)
    return <Worksheets sheets={sheets} print={{ url: context.url, back }} />
  })
]

import { readLayers } from '../chart/map.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { readPlan } from '../plan/operations.ts'
import { readPlanBoard } from './ground.operations.ts'
import { PrintedBoard } from './print.part.tsx'
import { type BoardName, findBoard } from './rules.ts'
import { type BoardSheet, sheetOf } from './sheet.part.ts'
import { pictureEndings, pictureFile } from './sheet-file.part.ts'
import { roomIn, sheetWidth } from './sheet-picture.part.tsx'
import { Worksheets } from './worksheet.part.tsx'

const path = (plan: string, board: string, rest = '') => `/plans/${plan}/boards/${board}${rest}`

/** The board of a plan that an address names, as it is read on paper. */
async function planSheet({ ask, params, words, query }: PageContext): Promise<BoardSheet> {
  const { plan: id = '', board: asked = '' } = params
  const ground = await ask(readPlanBoard, { plan: id, board: asked })
  const plan = await ask(readPlan, { plan: id })
  const about = [plan.title, words.date(new Date().toISOString().slice(0, 10))]
  const content = { name: asked as BoardName, ground, notes: [], about, layers: readLayers(query('layers')) }
  return sheetOf(words, content, roomIn(sheetWidth))
}

export const sheetPages: Page[] = [
  page('/plans/:plan/boards/:board/print', 'plan.read', async (context) => {
    const { plan = '', board = '' } = context.params
    const sheet = await planSheet(context)
    const print = { url: context.url, back: path(plan, board) }
    return <PrintedBoard sheet={sheet} print={print} file={(ending) => path(plan, board, `/picture.${ending}`)} />
  }),
  ...pictureEndings.map((ending) =>
    page(`/plans/:plan/boards/:board/picture.${ending}`, 'plan.read', async (context) =>
      pictureFile(await planSheet(context), context.words, ending)
    )
  ),
  page('/plans/:plan/boards/:board/worksheet', 'plan.read', async (context) => {
    const { plan: id = '', board = '' } = context.params
    if (!findBoard(board)) return new Response(null, { status: 404 })
    const plan = await context.ask(readPlan, { plan: id })
    const sheets = [{ name: board as BoardName, about: [plan.title] }]
    return <Worksheets sheets={sheets} print={{ url: context.url, back: path(id, board) }} />
  })
]

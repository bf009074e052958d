import { readLayers } from '../chart/map.rules.ts'
import { type Page, page } from '../kernel/page.ts'
import { stepPath } from '../plan/rules.ts'
import { useWords } from '../ui/context.ts'
import { useFrame } from '../ui/frame.ts'
import { Layout } from '../ui/layout.tsx'
import { Crumbs, Items, PageHead } from '../ui/step.tsx'
import { Written } from '../ui/written.tsx'
import { Canvas, type CanvasItem } from './canvas.part.tsx'
import { type BoardGround, readPlanBoard } from './ground.operations.ts'
import { MoveForm } from './move-form.part.tsx'
import { RecordCard, recordName } from './record-card.part.tsx'
import { Room } from './room.part.tsx'
import { type BoardName, boardNames, boards, findBoard } from './rules.ts'
import { sheetPages } from './sheet.pages.tsx'

/** Address of a board of a plan that is made alone. */
const planBoardPath = (plan: string, board: string) => `/plans/${plan}/boards/${board}`

export const boardPages: Page[] = [
  ...sheetPages,
  page('/plans/:plan/boards', 'plan.read', async ({ words, params }) => (
    <Layout title={words.t('board.list')}>
      <Where />
      <PageHead title={words.t('board.list')}>{words.t('board.list.explained')}</PageHead>
      <Items
        items={boardNames.map((name) => ({
          key: name,
          body: (
            <a href={planBoardPath(params.plan ?? '', name)}>
              {words.t('board.list.item', { step: boards[name].step, name: words.t(`workshop.board.${name}`) })}
            </a>
          )
        }))}
      />
    </Layout>
  )),
  page('/plans/:plan/boards/:board', 'plan.read', async (context) => {
    const { words, params, query } = context
    const { plan = '', board: asked = '' } = params
    const ground = await context.ask(readPlanBoard, { plan, board: asked })
    const name = asked as BoardName
    const board = findBoard(name)
    if (!board) return new Response(null, { status: 404 })
    const title = words.t(`workshop.board.${name}`)
    const edit = context.may('plan.edit')
    const here = planBoardPath(plan, name)
    const records = new Map(ground.records.map((record) => [record.id, record]))
    const items: CanvasItem[] = ground.records.map((record) => ({
      ...{ id: record.id, text: recordName(record, ground), place: record.place },
      ...{ dots: null, cluster: '', record: true }
    }))
    const card = (id: string) => {
      const record = records.get(id)
      const open = edit ? `${here}?item=${id}#item` : undefined
      return record ? <RecordCard board={board} ground={ground} record={record} open={open} alone /> : null
    }
    return (
      <Layout title={title} wide island="board">
        <Where board={title} />
        <PageHead
          title={title}
          actions={
            <>
              <a href={stepPath(plan, board.step, board.tab)}>{words.t('workshop.to-plan')}</a>
              <a href={`${here}/print`}>{words.t('board.print')}</a>
              <a href={`${here}/worksheet`}>{words.t('board.worksheet')}</a>
            </>
          }
        >
          {board.kind ? words.t('board.alone', { n: items.length }) : null}
        </PageHead>
        <Room data={{ plan: edit ? plan : undefined, board: name }}>
          {edit ? <Opened name={name} ground={ground} items={items} id={query('item')} /> : null}
          <div id="wall">
            <Canvas
              board={board}
              ground={ground}
              items={items}
              card={card}
              map={{ shown: readLayers(query('layers')), href: (shown) => `${here}?layers=${shown}` }}
            />
          </div>
        </Room>
      </Layout>
    )
  })
]

function Where({ board }: { board?: string }) {
  const words = useWords()
  const { plan } = useFrame()
  if (!plan) return null
  const list = { label: words.t('board.list'), href: `${plan.href}/boards` }
  return (
    <Crumbs
      items={[{ label: plan.title, href: plan.href }, ...(board ? [list, { label: board }] : [{ label: list.label }])]}
    />
  )
}

/** The record that was opened, with where it can be moved. */
function Opened(props: { name: BoardName; ground: BoardGround; items: readonly CanvasItem[]; id: string }) {
  const words = useWords()
  const { name, ground, items, id } = props
  const item = items.find((one) => one.id === id)
  const { kind } = boards[name]
  if (!item || !kind) return null
  const here = planBoardPath(ground.plan, name)
  return (
    <section class="panel sheet" id="item" aria-labelledby="item-title">
      <div class="row far">
        <h2 id="item-title">
          <Written>{item.text}</Written>
        </h2>
        <a class="close" href={`${here}#${id}`}>
          {words.t('ui.close')}
        </a>
      </div>
      <MoveForm
        board={name}
        ground={ground}
        items={items}
        item={item}
        operation="board.move"
        hidden={{ plan: ground.plan, board: name, record: id }}
        returnTo={`${here}#${id}`}
      />
      <p>
        <a href={`/records/${kind}/${id}?from=${encodeURIComponent(here)}`}>{words.t('board.in-plan')}</a>
      </p>
    </section>
  )
}

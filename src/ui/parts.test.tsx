import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { readWordFiles, type Words, wordsFor } from '../kernel/words.ts'
import { bullseyePicture } from './bullseye.tsx'
import { SelectField, YesField } from './choice.tsx'
import { WordsProvider } from './context.ts'
import { DesignPage } from './design.tsx'
import { LongTextField, NumberField } from './field.tsx'
import { Form } from './form.tsx'
import type { Frame } from './frame.ts'
import { FrameProvider } from './frame.ts'
import { HeatTable } from './heat-table.tsx'
import { matrixPicture } from './matrix.tsx'
import { drawPage } from './page.tsx'
import { PlumbRows } from './plumb-rows.tsx'
import { RegionMap } from './region-map.tsx'
import { DataTable, Pages } from './table.tsx'

const english = wordsFor(readWordFiles('words'), 'en')
const rightToLeft: Words = { ...english, direction: 'rtl' }
const draw = (node: VNode, words = english): string => render(<WordsProvider value={words}>{node}</WordsProvider>)
const frame: Frame = {
  language: 'en',
  languages: [
    { code: 'en', name: 'English', href: '/en' },
    { code: 'ar', name: 'العربية', href: '/ar' }
  ],
  person: { name: 'Amina Diallo' },
  inspectorate: { name: 'Demonstration inspectorate', demonstration: 'Plan and people are invented.' },
  rooms: [{ href: '/', label: 'Home', current: true }],
  plan: {
    title: 'Fair pay plan',
    href: '/plan',
    steps: [{ number: 1, href: '/plan/1', label: 'Inspectorate', state: 'done' }]
  },
  assets: { css: '/assets/a.css' },
  scripts: [],
  fields: { proof: 'abc' },
  notice: {
    kind: 'good',
    text: 'Removed.',
    action: { label: 'Put it back', post: { url: '/undo', fields: { id: '7' } } }
  }
}

describe('the page of parts', () => {
  const page = drawPage(<DesignPage />, english, frame)

  it('carries no inline style, no inline handler and no inline script', () => {
    expect(page).not.toMatch(/\sstyle=|\son[a-z]+=|<script/)
  })

  it('lacks no word', () => {
    expect(page.match(/>[^<]*\bui\.[a-z]+[^<]*</g)).toBeNull()
    expect(page).not.toContain('undefined')
  })

  it('is one document with a title, a way past the navigation, and a language switch', () => {
    expect(page).toMatch(/^<!doctype html><html lang="en" dir="ltr">/)
    expect(page).toContain('<title>Parts · Plumbline</title>')
    expect(page).toContain('href="#main"')
    expect(page).toContain('hreflang="ar"')
    expect(page.match(/<h1/g)?.length).toBeGreaterThan(0)
  })

  it('lets every form that changes something carry the fields of the frame', () => {
    const posts = page.match(/<form[^>]*method="post"[^>]*>/g) ?? []
    expect(page.match(/name="proof" value="abc"/g)).toHaveLength(posts.length)
  })

  it('repeats no id', () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })
})

describe('a form that comes back', () => {
  const html = draw(
    <Form
      action="/save"
      values={{ days: 'about ten', county: 'kern', note: 'as typed', ready: 'yes' }}
      errors={{ days: 'Write a figure.' }}
    >
      <NumberField name="days" label="Days" help="Of one inspector." />
      <SelectField
        name="county"
        label="County"
        options={[
          { value: 'kern', label: 'Kern' },
          { value: 'inyo', label: 'Inyo' }
        ]}
      />
      <LongTextField name="note" label="Note" value="as saved" optional />
      <YesField name="ready" label="Ready" />
    </Form>
  )

  it('keeps what was typed', () => {
    expect(html).toContain('value="about ten"')
    expect(html).toMatch(/<option value="kern" selected/)
    expect(html).toContain('>as typed</textarea>')
    expect(html).toMatch(/<input[^>]*name="ready"[^>]*checked/)
  })

  it('ties the error and the help to the control, and leads to it from the head of the form', () => {
    expect(html).toContain('<label for="f-days">')
    expect(html).toMatch(/<input id="f-days"[^>]*aria-describedby="f-days-help f-days-error"[^>]*aria-invalid="true"/)
    expect(html).toContain('href="#f-days"')
    expect(html).toContain('One thing to put right')
  })

  it('says in words what may be left empty', () => {
    expect(html).toMatch(/Note<span class="optional"> \(optional\)/)
  })
})

describe('small numbers', () => {
  const row = (n: number) => ({ label: 'Fur farms', value: 0.62, low: 0.3, high: 0.8, n })

  it('hide a share of fewer than five cases in rows, tables and maps', () => {
    const drawn = [
      draw(<PlumbRows rows={[row(4)]} reference={{ value: 0.42, label: 'all' }} />),
      draw(
        <HeatTable
          caption="c"
          head="h"
          columns={['a']}
          rows={[{ label: 'Fur farms', cells: [{ value: 0.62, n: 4 }] }]}
        />
      ),
      draw(
        <RegionMap
          viewBox="0 0 9 9"
          label="m"
          areas={[{ id: 'a', name: 'A', path: 'M0 0h9v9z', value: 0.62, count: 4 }]}
        />
      )
    ]
    for (const html of drawn) {
      expect(html).not.toContain('62%')
      expect(html).toContain('fewer than 5 cases, not shown')
    }
  })

  it('hatch a share of fewer than thirty cases', () => {
    expect(draw(<PlumbRows rows={[row(29)]} reference={{ value: 0.42, label: 'all' }} />)).toContain('stroke-dasharray')
    expect(draw(<PlumbRows rows={[row(30)]} reference={{ value: 0.42, label: 'all' }} />)).not.toContain(
      'stroke-dasharray'
    )
    expect(
      draw(<HeatTable caption="c" head="h" columns={['a']} rows={[{ label: 'x', cells: [{ value: 0.62, n: 29 }] }]} />)
    ).toContain('class="num few"')
    expect(
      draw(
        <RegionMap
          viewBox="0 0 9 9"
          label="m"
          areas={[{ id: 'a', name: 'A', path: 'M0 0h9v9z', value: 0.62, count: 29 }]}
        />
      )
    ).toMatch(/fill="url\(#few-cases\)"/)
  })
})

describe('a drawing from right to left', () => {
  const circles = (svg: string) =>
    [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)])
  const matrix = {
    items: [
      { label: 'Garment workshops', x: 0.2, y: 0.9, chosen: true },
      { label: 'Hotels', x: 0.5, y: 0.4 }
    ],
    quadrants: { topStart: 'Act', topEnd: 'Sustain', bottomStart: 'Watch', bottomEnd: 'Leave' },
    axes: { low: 'low', high: 'high', up: 'higher priority' },
    label: 'm'
  }
  const bullseye = {
    items: [{ name: 'Union', category: 'workers', present: 2, desired: 1 }] as const,
    rings: ['Core', 'Activists', 'Supporters', 'Hostile'],
    label: 'b'
  }

  it.each([
    ['matrix', matrixPicture(matrix, english, 860), matrixPicture(matrix, rightToLeft, 860)],
    ['bullseye', bullseyePicture(bullseye, english, 860), bullseyePicture(bullseye, rightToLeft, 860)]
  ])('mirrors every place of the %s and no text', (_, left, right) => {
    expect(circles(right.svg)).toEqual(circles(left.svg).map(([x = 0, y = 0]) => [Math.round((860 - x) * 10) / 10, y]))
    expect(right.svg).not.toContain('scale(')
    expect(right.svg).toContain('text-anchor="end"')
  })

  it('leaves the product as a picture with literal colours, its faces and its size', () => {
    const { svg, width, height } = matrixPicture(matrix, english, 860)
    expect(svg).not.toContain('var(')
    expect(svg).toContain('font-family="Noto Sans, Noto Sans Arabic"')
    expect(svg).toContain(`viewBox="0 0 ${width} ${height}"`)
  })
})

describe('a table', () => {
  const columns = [
    { key: 'name', label: 'Workplace', head: true, sortHref: '?sort=name' },
    { key: 'cases', label: 'Cases', numeric: true, sortHref: '?sort=cases', sorted: 'descending' as const }
  ]

  it('names its rows and columns, and says how it is sorted', () => {
    const html = draw(<DataTable columns={columns} rows={[{ name: 'Hotels', cases: 4 }]} caption="Workplaces" />)
    expect(html).toContain('<th scope="row">Hotels</th>')
    expect(html).toContain('aria-sort="descending"')
    expect(html).toContain('data-l="Cases"')
    expect(html).toContain('<caption>Workplaces</caption>')
  })

  it('says so when there is nothing', () => {
    expect(draw(<DataTable columns={columns} rows={[]} caption="Workplaces" />)).toContain('Nothing here yet.')
  })

  it('leads to its neighbours, its first and its last page', () => {
    const html = draw(<Pages page={4} pages={41} href={(page) => `?page=${page}`} />)
    expect([...html.matchAll(/href="\?page=(\d+)"/g)].map(([, page]) => Number(page))).toEqual([3, 1, 3, 5, 41, 5])
    expect(draw(<Pages page={1} pages={1} href={String} />)).toBe('')
  })
})

it('a form outside a page carries no hidden field', () => {
  expect(draw(<Form action="/x">{null}</Form>)).not.toContain('hidden')
  expect(
    draw(
      <FrameProvider value={frame}>
        <Form action="/x">{null}</Form>
      </FrameProvider>
    )
  ).toContain('name="proof"')
})

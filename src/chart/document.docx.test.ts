import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { arabicPlan } from '../../test/plan-document.ar.ts'
import { englishPlan } from '../../test/plan-document.en.ts'
import { unzip, xmlFault } from '../../test/zip.ts'
import { readWordFiles, wordsFor } from '../kernel/words.ts'
import { shippedFonts } from '../ui/picture.ts'
import { writeDocx } from './document.docx.ts'
import type { Block, PlanDocument, TreeNode } from './document.rules.ts'

const wordFiles = readWordFiles(fileURLToPath(new URL('../../words', import.meta.url)))

async function open(plan: PlanDocument): Promise<Map<string, Buffer>> {
  return unzip(await writeDocx(plan, wordsFor(wordFiles, plan.language)))
}

function part(files: Map<string, Buffer>, name: string): string {
  return files.get(name)?.toString('utf8') ?? ''
}

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? match[0])

/** The words of a paragraph or more, without tags. */
const words = (xml: string) => xml.replace(/<w:instrText[^>]*>[^<]*<\/w:instrText>|<[^>]+>/g, '')

function deepTree(depth: number): TreeNode {
  return depth === 0 ? { text: '' } : { text: `why ${depth}`, children: [deepTree(depth - 1)] }
}

let english: Map<string, Buffer>
let arabic: Map<string, Buffer>
beforeAll(async () => {
  english = await open(englishPlan)
  arabic = await open(arabicPlan)
})

test('every part of the document is well-formed XML', () => {
  for (const files of [english, arabic])
    for (const [name, content] of files)
      if (/\.(xml|rels)$/.test(name)) expect([name, xmlFault(content.toString('utf8'))]).toEqual([name, undefined])
})

test('the six steps stand in order, in real heading styles', () => {
  const headings = [...part(english, 'word/document.xml').matchAll(/<w:pStyle w:val="Heading([123])"\/>(.*?)<\/w:p>/g)]
  expect(headings.filter(([, level]) => level === '1').map(([, , rest = '']) => words(rest))).toEqual([
    'The plan in short',
    '1\u2002What must we do, what may we do, and with what?',
    '2\u2002Where is the wall furthest out of true?',
    '3\u2002Why do they comply, and why not?',
    '4\u2002Who can move it?',
    '5\u2002What shall we, and they, do about it?',
    '6\u2002Who does what, when, and what makes pressure rise?',
    'Sources of the figures'
  ])
  expect(headings.some(([, level]) => level === '2') && headings.some(([, level]) => level === '3')).toBe(true)
  for (const level of [1, 2, 3])
    expect(part(english, 'word/styles.xml')).toMatch(new RegExp(`w:styleId="Heading${level}"`))
})

test('the contents are filled in: each entry leads to a heading and names its page; nothing asks for an update', () => {
  const document = part(english, 'word/document.xml')
  const entries = [...document.matchAll(/<w:hyperlink w:history="1" w:anchor="(_Toc\d+)">(.*?)<\/w:hyperlink>/g)]
  expect(entries).toHaveLength(matches(document, /<w:pStyle w:val="Heading[12]"\/>/g).length)
  const pages = entries.map(([, anchor, entry = '']) => {
    expect(document).toContain(`w:name="${anchor}"`)
    return Number(/PAGEREF.*?fldCharType="separate"\/>.*?<w:t[^>]*>(\d+)</.exec(entry)?.[1])
  })
  expect(pages[0]).toBe(3)
  expect(pages).toEqual(pages.toSorted((a, b) => a - b))
  expect(document).not.toContain('w:dirty')
  expect(part(english, 'word/settings.xml')).not.toContain('updateFields')
})

test('every picture is there as SVG and as PNG, and says in words what it shows', () => {
  for (const files of [english, arabic]) {
    const document = part(files, 'word/document.xml')
    const targets = new Map(
      [...part(files, 'word/_rels/document.xml.rels').matchAll(/Id="(\w+)"[^>]*Target="([^"]+)"/g)].map(
        ([, id, target]) => [id, target]
      )
    )
    const pictures = matches(document, /<w:drawing>(.*?)<\/w:drawing>/g)
    expect(pictures).toHaveLength(2)
    for (const picture of pictures) {
      expect(/<wp:docPr [^>]*descr="([^"]+)"/.exec(picture)?.[1]?.length).toBeGreaterThan(10)
      const png = files.get(`word/${targets.get(/<a:blip r:embed="(\w+)"/.exec(picture)?.[1])}`)
      const svg = files.get(`word/${targets.get(/<asvg:svgBlip[^>]*r:embed="(\w+)"/.exec(picture)?.[1])}`)
      expect(png?.toString('latin1', 1, 4)).toBe('PNG')
      expect(svg?.toString('utf8')).toMatch(/^<svg /)
    }
  }
})

test('the finding stands above its picture and is its title', () => {
  const document = part(english, 'word/document.xml')
  expect(document).toContain('title="Garment workshops stand furthest from the average of 57.9 %"')
  expect(words(document)).toContain('Garment workshops stand furthest from the average of 57.9 %')
})

test('the chart has landscape pages; the head of a table repeats and no row breaks', () => {
  const document = part(english, 'word/document.xml')
  expect(matches(document, /<w:pgSz [^>]*w:orient="(\w+)"/g)).toContain('landscape')
  expect(document).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>')
  const tables = matches(document, /<w:tbl>(.*?)<\/w:tbl>/g)
  for (const table of tables.slice(1)) expect(matches(table, /<w:tr>.*?<\/w:trPr>/g)[0]).toContain('<w:tblHeader/>')
  expect(matches(document, /<w:cantSplit\/>/g)).toHaveLength(matches(document, /<w:tr>/g).length)
})

test('each page carries its number, the number of pages and the notice of the demonstration', () => {
  const footers = [...english]
    .filter(([name]) => /footer\d+\.xml$/.test(name))
    .map(([, content]) => content.toString('utf8'))
  expect(footers.length).toBeGreaterThan(0)
  for (const footer of footers) {
    expect(footer).toContain('NUMPAGES')
    expect(words(footer)).toContain('Demonstration. The evidence is real')
  }
})

test('a document for the inspectorate alone says so on its cover and at both ends of every page', async () => {
  const inside = 'For the inspectorate only: not to be passed on'
  const files = await open({ ...englishPlan, inside })
  const ends = [...files].filter(([name]) => /(header|footer)\d+\.xml$/.test(name))
  expect(ends.length).toBeGreaterThan(1)
  for (const [name, content] of ends)
    expect([name, words(content.toString('utf8'))]).toEqual([name, expect.stringContaining(inside)])
  expect(words(part(files, 'word/document.xml').split('<w:sectPr')[0] ?? '')).toContain(inside)
  for (const [name, content] of english)
    if (name.endsWith('.xml')) expect([name, content.includes(inside)]).toEqual([name, false])
})

test('an Arabic plan reads from right to left: paragraphs, runs, tables, fonts and language', () => {
  const document = part(arabic, 'word/document.xml')
  const paragraphs = matches(document, /<w:p>(.*?)<\/w:p>/g).filter((paragraph) => paragraph.includes('<w:t '))
  expect(paragraphs.filter((paragraph) => !paragraph.includes('<w:bidi/>'))).toEqual([])
  for (const table of matches(document, /<w:tblPr>(.*?)<\/w:tblPr>/g)) expect(table).toContain('<w:bidiVisual/>')
  expect(document).toMatch(/<w:rtl\/><\/w:rPr><w:t xml:space="preserve">[^<]*مفتشية/)
  expect(document).toMatch(/<w:r><w:t xml:space="preserve">US Wage and Hour Division<\/w:t>/)
  expect(document).not.toMatch(/<w:jc w:val="(left|right)"\/>/)
  const styles = part(arabic, 'word/styles.xml')
  expect(styles).toContain('w:cs="Noto Sans Arabic"')
  expect(styles).toMatch(/<w:lang [^>]*w:bidi="ar-/)
  expect(part(english, 'word/document.xml')).not.toMatch(/<w:bidi\/>|<w:rtl\/>|bidiVisual/)
  expect(part(english, 'word/styles.xml')).toMatch(/<w:lang w:val="en-GB"/)
})

test('the fonts have stand-ins where a program reads no embedded ones', () => {
  expect(part(english, 'word/fontTable.xml')).toMatch(/w:name="Noto Sans"><w:altName w:val="[^"]*Arial/)
})

test('the document carries its faces: regular and bold of each script in it, whole, as the product ships them', async () => {
  const shipped = await shippedFonts()
  for (const [files, carried] of [
    [english, shipped.slice(0, 2)],
    [arabic, shipped]
  ] as const) {
    expect(part(files, 'word/settings.xml')).toContain('<w:embedTrueTypeFonts/>')
    const targets = new Map(
      [...part(files, 'word/_rels/fontTable.xml.rels').matchAll(/Id="(\w+)"[^>]*Target="([^"]+)"/g)].map(
        ([, id, target]) => [id, target]
      )
    )
    const faces = [
      ...part(files, 'word/fontTable.xml').matchAll(/<w:embed(Regular|Bold) r:id="(\w+)" w:fontKey="\{([\w-]+)\}"/g)
    ]
    expect(faces.map(([, face]) => face)).toEqual(carried.map((_, index) => (index % 2 === 0 ? 'Regular' : 'Bold')))
    for (const [index, [, , id, key = '']] of faces.entries())
      expect(
        clear(files.get(`word/${targets.get(id)}`) ?? Buffer.of(), key).equals(carried[index] ?? Buffer.of())
      ).toBe(true)
    expect(part(files, '[Content_Types].xml')).toContain('Extension="odttf"')
  }
})

/** A face as it was before its first 32 bytes were crossed with the key, read from its end (ECMA-376, part 1, 17.8.1). */
function clear(hidden: Buffer, key: string): Buffer {
  const bytes = Buffer.from(key.replaceAll('-', ''), 'hex').reverse()
  return Buffer.from(hidden.map((byte, index) => (index < 32 ? byte ^ (bytes[index % 16] ?? 0) : byte)))
}

test('steps run on: no page is begun but for the cover, the contents and the turned pages', () => {
  const document = part(english, 'word/document.xml')
  const turns = matches(document, /<w:pgSz [^>]*w:orient="(\w+)"/g)
  expect(turns.slice(0, 3)).toEqual(['portrait', 'portrait', 'portrait'])
  for (const [index, turn] of turns.slice(3).entries()) expect(turn).not.toBe(turns[index + 2])
  expect(document).not.toContain('w:br w:type="page"')
})

test('no row of a table is left alone on a page', () => {
  const rows = matches(part(english, 'word/document.xml'), /<w:tbl>(.*?)<\/w:tbl>/g)
    .slice(1)
    .map((table) => matches(table, /<w:tr>(.*?)<\/w:tr>/g).map((row) => row.includes('<w:keepNext/>')))
  for (const kept of rows) {
    const body = kept.slice(1)
    expect(body.at(-1)).toBe(false)
    if (body.length > 1) expect([body[0], body.at(-2)]).toEqual([true, true])
  }
})

test('within an Arabic line a reference to a law keeps its order and its line', async () => {
  const blocks: Block[] = [{ kind: 'paragraph', text: 'المادة 6 \u200e(29 U.S.C. 206)\u200e' }]
  const files = await open({ ...arabicPlan, sections: [{ title: 'الولاية', blocks }] })
  expect(part(files, 'word/document.xml')).toContain(
    '<w:r><w:t xml:space="preserve">\u200e(29\u202fU.S.C.\u202f206)\u200e</w:t></w:r>'
  )
})

test('awkward texts survive, and none becomes a field or a link', async () => {
  const signs = `"Fair" & <b>just</b> 'pay' \u0000\u0007🧵 \ud800 =HYPERLINK("http://x","y") {DDEAUTO c:\\cmd}`
  const awkward = `${signs} ${'W'.repeat(300)}`
  const plan: PlanDocument = {
    ...englishPlan,
    title: awkward,
    demonstration: awkward,
    sections: [
      {
        number: 1,
        title: awkward,
        blocks: [
          { kind: 'heading', level: 2, text: '' },
          {
            kind: 'table',
            caption: awkward,
            columns: [{ label: awkward }, { label: '' }],
            rows: [[awkward], [], ['a', 'b', 'c']],
            landscape: true
          },
          { kind: 'table', columns: [], rows: [['lost']] },
          { kind: 'tree', nodes: [deepTree(30)] },
          { kind: 'list', items: [] },
          { kind: 'sources', items: [] }
        ]
      }
    ]
  }
  const files = await open(plan)
  for (const [name, content] of files)
    if (/\.(xml|rels)$/.test(name)) expect([name, xmlFault(content.toString('utf8'))]).toEqual([name, undefined])
  const document = part(files, 'word/document.xml')
  expect(document).toContain('&quot;Fair&quot; &amp; &lt;b&gt;just&lt;/b&gt;')
  expect(document).toContain('🧵')
  for (const instruction of matches(document, /<w:instrText[^>]*>([^<]*)</g))
    expect(instruction).toMatch(/^PAGEREF _Toc/)
  expect([...files.values()].some((content) => content.includes('TargetMode="External"'))).toBe(false)
})

test('a plan without a single step is still a document', async () => {
  const files = await open({ ...englishPlan, summary: undefined, demonstration: undefined, sections: [] })
  expect(xmlFault(part(files, 'word/document.xml'))).toBeUndefined()
})

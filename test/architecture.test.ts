import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const source = join(root, 'src')

/** Subjects of the field in the order of the method: each may use only those before it. */
const subjects = [
  'account',
  'office',
  'plan',
  'evidence',
  'workplace',
  'indicator',
  'statistics',
  'checklist',
  'hub',
  'influence',
  'stakeholder',
  'intervention',
  'escalation',
  'delivery',
  'engagement',
  'letter',
  'capacity',
  'optimiser',
  'consultation',
  'chart',
  'review',
  'extract',
  'report',
  'board',
  'workshop'
]
const common = ['kernel', 'facts', 'ui', 'browser']
/** What a role may use: of its own or an earlier subject, by role; and of the common folders. */
const uses: Record<string, readonly string[]> = {
  rules: ['rules'],
  store: ['rules', 'store', 'kernel', 'facts'],
  operations: ['rules', 'store', 'operations', 'kernel', 'facts'],
  jobs: ['rules', 'store', 'operations', 'jobs', 'kernel', 'facts'],
  commands: ['rules', 'store', 'operations', 'jobs', 'commands', 'kernel', 'facts'],
  docx: ['rules', 'docx', 'kernel', 'ui'],
  worker: ['rules', 'docx', 'kernel', 'facts'],
  part: ['rules', 'part', 'operations', 'kernel', 'ui'],
  routes: ['rules', 'store', 'operations', 'routes', 'kernel', 'facts'],
  pages: ['operations', 'rules', 'part', 'pages', 'routes', 'ui', 'kernel'],
  island: ['rules', 'ui', 'browser', 'kernel']
}
/** Kernel files that hold only types and pure functions, which rules and the browser may use too. */
const pure = new Set([
  'kernel/field.ts',
  'kernel/problem.ts',
  'kernel/id.ts',
  'kernel/words.ts',
  'kernel/record.ts',
  'kernel/page.ts',
  'kernel/event.ts',
  'kernel/access.ts'
])

type File = {
  path: string
  folder: string
  role: string
  lines: number
  text: string
  imports: { path: string; typeOnly: boolean }[]
}

function roleOf(path: string): string {
  const [, folder = '', name = ''] = /^(?:(.+)\/)?([^/]+)\.tsx?$/.exec(path) ?? []
  if (common.includes(folder.split('/')[0] ?? '')) return folder.split('/')[0] ?? ''
  return name.split('.').at(-1) ?? ''
}

const files: File[] = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/(\.(test|tmp)|\/test(ing|-people))\.tsx?$/.test(path))
  .map((path) => {
    const text = readFileSync(join(source, path), 'utf8')
    const imports = [...text.matchAll(/(import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/g)].map(
      (match) => ({
        path: relative(source, join(source, dirname(path), match[3] ?? '')),
        typeOnly: match[2] !== undefined
      })
    )
    return {
      path,
      folder: path.includes('/') ? (path.split('/')[0] ?? '') : '',
      role: roleOf(path),
      lines: text.split('\n').length,
      text,
      imports
    }
  })

describe('the house', () => {
  test('a source file has at most 400 lines', () => {
    expect(
      files
        .filter(({ lines }) => lines > 400)
        .map(({ path, lines }) => `${path}: ${lines} lines; split it by what it is about`)
    ).toEqual([])
  })

  test('a folder is a subject of the field, the kernel, the facts, the parts, or the browser', () => {
    const unknown = new Set(
      files.map(({ folder }) => folder).filter((folder) => folder !== '' && ![...subjects, ...common].includes(folder))
    )
    expect([...unknown]).toEqual([])
  })

  test('a file of a subject has a role', () => {
    const without = files.filter(({ folder, role }) => subjects.includes(folder) && !(role in uses))
    expect(without.map(({ path }) => `${path}: name it <what>.<role>.ts`)).toEqual([])
  })

  test('kernel, facts, parts and browser know no subject', () => {
    const wrong = files
      .filter(({ folder }) => common.includes(folder))
      .flatMap(({ path, imports }) =>
        imports
          .filter((used) => !common.includes(used.path.split('/')[0] ?? ''))
          .map((used) => `${path} → ${used.path}`)
      )
    expect(wrong).toEqual([])
  })

  test('a subject uses only subjects before it', () => {
    const wrong = files
      .filter(({ folder }) => subjects.includes(folder))
      .flatMap(({ path, folder, imports }) =>
        imports
          .map((used) => used.path)
          .filter((used) => subjects.indexOf(used.split('/')[0] ?? '') > subjects.indexOf(folder))
          .map((used) => `${path} → ${used}`)
      )
    expect(wrong).toEqual([])
  })

  test('a role uses only the roles that it may', () => {
    const wrong = files
      .filter(({ folder, role }) => subjects.includes(folder) && role in uses)
      .flatMap(({ path, role, imports }) =>
        imports
          .filter((used) => {
            const target = roleOf(used.path)
            if (uses[role]?.includes(target)) return false
            return !(used.typeOnly && (pure.has(used.path) || target === 'rules')) && !pure.has(used.path)
          })
          .map((used) => `${path} → ${used.path}`)
      )
    expect(wrong).toEqual([])
  })

  test('rules have no clock, no input or output, no schema library and no language', () => {
    const wrong = files
      .filter(({ role }) => role === 'rules')
      .flatMap(({ path, text }) =>
        [/\bDate\.now\(/, /new Date\(\)/, /from 'node:/, /from 'zod'/, /from 'kysely'/, /\bIntl\./, /Math\.random/]
          .filter((pattern) => pattern.test(text))
          .map((pattern) => `${path}: ${pattern}`)
      )
    expect(wrong).toEqual([])
  })

  test('there is no barrel and no folder of leftovers', () => {
    expect(
      files
        .filter(({ path }) =>
          /(^|\/)(index|utils?|helpers?|common|misc|dto|services?|managers?)\.(ts|tsx)$/i.test(path)
        )
        .map(({ path }) => path)
    ).toEqual([])
  })

  test('no file silences the compiler', () => {
    const silent = /@ts-(ignore|nocheck|expect-error)|\bas any\b|: any\b|<any>/
    expect(files.filter(({ text }) => silent.test(text)).map(({ path }) => path)).toEqual([])
  })

  test('the kernel stays under 4,000 lines', () => {
    const lines = files.filter(({ folder }) => folder === 'kernel').reduce((sum, file) => sum + file.lines, 0)
    expect(lines).toBeLessThan(4_000)
  })
})

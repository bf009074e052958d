import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { light as palette } from './palette.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function tokens(selector: string): Record<string, string> {
  const from = css.indexOf('{', css.indexOf(selector))
  const block = css.slice(from, css.indexOf('}', from))
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value])
  )
}

const light = tokens(':root {')
const themes = {
  light,
  dark: { ...light, ...tokens(':root[data-theme="dark"]') },
  'dark by system': { ...light, ...tokens(':root:not([data-theme]) {') },
  contrast: { ...light, ...tokens(':root[data-theme="contrast"]') }
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function ratio(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (bright + 0.05) / (dark + 0.05)
}

const six = [1, 2, 3, 4, 5, 6]
const onto = (word: string, grounds: string): string[][] => grounds.split(' ').map((ground) => [word, ground])
const wordPairs = [
  ...onto('ink', `paper sheet sunk act-tint bob-tint ok-tint seq-1 ${six.map((n) => `c${n}-tint`).join(' ')}`),
  ...onto('ink-2', 'paper sheet sunk bob-tint'),
  ...onto('ink-3', 'paper sheet sunk seq-1'),
  ...onto('act', 'paper sheet sunk act-tint'),
  ...onto('on-act', 'act act-strong'),
  ...onto('bob-ink', 'bob-tint paper sheet'),
  ...onto('ok-ink', 'ok-tint sheet'),
  ...onto('breach-ink', 'breach-tint sheet paper'),
  ...onto('sheet', 'breach ink bob'),
  ...onto('unknown-ink', 'unknown-tint'),
  ...onto('na-ink', 'sheet'),
  ...['heat', 'seq'].flatMap((scale) =>
    [
      ['low', 1],
      ['low', 3],
      ['mid', 4],
      ['high', 5],
      ['high', 6]
    ].map(([words, step]) => [`on-scale-${words}`, `${scale}-${step}`])
  )
]
const markPairs = [
  ...['edge', 'bob', 'mark', 'focus'].flatMap((mark) => onto(mark, 'sheet paper')),
  ...['ok', 'breach', 'unknown', 'na'].flatMap((mark) => onto(mark, 'sheet')),
  ...six.flatMap((n) => onto(`c${n}`, `sheet c${n}-tint`))
]

describe.each(Object.entries(themes))('contrast in the theme %s', (_, theme) => {
  const of = (name = ''): string => {
    const value = theme[name]
    if (!value) throw new Error(`no token ${name}`)
    return value
  }
  it.each(wordPairs)('words %s on %s reach 4.5', (word, ground) => {
    expect(ratio(of(word), of(ground))).toBeGreaterThanOrEqual(4.5)
  })
  it.each(markPairs)('marks %s on %s reach 3', (mark, ground) => {
    expect(ratio(of(mark), of(ground))).toBeGreaterThanOrEqual(3)
  })
})

describe('colours of pictures', () => {
  it('are the light tokens', () => {
    for (const [name, value] of Object.entries(palette)) expect([name, value]).toEqual([name, light[name]])
  })
  it('are the same in dark by system and by choice', () => {
    expect(themes['dark by system']).toEqual(themes.dark)
  })
})

/** The light tokens as literal colours, for pictures that leave the product. palette.test.ts holds them to tokens.css. */
export const light = {
  paper: '#f3f5f2',
  sheet: '#ffffff',
  sunk: '#e8edea',
  ink: '#12242b',
  'ink-2': '#3d5058',
  'ink-3': '#54666d',
  hair: '#cfd8d4',
  edge: '#75858a',
  act: '#0b5861',
  'act-tint': '#dcebea',
  bob: '#a06800',
  'bob-ink': '#7a4f00',
  'bob-tint': '#fbefd5',
  ok: '#1d6bae',
  breach: '#b8431a',
  'breach-ink': '#8d2f0e',
  'breach-tint': '#fbe6dc',
  unknown: '#6a797f',
  'unknown-tint': '#e9eeed',
  c1: '#3c1b57',
  c2: '#6b7e16',
  c3: '#14828e',
  c4: '#b02763',
  c5: '#5660c4',
  c6: '#5a3413',
  'c1-tint': '#f0e7f3',
  'c2-tint': '#edf2dc',
  'c3-tint': '#dcefef',
  'c4-tint': '#fae5ee',
  'c5-tint': '#e5e8f1',
  'c6-tint': '#f2eadf',
  'seq-1': '#dfecea',
  'seq-2': '#b3d2d0',
  'seq-3': '#83b6b6',
  'seq-4': '#559a9e',
  'seq-5': '#1b676e',
  'seq-6': '#0a444c',
  'heat-1': '#fbe8dc',
  'heat-2': '#f3c5ab',
  'heat-3': '#e29a75',
  'heat-4': '#d27a52',
  'heat-5': '#a4421a',
  'heat-6': '#74290c',
  mark: '#23505a',
  grid: '#d9e0dc'
} as const

export type Colour = keyof typeof light

/** How a drawing is coloured: on the screen by token, so that dark and print follow; in a picture by literal colour. */
export type Skin = 'screen' | 'picture'

/** The value of an SVG fill or stroke for a colour. */
export function paint(colour: Colour | 'none', skin: Skin): string {
  if (colour === 'none') return 'none'
  return skin === 'screen' ? `var(--${colour})` : light[colour]
}

/** The colour of a category in a drawing: families and stakeholder categories share the six hues. */
export const colourOf = {
  enforcement: 'c1',
  education: 'c2',
  communication: 'c3',
  political: 'c4',
  systemic: 'c5',
  workers: 'c1',
  employers: 'c2',
  government: 'c3',
  ngo: 'c4',
  media: 'c5',
  wildcard: 'c6'
} as const satisfies Record<string, Colour>

import type { BullseyeItem } from './bullseye.tsx'
import type { GanttBar, GanttGate, GanttPhase } from './gantt.tsx'
import type { MatrixItem } from './matrix.tsx'
import type { MapLayer, MapLink } from './plan-map.tsx'
import type { PlumbRow } from './plumb-rows.tsx'
import type { VennItem } from './venn.tsx'
import type { Why } from './why-tree.tsx'

/** What the page of parts shows: figures of the California register, and an invented plan. Data, not words of ours. */
type Industry = readonly [
  name: string,
  cases: number,
  clean: number,
  low: number,
  high: number,
  priority: number,
  taken?: boolean
]

const industries: readonly Industry[] = [
  ['Garment workshops', 2645, 0.14, 0.128, 0.154, 0.9, true],
  ['Residential care', 1180, 0.222, 0.199, 0.247, 0.735, true],
  ['Petrol stations', 142, 0.239, 0.176, 0.316, 0.287],
  ['Car washes', 267, 0.337, 0.283, 0.396, 0.581],
  ['Restaurants', 1774, 0.378, 0.355, 0.4, 0.762, true],
  ['Hotels', 258, 0.399, 0.341, 0.46, 0.416],
  ['Food shops', 659, 0.466, 0.428, 0.504, 0.698],
  ['Building trades', 832, 0.507, 0.473, 0.541, 0.859],
  ['Security guards', 240, 0.542, 0.479, 0.604, 0.553],
  ['Farm labour contractors', 579, 0.644, 0.604, 0.682, 0.414],
  ['Crop farms', 676, 0.728, 0.694, 0.76, 0.12]
]

export const samplePlumb: readonly PlumbRow[] = [
  ...industries.slice(0, 5).map(([label, n, value, low, high], index) => ({
    label,
    n,
    value,
    low,
    high,
    highlight: index === 0,
    href: '#plumb'
  })),
  { label: 'Farm labour contractors', n: 579, value: 0.644, low: 0.604, high: 0.682, href: '#plumb' },
  {
    label: 'Nail and beauty salons in shopping centres with several contractors',
    n: 22,
    value: 0.27,
    low: 0.13,
    high: 0.48,
    href: '#plumb'
  },
  { label: 'Fur farms', n: 3, value: 0, low: 0, high: 0.56, href: '#plumb' }
]

export const sampleMatrix: readonly MatrixItem[] = industries.map(([label, n, clean, , , y, chosen]) => ({
  label,
  x: Math.min(1, 0.5 + (clean - 0.421) * 1.04),
  y,
  chosen,
  proposed: !chosen,
  href: '#matrix',
  title: `${n}`
}))

export const sampleVenn: readonly VennItem[] = [
  { label: 'Minimum wage in garment workshops', inside: [true, true, true], href: '#venn', chosen: true },
  { label: 'Minimum wage in residential care', inside: [true, true, false], href: '#venn' },
  { label: 'Minimum wage in car washes', inside: [true, true, false], href: '#venn' },
  { label: 'Overtime in restaurants', inside: [false, true, true], href: '#venn' },
  { label: 'Child labour on farms', inside: [true, false, false], href: '#venn' },
  { label: 'Records of hours', inside: [false, false, true], href: '#venn' },
  { label: 'Notices at petrol stations', inside: [true, false, true], href: '#venn' },
  { label: 'Rest days in hotels', inside: [false, true, false], href: '#venn' }
]

export const sampleStakeholders: readonly BullseyeItem[] = (
  [
    ['Garment workers’ centre', 'workers', 1, 0],
    ['Garment union', 'workers', 2, 1],
    ['Contractors’ association', 'employers', 3, 2],
    ['Paying workshops', 'employers', 3, 1],
    ['Business registry', 'government', 3, 1],
    ['Tax office', 'government', 2, 1],
    ['Migrants’ aid', 'ngo', 1, 1],
    ['Local radio', 'media', 3, 2],
    ['Buyers’ association', 'wildcard', 4, 2],
    ['Social auditors', 'wildcard', 2, 2]
  ] as const
).map(([name, category, present, desired]) => ({ name, category, present, desired, href: '#bullseye' }))

export const sampleWhys: readonly Why[] = [
  {
    text: 'Workers are paid by the piece, and the pieces of an hour do not reach the minimum.',
    evidence: { basis: 'belief', text: 'belief, to be checked' },
    whys: [
      {
        text: 'The price for a piece leaves the workshop no room.',
        evidence: { basis: 'belief', text: 'belief, to be checked' },
        whys: [
          {
            text: 'The buyer answers for price and date, not for wages.',
            evidence: { basis: 'belief', text: 'belief, to be checked' },
            stop: 'Buyers’ association; the ministry, in its purchasing rules.'
          }
        ]
      }
    ]
  },
  {
    text: 'Being found out is rare and costs little.',
    evidence: { basis: 'record', text: 'in the records: a penalty in 107 of 2,274 cases with a breach' },
    whys: [
      {
        text: 'A workshop closes and opens again under another name.',
        evidence: { basis: 'record', text: 'in the records: 246 of 2,228 employers have more than one case' },
        stop: 'Business registry: link a new registration to unpaid wages.'
      }
    ]
  }
]

export const sampleLayers: readonly MapLayer[] = [
  { key: 'target', name: 'Target', nodes: [{ id: 't', label: 'Garment workshops, minimum wage', href: '#plan-map' }] },
  {
    key: 'influences',
    name: 'Influences',
    nodes: [
      { id: 'i1', label: 'Price set by the buyer', direction: 'minus', href: '#plan-map' },
      { id: 'i2', label: 'Penalty seldom follows', direction: 'minus', href: '#plan-map' },
      { id: 'i3', label: 'New name, clean slate', direction: 'minus', href: '#plan-map' },
      { id: 'i4', label: 'Fear of losing the job', direction: 'minus', href: '#plan-map' },
      { id: 'i5', label: 'Buyers fear bad news', direction: 'plus', href: '#plan-map' },
      {
        id: 'i6',
        label: 'Other workshops pay and are undercut',
        direction: 'plus',
        lacking: 'nobody addresses it',
        href: '#plan-map'
      }
    ]
  },
  {
    key: 'stakeholders',
    name: 'Stakeholders',
    nodes: [
      { id: 's1', label: 'Buyers’ association', category: 'wildcard' },
      { id: 's2', label: 'Business registry', category: 'government' },
      { id: 's3', label: 'Garment workers’ centre', category: 'workers' },
      { id: 's4', label: 'Local radio', category: 'media' },
      { id: 's5', label: 'Tax office', category: 'government' }
    ]
  },
  {
    key: 'interventions',
    name: 'Interventions',
    nodes: [
      { id: 'v1', label: 'Letter with 60 days to answer', family: 'communication' },
      { id: 'v2', label: 'Visits to those who did not answer', family: 'enforcement' },
      { id: 'v3', label: 'Pay clinics at the workers’ centre', family: 'education' },
      { id: 'v4', label: 'Wage terms in 14 supply contracts', family: 'political' },
      { id: 'v5', label: 'Registry links new firm to old debt', family: 'systemic' },
      { id: 'v6', label: 'Name those who put it right', family: 'communication', lacking: 'no owner' }
    ]
  }
]

export const sampleLinks: readonly MapLink[] = [
  ...['i1', 'i2', 'i3', 'i4', 'i5', 'i6'].map((to) => ({ from: 't', to })),
  { from: 'i1', to: 's1' },
  { from: 'i3', to: 's2' },
  { from: 'i4', to: 's3' },
  { from: 'i5', to: 's4' },
  { from: 'i2', to: 's5' },
  { from: 'i2', to: 'v1' },
  { from: 's5', to: 'v2' },
  { from: 's3', to: 'v3' },
  { from: 's1', to: 'v4' },
  { from: 's2', to: 'v5' },
  { from: 's4', to: 'v6' }
]

export const sampleBars: readonly GanttBar[] = [
  {
    label: 'Letter with 60 days to answer',
    from: '2026-09-12',
    to: '2026-11-20',
    family: 'communication',
    text: '412 of 1,180',
    href: '#gantt'
  },
  {
    label: 'Pilot visits, drawn by lot',
    from: '2026-10-03',
    to: '2026-11-20',
    family: 'enforcement',
    text: '96 of 96',
    href: '#gantt'
  },
  {
    label: 'Pay clinics at the workers’ centre',
    from: '2026-10-14',
    to: '2027-03-31',
    family: 'education',
    text: '190 of 600',
    href: '#gantt'
  },
  {
    label: 'Visits to those who did not answer',
    from: '2026-12-01',
    to: '2027-03-31',
    family: 'enforcement',
    text: '0 of 768',
    href: '#gantt'
  },
  {
    label: 'Wage terms in 14 supply contracts',
    from: '2026-12-01',
    to: '2027-04-24',
    family: 'political',
    text: '0 of 14',
    href: '#gantt'
  },
  {
    label: 'Registry links new firm to old debt',
    from: '2027-01-28',
    to: '2027-06-22',
    family: 'systemic',
    proposed: true,
    href: '#gantt'
  },
  {
    label: 'Name those who put it right',
    from: '2027-06-01',
    to: '2027-08-12',
    family: 'communication',
    proposed: true,
    href: '#gantt'
  }
]
export const samplePhases: readonly GanttPhase[] = [
  { label: 'Awareness', from: '2026-09-01', to: '2026-11-30' },
  { label: 'Visits', from: '2026-12-01', to: '2027-03-31' },
  { label: 'Penalties and praise', from: '2027-04-01', to: '2027-08-31' }
]
export const sampleGates: readonly GanttGate[] = [
  { label: 'Gate 1', date: '2026-12-01' },
  { label: 'Gate 2', date: '2027-04-01' }
]

const kinds = ['Sewing', 'Laundry', 'Care Home', 'Farm', 'Car Wash', 'Restaurant', 'Bakery', 'Hotel'] as const
const states = ['breach', 'ok', 'unknown', 'na'] as const

/** Two hundred invented workplaces. */
export const sampleWorkplaces = Array.from({ length: 200 }, (_, index) => ({
  id: String(index + 1),
  name: `Sample ${kinds[index % kinds.length]} ${index + 1}`,
  state: states[(index * 7) % states.length] ?? 'unknown',
  cases: 1 + ((index * 13) % 9),
  owed: ((index * 7919) % 4000) * 10
}))

/** The same drawings in Arabic, which shows that every place is mirrored and every text is not. */
export const sampleArabic = {
  plumb: [
    { label: 'مشاغل الخياطة', n: 2645, value: 0.14, low: 0.128, high: 0.154, highlight: true, href: '#rtl' },
    { label: 'دور الرعاية', n: 1180, value: 0.222, low: 0.199, high: 0.247, href: '#rtl' },
    { label: 'المطاعم', n: 1774, value: 0.378, low: 0.355, high: 0.4, href: '#rtl' },
    { label: 'متعهدو عمال المزارع', n: 579, value: 0.644, low: 0.604, high: 0.682, href: '#rtl' }
  ],
  matrix: [
    { label: 'مشاغل الخياطة', x: 0.207, y: 0.9, chosen: true },
    { label: 'دور الرعاية', x: 0.293, y: 0.735, chosen: true },
    { label: 'محطات الوقود', x: 0.311, y: 0.287, proposed: true },
    { label: 'مغاسل السيارات', x: 0.414, y: 0.581, proposed: true },
    { label: 'المطاعم', x: 0.457, y: 0.762, chosen: true },
    { label: 'متعهدو عمال المزارع', x: 0.736, y: 0.414, proposed: true }
  ],
  stakeholders: [
    { name: 'مركز عمال الخياطة', category: 'workers', present: 1, desired: 0 },
    { name: 'نقابة الخياطة', category: 'workers', present: 2, desired: 1 },
    { name: 'رابطة المقاولين', category: 'employers', present: 3, desired: 2 },
    { name: 'السجل التجاري', category: 'government', present: 3, desired: 1 },
    { name: 'الإذاعة المحلية', category: 'media', present: 3, desired: 2 },
    { name: 'رابطة المشترين', category: 'wildcard', present: 4, desired: 2 }
  ] as readonly BullseyeItem[],
  bars: [
    {
      label: 'رسالة بمهلة 60 يومًا',
      from: '2026-09-12',
      to: '2026-11-20',
      family: 'communication',
      text: '412 من 1,180'
    },
    { label: 'زيارات لمن لم يجب', from: '2026-12-01', to: '2027-03-31', family: 'enforcement', text: '0 من 768' },
    { label: 'ربط السجل بالديون', from: '2027-01-28', to: '2027-06-22', family: 'systemic', proposed: true }
  ] as readonly GanttBar[]
}

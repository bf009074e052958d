import type { Cell, PlanDocument } from '../src/chart/document.rules.ts'
import { sampleDrawing } from './sample-drawing.ts'

const englishLines: Cell[][] = [
  [
    { text: 'Letter with 60 days to answer', bold: true },
    'Garment workshops',
    'Penalty seldom follows',
    'Inspectorate',
    '3 officers, post',
    'N. Reyes',
    'Answered: 412 of 1,180',
    '12,000',
    { text: 'deadline passed', mark: 'example' }
  ],
  [
    { text: 'Pilot visits, drawn by lot', bold: true },
    'Garment workshops',
    'Penalty seldom follows',
    'Inspectorate',
    '48 inspector-days',
    'N. Reyes',
    'Visited: 96 of 96',
    '9,600',
    { text: 'done', mark: 'example' }
  ],
  [
    { text: 'Pay clinics at the workers’ centre', bold: true },
    'Garment workers',
    'Fear of losing the job',
    'Workers’ centre, union',
    '24 evenings, a room',
    'L. Ortega',
    'Workers advised: 190 of 600',
    '7,200',
    { text: 'under way', mark: 'example' }
  ],
  [
    { text: 'Visits to those who did not answer', bold: true },
    '768 workshops',
    'Penalty seldom follows',
    'Inspectorate, tax office',
    '384 inspector-days',
    'N. Reyes',
    'Visited: 0 of 768',
    '76,800',
    { text: 'waits for gate', mark: 'proposed' }
  ],
  [
    { text: 'Wage terms in 14 supply contracts', bold: true },
    'Buyers',
    'Price set by the buyer',
    'Buyers’ association',
    '1 lawyer',
    'A. Diallo',
    'Contracts shown: 0 of 14',
    '18,000',
    { text: 'to sign', mark: 'proposed' }
  ],
  [
    { text: 'Registry links new firm to old debt', bold: true },
    'Workshops that reopen',
    'New name, clean slate',
    'Business registry',
    'Data agreement',
    'S. Park',
    'Rule in force: no',
    '4,000',
    { text: 'not started', mark: 'example' }
  ],
  [
    { text: 'Name those who put it right', bold: true },
    'Garment workshops',
    'Buyers fear bad news',
    'Local radio',
    '2 officers',
    'L. Ortega',
    'Workshops named: 0',
    '2,500',
    { text: 'not started', mark: 'example' }
  ]
]

const columns = (labels: string[]) => labels.map((label) => ({ label, numeric: label === 'Budget' }))

/** A realistic plan, as a document in English. */
export const englishPlan: PlanDocument = {
  title: 'Fair pay in the garment workshops of Los Angeles',
  subtitle: 'Strategic compliance plan',
  inspectorate: 'Demonstration inspectorate',
  country: 'United States, California',
  period: '2026–2028',
  status: 'Agreed',
  language: 'en',
  direction: 'ltr',
  date: '2026-11-22',
  currency: 'USD',
  demonstration:
    'Demonstration. The evidence is real: 15,892 concluded cases, US Wage and Hour Division, California. Plan, people and dates are invented and carry the mark “example”.',
  summary: [
    {
      kind: 'paragraph',
      text: 'Three of four garment workshops in Los Angeles that were looked at paid less than the minimum wage. Two inspectors for every thousand workshops cannot visit them all. This plan turns up the pressure in stages, so that most put it right before anyone visits.'
    },
    {
      kind: 'list',
      items: [
        'One hub: minimum wage × garment workshops in Los Angeles County.',
        'Seven interventions, four of them carried by partners.',
        'Two gates, decided before they are reached.',
        'Goal: 57.9 % of cases with a breach becomes 40 % by the end of 2028.'
      ]
    }
  ],
  sections: [
    {
      number: 1,
      name: 'Inspectorate',
      title: 'What must we do, what may we do, and with what?',
      explanation:
        'The plan begins with the musts, the powers and the means. A power that was never used is a question, not a gap.',
      blocks: [
        { kind: 'heading', level: 2, text: 'Mandate' },
        {
          kind: 'list',
          items: [
            'Legal: minimum wage, section 6 of the Fair Labor Standards Act (ratified Conventions: none on wages).',
            'Policy: the work plan asks for proactive visits in 60 of 100 cases.',
            'Political: the state’s agenda names wage theft.'
          ]
        },
        { kind: 'heading', level: 2, text: 'Resources' },
        {
          kind: 'table',
          caption: 'A hold on goods is the strongest power, and was used four times in nine years',
          columns: [{ label: 'Resource' }, { label: 'Kind' }, { label: 'Quantity', numeric: true }, { label: 'Gap' }],
          rows: [
            ['Inspectors who may enter workshops', 'human', '12', '144 inspector-days short until March 2027'],
            [
              'Hold on goods made below the minimum wage',
              'operational',
              '4',
              'last used in 2019; needs a lawyer each time'
            ],
            ['Travel and post', 'financial', '31,000', ''],
            [
              { text: 'Register of garment workshops', bold: true },
              'informational',
              { text: '1,180', mark: 'example' },
              'addresses older than two years'
            ]
          ]
        },
        {
          kind: 'sources',
          items: [
            'US Department of Labor, Wage and Hour Division, concluded cases in California, 2005–2014. Public domain.'
          ]
        }
      ]
    },
    {
      number: 2,
      name: 'Issues and targets',
      title: 'Where is the wall furthest out of true?',
      explanation:
        'An issue is a rule that we can enforce. A target is a sector, a region or a business model. Where they meet is the hub.',
      blocks: [
        {
          kind: 'picture',
          svg: sampleDrawing(['Garment workshops', 'Restaurants', 'Janitorial services'], 'ltr'),
          width: 620,
          height: 140,
          title: 'Garment workshops stand furthest from the average of 57.9 %',
          description:
            'Three sectors against the average of all cases. Garment workshops: 74 of 100 cases with a breach, restaurants 61, janitorial services 48.'
        },
        {
          kind: 'notice',
          text: 'The register has no dates of visits and most cases began with a complaint. The rates say how often a complaint was right, not how common breaches are.'
        },
        { kind: 'heading', level: 2, text: 'The compliance hub' },
        { kind: 'paragraph', text: 'Minimum wage × garment workshops in Los Angeles County.' }
      ]
    },
    {
      number: 3,
      name: 'Influences',
      title: 'Why do they comply, and why not?',
      explanation: 'We ask why until the answer names someone, or a rule, that somebody can change.',
      blocks: [
        { kind: 'heading', level: 2, text: 'The tree of whys' },
        {
          kind: 'tree',
          nodes: [
            {
              text: 'Workers get less than the minimum wage',
              mark: 'breach',
              children: [
                {
                  text: 'Pay goes by the piece, and the piece price is too low',
                  children: [
                    {
                      text: 'The buyer sets the price',
                      children: [{ text: 'Contracts carry no wage terms', mark: 'example' }]
                    }
                  ]
                },
                {
                  text: 'Penalty seldom follows',
                  children: [
                    {
                      text: 'A workshop closes and opens under a new name',
                      children: [{ text: 'The registry does not ask for old debts', mark: 'proposed' }]
                    }
                  ]
                }
              ]
            },
            {
              text: 'Workers do not complain',
              children: [
                { text: 'Fear of losing the job' },
                { text: 'Nobody explains the piece rate in their language', mark: 'unknown' }
              ]
            }
          ]
        }
      ]
    },
    {
      number: 4,
      name: 'Stakeholders',
      title: 'Who can move it?',
      explanation: 'Any person or body that does or can influence compliance.',
      blocks: [
        { kind: 'heading', level: 2, text: 'Who has influence over the hub' },
        { kind: 'heading', level: 3, text: 'Workers and their organisations' },
        {
          kind: 'list',
          items: ['Garment workers’ centre: reaches 600 workers a year.', 'Union local: speaks for 2 of 100 workers.']
        },
        { kind: 'heading', level: 3, text: 'Wild card' },
        { kind: 'list', items: ['Buyers’ association: 14 brands buy from nine workshops in ten.'] }
      ]
    },
    {
      number: 5,
      name: 'Interventions',
      title: 'What shall we, and they, do about it?',
      blocks: [
        { kind: 'paragraph', text: 'Seven interventions of five families. Each says which influence it changes.' }
      ]
    },
    {
      number: 6,
      name: 'Operation',
      title: 'Who does what, when, and what makes pressure rise?',
      explanation:
        'One line for each intervention. Pressure turns up at the gates: a gate is a population and a rule, decided before it is reached.',
      blocks: [
        { kind: 'heading', level: 2, text: 'Gates' },
        {
          kind: 'list',
          items: [
            'Gate 1, 1 December 2026: not answered 60 days after the letter → visit.',
            'Gate 2, 1 April 2027: breach not put right 30 days after the visit → penalty and hold on goods.'
          ]
        },
        { kind: 'heading', level: 2, text: 'The chart' },
        {
          kind: 'table',
          landscape: true,
          caption: 'Issue of every line: minimum wage. Inspector-days needed 384, free until March 240: 144 short',
          columns: columns([
            'Intervention',
            'Target',
            'Influence',
            'Stakeholders',
            'Resources',
            'Owner',
            'Indicator',
            'Budget',
            'Status'
          ]),
          rows: [...englishLines, ...englishLines]
        },
        { kind: 'heading', level: 2, text: 'How we shall know' },
        {
          kind: 'paragraph',
          text: 'A draw by lot of 96 workshops is visited before the letter and again after the second gate. The difference is printed with its interval, or not at all.'
        }
      ]
    },
    {
      title: 'Sources of the figures',
      blocks: [
        {
          kind: 'list',
          items: [
            'US Department of Labor, Wage and Hour Division: concluded cases, California, 15,892 rows, read on 22 November 2026.',
            'US Occupational Safety and Health Administration: fatalities, California, 1,160 rows, 2009–2019.'
          ]
        }
      ]
    }
  ]
}

/** What the parts on the page of parts say: samples, as an inspectorate would write them. */
export const sampleText = {
  finding: 'In garment workshops, 86 cases of 100 ended with pay below the minimum',
  section: 'What the plan reached',
  figure: 'The letters got 412 answers; 768 workshops have not reacted',
  running:
    'Running text, at most 66 letters a line. Three voices only: what is true, what is counted, and where it comes from.',
  unit: 'Share of concluded cases without a minimum-wage breach.',
  source: 'US Wage and Hour Division, extract of 2016, concluded cases, no dates.',
  ownSource: 'Letters and visits recorded in Plumbline up to today.',
  arabicFinding: 'في مشاغل الخياطة، 86 قضية من كل 100 انتهت بأجور دون الحد الأدنى',
  arabicUnit: 'نسبة القضايا المنتهية دون مخالفة للحد الأدنى للأجور.',
  arabicSource: 'شعبة الأجور وساعات العمل الأمريكية، مستخرج 2016.',
  arabicReference: 'كل القضايا 42%',
  arabicQuadrants: { topStart: 'نتحرّك', topEnd: 'نثبّت ونشيد', bottomStart: 'نراقب', bottomEnd: 'نترك' },
  arabicAxes: { low: 'منخفض', high: 'مرتفع', up: 'أولوية أعلى' },
  arabicRings: ['النواة', 'الناشطون', 'الداعمون', 'غير المعنيين', 'المعادون'],
  arabicGates: [
    { label: 'البوابة 1', date: '2026-12-01' },
    { label: 'البوابة 2', date: '2027-04-01' }
  ],
  mainAct: 'Decide on the gate',
  otherAct: 'Move a target',
  stopAct: 'Remove the line',
  plainAct: 'Cancel',
  disabledAct: 'Open the gate',
  disabledWhy: 'The gate has no rule yet',
  slimAct: 'Add a line',
  longAct: 'Confirm the other eight targets that the records propose and that the group has not yet talked about',
  options: ['Announced', 'Not announced', 'On a complaint of a worker', 'By lot'],
  fieldName: 'Name of the workplace',
  fieldNameHelp: 'As on the sign or the licence.',
  fieldAbout: 'What makes it different',
  fieldDays: 'Days needed',
  fieldDaysUnit: 'inspector-days',
  fieldBudget: 'Budget',
  fieldDue: 'Due',
  fieldCounty: 'County',
  fieldCountyAll: 'All counties',
  fieldVisit: 'The visit is',
  fieldPowers: 'Powers used',
  fieldUntapped: 'Not yet tapped',
  fieldUntappedHelp: 'It exists, and the plan does not use it.',
  fieldFile: 'Register of workplaces',
  fieldFileHelp: 'A CSV or Excel file of at most 500 MB.',
  fieldWorkers: 'Workers present',
  fieldReason: 'Why not assessed?',
  fieldIndustry: 'Industry',
  fieldIndustryAll: 'All industries',
  save: 'Save the workplace',
  typedWrong: 'about ten',
  wrongNumber: 'Write the number of workers as a figure, for example 14.',
  wrongChoice: 'Choose why the check was not made.',
  wrongCheck: 'Say whether the visit was announced.',
  columnPick: 'Take into the list',
  columnName: 'Workplace',
  columnState: 'State of the check',
  columnShare: 'Share clean',
  columnCases: 'Cases',
  columnOwed: 'Owed, US dollars',
  columnIndustry: 'Industry',
  longName:
    'Sample Cooperative of Independent Garment Finishing, Pressing, Packing and Labelling Contractors of Greater Los Angeles',
  tableCaption: 'Workplaces with more than one case',
  longTable: 'Two hundred rows',
  plainTag: 'not started',
  strength: 'strength',
  filter: 'Garment workshops',
  filtered: '2,645 of 15,892 cases',
  notices: {
    plain: { title: 'Not comparable', detail: 'The two waves used different checklists.' },
    wait: { title: 'The gate opens on 1 December', detail: '768 workshops have not answered.' },
    bad: {
      title: '14 rows could not be read',
      detail: 'Download them with the reason, correct them, send them again.'
    },
    good: { title: 'Saved on this phone', detail: 'It leaves when there is a network.' }
  },
  progress: '38 of 71 put right',
  howTitle: 'How this is calculated',
  how: 'Cases without a minimum-wage breach, divided by all concluded cases of the target. Interval: Wilson, 95 %.',
  emptyTitle: 'No register of workplaces yet',
  empty: 'Without it the plan cannot say how many workplaces are liable.',
  emptyAct: 'Import a register',
  plan: 'Fair pay plan 2026–2028',
  stepName: 'Influences',
  question: 'Why do garment workshops pay below the minimum?',
  stepLede: 'Diagnose before you prescribe. Ask why until the answer names an actor or a rule that someone can change.',
  questions: [
    'Why do some comply, and what helps them?',
    'Why do the others not, and who gains?',
    'Who holds each influence, and who could?'
  ],
  tabs: ['Collect ideas', 'Keep asking why', 'Influences', 'What is known'],
  facts: [
    { value: '15,892', label: 'cases concluded' },
    { value: '9,203', label: 'with pay below the minimum, 57.9 %' },
    { value: '129,183', label: 'workers paid below it' },
    { value: '158.9 million', label: 'owed to them, US dollars', href: '#heads' }
  ],
  items: [
    { title: 'Power to enter without notice', detail: 'Last used in October 2026. Nothing hinders it.' },
    { title: 'Hold on goods made below the minimum', detail: 'Never used: the form of the order is missing.' }
  ],
  decide: 'What needs your decision',
  decision: 'Open the gate to visits?',
  decisionTakes: '768 workshops let the 60 days pass. Visiting all takes 384 inspector-days; 240 are free until March.',
  decisionWait: 'If you wait: the letter loses its force on 1 December.',
  terms: [
    { term: 'Mandate', value: 'Wages, hours, safety and health' },
    { term: 'Inspectors', value: '214, of whom 31 speak Spanish' }
  ],
  reference: 'all cases 42 %',
  plumbTitle: 'Four of the five targets have fewer clean cases than the average; garment workshops have the fewest',
  plumbUnit:
    'Share of concluded cases without a minimum-wage breach. The line is the average of all 15,892 cases; bars show the 95 % interval.',
  barsTitle: 'Pay below the minimum is found in 58 cases of 100, child labour in fewer than 3',
  barsUnit: 'Cases with at least one violation of the kind, of 15,892. A case may have several.',
  bars: [
    { label: 'Minimum wage', value: 9203, shown: '9,203', aside: '58 %', href: '#drawings' },
    { label: 'Everything else', value: 2446, shown: '2,446', aside: '15 %', href: '#drawings' },
    { label: 'Child labour', value: 407, shown: '407', aside: '2.6 %', href: '#drawings', highlight: true },
    { label: 'Special minimum wage', value: 121, shown: '121', aside: '0.8 %', href: '#drawings' }
  ],
  columnsTitle: 'Seven cases in ten have a violation; 385 have more than a hundred',
  columnsUnit: 'Number of cases by number of violations in the case, all issues.',
  columns: [
    { label: 'none', value: 4628, shown: '4,628', hollow: true },
    { label: '1–5', value: 6190, shown: '6,190' },
    { label: '6–20', value: 2861, shown: '2,861' },
    { label: '21–100', value: 1828, shown: '1,828' },
    { label: 'over 100', value: 385, shown: '385' }
  ],
  funnelTitle: 'The letters got 412 answers; 768 workshops have not reacted',
  funnelUnit: 'Workplaces at each stage, hub: minimum wage in garment workshops.',
  stages: [
    { label: 'Liable', note: 'not known: no register yet' },
    { label: 'Prioritised', value: 1240 },
    { label: 'Contacted by letter', value: 1180, href: '#drawings' },
    { label: 'Answered', value: 412, href: '#drawings' },
    { label: 'Visited', value: 96, href: '#drawings' },
    { label: 'Breach found', value: 71 },
    { label: 'Put right', value: 38 },
    { label: 'Verified after 6 months', value: 0, note: 'first due 1 March 2027' }
  ],
  curveTitle: 'One case in ten holds 81 % of the money owed; 55 cases of 100 owe nothing',
  curveUnit: 'Cumulative share of 518.4 million dollars in back wages, cases sorted from largest.',
  curveCited: '10 % of cases, 81 % of the money',
  curveEqual: 'if all were equal',
  curveAcross: '100 % of cases',
  curve: [
    { x: 0, y: 0 },
    { x: 0.01, y: 0.39 },
    { x: 0.03, y: 0.58 },
    { x: 0.06, y: 0.72 },
    { x: 0.1, y: 0.81 },
    { x: 0.15, y: 0.89 },
    { x: 0.2, y: 0.935 },
    { x: 0.3, y: 0.98 },
    { x: 0.45, y: 1 },
    { x: 1, y: 1 }
  ],
  heatTitle: 'Farms break other rules: 68 cases of 100, against 31 on the minimum wage',
  heatUnit: 'Share of cases with a violation of the kind. Number of cases in grey.',
  heatColumns: ['Minimum wage', 'Everything else', 'Child labour'],
  heatRows: [
    {
      label: 'Farming',
      n: 1421,
      cells: [
        { value: 0.31, n: 1421, href: '#drawings' },
        { value: 0.68, n: 1421 },
        { value: 0.013, n: 1421 }
      ]
    },
    {
      label: 'Factories',
      n: 3473,
      cells: [
        { value: 0.79, n: 3473 },
        { value: 0.034, n: 3473 },
        { value: 0.01, n: 3473 }
      ]
    },
    {
      label: 'Hotels, food',
      n: 2032,
      cells: [
        { value: 0.62, n: 2032 },
        { value: 0.019, n: 2032 },
        { value: 0.083, n: 2032 }
      ]
    },
    {
      label: 'Support services',
      n: 980,
      cells: [
        { value: 0.47, n: 980 },
        { value: 0.24, n: 980 },
        { value: 0.004, n: 980 }
      ]
    },
    {
      label: 'Mining',
      n: 22,
      cells: [
        { value: 0.41, n: 22 },
        { value: 0.23, n: 22 },
        { value: 0, n: 3 }
      ]
    },
    { label: 'Embassies', n: 4, cells: [{ value: 0.5, n: 4 }, undefined, { value: 0, n: 4 }] }
  ],
  mapTitle: 'Los Angeles County holds a third of the cases; 71 of 100 are below the minimum',
  mapUnit: 'Share of cases with pay below the minimum, by county of the workplace.',
  loadingTitle: 'This figure is being worked out',
  matrixTitle: 'Three targets combine high priority with low compliance',
  matrixUnit:
    'Issue: minimum wage. Across: compliance, the share of cases without a breach. Up: priority, proposed by the number of workers underpaid; the group moves it.',
  quadrants: { topStart: 'Act', topEnd: 'Sustain and acclaim', bottomStart: 'Watch', bottomEnd: 'Leave' },
  axes: { low: 'low', high: 'high', up: 'higher priority' },
  vennTitle: 'One pair lies in all three circles: minimum wage in garment workshops',
  vennUnit: 'Pairs of issue and target, as the group placed them.',
  circles: ['A priority issue', 'A priority target', 'We can win it'] as const,
  whyTitle: 'Keep asking why',
  whyRoot: {
    title: 'Pay below the minimum, garment workshops',
    detail: '2,274 of 2,645 cases · 1,514 dollars owed per worker'
  },
  bullseyeTitle: 'Eight of ten must come closer, three of them by two rings',
  bullseyeUnit: 'Filled: today. Dashed: where the plan needs them. Hub: minimum wage in garment workshops.',
  rings: ['Core', 'Activists', 'Supporters', 'Disengaged', 'Hostile'],
  mapOfPlanTitle: 'Six influences, six interventions; one influence is left to itself',
  mapOfPlanUnit: 'From the target to what moves it, who holds that, and what the plan does.',
  ganttTitle: 'Pressure rises at two gates, in December and in April',
  ganttUnit: 'One line for each intervention. Dashed: not yet decided.'
}

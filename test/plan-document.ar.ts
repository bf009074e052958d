import type { Block, Cell, PlanDocument } from '../src/chart/document.rules.ts'
import { sampleDrawing } from './sample-drawing.ts'

const arabicLines: Cell[][] = [
  [
    { text: 'رسالة بمهلة 60 يومًا للرد', bold: true },
    'ورش الخياطة',
    'العقوبة نادرًا ما تتبع',
    'المفتشية',
    '3 موظفين، البريد',
    'N. Reyes',
    'ردّت: 412 من 1,180',
    '12,000',
    { text: 'انتهت المهلة', mark: 'example' }
  ],
  [
    { text: 'زيارات تجريبية بالقرعة', bold: true },
    'ورش الخياطة',
    'العقوبة نادرًا ما تتبع',
    'المفتشية',
    '48 يوم تفتيش',
    'N. Reyes',
    'زيرت: 96 من 96',
    '9,600',
    { text: 'تمّت', mark: 'example' }
  ],
  [
    { text: 'استشارات الأجور في مركز العمال', bold: true },
    'عمال الخياطة',
    'الخوف من فقدان العمل',
    'مركز العمال، النقابة',
    '24 أمسية، قاعة',
    'L. Ortega',
    'استُشير: 190 من 600',
    '7,200',
    { text: 'جارية', mark: 'example' }
  ],
  [
    { text: 'زيارة من لم يردّ', bold: true },
    '768 ورشة',
    'العقوبة نادرًا ما تتبع',
    'المفتشية، مصلحة الضرائب',
    '384 يوم تفتيش',
    'N. Reyes',
    'زيرت: 0 من 768',
    '76,800',
    { text: 'تنتظر البوابة', mark: 'proposed' }
  ],
  [
    { text: 'شروط الأجور في 14 عقد توريد', bold: true },
    'المشترون',
    'المشتري يحدد السعر',
    'جمعية المشترين (AAFA)',
    'محامٍ واحد',
    'A. Diallo',
    'عُرضت: 0 من 14',
    '18,000',
    { text: 'للتوقيع', mark: 'proposed' }
  ]
]

const columns = (labels: string[]) => labels.map((label) => ({ label, numeric: label === 'الميزانية' }))

const arabicWhys: Block = {
  kind: 'tree',
  nodes: [
    {
      text: 'يتقاضى العمال أقل من الحد الأدنى للأجور',
      mark: 'breach',
      children: [
        {
          text: 'الأجر بالقطعة، وسعر القطعة متدنٍّ',
          children: [{ text: 'المشتري يحدد السعر', children: [{ text: 'لا شروط للأجور في العقود', mark: 'example' }] }]
        },
        { text: 'العقوبة نادرًا ما تتبع' }
      ]
    },
    { text: 'العمال لا يشتكون', children: [{ text: 'الخوف من فقدان العمل', mark: 'unknown' }] }
  ]
}

/** The same plan in Arabic, shorter, with names in Latin letters. */
export const arabicPlan: PlanDocument = {
  title: 'أجر عادل في ورش الخياطة في لوس أنجلوس',
  subtitle: 'خطة الامتثال الاستراتيجي',
  inspectorate: 'مفتشية العمل التجريبية',
  country: 'الولايات المتحدة، كاليفورنيا',
  period: '2026–2028',
  status: 'متفق عليها',
  language: 'ar',
  direction: 'rtl',
  date: '2026-11-22',
  currency: 'USD',
  demonstration:
    'عرض تجريبي. الأدلة حقيقية: 15,892 قضية منتهية، US Wage and Hour Division، كاليفورنيا. الخطة والأشخاص والتواريخ مختلقة وتحمل العلامة «مثال».',
  summary: [
    {
      kind: 'paragraph',
      text: 'ثلاث من كل أربع ورش خياطة في لوس أنجلوس جرى تفتيشها دفعت أقل من الحد الأدنى للأجور (57.9% في المتوسط). ترفع هذه الخطة الضغط على مراحل، كي تصحح معظم الورش وضعها قبل أن يزورها أحد.'
    },
    {
      kind: 'list',
      items: [
        'محور واحد: الحد الأدنى للأجور × ورش الخياطة في مقاطعة Los Angeles.',
        'سبعة تدخلات، أربعة منها ينفذها الشركاء.',
        'الهدف: 40% من القضايا بحلول نهاية 2028.'
      ]
    }
  ],
  sections: [
    {
      number: 1,
      name: 'المفتشية',
      title: 'ما الذي يجب علينا، وما الذي يجوز لنا، وبأي وسائل؟',
      explanation: 'تبدأ الخطة بالواجبات والصلاحيات والوسائل. الصلاحية التي لم تُستعمل قط سؤال لا ثغرة.',
      blocks: [
        { kind: 'heading', level: 2, text: 'الموارد' },
        {
          kind: 'table',
          caption: 'حجز البضائع أقوى الصلاحيات، واستُعمل أربع مرات في تسع سنوات',
          columns: [{ label: 'المورد' }, { label: 'النوع' }, { label: 'الكمية', numeric: true }, { label: 'الثغرة' }],
          rows: [
            ['مفتشون يحق لهم دخول الورش', 'بشري', '12', 'ينقص 144 يوم تفتيش حتى مارس 2027'],
            ['حجز البضائع المصنوعة بأقل من الحد الأدنى (FLSA)', 'صلاحية', '4', 'آخر استعمال سنة 2019'],
            ['سجل ورش الخياطة', 'معلومات', { text: '1,180', mark: 'example' }, '']
          ]
        },
        {
          kind: 'sources',
          items: ['US Department of Labor, Wage and Hour Division، القضايا المنتهية في كاليفورنيا، 2005–2014.']
        }
      ]
    },
    {
      number: 2,
      name: 'القضايا والأهداف',
      title: 'أين يميل الجدار أكثر؟',
      blocks: [
        {
          kind: 'picture',
          svg: sampleDrawing(['ورش الخياطة', 'المطاعم (61 من 100)', 'خدمات التنظيف US WHD'], 'rtl'),
          width: 620,
          height: 140,
          title: 'ورش الخياطة هي الأبعد عن المتوسط البالغ 57.9%',
          description: 'ثلاثة قطاعات مقارنة بمتوسط كل القضايا.'
        },
        { kind: 'notice', text: 'لا تواريخ للزيارات في السجل، ومعظم القضايا بدأت بشكوى.' }
      ]
    },
    {
      number: 3,
      name: 'المؤثرات',
      title: 'لماذا يمتثلون، ولماذا لا؟',
      blocks: [{ kind: 'heading', level: 2, text: 'شجرة الأسباب' }, arabicWhys]
    },
    {
      number: 6,
      name: 'التنفيذ',
      title: 'من يفعل ماذا، ومتى، وما الذي يزيد الضغط؟',
      blocks: [
        { kind: 'heading', level: 2, text: 'الجدول' },
        {
          kind: 'table',
          landscape: true,
          caption: 'القضية في كل سطر: الحد الأدنى للأجور',
          columns: columns([
            'التدخل',
            'الهدف',
            'المؤثر',
            'أصحاب المصلحة',
            'الموارد',
            'المسؤول',
            'المؤشر',
            'الميزانية',
            'الحالة'
          ]),
          rows: [...arabicLines, ...arabicLines]
        }
      ]
    }
  ]
}

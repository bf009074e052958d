import { tellAction } from '../consultation/joint.rules.ts'
import { sayPosition, saySpoke } from '../consultation/say.part.ts'
import type { Composition } from './compose.part.ts'
import { nameCell, tableBlocks } from './compose-ground.part.ts'
import type { Block, Step } from './document.rules.ts'

/** What is planned and agreed with others: joint plans, and what organisations said when they were consulted. */

export function composeJointPlans({ words, whole, names }: Composition): Step[] {
  const t = (key: string) => words.t(key)
  if (whole.jointPlans.length === 0) return []
  const blocks = whole.jointPlans.flatMap((one): Block[] => {
    const partners = whole.jointPartners.filter(({ joint_plan }) => joint_plan === one.id)
    const actions = whole.jointActions.filter(({ joint_plan }) => joint_plan === one.id)
    return [
      { kind: 'heading', level: 2, text: one.title, ...(one.example ? { mark: 'example' as const } : {}) },
      { kind: 'paragraph', text: one.goals },
      ...tableBlocks(
        t('joint_partner.list'),
        [t('joint_partner.stakeholder'), t('joint_partner.brings'), t('joint_partner.speaker')],
        partners.map((each) => [nameCell(names.get(each.stakeholder) ?? '', each), each.brings, each.speaker])
      ),
      ...tableBlocks(
        t('joint_action.list'),
        [t('joint_action.one'), t('joint_action.partner'), t('joint_action.until'), t('joint_action.status')],
        actions.map((each) => {
          const told = tellAction(each, whole.interventions)
          return [
            nameCell(told.what, each),
            names.get(told.by ?? '') ?? t('joint_action.partner.none'),
            told.until ? words.date(told.until) : '–',
            told.status ? t(`intervention.status.${told.status}`) : '–'
          ]
        })
      )
    ]
  })
  return [{ title: t('joint_plan.list'), blocks }]
}

export function composeConsultation({ words, whole, names, edition }: Composition): Step[] {
  const t = (key: string) => words.t(key)
  const { consultations, points } = whole
  if (consultations.length === 0) return []
  const version = (id: string | null) => {
    const number = edition.versions?.get(id ?? '')
    return number === undefined ? '' : words.t('plan_version.numbered', { number })
  }
  const said = tableBlocks(
    t('consultation.position'),
    [t('consultation.stakeholder'), t('consultation.version'), t('consultation.was-asked'), t('consultation.position')],
    consultations.map((one) => [
      nameCell(names.get(one.stakeholder) ?? '', one),
      version(one.version) || '–',
      words.t('consultation.how', {
        way: t(`consultation.way.${one.way}`),
        from: words.date(one.asked),
        until: one.until ? words.date(one.until) : '',
        limited: one.until ? 'yes' : 'no'
      }),
      [sayPosition(words, one, edition.today), saySpoke(words, one)].filter(Boolean).join('; ')
    ])
  )
  const raised = tableBlocks(
    t('document.consultation.points'),
    [
      t('consultation.stakeholder'),
      t('consultation_point.text'),
      t('consultation_point.outcome'),
      t('consultation_point.why')
    ],
    points.map((one) => [
      nameCell(names.get(consultations.find(({ id }) => id === one.consultation)?.stakeholder ?? '') ?? '', one),
      one.text,
      [
        one.outcome === '' ? t('consultation_point.unanswered') : t(`consultation_point.outcome.${one.outcome}`),
        version(one.taken_in)
      ]
        .filter(Boolean)
        .join('; '),
      one.why
    ])
  )
  return [{ title: t('document.consultation'), blocks: [...said, ...raised] }]
}

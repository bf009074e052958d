import { ToldBy } from '../delivery/delivery.part.tsx'
import { workPath } from '../delivery/path.rules.ts'
import { acceptedProofs, largestProof, mostProofs, served } from '../delivery/proof.rules.ts'
import { demandId } from '../evidence/address.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { FileField } from '../ui/field.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Terms } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Crumbs, Items, PageHead, SectionHead } from '../ui/step.tsx'
import { Example } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { optionsOf } from './memoranda.pages.tsx'
import {
  type Memorandum,
  type Obligation,
  openMemorandumFile,
  type Register,
  readMemoranda
} from './memorandum.operations.ts'
import { DueTag, sayDebtor, sayPartners, ValidityTag } from './memorandum.part.tsx'
import { memorandumFields, memorandumPath, obligationFields, sortByDue } from './memorandum.rules.ts'

type Room = Register & { context: PageContext; memorandum: Memorandum; today: string; edit: boolean }

const { memorandum: _memorandum, ...askedOfObligation } = obligationFields

export const memorandumPages: Page[] = [
  page(`${memorandumPath()}/:id`, 'plan.read', async (context) => {
    const { words, params } = context
    const register = await context.ask(readMemoranda, {})
    const id = demandId(params.id)
    const memorandum = register.memoranda.find((one) => one.id === id)
    if (!memorandum) throw new Problem('not-found')
    const today = new Date().toISOString().slice(0, 10)
    const room: Room = { ...register, context, memorandum, today, edit: context.may('plan.edit') }
    return (
      <Layout title={memorandum.title}>
        <Crumbs
          items={[{ label: words.t('memorandum.register'), href: memorandumPath() }, { label: memorandum.title }]}
        />
        <PageHead
          title={memorandum.title}
          kicker={sayPartners(words, memorandum, room)}
          actions={room.edit ? <AddButton>{words.t('obligation.add')}</AddButton> : undefined}
        >
          {memorandum.purpose || undefined}
        </PageHead>
        <p class="row after-head">
          <ValidityTag of={memorandum} today={today} />
          {memorandum.example ? <Example /> : null}
        </p>
        {room.edit ? <AddObligation {...room} /> : null}
        <div class="two">
          <Owed {...room} />
          <div class="stack-l">
            <Facts {...room} />
            <Documents {...room} />
          </div>
        </div>
      </Layout>
    )
  }),
  page(`${memorandumPath()}/:id/files/:file`, 'plan.read', async ({ ask, params }) => {
    const { file, body } = await ask(openMemorandumFile, { id: demandId(params.file) })
    const { type, shown } = served[file.type]
    return new Response(body, {
      headers: {
        'content-type': type,
        'content-length': String(file.bytes),
        'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`
      }
    })
  })
]

function AddObligation({ memorandum, stakeholders }: Room) {
  const words = useWords()
  const sent = useSent('obligation.add')
  return (
    <OnDemand title={words.t('obligation.add')} open={sent !== undefined}>
      <OperationForm
        operation="obligation.add"
        hidden={{ memorandum: memorandum.id }}
        returnTo={`${memorandumPath(memorandum.id)}#:id`}
        action={words.t('obligation.add.action')}
        kind="main"
      >
        <DeclaredFields
          record="obligation"
          fields={askedOfObligation}
          choices={{ owed_by: partnersFirst(memorandum, stakeholders) }}
        />
      </OperationForm>
    </OnDemand>
  )
}

/** Who may owe something: the partners of the memorandum before everybody else. */
function partnersFirst({ partners }: Memorandum, stakeholders: Register['stakeholders']) {
  const [of, others] = [true, false].map((is) => stakeholders.filter(({ id }) => partners.includes(id) === is))
  return optionsOf([...(of ?? []), ...(others ?? [])])
}

function Owed(room: Room) {
  const words = useWords()
  const { obligations, memorandum, today, told } = room
  const owed = sortByDue(
    obligations.filter((one) => one.memorandum === memorandum.id),
    today
  )
  return (
    <section class="stack-s">
      <SectionHead title={words.t('obligation.title', { n: owed.length })} />
      {owed.length === 0 ? <p class="soft">{words.t('obligation.none')}</p> : null}
      <Items
        items={owed.map((one) => ({
          key: one.id,
          body: (
            <div id={one.id} class="stack-s">
              <span>
                <strong>
                  <Written>{one.what}</Written>
                </strong>{' '}
                <DueTag of={one} today={today} />
              </span>
              <p class="soft small">
                <Written>{sayDebtor(words, one, room)}</Written>
                {one.every ? (
                  <>
                    {' · '}
                    <Written>{one.every}</Written>
                  </>
                ) : null}
              </p>
              {one.note ? <Written>{one.note}</Written> : null}
              {told.some(({ record }) => record === one.id) ? (
                <p class="soft small">
                  <ToldBy record={one.id} told={told} />
                </p>
              ) : null}
              {room.edit ? <ChangeObligation of={one} room={room} /> : null}
            </div>
          )
        }))}
      />
    </section>
  )
}

function ChangeObligation({ of, room }: { of: Obligation; room: Room }) {
  const words = useWords()
  const sent = useSent('obligation.change', of.id)
  const here = memorandumPath(room.memorandum.id)
  return (
    <Details summary={words.t('obligation.change')} open={sent !== undefined}>
      <OperationForm
        operation="obligation.change"
        formKey={of.id}
        hidden={{ id: of.id, revision: of.revision, memorandum: of.memorandum }}
        returnTo={`${here}#${of.id}`}
        action={words.t('record.save')}
        plain
        beside={
          <a href={`/records/obligation/${of.id}/remove?from=${here}`}>
            {words.t('obligation.remove')}
            <span class="vh">{` ${of.what}`}</span>
          </a>
        }
      >
        <DeclaredFields
          record="obligation"
          fields={askedOfObligation}
          values={of}
          choices={{ owed_by: partnersFirst(room.memorandum, room.stakeholders) }}
        />
      </OperationForm>
    </Details>
  )
}

function Facts(room: Room) {
  const words = useWords()
  const { memorandum, interventions, stakeholders, edit } = room
  const day = (value: string | null) => (value ? words.date(value) : '–')
  const belongs = interventions.filter(({ id }) => memorandum.interventions.includes(id))
  const sent = useSent('memorandum.change')
  return (
    <section class="stack-s">
      <SectionHead title={words.t('memorandum.facts')} />
      <Terms
        items={[
          { term: words.t('memorandum.partners'), value: sayPartners(words, memorandum, room) || '–' },
          { term: words.t('memorandum.signed'), value: day(memorandum.signed) },
          { term: words.t('memorandum.valid_from'), value: day(memorandum.valid_from ?? memorandum.signed) },
          { term: words.t('memorandum.valid_until'), value: day(memorandum.valid_until) },
          {
            term: words.t('memorandum.interventions'),
            value:
              belongs.length === 0 ? (
                '–'
              ) : (
                <ul>
                  {belongs.map((one) => (
                    <li key={one.id}>
                      <a href={workPath(one.plan, one.id)}>
                        <Written>{one.name}</Written>
                      </a>
                    </li>
                  ))}
                </ul>
              )
          }
        ]}
      />
      {edit ? (
        <Details summary={words.t('memorandum.change')} open={sent !== undefined}>
          <OperationForm
            operation="memorandum.change"
            hidden={{ id: memorandum.id, revision: memorandum.revision }}
            action={words.t('record.save')}
            plain
            beside={
              <LinkButton
                href={`/records/memorandum/${memorandum.id}/remove?from=${memorandumPath()}`}
                kind="stop"
                slim
              >
                {words.t('memorandum.remove')}
              </LinkButton>
            }
          >
            <DeclaredFields
              record="memorandum"
              fields={memorandumFields}
              values={memorandum}
              choices={{ partners: optionsOf(stakeholders), interventions: optionsOf(interventions) }}
            />
          </OperationForm>
        </Details>
      ) : null}
    </section>
  )
}

function Documents({ memorandum, files, edit }: Room) {
  const words = useWords()
  const own = files.filter((one) => one.memorandum === memorandum.id)
  const here = memorandumPath(memorandum.id)
  const sent = useSent('memorandum.attach')
  return (
    <section class="stack-s">
      <SectionHead title={words.t('memorandum.files', { n: own.length })} />
      <ul>
        {own.map(({ id, name }) => (
          <li key={id}>
            <a href={`${here}/files/${id}`}>
              <Written>{name}</Written>
            </a>{' '}
            {edit ? (
              <a class="small" href={`/records/memorandum_file/${id}/remove?from=${here}`}>
                {words.t('proof.remove')}
                <span class="vh">{` ${name}`}</span>
              </a>
            ) : null}
          </li>
        ))}
      </ul>
      {edit ? (
        <Details summary={words.t('delivery.attach')} open={sent !== undefined}>
          <OperationForm
            operation="memorandum.attach"
            hidden={{ memorandum: memorandum.id }}
            action={words.t('delivery.attach.action')}
            slim
            plain
            files
          >
            <FileField
              name="file"
              label={words.t('memorandum.file')}
              help={words.t('memorandum.file.help', { n: mostProofs, limit: largestProof / 1024 / 1024 })}
              accept={acceptedProofs}
              multiple
            />
          </OperationForm>
        </Details>
      ) : null}
    </section>
  )
}

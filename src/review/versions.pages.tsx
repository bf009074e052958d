import { text } from '../kernel/field.ts'
import { type Page, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { AgreeTabs } from '../plan/agree.part.tsx'
import { readPlan } from '../plan/operations.ts'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Notice } from '../ui/notice.tsx'
import { AddButton, OnDemand } from '../ui/on-demand.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { Crumbs, Items, PageHead, SectionHead } from '../ui/step.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import { readVersions, type Signatory, type ToldVersion } from './operations.ts'
import { versionPath } from './path.rules.ts'
import { signatoryFields, signatureFields } from './rules.ts'

export const versionsPages: Page[] = [
  page('/plans/:plan/versions', 'plan.read', async (context) => {
    const { words, params, may } = context
    const plan = params.plan ?? ''
    const { title } = await context.ask(readPlan, { plan })
    const { versions, signatories, since } = await context.ask(readVersions, { plan })
    const [latest] = versions
    const edit = may('plan.edit')
    return (
      <Layout title={words.t('plan_version.list')}>
        <Crumbs items={[{ label: title, href: `/plans/${plan}` }, { label: words.t('plan_version.list') }]} />
        <PageHead
          title={finding(words, latest)}
          actions={edit ? <AddButton>{words.t('plan_version.freeze')}</AddButton> : null}
        >
          {words.t('plan_version.explained')}
        </PageHead>
        <AgreeTabs plan={plan} here="versions" />
        <div class="stack-l">
          {edit ? <Freeze plan={plan} /> : null}
          {latest && since > 0 ? (
            <Notice
              kind={latest.signatures.length > 0 ? 'wait' : 'plain'}
              title={words.t(latest.signatures.length > 0 ? 'plan_version.signed-before' : 'plan_version.since', {
                number: latest.number,
                n: since
              })}
            >
              <a href={versionPath(plan, latest.number)}>{words.t('plan_version.since.open')}</a>
            </Notice>
          ) : null}
          <SignOffTable plan={plan} latest={latest} signatories={signatories} sign={may('plan.decide')} edit={edit} />
          <Versions plan={plan} versions={versions} edit={edit} />
        </div>
      </Layout>
    )
  })
]

function finding(words: Words, latest: ToldVersion | undefined): string {
  if (!latest) return words.t('plan_version.finding.none')
  const { state, next } = latest.signOff
  return words.t('plan_version.finding', { number: latest.number, state, name: next?.name ?? '' })
}

function Freeze({ plan }: { plan: string }) {
  const words = useWords()
  const sent = useSent('plan_version.freeze')
  return (
    <OnDemand title={words.t('plan_version.freeze')} open={sent !== undefined}>
      <OperationForm
        operation="plan_version.freeze"
        hidden={{ plan }}
        returnTo={versionPath(plan)}
        action={words.t('plan_version.freeze')}
        kind="main"
      >
        <DeclaredFields record="plan_version" fields={{ note: text(1000, { long: true }) }} />
      </OperationForm>
    </OnDemand>
  )
}

type SignOffProps = {
  plan: string
  latest: ToldVersion | undefined
  signatories: Signatory[]
  sign: boolean
  edit: boolean
}

/** Who signs the last version, in order: what each said, and the form of whose turn it is. */
function SignOffTable({ plan, latest, signatories, sign, edit }: SignOffProps) {
  const words = useWords()
  const saidBy = (id: string) => latest?.signatures.find((one) => one.signatory === id)
  const columns: Column<Signatory>[] = [
    {
      key: 'name',
      label: words.t('signatory.name'),
      head: true,
      cell: (one) => (
        <>
          <Written>{one.name}</Written> {one.example ? <Example /> : null}
          <small>
            <Written>{one.function}</Written>
          </small>
        </>
      )
    },
    {
      key: 'verdict',
      label: latest ? words.t('plan_version.numbered', { number: latest.number }) : words.t('signature.verdict'),
      cell: (one) => {
        const said = saidBy(one.id)
        if (!said)
          return latest?.signOff.next?.id === one.id ? (
            <Tag kind="wait">{words.t('signature.turn')}</Tag>
          ) : (
            <span class="soft">{words.t('signature.open')}</span>
          )
        return (
          <>
            <Tag kind={said.verdict === 'signed' ? 'ok' : 'breach'}>{words.t(`signature.verdict.${said.verdict}`)}</Tag>{' '}
            {words.date(said.day)}
            {said.reason ? (
              <small>
                <Written>{said.reason}</Written>
              </small>
            ) : null}
          </>
        )
      }
    },
    ...(edit
      ? [
          {
            key: 'actions',
            label: words.t('intervention.column.actions'),
            quiet: true,
            cell: ({ id, name }: Signatory) => (
              <a href={`/records/signatory/${id}?from=${versionPath(plan)}`}>
                {words.t('record.change')}
                <span class="vh">{` ${name}`}</span>
              </a>
            )
          }
        ]
      : [])
  ]
  const next = latest?.signOff.state === 'open' ? latest.signOff.next : undefined
  return (
    <section class="stack" id="sign">
      <SectionHead
        title={words.t('signatory.list')}
        actions={
          edit ? (
            <AddButton id="signatory" kind="outline">
              {words.t('signatory.add')}
            </AddButton>
          ) : null
        }
      />
      {edit ? <AddSignatory plan={plan} /> : null}
      <DataTable
        caption={words.t('signatory.list')}
        captionHidden
        columns={columns}
        rows={signatories}
        rowKey={({ id }) => id}
        empty={<p class="soft">{words.t('signatory.none')}</p>}
      />
      {sign && latest && next ? <Sign plan={plan} version={latest} next={next} /> : null}
    </section>
  )
}

function Sign({ plan, version, next }: { plan: string; version: ToldVersion; next: Signatory }) {
  const words = useWords()
  const sent = useSent('signature.sign')
  const { verdict, reason, day } = signatureFields
  const today = new Date().toISOString().slice(0, 10)
  return (
    <Details
      summary={words.t('signature.sign.for', { name: next.name, number: version.number })}
      open={sent !== undefined}
    >
      <OperationForm
        operation="signature.sign"
        hidden={{ version: version.id, signatory: next.id }}
        returnTo={`${versionPath(plan)}#sign`}
        action={words.t('signature.sign')}
        kind="main"
      >
        <DeclaredFields record="signature" fields={{ verdict, reason, day }} values={{ day: today }} />
      </OperationForm>
    </Details>
  )
}

function AddSignatory({ plan }: { plan: string }) {
  const words = useWords()
  const sent = useSent('signatory.add')
  return (
    <OnDemand id="signatory" title={words.t('signatory.add')} open={sent !== undefined}>
      <OperationForm
        operation="signatory.add"
        hidden={{ plan }}
        returnTo={`${versionPath(plan)}#sign`}
        action={words.t('signatory.add')}
      >
        <DeclaredFields record="signatory" fields={signatoryFields} />
      </OperationForm>
      <PasteForm record="signatory" hidden={{ plan }} returnTo={`${versionPath(plan)}#sign`} />
    </OnDemand>
  )
}

function Versions({ plan, versions, edit }: { plan: string; versions: readonly ToldVersion[]; edit: boolean }) {
  const words = useWords()
  if (versions.length === 0) return null
  return (
    <section class="stack">
      <SectionHead title={words.t('plan_version.all')} />
      <Items
        items={versions.map((one) => ({
          key: one.id,
          body: (
            <>
              <p class="strong">
                <a href={versionPath(plan, one.number)}>{words.t('plan_version.numbered', { number: one.number })}</a>{' '}
                <Tag
                  kind={one.signOff.state === 'agreed' ? 'ok' : one.signOff.state === 'refused' ? 'breach' : 'plain'}
                >
                  {words.t(`plan_version.state.${one.signOff.state}`, { n: one.signOff.signed })}
                </Tag>{' '}
                {one.example ? <Example /> : null}
              </p>
              {one.note ? (
                <p>
                  <Written>{one.note}</Written>
                </p>
              ) : null}
              <small>{words.t('plan_version.frozen', { day: words.date(one.day) })}</small>
            </>
          ),
          actions:
            edit && one.signatures.length === 0 ? (
              <LinkButton href={`/records/plan_version/${one.id}/remove?from=${versionPath(plan)}`} kind="plain" slim>
                {words.t('plan_version.remove')}
              </LinkButton>
            ) : undefined
        }))}
      />
    </section>
  )
}

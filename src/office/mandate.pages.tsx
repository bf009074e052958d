import type { Page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { SelectField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DeclaredFields } from '../ui/declared.tsx'
import { Filters, PostButton } from '../ui/form.tsx'
import { Details, Empty } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { PasteForm } from '../ui/paste-form.tsx'
import { Items, SectionHead } from '../ui/step.tsx'
import { ExampleAmong, ExampleOfAll, Tag } from '../ui/tag.tsx'
import { type Matter, MatterTick, WhatMatters } from './matter.part.tsx'
import { mandateFields, mandateKinds } from './rules.ts'
import { type ConventionProposal, type Mandate, readMandate } from './step.operations.ts'
import { Below, ChangeLink, ofPlan, type StepPlace, stepPages } from './step.part.tsx'

/** What a Convention would be entered as. */
function asMandate(words: Words, { title, number, code, ratified }: ConventionProposal): Record<string, string> {
  return {
    kind: 'legal',
    form: 'convention',
    title: words.t('mandate.convention.title', { title, number }),
    reference: ratified === null ? code : words.t('mandate.convention.ratified', { code, year: ratified })
  }
}

/** Since when a Convention is in force in the world, where the list says so. */
function inForceSince(words: Words, { inForce }: ConventionProposal): string {
  return inForce ? words.t('mandate.convention.in-force', { date: words.date(inForce) }) : ''
}

export const mandatePages: Page[] = stepPages('mandate', async (place) => {
  const { context, edit, plan } = place
  const { words, query } = context
  const { mandates, conventions, ticked } = await context.ask(readMandate, { language: words.language, plan })
  const matter = plan ? ({ plan, of: 'mandates', ticked, edit: context.may('plan.edit') } as const) : undefined
  const chosen = conventions.find(({ code }) => code === query('convention'))
  const about = mandates.find(({ id }) => id === query('comment'))
  const proposed = chosen ? asMandate(words, chosen) : about ? asComment(words, about) : undefined
  return (
    <>
      {mandates.length === 0 ? (
        <Empty level={2} title={words.t('mandate.empty.title')}>
          {words.t('mandate.empty')}
        </Empty>
      ) : null}
      {edit ? <AddMandate place={place} proposed={proposed} open={mandates.length === 0} /> : null}
      <WhatMatters matter={mandates.length > 0 ? matter : undefined}>
        {mandateKinds.map((kind) => (
          <MandatesOfKind
            key={kind}
            kind={kind}
            place={place}
            matter={matter}
            rows={mandates.filter((one) => one.kind === kind)}
          />
        ))}
      </WhatMatters>
      {edit ? <Conventions of={conventions} place={place} /> : null}
    </>
  )
})

function asComment(words: Words, convention: Mandate): Record<string, string> {
  return {
    kind: 'political',
    form: 'supervisory_comment',
    title: words.t('mandate.comment.title', { convention: convention.title })
  }
}

function AddMandate({ place, proposed, open }: { place: StepPlace; proposed?: Record<string, string>; open: boolean }) {
  const words = useWords()
  const sent = useSent('mandate.add')
  return (
    <section class="stack-s" id="add">
      <Details summary={words.t('mandate.add')} open={open || sent !== undefined || proposed !== undefined}>
        {proposed ? (
          <p>
            <Tag kind="proposed" /> {words.t('mandate.proposed')}
          </p>
        ) : null}
        <OperationForm
          operation="mandate.add"
          hidden={ofPlan(place)}
          action={words.t('mandate.add')}
          kind="main"
          returnTo={`${place.here}#:id`}
        >
          <DeclaredFields record="mandate" fields={mandateFields} values={proposed} />
        </OperationForm>
      </Details>
      <PasteForm record="mandate" hidden={ofPlan(place)} same={['kind']} returnTo={place.here} />
    </section>
  )
}

type OfKind = { kind: Mandate['kind']; rows: Mandate[]; place: StepPlace; matter: Matter | undefined }

function MandatesOfKind({ kind, rows, place, matter }: OfKind) {
  const words = useWords()
  return (
    <section class="stack-s" id={kind}>
      <SectionHead
        title={words.t('mandate.kind.count', { kind: words.t(`mandate.kind.${kind}`), n: rows.length })}
        mark={<ExampleOfAll rows={rows} />}
      />
      <p class="soft measure">{words.t(`mandate.kind.${kind}.help`)}</p>
      {rows.length === 0 ? (
        <p class="faint">{words.t('mandate.none')}</p>
      ) : (
        <Items
          items={rows.map((row) => ({
            key: row.id,
            body: <OneMandate row={row} among={rows} place={place} matter={matter} />,
            actions: place.edit ? (
              <ChangeLink record="mandate" row={row} here={place.here} name={row.title} />
            ) : undefined
          }))}
        />
      )}
    </section>
  )
}

type OneProps = { row: Mandate; among: Mandate[]; place: StepPlace; matter: Matter | undefined }

function OneMandate({ row, among, place, matter }: OneProps) {
  const words = useWords()
  const comment = row.form === 'convention' && place.edit
  return (
    <div id={row.id}>
      <MatterTick matter={matter} row={row} name={row.title} />{' '}
      <strong>
        <span dir="auto">{row.title}</span>
      </strong>{' '}
      <ExampleAmong rows={among} row={row} />{' '}
      <Below>{[row.form ? words.t(`mandate.form.${row.form}`) : '', row.reference]}</Below>
      {row.note ? (
        <p class="measure">
          <span dir="auto">{row.note}</span>
        </p>
      ) : null}
      {comment ? (
        <p class="small">
          <a href={`${place.here}?comment=${row.id}#add`}>{words.t('mandate.comment.add')}</a>
        </p>
      ) : null}
    </div>
  )
}

/** Ratified Conventions that the mandate does not name yet, each with one button; and any other by its name. */
function Conventions({ of, place }: { of: ConventionProposal[]; place: StepPlace }) {
  const words = useWords()
  const { here } = place
  const ratified = of.filter((one) => one.ratified !== null)
  if (of.length === 0) return null
  return (
    <section class="stack-s" id="conventions">
      <SectionHead title={words.t('mandate.conventions')} />
      <p class="soft measure">
        {words.t(ratified.length > 0 ? 'mandate.conventions.ratified' : 'mandate.conventions.unknown')}
      </p>
      {ratified.length > 0 ? (
        <Items
          items={ratified.map((one) => ({
            key: one.code,
            body: (
              <>
                <Tag kind="proposed" /> <strong>{asMandate(words, one).title}</strong>{' '}
                <Below>{[asMandate(words, one).reference, inForceSince(words, one)]}</Below>
              </>
            ),
            actions: (
              <PostButton
                action="/do/mandate.add"
                fields={{ ...asMandate(words, one), ...ofPlan(place), _return: here }}
                slim
              >
                {words.t('mandate.convention.add')}
                <span class="vh"> {one.title}</span>
              </PostButton>
            )
          }))}
        />
      ) : null}
      <Filters action={here} show={words.t('mandate.convention.take')}>
        <SelectField
          name="convention"
          label={words.t('mandate.convention')}
          options={of.map((one) => ({
            value: one.code,
            label: [asMandate(words, one).title ?? one.code, inForceSince(words, one)].filter(Boolean).join(' · ')
          }))}
        />
      </Filters>
    </section>
  )
}

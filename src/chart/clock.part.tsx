import type { GatesOf } from '../escalation/read.operations.ts'
import { sayGate } from '../escalation/say.part.ts'
import { waysQuery } from '../escalation/ways.part.tsx'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { DateField } from '../ui/field.tsx'
import { Button } from '../ui/form.tsx'
import { Details, Notice } from '../ui/notice.tsx'
import { OperationForm } from '../ui/operation-form.tsx'
import { Items, SectionHead } from '../ui/step.tsx'
import { Example } from '../ui/tag.tsx'
import { Written } from '../ui/written.tsx'
import type { ChartLine } from './rules.ts'

/** The clocks of the plan's escalations beside its timeline, and the way to move what stands on it. */

/** At each gate how many wait and how many are due, on which day it opens, and where the chart's days cannot hold. */
export function Clocks({ plan, of }: { plan: string; of: readonly GatesOf[] }) {
  const words = useWords()
  return (
    <>
      {of.map(({ id, name, example, gates, conflicts }) => {
        const path = `/plans/${plan}/escalations/${id}`
        return (
          <section key={id} class="stack">
            <SectionHead title={name} mark={example ? <Example /> : null} />
            {conflicts.length > 0 ? (
              <Notice kind="wait" title={words.t('chart.clock.conflicts', { n: conflicts.length })}>
                <ul class="listed">
                  {conflicts.map((conflict) => (
                    <li key={conflict.phase}>{sayConflict(words, conflict)}</li>
                  ))}
                </ul>
              </Notice>
            ) : null}
            <Items
              items={gates.map((gate) => {
                return {
                  key: gate.id,
                  body: (
                    <div class="gate stack-s">
                      <h3>
                        <Written>{gate.name}</Written>
                      </h3>
                      <p class="small soft">{sayGate(words, gate) || words.t('chart.timeline.gate.unsaid')}</p>
                      <p>
                        <a href={`${path}${waysQuery({ state: 'waiting', phase: gate.from })}`}>
                          {words.t('chart.clock.waiting', { n: gate.waiting })}
                        </a>
                        {' · '}
                        <a href={`${path}${waysQuery({ state: 'due', phase: gate.from })}`}>
                          {words.t('chart.clock.due', { n: gate.due })}
                        </a>
                      </p>
                      {gate.openings.length > 0 ? <p class="small">{sayOpenings(words, gate.openings)}</p> : null}
                    </div>
                  )
                }
              })}
            />
          </section>
        )
      })}
    </>
  )
}

const fewOpenings = 3

function sayOpenings(words: Words, openings: GatesOf['gates'][number]['openings']): string {
  const said = openings
    .slice(0, fewOpenings)
    .map(({ day, n }) => words.t('chart.clock.opens', { day: words.date(day), n }))
  const left = openings.slice(fewOpenings).reduce((sum, { n }) => sum + n, 0)
  return words.list(left > 0 ? [...said, words.t('chart.clock.later', { n: left })] : said)
}

function sayConflict(words: Words, { code, name, planned, possible, before }: GatesOf['conflicts'][number]): string {
  return words.t(`chart.clock.conflict.${code}`, {
    name,
    before,
    planned: words.date(planned),
    possible: words.date(possible)
  })
}

const week = 7

/** Moves interventions by plain forms: to other days, or a week to either side. */
export function Move({ lines }: { lines: readonly ChartLine[] }) {
  const words = useWords()
  return (
    <Details summary={words.t('chart.move')}>
      <Items
        items={lines.map(({ intervention: { id, name, starts, ends } }) => ({
          key: id,
          body: (
            <OperationForm
              operation="intervention.reschedule"
              formKey={id}
              hidden={{ id }}
              action={words.t('chart.move.save')}
              slim
              plain
            >
              <h3>
                <Written>{name}</Written>
              </h3>
              <div class="row">
                <DateField name="starts" label={words.t('intervention.starts')} value={starts} optional />
                <DateField name="ends" label={words.t('intervention.ends')} value={ends} optional />
              </div>
              {starts || ends ? (
                <div class="row">
                  {[-week, week].map((shift) => (
                    <Button key={shift} name="shift" value={String(shift)} slim>
                      {words.t(shift < 0 ? 'chart.move.earlier' : 'chart.move.later')}
                    </Button>
                  ))}
                </div>
              ) : null}
            </OperationForm>
          )
        }))}
      />
    </Details>
  )
}

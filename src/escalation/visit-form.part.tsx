import { ChoiceField, SelectField, YesField } from '../ui/choice.tsx'
import { useWords } from '../ui/context.ts'
import { DateField, LongTextField, NumberField, TextField } from '../ui/field.tsx'
import { Details } from '../ui/notice.tsx'
import { findingResults, presences, visitFields } from './rules.ts'
import type { readVisitForm } from './visit.operations.ts'

type Form = Awaited<ReturnType<(typeof readVisitForm)['run']>>

/** The fields of a visit: when, how, by whom, and per issue what was found. */
export function VisitFields({ of: { visit, issues, today, inspector } }: { of: Form }) {
  const words = useWords()
  const option = (group: string) => (value: string) => ({ value, label: words.t(`${group}.${value}`) })
  const resultOf = new Map(visit?.findings.map(({ issue, result }) => [issue, result]))
  const results = findingResults.map(option('visit_finding.result'))
  return (
    <>
      <div class="grid-s">
        <DateField name="day" label={words.t('visit.day')} value={visit?.day ?? today} max={today} />
        <TextField
          name="inspector"
          label={words.t('visit.inspector')}
          value={visit?.inspector ?? inspector}
          maxLength={visitFields.inspector.max}
        />
      </div>
      <ChoiceField
        name="presence"
        label={words.t('visit.presence')}
        help={words.t('visit.presence.help')}
        value={visit?.presence ?? ''}
        options={presences.map(option('visit.presence'))}
      />
      {issues.slice(0, 1).map(({ id, name }) => (
        <ChoiceField
          key={id}
          name={`findings.${id}.result`}
          label={name}
          value={resultOf.get(id) ?? ''}
          options={results}
          inline
        />
      ))}
      {issues.length > 1 ? (
        <Details
          summary={words.t('visit.others', { n: issues.length - 1 })}
          open={issues.slice(1).some(({ id }) => resultOf.has(id))}
        >
          <div class="grid-s">
            {issues.slice(1).map(({ id, name }) => (
              <SelectField
                key={id}
                name={`findings.${id}.result`}
                label={name}
                value={resultOf.get(id) ?? ''}
                options={results}
                empty="–"
                optional
              />
            ))}
          </div>
        </Details>
      ) : null}
      <YesField name="remedied" label={words.t('visit.remedied')} value={visit?.remedied ?? false} />
      <div class="grid-s">
        <DateField name="deadline" label={words.t('visit.deadline')} value={visit?.deadline} optional />
        <NumberField name="workers" label={words.t('visit.workers')} value={visit?.workers} whole optional />
        <NumberField name="women" label={words.t('visit.women')} value={visit?.women} whole optional />
      </div>
      <LongTextField name="note" label={words.t('visit.note')} value={visit?.note} rows={3} maxLength={2000} optional />
    </>
  )
}

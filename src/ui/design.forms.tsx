import { ChoiceField, ManyField, SelectField, YesField } from './choice.tsx'
import { useWords } from './context.ts'
import { Part } from './design.part.tsx'
import { samplePlumb, sampleWorkplaces } from './design.sample.ts'
import { sampleText as text } from './design.text.ts'
import { DateField, FileField, LongTextField, MoneyField, NumberField, TextField } from './field.tsx'
import { Button, Filters, Form, FormActions } from './form.tsx'
import { Details, Empty } from './notice.tsx'
import { PlumbMini } from './plumb-rows.tsx'
import { type Column, DataTable, Pages } from './table.tsx'
import { Tag } from './tag.tsx'

/** Fields in every state, and what a form looks like that could not be saved. */
export function FormParts() {
  const options = text.options.map((label, index) => ({ value: String(index), label }))
  return (
    <Part name="fields">
      <div class="two-even">
        <Form action="#fields">
          <TextField name="name" label={text.fieldName} help={text.fieldNameHelp} value="Sample Sewing 12" />
          <LongTextField name="about" label={text.fieldAbout} optional rows={3} />
          <div class="side-by-side">
            <NumberField name="days" label={text.fieldDays} unit={text.fieldDaysUnit} value={48} optional />
            <MoneyField name="budget" label={text.fieldBudget} currency="USD" value={12000} optional />
            <DateField name="due" label={text.fieldDue} value="2026-12-01" optional />
            <SelectField
              name="county"
              label={text.fieldCounty}
              empty={text.fieldCountyAll}
              options={options}
              optional
            />
          </div>
          <ChoiceField name="visit" label={text.fieldVisit} value="0" inline options={options.slice(0, 2)} />
          <ManyField name="powers" label={text.fieldPowers} values={['1']} options={options} optional />
          <YesField name="untapped" label={text.fieldUntapped} help={text.fieldUntappedHelp} value />
          <FileField name="file" label={text.fieldFile} help={text.fieldFileHelp} />
          <FormActions>
            <Button>{text.save}</Button>
            <Button kind="plain">{text.plainAct}</Button>
          </FormActions>
        </Form>
        <Form
          action="#fields"
          prefix="wrong"
          values={{ workers: text.typedWrong }}
          errors={{ workers: text.wrongNumber, reason: text.wrongChoice, check: text.wrongCheck }}
        >
          <NumberField name="workers" label={text.fieldWorkers} />
          <SelectField name="reason" label={text.fieldReason} options={options} />
          <ChoiceField name="check" label={text.fieldVisit} options={options.slice(0, 2)} />
          <FormActions>
            <Button>{text.save}</Button>
          </FormActions>
        </Form>
      </div>
      <Filters action="#fields">
        <SelectField
          name="industry"
          id="filter-industry"
          label={text.fieldIndustry}
          empty={text.fieldIndustryAll}
          options={options}
        />
        <SelectField
          name="where"
          id="filter-county"
          label={text.fieldCounty}
          empty={text.fieldCountyAll}
          options={options}
        />
      </Filters>
    </Part>
  )
}

type Workplace = (typeof sampleWorkplaces)[number]

/** Tables: sorted, chosen, empty, long. */
export function TableParts() {
  const words = useWords()
  const columns: readonly Column<Workplace>[] = [
    {
      key: 'pick',
      label: text.columnPick,
      quiet: true,
      cell: ({ id, name }) => <input type="checkbox" name="id" value={id} aria-label={name} checked={id === '1'} />
    },
    { key: 'name', label: text.columnName, head: true, sortHref: '#table' },
    { key: 'state', label: text.columnState, cell: ({ state }) => <Tag kind={state} /> },
    { key: 'share', label: text.columnShare, numeric: true, cell: ({ id }) => <Share index={Number(id)} /> },
    {
      key: 'cases',
      label: text.columnCases,
      numeric: true,
      sortHref: '#table',
      sorted: 'descending',
      cell: ({ cases }) => words.number(cases)
    },
    { key: 'owed', label: text.columnOwed, numeric: true, cell: ({ owed }) => words.number(owed) }
  ]
  const rows = sampleWorkplaces.map((row) => (row.id === '3' ? { ...row, name: text.longName } : row))
  return (
    <Part name="table">
      <DataTable
        columns={columns}
        rows={rows.slice(0, 5)}
        caption={text.tableCaption}
        rowKey={({ id }) => id}
        selected={({ id }) => id === '1'}
      />
      <Pages page={4} pages={41} href={(page) => `#page-${page}`} />
      <DataTable
        columns={columns}
        rows={[]}
        caption={text.tableCaption}
        empty={<Empty title={text.emptyTitle}>{text.empty}</Empty>}
      />
      <Details summary={text.longTable}>
        <DataTable columns={columns} rows={rows} caption={text.longTable} captionHidden rowKey={({ id }) => id} />
      </Details>
    </Part>
  )
}

function Share({ index }: { index: number }) {
  const words = useWords()
  const row = samplePlumb[(index - 1) % samplePlumb.length]
  if (!row) return null
  return (
    <>
      <PlumbMini row={row} reference={0.421} />
      <bdi>{words.share(row.value)}</bdi>
    </>
  )
}

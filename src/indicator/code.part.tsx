import { bareName } from '../evidence/code-list.rules.ts'
import { inForce } from '../evidence/force.part.tsx'
import { issueName, sectionName } from '../evidence/names.part.tsx'
import type { PageContext } from '../kernel/page.ts'
import type { Option } from '../ui/choice.tsx'
import { listCodes } from './code.operations.ts'

/** What fields that hold codes of the evidence can be filled with; nothing for who may not read it. */
export type CodeChoices = {
  issue: Option[]
  /** The same, each with the provisions that stand behind it and when they are in force: where one is chosen. */
  issueWithLaw: Option[]
  county: Option[]
  industry: Option[]
}

const sections = [...'ABCDEFGHIJKLMNOPQRSTU']

export async function readCodeChoices({ ask, may, words }: PageContext): Promise<CodeChoices> {
  if (!may('evidence.read')) return { issue: [], issueWithLaw: [], county: [], industry: [] }
  const codes = await ask(listCodes, {})
  const provisionOf = (issue: string) =>
    codes.provisions
      .filter((one) => bareName(one.issue) === bareName(issue))
      .map((one) => words.t('code_list.provision', { reference: one.reference, force: inForce(words, one) }))
  const issue = codes.issue
    .map((value) => ({ value, label: issueName(words, value) }))
    .sort((a, b) => words.compare(a.label, b.label))
  return {
    issue,
    issueWithLaw: issue.map(({ value, label }) => ({ value, label: [label, ...provisionOf(value)].join(' · ') })),
    county: codes.county.map(({ code, name }) => ({ value: code, label: name })),
    industry: [
      ...sections.map((value) => ({ value, label: sectionName(words, value) })),
      ...codes.industry.map(({ code, name }) => ({ value: code, label: name }))
    ]
  }
}

/** The name of a code, or the code itself. */
export function nameOfCode(options: readonly Option[], code: string): string {
  return options.find(({ value }) => value === code)?.label || code
}

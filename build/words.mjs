// Every word that a person reads is there in every language, with the same places for values, and every key is used.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@formatjs/icu-messageformat-parser'
import { root } from './run.mjs'

const folder = join(root, 'words')
const faults = []

function read(language) {
  const all = new Map()
  for (const file of readdirSync(join(folder, language))) {
    for (const [key, text] of Object.entries(JSON.parse(readFileSync(join(folder, language, file), 'utf8')))) {
      if (all.has(key)) faults.push(`${language}/${file}: "${key}" stands twice`)
      all.set(key, { text, file })
    }
  }
  return all
}

function places(parts, found = new Set()) {
  for (const part of parts) {
    if (part.type > 0 && part.type < 7) found.add(part.value)
    for (const option of Object.values(part.options ?? {})) places(option.value, found)
  }
  return found
}

/** A sentence may name a label of the inspectorate: {label.ring.core}, or {label.ring.core, lower} (kernel/words.ts). */
function placesOf(text, where) {
  const labels = new Set()
  const message = text.replace(/\{(label\.[\w.-]+)(?:, lower)?\}/g, (_, key) => {
    labels.add(key)
    if (!english.has(key)) faults.push(`${where}: there is no label "${key}"`)
    return '{label}'
  })
  try {
    const found = places(parse(message, { ignoreTag: true }))
    return [...found, ...labels].sort().join(' ')
  } catch (error) {
    faults.push(`${where}: cannot be read: ${error.message}`)
    return ''
  }
}

const english = read('en')
for (const language of readdirSync(folder)) {
  if (language === 'en') continue
  const own = read(language)
  for (const [key, { text, file }] of english) {
    const found = own.get(key)
    if (!found) faults.push(`${language}/${file}: "${key}" is missing`)
    else if (placesOf(found.text, `${language} ${key}`) !== placesOf(text, `en ${key}`))
      faults.push(`${language}/${file}: "${key}" has other places for values than English`)
  }
  for (const [key, { file }] of own)
    if (!english.has(key)) faults.push(`${language}/${file}: "${key}" is not in English`)
}

// French: the sign and its word stay on one line.
for (const [key, { text, file }] of read('fr'))
  if (/ [:;?!»%]|« /.test(text))
    faults.push(`fr/${file}: "${key}" wants a no-break space before : ; ? ! » % and after «`)

// What cannot be seen is no text: a sign was lost there.
for (const language of readdirSync(folder))
  for (const [key, { text, file }] of read(language))
    if (/\p{Cc}/u.test(text.replaceAll('\n', '')))
      faults.push(`${language}/${file}: "${key}" holds a control character`)

const sources = ['src', 'demo'].flatMap((name) =>
  readdirSync(join(root, name), { recursive: true })
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => readFileSync(join(root, name, file), 'utf8'))
)
const code = sources.join('\n')
for (const [, key] of code.matchAll(/\b(?:words|w)\.t\(\s*'([^']+)'/g))
  if (!english.has(key)) faults.push(`words.t('${key}') has no words`)
// A key is used if the code has it whole, or has its beginning in a template such as `problem.${code}`.
const beginnings = [...code.matchAll(/`([\w.-]*)\$\{/g)].map(([, start]) => start).filter((start) => start.length > 0)
const composed =
  /^(plan|mandate|resource|source|issue|target|hub|employer|business_link|why|influence|stakeholder|stakeholder_hub|intervention|capacity|portion|scenario|observation|annual_report|plan_version|signatory|signature|review_meeting|review_finding|review_change|consultation|consultation_point|joint_plan|joint_partner|joint_action|public_extract|workplace|workplace_link|pin|delivery|commitment_note|memorandum|obligation|memorandum_file|engagement_step|contact|proof|plan_indicator|reading|workplace_decision|escalation(?=\.(one|hub|name|note)\b)|escalation_phase|escalation_list|workplace_event|visit|visit_finding|letter_template|letter_contact|letter_run|workshop|agenda_item|participant|note|note_comment)\./
const named = new Set(
  [...english.values()].flatMap(({ text }) => [...text.matchAll(/\{(label\.[\w.-]+)/g)].map((found) => found[1]))
)
for (const [key, { file }] of english) {
  if (named.has(key)) continue
  if (code.includes(`'${key}'`) || code.includes(`"${key}"`) || code.includes(`\`${key}\``)) continue
  if (beginnings.some((start) => key.startsWith(start)) || composed.test(key)) continue
  // What an operation answers when it is done, and what the history tells of it, is its name with an ending.
  if (/\.(done|told)$/.test(key) && code.includes(`'${key.slice(0, -5)}'`)) continue
  faults.push(`en/${file}: "${key}" is used nowhere`)
}

for (const fault of faults.slice(0, 60)) console.log(fault)
if (faults.length > 60) console.log(`… and ${faults.length - 60} more`)
console.log(`${english.size} texts in ${readdirSync(folder).length} languages, ${faults.length} faults`)
process.exit(faults.length === 0 ? 0 : 1)

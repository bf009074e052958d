import type { Locator, Page } from 'playwright-core'

/** What is chosen or typed, by the name of the control: a text, a file, a tick, several options. */
export type Filled = Record<string, string | boolean | readonly string[]>

/** The form that carries out an operation; among several the one that holds what a selector finds, or the first. */
export function formOf(page: Page, operation: string, control?: string): Locator {
  const forms = page.locator(`form[action="${operation.startsWith('/') ? operation : `/do/${operation}`}"]`)
  return (control ? forms.filter({ has: page.locator(control) }) : forms).first()
}

/** Opens what is folded away around a control, as a person does: by the button that leads to it, by its summary. */
async function unfold(control: Locator): Promise<void> {
  const demanded = control.locator('xpath=ancestor::section[contains(@class, "on-demand")]')
  if ((await demanded.count()) > 0 && !(await demanded.isVisible()))
    await control
      .page()
      .locator(`a[href="#${await demanded.getAttribute('id')}"]`)
      .first()
      .click()
  const folded = control.locator('xpath=ancestor::details[not(@open)]')
  while ((await folded.count()) > 0) await folded.first().locator('> summary').click()
}

async function fillOne(form: Locator, name: string, value: Filled[string]): Promise<void> {
  const controls = form.locator(`[name="${name}"]:not([type=hidden])`)
  await unfold(controls.first())
  const first = controls.first()
  const kind = await first.evaluate((control: HTMLElement) =>
    `${control.tagName} ${control.getAttribute('type') ?? ''}`.trim().toLowerCase()
  )
  if (kind === 'select')
    return void (await first.selectOption(typeof value === 'string' ? value : [...(value as readonly string[])]))
  if (kind === 'input radio') return form.locator(`[name="${name}"][value="${value}"]`).check()
  if (kind === 'input checkbox') {
    if (typeof value === 'boolean') return first.setChecked(value)
    for (const one of [value].flat()) await form.locator(`[name="${name}"][value="${one}"]`).check()
    return
  }
  if (kind === 'input file') return first.setInputFiles(String(value))
  await first.fill(String(value))
}

/** Fills a form and sends it by its button; answers when the next page is there. */
export async function send(page: Page, operation: string, values: Filled, which?: string): Promise<void> {
  const [first] = Object.keys(values)
  const form = formOf(page, operation, which ? `[name="${which}"]` : first && `[name="${first}"]:not([type=hidden])`)
  await form.waitFor({ state: 'attached' })
  for (const [name, value] of Object.entries(values)) await fillOne(form, name, value)
  const button = form.locator('button:not([type=button])').last()
  await unfold(button)
  await Promise.all([page.waitForEvent('domcontentloaded'), button.click()])
}

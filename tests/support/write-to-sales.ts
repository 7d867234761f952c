import type { Locator, Page } from 'playwright-core'

/** The short form of the demo's pricing page, wherever it stands. */
export const contactForm = (page: Page): Locator => page.locator('baton-form[form="contact"]')

/** Answers all of it, in whatever language it is. */
export async function answerContact(page: Page, email: string): Promise<void> {
  const form = contactForm(page)
  const [address, name, message] = [0, 1, 2].map(place => form.getByRole('textbox').nth(place)) as [Locator, Locator, Locator] // just as many
  await address.fill(email)
  await name.fill('Zoë Ångström')
  await message.fill('What does it cost?')
  await form.getByRole('checkbox').check()
}

/** Through it, to its answer. */
export async function writeToSales(page: Page, email: string): Promise<void> {
  await answerContact(page, email)
  await contactForm(page).locator('button.main').click()
  await contactForm(page).locator('#result').waitFor()
}

const languageNames: Record<string, string> = { en: 'English', fr: 'Français', es: 'Español', ar: 'العربية' }

/** A language by its own name. */
export function nameOfLanguage(code: string): string {
  return languageNames[code] ?? new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code
}

/** Names of regions (ISO 3166-1, two letters) in a language. */
export function namesOfRegions(language: string): (region: string) => string {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  return (region) => names.of(region) ?? region
}

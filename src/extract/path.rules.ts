/** Where one chooses what the public reads of a plan, and where one reads it before it is published. */
export const extractPath = (plan: string) => `/plans/${plan}/extract`
export const previewPath = (plan: string) => `/plans/${plan}/extract/preview`

/** What anybody reads: for ever the same, whichever version it is of. */
export const publicPath = (address: string) => `/public/${address}`

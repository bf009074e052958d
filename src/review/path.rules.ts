/** Where the versions of a plan are, or one of them by its number. */
export const versionPath = (plan: string, number?: number) =>
  `/plans/${plan}/versions${number === undefined ? '' : `/${number}`}`

/** Where the review meetings of a plan are, or one of them. */
export const meetingPath = (plan: string, id?: string) => `/plans/${plan}/meetings${id === undefined ? '' : `/${id}`}`

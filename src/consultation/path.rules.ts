/** Where the consultations of a plan are, or one of them. */
export const consultationPath = (plan: string, id?: string) => `/plans/${plan}/consultation${id ? `#${id}` : ''}`

/** Where the joint plans of a plan are, or one of them. */
export const jointPath = (plan: string, id?: string) => `/plans/${plan}/joint${id ? `#${id}` : ''}`

/** By what candidates are ordered: the least clean, most workers, most money or most cases first. */
export const candidateSorts = ['share', 'workers', 'money', 'cases'] as const
export type CandidateSort = (typeof candidateSorts)[number]

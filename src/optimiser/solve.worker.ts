import { answerQuestions } from '../kernel/thread.ts'
import { type Aim, answer } from './answer.rules.ts'
import type { Inspector } from './explain.rules.ts'
import { openLinear } from './linear.rules.ts'
import type { Model } from './model.rules.ts'
import { isAskedToStop, type Progress, tellProgress } from './progress.rules.ts'

export type Asked = { model: Model; aim: Aim; inspector: Inspector; seconds: number; gap: number; progress: Progress }

const linear = await openLinear()

answerQuestions<Asked>(async ({ model, aim, inspector, seconds, gap, progress }) =>
  answer(model, aim, inspector, {
    linear,
    seconds,
    gap,
    clock: () => performance.now(),
    stop: () => isAskedToStop(progress),
    onProgress: (now) => tellProgress(progress, now)
  })
)

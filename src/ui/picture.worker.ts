import { answerQuestions } from '../kernel/thread.ts'
import { drawPicture } from './picture.ts'

answerQuestions<{ svg: string; width: number }>(({ svg, width }) => drawPicture(svg, { width }))

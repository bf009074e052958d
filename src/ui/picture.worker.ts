import { answerQuestions } from '../kernel/thread.ts'
import { outlinePicture, paintPicture } from './picture.ts'

/** With a width the drawing is painted, without one its words are outlined. */
answerQuestions<{ svg: string; width?: number }>(({ svg, width }) =>
  width ? paintPicture(svg, width) : outlinePicture(svg)
)

import { answerQuestions } from '../kernel/thread.ts'
import { countCoded, type ScanQuestion } from './coded.rules.ts'

answerQuestions<ScanQuestion>(async ({ coded, asked, from, to }) => countCoded(coded, asked, from, to))

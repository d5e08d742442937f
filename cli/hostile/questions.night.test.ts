/** What questions.test.ts claims, for 200 questions, each also on a full disk and in a folder that cannot be read. */
import { askQuestions } from './asking.fixture'

askQuestions(1, 200, 1)

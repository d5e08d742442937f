/**
 * Questions drawn from the grammar of the command line: whatever is typed, the answer is one of those that are
 * documented. Here a few; 200 in questions.night.test.ts.
 */
import { askQuestions } from './asking.fixture'

askQuestions(7, 25, 5)

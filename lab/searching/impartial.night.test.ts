/** Many walks: see impartial.test.ts. */
import { areInterchangeable, areJudgedAlikeInSteps, choicesAreMet, clusters } from './impartial.fixture'

for (const [name, asked] of clusters) {
  areInterchangeable(name, asked, 100)
  choicesAreMet(name, asked, 400)
  areJudgedAlikeInSteps(name, asked, 100)
}

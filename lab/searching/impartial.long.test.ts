/** Every kind of cluster, in a few walks each. Many walks: impartial.night.test.ts. */
import { areInterchangeable, areJudgedAlikeInSteps, choicesAreMet, clusters } from './impartial.fixture'

for (const [name, asked] of clusters) {
  areInterchangeable(name, asked, 1)
  choicesAreMet(name, asked, 100)
  areJudgedAlikeInSteps(name, asked, 1)
}

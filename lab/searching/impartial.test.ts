/** Why brokers are interchangeable where the election is free. All kinds of cluster: impartial.long.test.ts. */
import { areInterchangeable, clusters, preferenceIsNoticed } from './impartial.fixture'

for (const [name, asked] of clusters.filter(([each]) => each === 'with KRaft')) {
  areInterchangeable(name, asked, 3)
  preferenceIsNoticed(asked)
}

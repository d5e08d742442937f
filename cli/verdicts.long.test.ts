/** The same as verdicts.test.ts, with three brokers. */
import { countsWhatIsNamed } from './verdicts.fixture'

test.each([2, 3])(
  'R1: the broker whose records are counted is the one that the property names, with broker %i of three as leader',
  (leader) =>
    countsWhatIsNamed(
      `check --kafka 2.1 --records 1 --epochs 2 --untimed --min-isr 1 --faults machine-crash=1 --leader ${leader}`,
    ),
)

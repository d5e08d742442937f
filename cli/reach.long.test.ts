/** `check --reach` with several threads. A goal that is reached late: reach.night.test.ts. */
import { isFoundByAny } from './reaching.fixture'

isFoundByAny(['some x: some y: x != y and leads(x) and leads(y)', 'leads(1) and epoch(1) = 0 and epoch = 2'])
isFoundByAny(['stuck'], ['--brokers', '2', '--records', '1'])

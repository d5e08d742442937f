/** `check --reach` with several threads, and a goal that is reached late. */
import { isFoundByAny } from './reaching.fixture'

isFoundByAny(['stuck'])

/** A thread that does jobs of campaigns. */
import { serve } from '../../explorer/node/serve'
import type { Job } from './job'
import { workOn } from './work'

serve(({ asked }: Pick<Job, 'asked'>) => workOn(asked))

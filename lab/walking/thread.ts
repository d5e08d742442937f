/** A thread that takes walks. */
import { workerData } from 'node:worker_threads'
import { serve } from '../../explorer/node/serve'
import { batches } from './batch'
import type { Plan } from './plan'

serve(batches(workerData as Plan))

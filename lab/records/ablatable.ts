import { ablations, olderAblations } from './ablations'
import { bugs, knownLosses } from './bugs'
import { compactionBugs } from './compaction-bugs'
import { deletedLate } from './deleted-late'
import { kraftAblations } from './kraft-ablations'
import { kraftBugs } from './kraft-bugs'
import type { Pinned } from './pinned'
import { reassignmentBugs } from './reassignment-bugs'
import { stalls } from './stalls'
import { storageBugs } from './storage-bugs'

/** What `tidemark ablate` can run by name, in the order in which it does. */
export const ablatable: readonly Pinned[] = [
  ...ablations,
  ...olderAblations,
  ...bugs,
  ...stalls,
  ...storageBugs,
  ...compactionBugs,
  ...deletedLate,
  ...reassignmentBugs,
  ...kraftBugs,
  ...kraftAblations,
  ...knownLosses,
]

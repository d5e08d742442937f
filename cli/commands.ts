import { createRequire } from 'node:module'
import type * as Ablate from './ablate'
import type * as All from './all'
import type * as Campaign from './campaign'
import type * as Check from './check'
import type * as Coverage from './coverage'
import type * as Crashes from './crashes'
import type * as Explain from './explain'
import type * as Export from './export'
import type * as Ladder from './ladder'
import type * as Page from './page'
import type * as Reach from './reach'
import type * as Real from './real'
import type * as RealTrace from './real-trace'
import type * as Replay from './replay'
import type * as Report from './report'
import type * as Searches from './searches'
import type * as Serve from './serve'
import type * as Shell from './shell'
import type * as Stops from './stops'
import type * as Survive from './survive'
import type * as Tell from './tell'
import type * as Timeline from './timeline'
import type * as Walk from './walk'
import type * as Work from './work'

const load = createRequire(__filename)

/**
 * The files of the commands. Each is loaded when it is asked for, because most of the start of the program is loading
 * (docs/decisions/0035).
 */
export const commands = {
  ablate: () => load('./ablate') as typeof Ablate,
  all: () => load('./all') as typeof All,
  campaign: () => load('./campaign') as typeof Campaign,
  check: () => load('./check') as typeof Check,
  coverage: () => load('./coverage') as typeof Coverage,
  crashes: () => load('./crashes') as typeof Crashes,
  explain: () => load('./explain') as typeof Explain,
  export: () => load('./export') as typeof Export,
  ladder: () => load('./ladder') as typeof Ladder,
  page: () => load('./page') as typeof Page,
  reach: () => load('./reach') as typeof Reach,
  real: () => load('./real') as typeof Real,
  realTrace: () => load('./real-trace') as typeof RealTrace,
  replay: () => load('./replay') as typeof Replay,
  report: () => load('./report') as typeof Report,
  searches: () => load('./searches') as typeof Searches,
  serve: () => load('./serve') as typeof Serve,
  shell: () => load('./shell') as typeof Shell,
  stops: () => load('./stops') as typeof Stops,
  survive: () => load('./survive') as typeof Survive,
  tell: () => load('./tell') as typeof Tell,
  timeline: () => load('./timeline') as typeof Timeline,
  walk: () => load('./walk') as typeof Walk,
  work: () => load('./work') as typeof Work,
}

import { availableParallelism } from 'node:os'
import { version } from '../package.json'
import { driveCampaign, threads, type Hands, type Stop } from '../lab/campaign/drive'
import { folderOf, openJournal } from '../lab/campaign/journal'
import { ledger, type CampaignProgress, type Ledger } from '../lab/campaign/ledger'
import { listed, type Campaign } from '../lab/campaign/list'
import { programSum } from '../lab/campaign/program'
import { badInput } from '../lab/questions/bad-input'
import { kafkaCase } from '../lab/questions/kafka-case'
import { wholeNumber } from '../lab/questions/words'
import { campaignText } from '../reports/campaign'
import type { CampaignJson, SavedCampaign } from '../reports/json-campaign'
import { shellWord } from '../reports/formats/words'
import { thousands } from '../reports/words'
import { readCampaign } from './campaign-file'
import { entriesOf, sumsOf } from './campaign-sums'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { refuseBeside, secondsOf, type Typed } from './options'
import { parts } from './parts'
import { saveRun } from './record'
import { watched } from './watch'

/** `tidemark campaign`: many questions by walks and searches, as jobs of threads or of the workers of a queue. */
export const runCampaign = async (path: string, typed: Typed, io: Io): Promise<Answer> => {
  const campaign = campaignIn(path, io)
  const seconds = typed['minutes'] === undefined ? {} : { seconds: secondsOf('minutes', typed['minutes']) }
  if (typed['queue'] !== undefined) refuseWithQueue(typed, campaign)
  const program = programSum(version)
  const of = ledger(listed(campaign, program), program)
  const release = claimed(campaign.name, io)
  try {
    const { journal, done } = openJournal(io.disk, campaign.name)
    for (const { key, result } of done) of.add(key, result)
    const reused = of.progress.done
    try {
      const hands = await handsFor(typed, campaign.name, program, io)
      const stop = await watched(
        io,
        () => campaignWords(reused),
        (watch) => driveCampaign(of, hands, journal, { ...watch, ...seconds }),
      )
      return answerOf({ campaign, of, reused, stop, path, typed }, io)
    } finally {
      journal.close()
    }
  } finally {
    release()
  }
}

const campaignIn = (path: string, { files }: Io): Campaign => {
  const text = files.read(path)
  if (text === undefined)
    throw badInput(`there is no file '${path}': expected a campaign, as docs/campaigns.md describes it`)
  return readCampaign(path, text)
}

const refuseWithQueue = (typed: Typed, { questions }: Campaign): void => {
  refuseBeside(typed, 'queue', { workers: 'each tidemark work says how many threads it has' })
  const own = questions.find(({ walked }) => kafkaCase(walked).isOwn)
  if (own !== undefined)
    throw badInput('--queue does not go with an amendment or a property of a file: other machines do not have the file')
}

/** Two processes would write one journal. What a process leaves behind that was killed is no claim. */
const claimed = (name: string, { disk, pid, isAlive }: Io): (() => void) => {
  const path = `${folderOf(name)}/running`
  const other = Number(disk.read(path) ?? '')
  if (other > 0 && other !== pid && isAlive(other))
    throw badInput(
      `campaign ${name} is under way in process ${other}: expected to wait for it, or to remove ${path} if it is gone`,
    )
  disk.replace(path, String(pid))
  return () => disk.remove(path)
}

const MOST_WORKERS = 64

const handsFor = async (typed: Typed, name: string, program: string, io: Io): Promise<Hands> => {
  const { queue, workers } = typed
  if (queue !== undefined) return parts.queue().handsOf(queue, { name, program }, io)
  return threads(workers === undefined ? availableParallelism() : wholeNumber('workers', workers, 1, MOST_WORKERS))
}

/** The rate is that of this run: what was done before took no time. */
const campaignWords =
  (reused: number) =>
  (
    { done, jobs, walks, searches, failures, causes, workers }: CampaignProgress & { readonly workers: number },
    seconds: number,
  ): string => {
    const rate = (done - reused) / seconds
    return [
      `${seconds.toFixed(0)} s`,
      `${thousands(done)} of ${thousands(jobs)} jobs`,
      `${thousands(walks)} walks`,
      `${thousands(searches)} searches`,
      `${rate.toFixed(1)} jobs/s`,
      `${workers} ${workers === 1 ? 'worker' : 'workers'}`,
      `${thousands(failures)} failing, ${causes} distinct`,
      ...(done > reused ? [`about ${((jobs - done) / rate).toFixed(0)} s left`] : []),
    ].join('  ')
  }

interface Ended {
  readonly campaign: Campaign
  readonly of: Ledger
  readonly reused: number
  readonly stop: Stop | undefined
  readonly path: string
  readonly typed: Typed
}

const answerOf = ({ campaign, of, reused, stop, path, typed }: Ended, io: Io): Answer => {
  const sums = sumsOf(campaign.name, of)
  const verdict = verdictOf(sums)
  const exitCode = stop === undefined ? EXITS[verdict] : stop.stopped === 'workers' ? EXIT.bug : EXIT.inconclusive
  const results = `${folderOf(campaign.name)}/results.json`
  const queue = typed['queue'] === undefined ? '' : ` --queue ${shellWord(typed['queue'])}`
  const [failure] = sums.failures
  const going = stop !== undefined || failure === undefined
  const json: CampaignJson = {
    ...{ format: 1, command: 'campaign', exitCode, verdict },
    ...(stop === undefined ? {} : { stopped: stop.stopped }),
    ...(stop?.because === undefined ? {} : { because: stop.because }),
    ...{ jobs: of.progress.jobs, done: of.progress.done, reused },
    ...sums,
    results,
    next: `${io.self} ${going ? `campaign ${shellWord(path)}${queue}` : 'page'}`,
  }
  const saved: SavedCampaign = {
    ...{ format: 1, kind: 'tidemark campaign', tidemark: version, isOver: stop === undefined },
    ...sums,
  }
  return {
    text: campaignText(json, { paint: io.paint, isTimed: false, self: io.self }),
    ...{ json, exitCode },
    writes: [() => saveResults(results, saved, io), () => saveRun(io, 'campaign', entriesOf(sums), true)],
  }
}

const saveResults = (path: string, saved: SavedCampaign, { disk }: Io): undefined => {
  disk.replace(path, `${JSON.stringify(saved, undefined, 1)}\n`)
}

const verdictOf = ({ failures, questions }: Pick<SavedCampaign, 'failures' | 'questions'>): CampaignJson['verdict'] => {
  if (failures.length > 0) return 'broken'
  return questions.some(({ search }) => search?.verdict === 'inconclusive') ? 'inconclusive' : 'holds'
}

const EXITS = { holds: EXIT.holds, broken: EXIT.broken, inconclusive: EXIT.inconclusive } as const

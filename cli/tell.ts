import { rewriteStory } from '../lab/telling/story/parse'
import { hasSeveral } from '../lab/telling/story/split'
import { tellStory } from '../lab/telling/story/tell'
import { writeToken } from '../lab/questions/token'
import { shellWord } from '../reports/formats/words'
import { tellText } from '../reports/tell'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import type { Typed } from './options'
import { storyAt } from './schedule'

/** `tidemark tell`: plays a story, and compares its output with the page. */
export const runTell = (path: string, typed: Typed, io: Io): Answer => {
  const story = storyAt(path, io)
  const { printed, differences, schedule } = tellStory(story)
  const isRewritten = typed['rewrite'] !== undefined && differences.length > 0
  if (isRewritten) io.files.write(path, rewriteStory(story, printed))
  const verdict = isRewritten ? 'rewritten' : differences.length === 0 ? 'as written' : 'differs'
  const exitCode = verdict === 'differs' ? EXIT.differs : EXIT.holds
  // `replay` takes a page with one schedule; of a page with several, the last one is replayed.
  const token = writeToken({ options: schedule?.question ?? {}, codes: schedule?.codes() ?? [] })
  // A page with shell blocks only is no schedule that could be replayed.
  const again = hasSeveral(story) ? token : path
  const next = `${io.self} ${schedule === undefined ? 'tell' : 'replay'} ${shellWord(again)}`
  return {
    text: tellText(story, { printed, differences, verdict }, next, io.paint),
    json: {
      ...{ format: 1, command: 'tell', exitCode, title: story.title, verdict },
      differences: differences.map(({ line, expected, printed: found }) => ({
        line,
        expected: [...expected],
        printed: [...found],
      })),
      token,
    },
    exitCode,
  }
}

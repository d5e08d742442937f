import { compacted, type Compaction } from '../lab/measuring/compaction'
import { markdown } from '../reports/table'
import { thousands } from '../reports/words'

const UPDATES = 10_000
const KEYS = [100, 1_000, 5_000, 10_000]

const HEADS: Readonly<Record<string, readonly string[]>> = {
  en: [
    ...['keys', 'records replayed before', 'after', 'bytes replayed before', 'after'],
    ...['rounds of the cleaner', 'bytes it read', 'bytes it wrote'],
  ],
  ko: [
    ...['키 개수', '읽는 레코드: 컴팩션 전', '컴팩션 후', '읽는 바이트: 컴팩션 전', '컴팩션 후'],
    ...['클리너 실행 횟수', '클리너가 읽은 바이트', '클리너가 쓴 바이트'],
  ],
}

/** A table of the guide that is measured in the model: what compaction gains, and what it costs; in a language. */
export const measuredTable = (what: string | undefined, language = 'en'): string => {
  const head = HEADS[language]
  if (what !== 'compaction' || head === undefined) throw new Error(`nothing is measured as '${what} ${language}'`)
  return markdown([head, ...KEYS.map((keys) => rowOf(compacted(UPDATES, keys)))])
}

const rowOf = ({ keys, before, after, rounds, bytesRead, bytesWritten }: Compaction): readonly string[] =>
  [keys, before.records, after.records, before.bytes, after.bytes, rounds, bytesRead, bytesWritten].map(thousands)

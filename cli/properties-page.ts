import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { readStorage } from '../lab/questions/ask-storage'
import { protocolOf, question } from '../lab/questions/question'
import { availability, ladder, liveness } from '../properties/ladder'
import type { Rung } from '../properties/scope'
import { markdown } from '../reports/table'

/** docs/properties.md: every property, in the words of its comment. */
export const propertiesPage = (root: string): string => {
  const documented = commentsIn(join(root, FOLDER))
  const page = ({ name, properties }: Rung): string => {
    const rows = properties.map((property) => {
      const { file, comment } = documented.get(property.name) ?? missing(property.name)
      const name = (property(JUDGED) ?? property(STORED))?.name ?? property.name
      return [name, comment, `[${file}](../${FOLDER}/${file})`]
    })
    return `## ${name}\n\n${markdown([['property', 'what it says, and in which runs', 'file'], ...rows])}`
  }
  return [HEAD, ...ladder.map(page), BESIDE, page(availability), IN_THE_END, page(liveness)].join('\n\n') + '\n'
}

const FOLDER = 'properties'

const HEAD = `# Properties

A property is a statement that tidemark checks in every state, or after every step. Each has a number (S14) and a name. The
numbers have gaps, because properties of parts that are not modelled yet are missing.

The properties form a ladder: a property rests on the properties of the rungs before it. If one step breaks several properties,
the report blames the one on the lowest rung, because the others follow from it. The lowest rung comes first.

A run is *clean* while no election was unclean and at most min.insync.replicas - 1 machines lost records. For other
runs Kafka promises little or nothing. [0008](decisions/0008-clean-runs.md) has the details.

\`npm run pages\` writes this page from the comments in \`properties/\`.`

const BESIDE = `# Availability

Beside the ladder stands availability. No setting keeps it in every run, so it is judged only where it is asked for:
\`check --availability\`, or \`--property A2\`. [0031](decisions/0031-what-clients-see.md) has the reasons.`

const IN_THE_END = `# Liveness

What must happen in the end. This is no rung: a cluster may lose records and settle, or lose nothing and never settle. It is
judged only where it is asked for: \`check --property L1,L2\`, and L11 with \`--storage\`.
[0027](decisions/0027-what-must-happen-in-the-end.md) has the details. L3, L5 and L10 say less of the cluster, and more of the end:
nothing comes back, and what they say stays so. What breaks them is a lasso, a way in and a fair loop
([0074](decisions/0074-lassos.md)).`

/** A scope about which every property says something. */
const JUDGED = (() => {
  const asked = question({})
  return {
    protocol: protocolOf(asked),
    settings: { ...asked.settings, minIsr: 2 },
    bounds: asked.bounds,
    runs: asked.runs,
  }
})()

/** The same with the log on disk: properties of segments, retention and compaction have their names there only. */
const STORED = {
  ...JUDGED,
  bounds: {
    ...JUDGED.bounds,
    ...readStorage(
      { storage: 'yes', keys: '1', tombstones: 'a', cleanup: 'compact', retention: '0', time: '1' },
      1,
      JUDGED.settings,
    ),
  },
}

interface Documented {
  readonly file: string
  readonly comment: string
}

/** The comment of every exported constant in a folder, by its name. */
const commentsIn = (folder: string): ReadonlyMap<string, Documented> =>
  new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .sort()
      .flatMap((file) => {
        const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true)
        return source.statements.filter(ts.isVariableStatement).flatMap((statement) => {
          const comment = commentOf(statement, source)
          return statement.declarationList.declarations.map(
            (declared) => [declared.name.getText(), { file, comment }] as const,
          )
        })
      }),
  )

/** The text of the comment above a statement, on one line and without the number that the name repeats. */
const commentOf = (statement: ts.Statement, source: ts.SourceFile): string => {
  const range = ts.getLeadingCommentRanges(source.text, statement.getFullStart())?.at(-1)
  if (range === undefined) return ''
  return source.text
    .slice(range.pos, range.end)
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^\s*\* ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[SAL]\d+'?: ./, (start) => start.slice(-1).toUpperCase())
}

const missing = (name: string): never => {
  throw new Error(`no property in ${FOLDER}/ is named ${name}`)
}

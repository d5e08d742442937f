/** One step at a time: nothing goes on by itself until `step off`. */
import type { Action } from '../../model/actions'
import { nearest } from '../../kit/nearest'
import { everyPartition, type Deployment } from './deployment'
import { withPartition } from './elections'
import { healed, possibleSteps } from './healing'
import { partitionName, tried, type Partition } from './partition'
import { said, type Reply } from './reply'
import { withDeployment, type Session } from './session'
import { stop } from './stop'
import { textOf } from './step-texts'
import type { Word } from './word'

interface Next {
  readonly partition: Partition
  readonly action: Action
  /** As the stories of the model have it, with the names of the brokers. */
  readonly text: string
}

/** Every step that may happen next, partition by partition. */
const nextSteps = (deployment: Deployment): readonly Next[] =>
  everyPartition(deployment).flatMap((partition) =>
    possibleSteps(deployment, partition).map((action) => ({
      partition,
      action,
      text: `${partitionName(partition)}: ${textOf(partition, action)}`,
    })),
  )

/** `step on`, `step off`; `step` takes the next step; `step TEXT` takes another one. */
const step = (session: Session, words: readonly string[]): Reply => {
  const { deployment } = session
  const said1 = words.join(' ')
  if (said1 === 'on') return said(withDeployment(session, { ...deployment, goesOn: false }), ...listed(deployment))
  if (said1 === 'off') return said(withDeployment(session, healed({ ...deployment, goesOn: true })))
  if (deployment.goesOn) throw stop('steps are taken by themselves', 'step on')
  const steps = nextSteps(deployment)
  const chosen = said1 === '' ? steps[0] : steps.find(({ text }) => text === said1)
  if (chosen === undefined) {
    const close = nearest(
      said1,
      steps.map(({ text }) => text),
    )
    if (steps.length === 0) throw stop('nothing can happen next', 'step off')
    throw stop(`'${said1}' cannot happen next`, close === undefined ? 'steps lists what can' : `did you mean ${close}?`)
  }
  const after = withPartition(deployment, tried(chosen.partition, chosen.action))
  return said(withDeployment(session, after), chosen.text)
}

const listed = (deployment: Deployment): readonly string[] => nextSteps(deployment).map(({ text }) => text)

export const stepWords: readonly Word[] = [
  { name: 'step', usage: 'step [on|off|TEXT]', about: 'one step at a time', takes: 'text', run: step },
  {
    name: 'steps',
    usage: 'steps',
    about: 'what can happen next',
    takes: 'nothing',
    run: (session) => said(session, ...listed(session.deployment)),
  },
]

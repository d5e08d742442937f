import type { Asked, Question } from './question'
import type { ReassignmentDecisions } from './reassignment-decisions'

type ReassignmentQuestions<Q> = Readonly<Record<keyof ReassignmentDecisions, Q>>

const asked: ReassignmentQuestions<Asked> = {
  replacesReassignment: {
    asks: 'May an administrator ask for other replicas while a reassignment is in progress, or cancel it?',
    methods: {
      '0.10.2.2': 'ReassignPartitionsCommand.executeAssignment',
      '2.4.0': 'KafkaController.maybeBuildReassignment',
    },
  },
  tellsOldReplicas: {
    asks: 'Where the leader stays when a reassignment is completed, are the old replicas told of it, too?',
    methods: { '0.8.0': 'KafkaController.moveReassignedPartitionLeaderIfRequired' },
  },
  obeysStopReplica: {
    asks: 'Does a broker obey a StopReplica request of an old leader epoch?',
    methods: { '0.8.0': 'ReplicaManager.stopReplicas' },
  },
}

/** The decisions about moving replicas, in the order in which a page of a release has them. */
export const reassignmentQuestions = (about: Question['about']): ReassignmentQuestions<Question> =>
  Object.fromEntries(
    Object.entries(asked).map(([decision, one]) => [decision, { about, ...one }]),
  ) as ReassignmentQuestions<Question>

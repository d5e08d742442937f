import type { Kinds } from '../../kit/catalogue'
import { int, peer } from '../../kit/schema'
import type { Bounds } from './state'

/**
 * Everything that can happen in the five modules. A request is named by its epoch, which says who its leader is; who
 * changes the ISR is the leader that the quorum has.
 */
export type Action =
  | { readonly type: 'elect'; readonly replica: number }
  | { readonly type: 'drop'; readonly replica: number }
  | { readonly type: 'lead'; readonly epoch: number }
  | { readonly type: 'write'; readonly leader: number }
  | { readonly type: 'follow'; readonly follower: number; readonly epoch: number }
  | { readonly type: 'truncate'; readonly follower: number; readonly leader: number }
  | { readonly type: 'copy'; readonly follower: number; readonly leader: number }
  | { readonly type: 'raise'; readonly leader: number }
  | { readonly type: 'expand'; readonly follower: number }
  | { readonly type: 'shrink'; readonly follower: number }

/** `truncatesApart`: truncation is a step of its own, and not a part of starting to follow. */
export const kindsOf = ({ replicas, maxEpoch }: Bounds, truncatesApart: boolean): Kinds<Action> => {
  const replica = peer(replicas)
  const pair = { follower: replica, leader: replica }
  const epoch = int(0, maxEpoch)
  return {
    elect: { code: 'e', text: 'controller elects {replica}', fields: { replica } },
    drop: { code: 'd', text: 'controller drops {replica} from the ISR', fields: { replica } },
    lead: { code: 'l', text: 'leader of epoch {epoch} takes office', fields: { epoch } },
    write: { code: 'w', text: 'replica {leader} writes a record as leader', fields: { leader: replica } },
    follow: {
      code: 'f',
      text: 'replica {follower} follows the leader of epoch {epoch}',
      fields: { follower: replica, epoch },
    },
    truncate: {
      code: 't',
      text: 'replica {follower} truncates its log to match {leader}',
      fields: pair,
      possible: truncatesApart,
    },
    copy: { code: 'c', text: 'replica {follower} copies a record from {leader}', fields: pair },
    raise: { code: 'h', text: 'replica {leader} raises its high watermark', fields: { leader: replica } },
    expand: { code: 'x', text: 'leader adds {follower} to the ISR', fields: { follower: replica } },
    shrink: { code: 's', text: 'leader removes {follower} from the ISR', fields: { follower: replica } },
  }
}

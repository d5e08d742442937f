import { unfenced } from './unfenced'

/** Kafka before 0.11: a new follower truncates to its own high watermark, which can be behind what is committed. */
export const truncateToHighWatermark = unfenced('truncate-to-high-watermark', (own) => own.hw)

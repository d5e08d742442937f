import { unfenced } from './unfenced'

/** Kafka before 0.11: a new follower cuts its log at its own high watermark, which may lag behind what is committed. */
export const truncateToHighWatermark = unfenced('truncate-to-high-watermark', (own) => own.hw)

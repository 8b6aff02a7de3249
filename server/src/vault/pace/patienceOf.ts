import type { ConnectionPace } from '../../protocol.ts';
import { defaultPatience, type Patience } from './patientSender.ts';

/** What a setting may be: least, most. Beyond that it is the nearer of them. */
const bounds = {
  limit: [0.1, 1_000],
  burst: [1, 10_000],
  maxRetries: [0, 10],
  timeout: [1, 300],
  connectTimeout: [1, 60],
} as const;

/** Milliseconds that connecting may take, when nothing is set. */
const CONNECT_TIMEOUT_MS = 5_000;

/** How patient a connection with these settings is. What is no number is as if it was not set. */
export function patienceOf(pace: ConnectionPace = {}): Patience & { readonly connectTimeoutMs: number } {
  const { rate, maxRetries, totalTimeoutMs, retryDelayMs } = defaultPatience;
  const read = (name: keyof typeof bounds, otherwise: number): number =>
    within(pace[name], bounds[name], otherwise);
  return {
    rate: { limit: read('limit', rate.limit), burst: Math.floor(read('burst', rate.burst)) },
    maxRetries: Math.floor(read('maxRetries', maxRetries)),
    totalTimeoutMs: read('timeout', totalTimeoutMs / 1000) * 1000,
    connectTimeoutMs: read('connectTimeout', CONNECT_TIMEOUT_MS / 1000) * 1000,
    retryDelayMs,
  };
}

function within(value: unknown, [least, most]: readonly [number, number], otherwise: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return otherwise;
  return Math.min(most, Math.max(least, value));
}

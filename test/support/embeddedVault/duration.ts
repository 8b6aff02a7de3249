const unitSeconds: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 };

/**
 * Seconds of a duration as the API takes it: `1h30m`, `2d`, `90`, 90. Undefined when it is none.
 */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (/^-?\d+$/u.test(value)) return Number(value);
  const match = /^(?<sign>-?)(?<parts>(?:\d+(?:\.\d+)?(?:ms|[dhms]))+)$/u.exec(value);
  const parts = match?.groups?.['parts'];
  if (parts === undefined) return undefined;
  const total = [...parts.matchAll(/([\d.]+)(ms|[dhms])/gu)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (unitSeconds[unit ?? ''] ?? 0),
    0,
  );
  return match?.groups?.['sign'] === '-' ? -total : total;
}

/** Seconds as Go prints a duration: `0s`, `1m30s`, `48h0m0s`. */
export function formatDuration(seconds: number): string {
  const sign = seconds < 0 ? '-' : '';
  const total = Math.abs(seconds);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const rest = `${total % 60}s`;
  if (hours > 0) return `${sign}${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${sign}${minutes}m${rest}` : `${sign}${rest}`;
}

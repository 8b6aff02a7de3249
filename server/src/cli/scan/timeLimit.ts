/** Milliseconds that patterns of settings may take within ten seconds: nobody types meanwhile. */
export const PATTERN_TIME_LIMIT = 5_000;

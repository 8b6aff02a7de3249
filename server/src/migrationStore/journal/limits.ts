/** Largest journal, in bytes. A secret takes about one kilobyte, one of many lines some more. */
export const MAX_JOURNAL = 32 * 1024 * 1024;

/** Most records of a journal. */
export const MAX_RECORDS = 200_000;

/** Most files and most secrets of a run. */
export const MAX_ENTRIES = 50_000;

/** Most journals of which {@link RunStore.list} tells, and their bytes together. */
export const MAX_RUNS = 500;
export const MAX_LISTED = 4 * MAX_JOURNAL;

/** One thing that must hold in the real editor. Cases run in order, in one window. */
export interface SuiteCase {
  readonly name: string;
  run(): Promise<void>;
}

/** @throws Error with both sides as JSON when they differ. */
export function expectEqual(actual: unknown, expected: unknown, about: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${about}: expected ${right}, was ${left}`);
}

export function expectThat(holds: boolean, about: string): asserts holds {
  if (!holds) throw new Error(about);
}

/** Tries until `check` no longer throws. @throws its last error after 15 s. */
export async function eventually(check: () => void | Promise<void>): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(50);
    }
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

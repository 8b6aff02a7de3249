/** Where a step prints. */
export type Output = (text: string) => void;

/** Prints at once. */
export const atOnce: Output = (text) => {
  process.stdout.write(text);
};

/** Runs steps that go on beside others: what each prints is handed on as a whole when it has ended. */
export async function asWhole<T>(step: (output: Output) => Promise<T>): Promise<T> {
  const texts: string[] = [];
  try {
    return await step((text) => texts.push(text));
  } finally {
    atOnce(texts.join(''));
  }
}

const patienceMs = 400;

/**
 * Runs a task and hands it to `show`, which shows that it runs, only when it has not ended after a moment: the editor
 * keeps a progress notification for most of a second, so that it would lie behind whatever is asked next.
 */
export async function patiently<T>(task: Promise<T>, show: (task: Promise<T>) => PromiseLike<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), patienceMs)));
  try {
    const first = await Promise.race([task.then((value) => ({ value })), late]);
    return first === 'late' ? await show(task) : first.value;
  } finally {
    clearTimeout(timer);
  }
}

import { parentPort, workerData } from 'node:worker_threads';
import { type FileScanOptions, lookAtFile, type LookOutcome, readFile, scanFile } from '../scanFiles.ts';
import { scanOptions } from '../scanOptions.ts';
import type { FromWorker, Task, ToWorker, WorkerOptions } from './messages.ts';

/** A thread of a pool: reads and scans batches of files, in the order in which they come. */
const { timeLimit } = workerData as WorkerOptions;
let options: Promise<FileScanOptions> | undefined;

function send(message: FromWorker): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (message: ToWorker) => {
  if ('request' in message) {
    const { scan, request } = message;
    options = scanOptions(request, (problem) => send({ scan, problem }), timeLimit);
    return;
  }
  const { batch, task } = message;
  void options?.then((known) => send({ batch, outcomes: perform(task, known) }));
});

function perform(task: Task, known: FileScanOptions): readonly LookOutcome[] {
  switch (task.kind) {
    case 'look':
      return task.files.map((file) => lookAtFile(file, known));
    case 'read':
      return task.files.map(({ file, toRead }) => readFile(file, toRead, known));
    case 'scan':
      return task.files.map((file) => scanFile(file, known));
  }
}

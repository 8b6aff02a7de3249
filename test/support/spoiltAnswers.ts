import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { RealAnswer } from './faultProxy.ts';
import type { WireFault } from './wireFaults.ts';

const jsonType = { 'content-type': 'application/json' };

/** Answers as the fault says; `real` asks the server, for faults that spoil a real answer. */
export async function spoil(
  fault: WireFault,
  response: ServerResponse,
  real: () => Promise<RealAnswer>,
): Promise<void> {
  switch (fault.kind) {
    case 'reset-before-headers':
      if (fault.carriedOut === true) await real();
      response.socket?.resetAndDestroy();
      return;
    case 'reset-after-headers':
      await writeHead(response, 200, { ...jsonType, 'content-length': '100' });
      response.socket?.resetAndDestroy();
      return;
    case 'half-body':
      return halfBody(response, await real());
    case 'slow-drip':
      return drip(response, await real(), fault.intervalMs);
    case 'hang':
      return;
    case 'hang-after-headers':
      return writeHead(response, 200, { ...jsonType, 'content-length': '100' });
    case 'answer':
      response.writeHead(fault.status, fault.headers).end(fault.body);
      return;
    case 'redirect':
      response.writeHead(fault.status, { location: fault.to }).end();
      return;
    case 'huge-length':
      await writeHead(response, 200, { ...jsonType, 'content-length': String(fault.bytes) });
      response.write('{"data":{');
      return;
    case 'gzip-bomb':
      response.writeHead(200, { ...jsonType, 'content-encoding': 'gzip' }).end(bomb(fault.mebibytes));
      return;
    case 'endless-body':
      return endless(response);
    case 'delay':
      await delay(fault.ms);
      wholeAnswer(response, await real());
      return;
    case 'happening':
      return happen(fault, response, real);
  }
}

async function happen(
  { when, act }: WireFault & { kind: 'happening' },
  response: ServerResponse,
  real: () => Promise<RealAnswer>,
): Promise<void> {
  if (when === 'meanwhile') {
    const [answer] = await Promise.all([real(), act()]);
    wholeAnswer(response, answer);
    return;
  }
  await real();
  await act();
  response.socket?.resetAndDestroy();
}

function writeHead(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  response.writeHead(status, headers);
  response.flushHeaders();
  // One turn, so that the headers leave before whatever is done to the connection.
  return delay(5);
}

function wholeAnswer(response: ServerResponse, answer: RealAnswer): void {
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

async function halfBody(response: ServerResponse, answer: RealAnswer): Promise<void> {
  const length = String(Math.max(answer.body.length, 2));
  response.writeHead(answer.status, { ...jsonType, 'content-length': length });
  response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)));
  await delay(5);
  response.socket?.end();
}

async function drip(response: ServerResponse, answer: RealAnswer, intervalMs: number): Promise<void> {
  response.writeHead(answer.status, { ...jsonType, 'content-length': String(answer.body.length) });
  for (const byte of answer.body) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await delay(intervalMs);
  }
  response.end();
}

/** Zip of zips in gzip's own way: compressed members one after the other unpack to one long text. */
function bomb(mebibytes: number): Buffer {
  const member = gzipSync(Buffer.alloc(1024 ** 2, 'a'));
  return Buffer.concat([gzipSync('{"data":"'), ...Array<Buffer>(mebibytes).fill(member)]);
}

async function endless(response: ServerResponse): Promise<void> {
  response.writeHead(200, jsonType);
  response.write('{"data":"');
  const block = 'a'.repeat(64 * 1024);
  while (!response.destroyed) {
    response.write(block);
    await delay(1);
  }
}

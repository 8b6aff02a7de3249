import { expect, test } from 'vitest';
import { Patching } from '../../../../server/src/vault/values/patching.ts';

const at = (path: string, mount = 'secret') => ({ mount, path });

test('is tried where nothing is known', () => {
  expect(new Patching().isWorthTrying(at('app/a'))).toBe(true);
});

test('a token that was refused is refused in the folder, and nowhere else is that known', () => {
  const patching = new Patching();
  patching.learnRefusal(at('app/a'), 403);
  expect(patching.isWorthTrying(at('app/b'))).toBe(false);
  expect(patching.isWorthTrying(at('app/deep/b'))).toBe(true);
  expect(patching.isWorthTrying(at('b'))).toBe(true);
  expect(patching.isWorthTrying(at('app/b', 'other'))).toBe(true);
});

test('a server without PATCH has none in the whole mount', () => {
  const patching = new Patching();
  patching.learnRight(at('app/b'), true);
  patching.learnRefusal(at('app/a'), 405);
  expect(patching.isWorthTrying(at('app/b'))).toBe(false);
  expect(patching.isWorthTrying(at('elsewhere/c'))).toBe(false);
});

test('what the server says of a path counts before what was seen beside it', () => {
  const patching = new Patching();
  patching.learnRefusal(at('app/a'), 403);
  patching.learnRight(at('app/b'), true);
  patching.learnRight(at('free/c'), false);
  expect(patching.isWorthTrying(at('app/b'))).toBe(true);
  expect(patching.isWorthTrying(at('free/c'))).toBe(false);
  patching.clear();
  expect(patching.isWorthTrying(at('app/a'))).toBe(true);
});

test('a refusal corrects what was said before', () => {
  const patching = new Patching();
  patching.learnRight(at('app/a'), true);
  patching.learnRefusal(at('app/a'), 403);
  expect(patching.isWorthTrying(at('app/a'))).toBe(false);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { migrationHandlers } from '../../../../client/src/commands/migration/handlers.ts';
import type { Handler } from '../../../../client/src/commands/handler.ts';
import {
  blockedUri,
  entryArgument,
  runArgument,
  uriArgument,
} from '../../../../client/src/migration/arguments.ts';
import { methods } from '../../../../server/src/protocol.ts';
import { entryOf, fileOf, planOf, runOf } from '../fakes/migrationPlans.ts';
import { migrationWindow } from '../fakes/migrationWindow.ts';

const readers = [uriArgument, runArgument, entryArgument, blockedUri];

describe('arguments of commands', () => {
  it('are texts or nothing, whatever another extension hands over', () => {
    fc.assert(
      fc.property(fc.array(fc.anything({ withNullPrototype: true, withObjectString: true })), (args) => {
        for (const read of readers) expect(['string', 'undefined']).toContain(typeof read(args));
      }),
    );
  });

  it.each([
    [{ scheme: 'file', path: '/a', toString: () => 7 }],
    [{ scheme: 'file', path: '/a', toString: 7 }],
    [
      {
        scheme: 'file',
        path: '/a',
        toString: () => {
          throw new Error('no');
        },
      },
    ],
    [Object.assign(Object.create(null) as object, { scheme: 'file', path: '/a' })],
  ])('are no address where the text of an object is none', (argument) => {
    expect(uriArgument([argument])).toBeUndefined();
  });
});

describe('commands that another extension runs', () => {
  it.each(Object.entries<Handler>(migrationHandlers))(
    '%s returns nothing, and neither writes nor takes back without a question',
    async (_id, handler) => {
      const plan = planOf([fileOf('app.yaml', entryOf('one'))]);
      const window = await migrationWindow({ plan }, {}, {});
      window.parts.migration.runs.take({ runs: [runOf()] });
      await expect(Promise.resolve(handler(window.parts))).resolves.toBeUndefined();
      const writing: string[] = [
        methods.runMigration,
        methods.continueRun,
        methods.undoRun,
        methods.dismissRun,
      ];
      expect(window.world.server.requests.filter(({ method }) => writing.includes(method))).toEqual([]);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { acceptFileFindings, acceptFinding } from '../../../client/src/commands/acceptFinding.ts';
import { methods } from '../../../server/src/protocol.ts';
import { documentUri, openWindow } from './fakes/clientWorld.ts';
import { ScriptedDialogs } from './fakes/scriptedDialogs.ts';

const address = { uri: documentUri, version: 3, findingId: 'keyed-password:1-9' };

describe('accepting a finding', () => {
  it('asks for a reason and tells how it went', async () => {
    const window = openWindow();
    const dialogs = new ScriptedDialogs({ type: ' demo data ' });
    await acceptFinding(window.parts(dialogs), address);
    expect(window.server.sent(methods.acceptFindings)).toEqual([{ ...address, reason: 'demo data' }]);
    expect(dialogs.told).toMatchObject([{ level: 'information', message: 'Accepted.' }]);
  });

  it('needs no reason', async () => {
    const window = openWindow();
    window.server.accepted = { ok: false, message: 'Save it first.' };
    const dialogs = new ScriptedDialogs({ type: '' });
    await acceptFinding(window.parts(dialogs), address);
    expect(window.server.sent(methods.acceptFindings)).toEqual([address]);
    expect(dialogs.told).toMatchObject([{ level: 'warning', message: 'Save it first.' }]);
  });

  it.each([
    ['after Escape', address, [{}]],
    ['for a made-up address', { ...address, extra: 1 }, []],
    ['for a document that is not open', { ...address, uri: 'file:///other.yaml' }, []],
  ])('sends nothing %s', async (_when, argument, answers) => {
    const window = openWindow();
    await acceptFinding(window.parts(new ScriptedDialogs(...answers)), argument);
    expect(window.server.sent(methods.acceptFindings)).toEqual([]);
  });

  it('accepts all of the file that is edited', async () => {
    const window = openWindow();
    await acceptFileFindings(window.parts(new ScriptedDialogs({ type: 'old' })));
    expect(window.server.sent(methods.acceptFindings)).toEqual([
      { uri: documentUri, version: 3, reason: 'old' },
    ]);
    window.active = undefined;
    const dialogs = new ScriptedDialogs();
    await acceptFileFindings(window.parts(dialogs));
    expect(dialogs.told).toMatchObject([{ level: 'warning' }]);
    expect(window.server.sent(methods.acceptFindings)).toHaveLength(1);
  });
});

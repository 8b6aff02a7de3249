import { afterEach, describe, expect, test } from 'vitest';
import { checkingAccess } from '../support/fakeAccess.ts';
import { InBandClient, type InBandOptions, pullCapabilities } from '../support/inBandClient.ts';
import { InMemorySecretStore } from '../support/inMemorySecretStore.ts';

let client: InBandClient;
afterEach(() => client.stop());

const shop = { uri: 'file:///home/me/i18n/shop', name: 'shop' };
const charts = { uri: 'file:///home/me/i18n/charts', name: 'charts' };
const locales = { uri: 'file:///home/me/locales', name: 'locales' };

const withFolders = {
  ...pullCapabilities,
  workspace: { ...pullCapabilities.workspace, workspaceFolders: true },
};

async function start(options: Omit<InBandOptions, 'access'>): Promise<void> {
  client = await InBandClient.start({ access: checkingAccess(new InMemorySecretStore()), ...options });
}

/** Whether the password in a new file is taken for one. In a file of translations it would be a label. */
async function isFound(uri: string): Promise<boolean> {
  await client.open(uri, 'db:\n  password: n0t-Real-9z\n');
  return (await client.diagnostics(uri)).length > 0;
}

describe('the path in the workspace folder tells what a file is for', () => {
  test.each([
    ['file:///home/me/i18n/shop/app.yaml', true, 'the folder i18n lies above the workspace folder'],
    ['file:///home/me/locales/app.yaml', true, 'locales is the workspace folder itself'],
    ['file:///home/me/locales/locales/app.yaml', false, 'a folder of that name in it'],
    ['file:///home/me/i18n/shop/lang/a/b/c/app.yaml', false, 'however far above the file'],
    ['file:///home/me/i18n/app.yaml', false, 'outside of all folders the two above the file tell'],
    ['file:///home/me/i18n/other/deep/app.yaml', true, 'and no more than these'],
    ['file:///home/me/i18n/shopping/app.yaml', false, 'another folder whose name begins alike'],
    ['untitled:Untitled-1', true, 'a file that has no path yet'],
  ])('%s is looked at for secrets: %s, as %s', async (uri, expected) => {
    await start({ capabilities: withFolders, workspaceFolders: [shop, locales] });
    expect(await isFound(uri)).toBe(expected);
  });

  test('of the innermost of several folders', async () => {
    const inner = { uri: 'file:///home/me/i18n/shop/lang/tools', name: 'tools' };
    await start({ capabilities: withFolders, workspaceFolders: [shop, inner] });
    expect(await isFound(`${inner.uri}/app.yaml`)).toBe(true);
    expect(await isFound(`${shop.uri}/lang/app.yaml`)).toBe(false);
  });

  test('though client and folder escape differently', async () => {
    const folder = { uri: 'file:///c%3A/i18n/my%20shop', name: 'my shop' };
    await start({ capabilities: withFolders, workspaceFolders: [folder] });
    expect(await isFound('file:///C:/i18n/my shop/app.yaml')).toBe(true);
  });

  test('of a client that knows a root alone', async () => {
    await start({ rootUri: shop.uri });
    expect(await isFound(`${shop.uri}/app.yaml`)).toBe(true);
    expect(client.folderRequests).toBe(0);
  });

  test('of a client that tells its folders only when asked, once', async () => {
    await start({ capabilities: withFolders, workspaceFoldersWhenAsked: [shop] });
    expect(await isFound(`${shop.uri}/app.yaml`)).toBe(true);
    expect(await isFound(`${charts.uri}/app.yaml`)).toBe(false);
    expect(client.folderRequests).toBe(1);
  });

  test('of settings by glob as well', async () => {
    const overrides = [{ rule: '*', files: 'shop/*.yaml', confidence: 'off' }];
    await start({
      capabilities: withFolders,
      workspaceFolders: [shop],
      configuration: { detection: { overrides } },
    });
    expect(await isFound(`${shop.uri}/app.yaml`)).toBe(true);
    expect(await isFound(`${shop.uri}/shop/app.yaml`)).toBe(false);
  });
});

test('when folders change, documents are looked at again', async () => {
  await start({ capabilities: withFolders, workspaceFolders: [shop] });
  const uri = `${charts.uri}/app.yaml`;
  expect(await isFound(uri)).toBe(false);
  await client.changeFolders([charts], []);
  expect(await client.diagnostics(uri)).toHaveLength(1);
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(client.refreshes).toBe(1);
  await client.changeFolders([], [charts]);
  expect(await client.diagnostics(uri)).toEqual([]);
});

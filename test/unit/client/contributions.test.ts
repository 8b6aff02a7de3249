import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import {
  contextKeys,
  lightbulbCommands,
  migrationCommands,
  migrationItemCommands,
  migrationViewId,
  paletteCommands,
  viewCommands,
  viewId,
} from '../../../client/src/commands/commandIds.ts';
import { connectionSettingNames } from '../../../client/src/connection/connectionSettingNames.ts';
import { documentSelector, languages } from '../../../client/src/languages.ts';

const { contributes, activationEvents } = packageJson;
const contributed = contributes.commands.map(({ command }) => command);
const palette: string[] = [...Object.values(paletteCommands), ...Object.values(migrationCommands)];
const lightbulb: string[] = Object.values(lightbulbCommands);
const ofView: string[] = [...Object.values(viewCommands), ...Object.values(migrationItemCommands)];
const menus = contributes.menus;
const ofItems = menus['view/item/context'];
const outside = [...menus['explorer/context'], ...menus['editor/context']];
const viewIds: string[] = [viewId, migrationViewId];

describe('package.json', () => {
  it('contributes exactly the commands that the code registers', () => {
    expect(contributed.toSorted()).toEqual([...palette, ...lightbulb, ...ofView].toSorted());
  });

  it('hides from the palette exactly the commands that need an address or an entry', () => {
    const hidden = contributes.menus.commandPalette.filter(({ when }) => when === 'false');
    expect(hidden.map(({ command }) => command).toSorted()).toEqual([...lightbulb, ...ofView].toSorted());
  });

  it('gives every command the one category and a title, and binds no key', () => {
    expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(new Set(['Vault Refs']));
    expect(contributes.commands.every(({ title }) => /^[A-Z]/.test(title))).toBe(true);
    expect(contributes).not.toHaveProperty('keybindings');
  });

  it('names no command of ours that does not exist', () => {
    const sources = globSync('client/src/**/*.ts').map((file) => readFileSync(file, 'utf8'));
    const texts = [JSON.stringify([contributes.walkthroughs, contributes.viewsWelcome]), ...sources].join(
      '\n',
    );
    const inButtons = texts.matchAll(/(?:command: '|command:|onCommand:)(vaultRefs\.\w+)/g);
    const named = [...inButtons].map(([, command]) => command);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((command) => !contributed.includes(command ?? ''))).toEqual([]);
  });

  it('uses only context keys that the code sets', () => {
    const isView = new RegExp(`view == (?:${viewIds.join('|')})(?= |$)`, 'g');
    const conditions = [
      ...contributes.commands.map((command) => ('enablement' in command ? command.enablement : '')),
      ...[...menus['view/title'], ...ofItems, ...outside, ...contributes.viewsWelcome].map(({ when }) =>
        when.replaceAll(isView, ''),
      ),
      ...contributes.views.explorer.map(({ when }) => when),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap((step) => step.completionEvents)),
    ].join(' ');
    const used = [...conditions.matchAll(/(?<!onCommand:)\bvaultRefs\.\w+/g)].map(([key]) => key);
    const known: string[] = Object.values(contextKeys);
    expect(new Set(used)).toEqual(new Set(known));
  });

  it('has two views, in whose menus every command of an item is to be found', () => {
    expect(contributes.views.explorer.map(({ id }) => id)).toEqual(viewIds);
    expect(contributes.viewsWelcome.every(({ view }) => view === viewId)).toBe(true);
    const inMenus = [...ofItems, ...outside].map(({ command }) => command);
    expect(ofView.filter((command) => !inMenus.includes(command))).toEqual([]);
    expect(menus['view/title'].filter(({ command }) => !palette.includes(command))).toEqual([]);
    const isOfView = ({ when }: { when: string }): boolean =>
      viewIds.some((id) => when === `view == ${id}` || when.startsWith(`view == ${id} `));
    expect([...menus['view/title'], ...ofItems].filter((item) => !isOfView(item))).toEqual([]);
  });

  it('offers moving in the menus of files only where it can be done', () => {
    expect(outside.map(({ command }) => command)).toEqual([
      migrationCommands.moveFileSecrets,
      migrationItemCommands.moveFolderSecrets,
      migrationCommands.moveFileSecrets,
    ]);
    expect(
      outside.filter(({ when }) => !when.startsWith('isWorkspaceTrusted && vaultRefs.connected && ')),
    ).toEqual([]);
    const inEditor = menus['editor/context'].map(({ when }) => when).join();
    expect(languages.filter((language) => !inEditor.includes(language))).toEqual([]);
  });

  it('gives an icon to every command that stands as one beside the title', () => {
    const icons = [...menus['view/title'], ...ofItems].filter(({ group }) =>
      /^(?:navigation|inline)/.test(group),
    );
    const withIcon = contributes.commands
      .filter((command) => 'icon' in command)
      .map(({ command }) => command);
    expect(icons.filter(({ command }) => !withIcon.includes(command))).toEqual([]);
  });

  it('activates by the languages that the client serves, in files and untitled documents only', () => {
    expect(activationEvents).toEqual([
      ...languages.map((language) => `onLanguage:${language}`),
      // For a migration that an earlier window left unfinished.
      'onStartupFinished',
    ]);
    expect(new Set(documentSelector.map(({ scheme }) => scheme))).toEqual(new Set(['file', 'untitled']));
    expect(documentSelector).toHaveLength(2 * languages.length);
  });

  it('turns suggestions in strings on where something is completed', () => {
    const expected = languages.map((language) => [
      `[${language}]`,
      { 'editor.quickSuggestions': { strings: true } },
    ]);
    expect(contributes.configurationDefaults).toEqual(Object.fromEntries(expected));
  });

  it('has the pages of its walkthrough, and no page without a step', () => {
    const pages = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown));
    expect(pages.toSorted()).toEqual(globSync('docs/walkthrough/*.md').toSorted());
    expect(pages.every((page) => existsSync(page))).toBe(true);
  });

  it('restricts every connection setting, and gives it the scope that no repository can write', () => {
    const properties: Record<string, { scope: string }> = contributes.configuration.properties;
    const connection = connectionSettingNames.map((name) => `vaultRefs.${name}`);
    expect(connection.map((name) => properties[name]?.scope)).toEqual(connection.map(() => 'application'));
    expect(packageJson.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual([
      ...connection,
      'vaultRefs.migration.target',
    ]);
  });
});

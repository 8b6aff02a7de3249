import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import {
  contextKeys,
  lightbulbCommands,
  paletteCommands,
  viewCommands,
  viewId,
} from '../../../client/src/commands/commandIds.ts';
import { connectionSettingNames } from '../../../client/src/connection/connectionSettingNames.ts';
import { documentSelector, languages } from '../../../client/src/languages.ts';

const { contributes, activationEvents } = packageJson;
const contributed = contributes.commands.map(({ command }) => command);
const palette: string[] = Object.values(paletteCommands);
const lightbulb: string[] = Object.values(lightbulbCommands);
const ofView: string[] = Object.values(viewCommands);
const menus = contributes.menus;

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
    const conditions = [
      ...contributes.commands.map((command) => ('enablement' in command ? command.enablement : '')),
      ...[...menus['view/title'], ...menus['view/item/context'], ...contributes.viewsWelcome].map(
        ({ when }) => when.replace(`view == ${viewId}`, ''),
      ),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap((step) => step.completionEvents)),
    ].join(' ');
    const used = [...conditions.matchAll(/(?<!onCommand:)\bvaultRefs\.\w+/g)].map(([key]) => key);
    const known: string[] = Object.values(contextKeys);
    expect(new Set(used)).toEqual(new Set(known));
  });

  it('has one view, whose menus hold its commands and such of the palette', () => {
    const views = contributes.views.explorer;
    expect(views.map(({ id }) => id)).toEqual([viewId]);
    expect(contributes.viewsWelcome.every(({ view }) => view === viewId)).toBe(true);
    expect(menus['view/item/context'].map(({ command }) => command).toSorted()).toEqual(ofView.toSorted());
    expect(menus['view/title'].filter(({ command }) => !palette.includes(command))).toEqual([]);
    expect(
      [...menus['view/title'], ...menus['view/item/context']].filter(
        ({ when }) => !when.startsWith(`view == ${viewId}`),
      ),
    ).toEqual([]);
  });

  it('gives an icon to every command that stands as one beside the title', () => {
    const icons = menus['view/title'].filter(({ group }) => group.startsWith('navigation'));
    const withIcon = contributes.commands
      .filter((command) => 'icon' in command)
      .map(({ command }) => command);
    expect(icons.filter(({ command }) => !withIcon.includes(command))).toEqual([]);
  });

  it('activates by the languages that the client serves, in files and untitled documents only', () => {
    expect(activationEvents).toEqual(languages.map((language) => `onLanguage:${language}`));
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

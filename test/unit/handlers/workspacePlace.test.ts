import { describe, expect, it } from 'vitest';
import { workspacePlace } from '../../../server/src/handlers/workspacePlace.ts';

const folders = [
  { uri: 'file:///repos/shop', name: 'Shop' },
  { uri: 'file:///repos/shop/tools/', name: 'tools' },
  { uri: 'file:///c%3A/Kunden%20Daten', name: 'Daten' },
  { uri: 'file:///', name: 'all' },
];

describe('workspacePlace', () => {
  it.each([
    ['file:///repos/shop/a/b.yaml', 'Shop', 'a/b.yaml'],
    ['file:///repos/shop/tools/b.yaml', 'tools', 'b.yaml'],
    ['file:///repos/shop%C3%BC.yaml', 'all', 'repos/shopü.yaml'],
    ['file:///C:/Kunden Daten/b.yaml', 'Daten', 'b.yaml'],
    ['file:///c:/Kunden%20Daten/%C3%BC.yaml', 'Daten', 'ü.yaml'],
    ['file:///repos/shop', 'all', 'repos/shop'],
    ['file:///repos/shop/100%.yaml', 'Shop', '100%.yaml'],
  ])('%s lies in %s as %s', (uri, workspaceFolderName, relativePath) => {
    expect(workspacePlace(uri, folders)).toEqual({ workspaceFolderName, relativePath });
  });

  it.each([
    ['file:///repos/a%20b.yaml', [], 'a b.yaml'],
    ['untitled:Untitled-1', folders, 'untitled:Untitled-1'],
    ['file:///repos/shopping/b.yaml', folders.slice(0, 1), 'b.yaml'],
  ])('%s lies outside', (uri, all, relativePath) => {
    expect(workspacePlace(uri, all)).toEqual({ workspaceFolderName: undefined, relativePath });
  });
});

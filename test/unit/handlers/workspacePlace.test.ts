import { describe, expect, it } from 'vitest';
import { workspacePlace } from '../../../server/src/handlers/workspacePlace.ts';

const folders = [
  { uri: 'file:///work/shop', name: 'Shop' },
  { uri: 'file:///work/shop/tools/', name: 'tools' },
  { uri: 'file:///c%3A/Kunden%20Daten', name: 'Daten' },
  { uri: 'file:///', name: 'all' },
];

describe('workspacePlace', () => {
  it.each([
    ['file:///work/shop/a/b.yaml', 'Shop', 'a/b.yaml'],
    ['file:///work/shop/tools/b.yaml', 'tools', 'b.yaml'],
    ['file:///work/shop%C3%BC.yaml', 'all', 'work/shopü.yaml'],
    ['file:///C:/Kunden Daten/b.yaml', 'Daten', 'b.yaml'],
    ['file:///c:/Kunden%20Daten/%C3%BC.yaml', 'Daten', 'ü.yaml'],
    ['file:///work/shop', 'all', 'work/shop'],
    ['file:///work/shop/100%.yaml', 'Shop', '100%.yaml'],
  ])('%s lies in %s as %s', (uri, workspaceFolderName, relativePath) => {
    expect(workspacePlace(uri, folders)).toEqual({ workspaceFolderName, relativePath });
  });

  it.each([
    ['file:///work/a%20b.yaml', [], 'a b.yaml'],
    ['untitled:Untitled-1', folders, 'untitled:Untitled-1'],
    ['file:///work/shopping/b.yaml', folders.slice(0, 1), 'b.yaml'],
  ])('%s lies outside', (uri, all, relativePath) => {
    expect(workspacePlace(uri, all)).toEqual({ workspaceFolderName: undefined, relativePath });
  });
});

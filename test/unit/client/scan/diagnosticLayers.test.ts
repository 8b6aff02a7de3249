import type { Diagnostic, Uri } from 'vscode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiagnosticLayers } from '../../../../client/src/scan/diagnosticLayers.ts';

/** The editor's collection, and how often something was set in it. */
class Shown {
  readonly name = 'shown';
  readonly entries = new Map<string, readonly string[]>();
  readonly history: string[] = [];

  readonly set = (uri: unknown, diagnostics?: unknown): void => {
    const messages = (diagnostics as Diagnostic[]).map(({ message }) => message);
    this.entries.set(String(uri), messages);
    this.history.push(messages.join());
  };

  readonly delete = (uri: Uri): void => {
    this.entries.delete(uri.toString());
    this.history.push('nothing');
  };

  readonly dispose = (): void => this.entries.clear();
}

/** The classes exist in the editor alone. */
const uri = (text: string): Uri => ({ toString: () => text }) as unknown as Uri;
const a = uri('a');
const b = uri('b');
const said = (message: string): Diagnostic[] => [{ message } as unknown as Diagnostic];

describe('diagnostics of files below those of open documents', () => {
  it('are replaced in one step when the document speaks, and given back in one when it closes', () => {
    const shown = new Shown();
    const layers = new DiagnosticLayers(shown);
    layers.layer('files').set(a, said('scan'));
    layers.layer('documents').set(a, said('document'));
    layers.layer('documents').delete(a);
    expect(shown.history).toEqual(['scan', 'document', 'scan']);
  });

  it('are hidden by a document that has none', () => {
    const shown = new Shown();
    const layers = new DiagnosticLayers(shown);
    layers.layer('files').set(a, said('scan'));
    layers.layer('documents').set(a, []);
    expect(shown.entries.get('a')).toEqual([]);
  });

  it('may change while the document is open, unseen', () => {
    const shown = new Shown();
    const layers = new DiagnosticLayers(shown);
    layers.layer('documents').set(a, said('document'));
    layers.layer('files').set(a, said('scan'));
    layers.layer('files').set(a, said('other'));
    expect(shown.history).toEqual(['document']);
    layers.layer('documents').delete(a);
    expect(shown.history).toEqual(['document', 'other']);
  });

  it('are gone when the scan has none', () => {
    const shown = new Shown();
    const files = new DiagnosticLayers(shown).layer('files');
    files.set(a, said('scan'));
    files.set(a, []);
    files.set(b, []);
    expect(shown.history).toEqual(['scan', 'nothing']);
  });

  it('are gone when their layer is emptied, and the documents speak on', () => {
    const shown = new Shown();
    const layers = new DiagnosticLayers(shown);
    layers.layer('files').set([
      [a, said('scan a')],
      [b, said('scan b')],
    ]);
    layers.layer('documents').set(a, said('document'));
    layers.clear('files');
    expect([...shown.entries]).toEqual([['a', ['document']]]);
    layers.layer('documents').dispose();
    expect(shown.entries.size).toBe(0);
  });

  it('can be read as a collection', () => {
    const files = new DiagnosticLayers(new Shown()).layer('files');
    files.set(a, said('scan'));
    expect([files.has(a), files.has(b), files.get(a), files.get(b)]).toEqual([
      true,
      false,
      said('scan'),
      undefined,
    ]);
    const seen: string[] = [];
    files.forEach((uri) => void seen.push(uri.toString()));
    expect([...files].map(([uri]) => uri.toString())).toEqual(seen);
    expect(seen).toEqual(['a']);
  });

  it('are whatever came last in the upper layer that has something, in any order', () => {
    const step = fc.record({
      layer: fc.constantFrom('files' as const, 'documents' as const),
      uri: fc.constantFrom(a, b),
      what: fc.constantFrom('x', 'y', 'none', 'delete'),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const shown = new Shown();
        const layers = new DiagnosticLayers(shown);
        const model = { files: new Map<string, string[]>(), documents: new Map<string, string[]>() };
        for (const { layer, uri, what } of steps) {
          const isGone = what === 'delete' || (what === 'none' && layer === 'files');
          if (isGone) model[layer].delete(uri.toString());
          else model[layer].set(uri.toString(), what === 'none' ? [] : [what]);
          if (what === 'delete') layers.layer(layer).delete(uri);
          else layers.layer(layer).set(uri, what === 'none' ? [] : said(what));
        }
        const expected = new Map([...model.files, ...model.documents]);
        expect(Object.fromEntries(shown.entries)).toEqual(Object.fromEntries(expected));
      }),
    );
  });
});

import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, test } from 'vitest';
import type { FileChange } from '../../../server/src/migration/runFiles.ts';
import type { EditAnswer, EditorDocuments } from '../../../server/src/workspaceMigration/editorDocuments.ts';
import { EditorFiles } from '../../../server/src/workspaceMigration/editorFiles.ts';
import { InMemoryRunFiles } from '../../support/inMemoryRunFiles.ts';
import { ManualTimer } from '../../support/manualTimer.ts';

const uri = 'file:///w/a.yaml';
const before = 'a: 1\nb: 2\n';
const after = 'a: x\nb: 2\n';
const change: FileChange = { before, edits: [{ start: 3, end: 4, newText: 'x' }], after };
const never = new AbortController().signal;

/** An editor with one document, over a disk. */
class FakeEditor implements EditorDocuments {
  readonly disk = new InMemoryRunFiles({ [uri]: before });
  readonly timer = new ManualTimer();
  readonly files = new EditorFiles({ documents: this, disk: this.disk, timer: this.timer });
  readonly done: string[] = [];
  document: TextDocument | undefined = TextDocument.create(uri, 'yaml', 1, before);
  answer: EditAnswer = 'applied';
  canSave = true;
  /** What is done when the document is asked for, by the number of the question. */
  onFind: (count: number) => void = () => undefined;
  /** What is saved, and whether the document is told to have become it. */
  saved = (text: string): string => text;
  isTold = true;
  #finds = 0;

  find(): TextDocument | undefined {
    this.onFind((this.#finds += 1));
    return this.document;
  }

  set(text: string): void {
    this.document = TextDocument.create(uri, 'yaml', (this.document?.version ?? 0) + 1, text);
  }

  edit(document: TextDocument, edits: FileChange['edits']): Promise<EditAnswer> {
    this.done.push(`edit ${document.version}`);
    const changes = edits.map(({ start, end, newText }) => ({
      range: { start: document.positionAt(start), end: document.positionAt(end) },
      newText,
    }));
    if (this.answer === 'applied') this.set(TextDocument.applyEdits(document, changes));
    return Promise.resolve(this.answer);
  }

  save(): Promise<boolean> {
    this.done.push('save');
    if (!this.canSave) return Promise.resolve(false);
    const text = this.saved(this.document?.getText() ?? '');
    this.disk.put(uri, text);
    if (this.isTold) this.set(text);
    return Promise.resolve(true);
  }
}

describe('the files of a run in an editor', () => {
  test('are what the disk says where they are not open', async () => {
    const editor = new FakeEditor();
    editor.document = undefined;
    expect(await editor.files.look(uri, never)).toEqual({ kind: 'text', text: before });
    expect(await editor.files.replace(uri, change)).toEqual({ kind: 'replaced' });
    expect([editor.disk.peek(uri), editor.done]).toEqual([after, []]);
  });

  test('an open one counts only as long as it reads as its file does', async () => {
    const editor = new FakeEditor();
    expect(await editor.files.look(uri, never)).toEqual({ kind: 'text', text: before });
    editor.set(`${before}c: 3\n`);
    expect(await editor.files.look(uri, never)).toEqual({ kind: 'unusable', problem: 'unsaved' });
    editor.set(before.replaceAll('\n', '\r\n'));
    expect(await editor.files.look(uri, never)).toEqual({ kind: 'unusable', problem: 'line-ends' });
    editor.disk.problems.set(uri, 'read-only');
    expect(await editor.files.look(uri, never)).toEqual({ kind: 'unusable', problem: 'read-only' });
  });

  test('an open one is edited at exactly its version, and saved', async () => {
    const editor = new FakeEditor();
    expect(await editor.files.replace(uri, change)).toEqual({ kind: 'replaced' });
    expect([editor.disk.peek(uri), editor.done]).toEqual([after, ['edit 1', 'save']]);
  });

  test.each<readonly [string, (editor: FakeEditor) => void, string]>([
    ['it has unsaved changes', (editor: FakeEditor) => editor.set('a: 5\n'), 'unsaved'],
    [
      'it has other line ends',
      (editor: FakeEditor) => editor.set(before.replaceAll('\n', '\r')),
      'line-ends',
    ],
    [
      'it reads otherwise than planned',
      (editor: FakeEditor) => {
        editor.set('a: 5\n');
        editor.disk.put(uri, 'a: 5\n');
      },
      'changed',
    ],
    ['the file is gone', (editor: FakeEditor) => editor.disk.remove(uri), 'missing'],
    ['the editor refuses the edit', (editor: FakeEditor) => void (editor.answer = 'refused'), 'not-applied'],
    [
      'somebody types while the disk is looked at',
      (editor: FakeEditor) => {
        editor.onFind = (count) => {
          if (count === 3) editor.set('a: 5\n');
        };
      },
      'unsaved',
    ],
  ])('nothing is written where %s', async (_, prepare, problem) => {
    const editor = new FakeEditor();
    prepare(editor);
    const onDisk = editor.disk.peek(uri);
    expect(await editor.files.replace(uri, change)).toEqual({ kind: 'refused', problem });
    expect([editor.disk.peek(uri), editor.done.includes('save')]).toEqual([onDisk, false]);
  });

  test('one that is closed while the disk is looked at is written there', async () => {
    const editor = new FakeEditor();
    editor.onFind = (count) => {
      if (count === 3) editor.document = undefined;
    };
    expect(await editor.files.replace(uri, change)).toEqual({ kind: 'replaced' });
    expect([editor.disk.peek(uri), editor.done]).toEqual([after, []]);
  });

  test('it is unclear where the edit is not saved, or the editor does not say', async () => {
    const editor = new FakeEditor();
    editor.canSave = false;
    expect(await editor.files.replace(uri, change)).toEqual({ kind: 'unclear' });
    expect(editor.document?.getText()).toBe(after);
    const silent = new FakeEditor();
    silent.answer = 'unknown';
    expect(await silent.files.replace(uri, change)).toEqual({ kind: 'unclear' });
    expect(silent.done).toEqual(['edit 1']);
  });

  test('what formatting on save changed may be told after the answer', async () => {
    const editor = new FakeEditor();
    editor.isTold = false;
    editor.saved = (text) => text.replace('b: 2', 'b:  2');
    const replacing = editor.files.replace(uri, change);
    let isDone = false;
    void replacing.then(() => (isDone = true));
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(isDone).toBe(false);
    editor.set('a: x\nb:  2\n');
    editor.timer.advance(50);
    expect(await replacing).toEqual({ kind: 'replaced' });
  });

  test('an editor that never tells is not waited for', async () => {
    const editor = new FakeEditor();
    editor.isTold = false;
    editor.saved = (text) => `${text}# more\n`;
    let outcome: unknown;
    void editor.files.replace(uri, change).then((answer) => (outcome = answer));
    for (let turn = 0; turn < 100 && outcome === undefined; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      editor.timer.advance(50);
    }
    expect(outcome).toEqual({ kind: 'replaced' });
  });
});

import type { MigrationEditor, PreviewTexts } from '../../../../client/src/migration/migrationEditor.ts';

/** An editor that notes what it was told to show. */
export class FakeMigrationEditor implements MigrationEditor {
  readonly previews = new Map<string, PreviewTexts>();
  readonly reports: string[] = [];
  readonly saved: string[] = [];
  viewShown = 0;
  canSave = true;
  /** What the person's own settings say. */
  template: string | undefined;
  /** Addresses below this are in the workspace. */
  root = 'file:///project/';

  showView(): Promise<void> {
    this.viewShown += 1;
    return Promise.resolve();
  }

  showPreview(uri: string, texts: PreviewTexts): Promise<void> {
    this.renewPreview(uri, texts);
    return Promise.resolve();
  }

  renewPreview(uri: string, { before, after }: PreviewTexts): void {
    this.previews.set(uri, { before, after });
  }

  shownPreviews(): readonly string[] {
    return [...this.previews.keys()];
  }

  showReport(markdown: string): Promise<void> {
    this.reports.push(markdown);
    return Promise.resolve();
  }

  save(uri: string): Promise<boolean> {
    this.saved.push(uri);
    return Promise.resolve(this.canSave);
  }

  ownTemplate(): string | undefined {
    return this.template;
  }

  isInWorkspace(uri: string): boolean {
    return uri.startsWith(this.root);
  }
}

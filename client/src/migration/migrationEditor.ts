/** Two texts of one file, with every value masked. */
export interface PreviewTexts {
  readonly before: string;
  readonly after: string;
}

/** PORT: what moving many secrets does in the editor. */
export interface MigrationEditor {
  /** Shows the view "Migration". */
  showView(): Promise<void>;
  /** Shows the two texts of a file side by side, named after it, and keeps them readable while they are shown. */
  showPreview(uri: string, texts: PreviewTexts): Promise<void>;
  /** Puts other texts into a preview that is shown. */
  renewPreview(uri: string, texts: PreviewTexts): void;
  /** Files whose preview is shown. */
  shownPreviews(): readonly string[];
  /** Shows a Markdown document that cannot be edited. */
  showReport(markdown: string): Promise<void>;
  /** Saves an open document of a file; false when it is not on disk as it is in the editor. Never throws. */
  save(uri: string): Promise<boolean>;
  /** Whether a file or folder is in one of the workspace's folders. */
  isInWorkspace(uri: string): boolean;
  /** The template of targets in the person's own settings; undefined where they have none. */
  ownTemplate(): string | undefined;
}

/** PORT: texts that are shown to be read. */
export interface Reports {
  /** Opens a text that cannot be edited; `name` is the title, its ending the language. */
  show(name: string, text: string): Promise<void>;
  /** Puts the text that is shown into the clipboard. */
  copy(): Promise<void>;
}

/** How an entry of the view is shown. Holds names and places, never a value. */
export interface MigrationItem {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly children: 'none' | 'open' | 'closed';
  /** Absent where there is no checkbox. */
  readonly isOn?: boolean;
  /** By which package.json chooses the actions. */
  readonly context: string;
}

/** A node of a YAML document together with how it is to be written. Columns are steps right of the parent's. */
export interface YamlNode {
  /** Tag and anchor, as `!t &a`, or nothing. */
  readonly properties: string;
  /** A comment behind the node or its indicator, or nothing. */
  readonly comment: string;
  readonly body: Body;
}

export type Body =
  /** Lines of a plain or quoted scalar, the first with its opening quote and the last with its closing one. */
  | { readonly kind: 'text'; readonly lines: readonly string[] }
  | {
      readonly kind: 'block-text';
      readonly header: string;
      readonly explicit: boolean;
      readonly step: number;
      readonly lines: readonly string[];
    }
  | { readonly kind: 'flow'; readonly pieces: readonly string[]; readonly isBroken: boolean }
  | { readonly kind: 'map'; readonly step: number; readonly entries: readonly Entry[] }
  | {
      readonly kind: 'list';
      readonly step: number;
      readonly gap: number;
      readonly items: readonly YamlNode[];
    };

export interface Entry {
  /** One line, with its colon where it is implicit, or `?` and a line. */
  readonly key: string;
  readonly isExplicit: boolean;
  /** A comment or blank lines above, each with its line break, at any column. */
  readonly above: string;
  readonly value: YamlNode;
}

import { defaultMigrationSettings } from '../../../languageService/migration/migrationSettings.ts';

/** Variables of a template besides `${mount}`. */
export const variableNames = [
  'workspaceFolder',
  'relativePath',
  'fileBasename',
  'environment',
  'kubernetes.namespace',
  'kubernetes.name',
  'keyPath',
  'key',
] as const;

export type VariableName = (typeof variableNames)[number];

/** Who wrote a template. One from a workspace may steer secrets to a path that its author reads, so a person confirms it. */
export type TemplateOrigin = 'default' | 'user' | 'workspace';

export type TemplatePart = { readonly text: string } | { readonly variable: VariableName };

/** What stands between two slashes, or behind the `#`: at least one part, and no empty text. */
export type TemplateSegment = readonly TemplatePart[];

/** A template of targets, `mount/path#key`. */
export interface TargetTemplate {
  readonly text: string;
  readonly origin: TemplateOrigin;
  /** Whether it begins with `${mount}`; else the first of the segments, or several, are a mount. */
  readonly hasMountVariable: boolean;
  /** Mount and path, without `${mount}`; the mount is literal. */
  readonly segments: readonly TemplateSegment[];
  readonly key: TemplateSegment;
}

/**
 * Who wrote the template that is in force. An editor merges settings, so `ownText` is what the person's own say; undefined
 * where they say nothing, or nobody can tell.
 */
export function templateOrigin(text: string, ownText: string | undefined): TemplateOrigin {
  if (text === ownText) return 'user';
  return text === defaultMigrationSettings.target ? 'default' : 'workspace';
}

export function isLiteral(segment: TemplateSegment): boolean {
  return segment.every((part) => 'text' in part);
}

/** The text of a segment's literal parts. */
export function literalText(segment: TemplateSegment): string {
  return segment.map((part) => ('text' in part ? part.text : '')).join('');
}

import type { DocumentFacts } from './documentFacts.ts';

/** What a file is for, as far as it changes what its keys mean. */
export type FileClass =
  'kubernetes' | 'helm-values' | 'compose' | 'ci' | 'schema' | 'translation' | 'lock-file' | 'other';

const byName: readonly (readonly [FileClass, RegExp])[] = [
  [
    'lock-file',
    /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|packages\.lock\.json|[^/]{0,200}[.-]lock(?:\.ya?ml|\.json)?)$/,
  ],
  ['schema', /(?:[.-]schema\.(?:json|ya?ml)|(?:^|\/)(?:openapi|swagger|asyncapi)[^/]{0,200})$/],
  ['schema', /(?:^|\/)(?:json-?)?schemas?\/[^\n]{0,300}\.json$/],
  ['translation', /(?:^|\/)(?:_?locales?|i18n|l10n|langs?|languages?|translations?|intl)\//],
  [
    'translation',
    /(?:^|\/)(?:en|de|fr|es|it|nl|pt|ru|ja|zh|ko|pl|sv|tr|cs|da|fi|nb|uk|hu|el|ro|ar|he|vi)\.(?:json|ya?ml)$/,
  ],
  ['translation', /(?:^|\/)(?:[\w-]{1,60}\.)?[a-z]{2}[-_][a-z]{2}\.(?:json|ya?ml)$/],
  ['translation', /(?:^|\/)(?:messages|strings|translations?)(?:[._-][a-z-]{2,10})?\.(?:json|ya?ml)$/],
  ['ci', /(?:^|\/)\.(?:github|gitlab|circleci|buildkite|woodpecker|tekton|gitea|forgejo)\//],
  [
    'ci',
    /(?:^|\/)(?:\.?(?:gitlab-ci|travis|drone|woodpecker|appveyor|cirrus)|azure-pipelines?|bitbucket-pipelines|cloudbuild|buildspec|action)[^/]{0,100}\.ya?ml$/,
  ],
  ['compose', /(?:^|\/)(?:docker-)?(?:compose|stack)[^/]{0,100}\.ya?ml$/],
  ['helm-values', /(?:^|\/)[^/]{0,100}values[^/]{0,100}\.ya?ml$/],
];

/** Folders that say what a file is for are at most so many above it; those above a checkout say nothing. */
const FOLDERS_THAT_TELL = 2;

/** A path as far as it tells what a file is for: all of one within a workspace, the end of an absolute one. */
function tellingPath(fileName: string): string {
  const path = fileName.slice(-1_000).replaceAll('\\', '/').toLowerCase();
  if (!/^(?:\/|[a-z]:\/)/.test(fileName.slice(0, 3).replaceAll('\\', '/').toLowerCase())) return path;
  return path
    .split('/')
    .slice(-1 - FOLDERS_THAT_TELL)
    .join('/');
}

/** The class of a file by what it says, then by its slash path. Content that names itself beats a file name. */
export function classifyFile(fileName: string, facts: DocumentFacts): FileClass {
  if (facts.isSchema) return 'schema';
  if (facts.isLockFile) return 'lock-file';
  const path = tellingPath(fileName);
  const named = byName.find(([, pattern]) => pattern.test(path))?.[0];
  if (named === 'lock-file') return named;
  if (facts.isKubernetes) return 'kubernetes';
  if (named === 'schema') return named;
  if (facts.isWorkflow) return 'ci';
  if (facts.isCompose) return 'compose';
  if (facts.isTranslation) return 'translation';
  return named ?? 'other';
}

/** Beginnings that only a reference to a secret, or ciphertext, has. Lower case. */
export const referenceStarts: readonly string[] = [
  'vault:',
  '>>vault:',
  'bao:',
  '>>bao:',
  'vault://',
  'ref+',
  'secretref+',
  'op://',
  'akv://',
  'bws://',
  'ssm:',
  'sm://',
  'aws-sm:',
  'awssm:',
  'gcpsm:',
  'secret://',
  'secretref:',
  'secrets.',
  'keyring:',
  'keychain:',
  'env:',
  'env.',
  'env(',
  'file:',
  'file(',
  'classpath:',
  'kms:',
  'enc[',
  'enc(',
  '{cipher}',
  '$ansible_vault',
  '@microsoft.keyvault(',
  'arn:aws:',
  'arn:',
  'resolve:',
  '<path:',
  'process.env',
  'os.environ',
  'os.getenv',
  'system.getenv',
  'import.meta.env',
  '#/',
  '/run/secrets/',
];

/** Marks that a template engine or another tool replaces, anywhere in the value: one of them and the rest is not the secret. */
const templateMarks =
  /\{\{|\}\}|\$\{|\$\(|\(\(|<%|%\{|#\{|\[\[|\{%|__[A-Z][A-Z0-9_]{1,80}__|^`|\$__\w{1,20}\{|<path:|ref\+\w{1,20}:\/\/|^@@[^\s@]{1,200}@@$/;

/** Values that a tool replaces as a whole. */
const wholeTemplates: readonly RegExp[] = [
  /^\$\{?[0-9@*#?!]\}?$/,
  // The first of two dollars is how compose writes one.
  /^\${1,2}[A-Z_][A-Z0-9_]*$/,
  /^\$[a-z_]+$/,
  /^\$env:\w+$/i,
  /^\$__(?:file|env|vault)\{/,
  /^\$\w+\.[\w.]+$/,
  /^%[A-Za-z_][\w.-]*%?$/,
  /^%\(\w+\)s$/,
  /^%[a-z]$/,
  /^@{1,2}[\w.-]+@{1,2}$/,
  /^#\{?[\w.-]+\}?#$/,
  /^\{[\w.$-]+\}$/,
  /^\[[A-Za-z]{2,40}\(/,
  /^!(?:Ref|Sub|GetAtt|vault|secret)\b/,
  /^(?:[\w.-]+\/)+[\w.-]+#[\w.-]+(?:#[\w.-]+)?$/,
  /^projects\/[^/]+\/secrets\//,
  /^(?:data|var|local|module|each|random_password|aws_\w+|google_\w+|azurerm_\w+)\.[\w.[\]"]+$/,
  /^\.?(?:Values|Release|Chart|Env)\.[\w.]+$/,
  /^\$[\w.]*\$$/,
  // A build or a service is told where its secret comes from.
  /^(?:id|type)=[\w.-]*(?:,|$)/,
  // Not written to the end yet.
  /\s["']?\$$/,
  /^\{[A-Za-z_.$-]*$/,
  /^%\(\w*\)?$/,
  /^@@[\w:./-]{0,200}@?$/,
  /^<[\w\s.,:/'|-]*$/,
  /^__[A-Z][A-Z0-9_]*$/,
  /^@{1,2}(?:[a-z]+(?:[._-][a-z]{0,40}){0,8}|[A-Z_]+)$/,
];

/** Whether a value is an expression of an Azure template, which puts texts together. */
export function isTemplateExpression(value: string): boolean {
  return /^\[[A-Za-z]{2,40}\(/.test(value);
}

/** Whether a value points at a secret or is filled in from elsewhere, in any dialect. */
export function isReference(written: string): boolean {
  // Within a program a variable may stand in quotes of its own.
  const value = written.replace(/^[\\"']{1,4}|[\\"']{1,4}$/g, '');
  const start = value.slice(0, 24).toLowerCase();
  return (
    referenceStarts.some((beginning) => start.startsWith(beginning)) ||
    templateMarks.test(value) ||
    wholeTemplates.some((pattern) => pattern.test(value))
  );
}

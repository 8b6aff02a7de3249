import type { BenchTarget } from './targets.ts';
import { TARGETS } from './targets.ts';

/** A generated file. All hold `replicas` once per entry, which is what the edits change. */
export interface BenchFile {
  readonly name: string;
  readonly languageId: 'yaml' | 'json';
  readonly text: string;
  /** An entry of the outermost collection, as it may stand before any other. */
  readonly entry: string;
  readonly target: BenchTarget;
}

/** The files of the benchmark, the same in every run. Sizes are in UTF-16 code units. */
export function benchFiles(): BenchFile[] {
  const megabyte = 1_100_000;
  return [
    yamlFile('1.1 MB, documents', DOCUMENT, documents(megabyte)),
    yamlFile(
      '1.1 MB, one list',
      '  - apiVersion: v2\n',
      `apiVersion: v1\nkind: List\nitems:\n${entries(megabyte, (index) => indented(manifest(index), '  - ', '    '))}`,
    ),
    yamlFile(
      '1.1 MB, one map',
      'service-new:\n  apiVersion: v2\n',
      entries(megabyte, (index) => indented(manifest(index), `service-${index}:\n  `, '  ')),
    ),
    jsonFile('1.3 MB, JSON', '    {\n      "name": "service-new"\n    },\n', json(1_300_000)),
    { ...yamlFile('64 KB, documents', DOCUMENT, documents(64_000)), target: TARGETS.small },
  ];
}

const DOCUMENT = '---\napiVersion: v2\n';

function yamlFile(name: string, entry: string, text: string): BenchFile {
  return { name, languageId: 'yaml', text, entry, target: TARGETS.large };
}

function jsonFile(name: string, entry: string, text: string): BenchFile {
  return { name, languageId: 'json', text, entry, target: TARGETS.large };
}

function documents(size: number): string {
  return entries(size, (index) => `---\n${manifest(index)}`);
}

function entries(size: number, entry: (index: number) => string): string {
  const parts: string[] = [];
  for (let length = 0, index = 0; length < size; index += 1) {
    const part = entry(index);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

function indented(text: string, first: string, others: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => `${index === 0 ? first : others}${line}\n`)
    .join('');
}

function manifest(index: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${index}
  labels: {app: service-${index}, tier: "backend"}
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: main
          image: registry.example.com/team/service-${index}:1.${index}.0 # pinned
          args: ["--port", "8080", '--verbose']
          env:
            - name: DB_HOST
              value: db-${index}.internal.example.com
            - name: DB_PASSWORD
              valueFrom:
                secretKeyRef: {name: db-${index}, key: password}
            - name: GREETING
              value: >-
                Hello from service ${index},
                all is well.
          resources:
            limits:
              memory: 256Mi
`;
}

function json(size: number): string {
  const parts: unknown[] = [];
  for (let length = 0, index = 0; length < size; index += 1) {
    const part = {
      name: `service-${index}`,
      replicas: 3,
      labels: { app: `service-${index}`, tier: 'backend' },
      image: `registry.example.com/team/service-${index}:1.${index}.0`,
      args: ['--port', '8080', '--verbose'],
      env: { DB_HOST: `db-${index}.internal.example.com`, DEBUG: false, RETRIES: null, RATIO: 0.5 },
    };
    parts.push(part);
    length += JSON.stringify(part, null, 2).replaceAll('\n', '\n    ').length + 6;
  }
  return JSON.stringify({ kind: 'List', items: parts }, null, 2);
}

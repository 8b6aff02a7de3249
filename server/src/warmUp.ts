import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LanguageService } from './languageService/index.ts';
import { defaultResourceSettings } from './languageService/resourceSettings.ts';
import type { Timer } from './runtime.ts';

/** Readings of a few milliseconds each, and the time between them, in which what the client asks is answered. */
const READINGS = 300;
const PAUSE_MS = 1;

/** Reads made-up files while nobody waits, so that the engine has compiled the reader when a large file comes. */
export function warmUp(service: LanguageService, timer: Timer): void {
  let reading = 0;
  const next = (): void => {
    const isYaml = reading % 3 !== 0;
    const uri = `warm-up:/${reading}`;
    const text = isYaml ? yaml(reading) : json(reading);
    service.reader.read(TextDocument.create(uri, isYaml ? 'yaml' : 'json', 0, text), defaultResourceSettings);
    service.forget(uri);
    reading += 1;
    if (reading < READINGS) timer.setTimeout(next, PAUSE_MS);
  };
  timer.setTimeout(next, PAUSE_MS);
}

function yaml(seed: number): string {
  return Array.from({ length: 6 }, (_, index) => manifest(`${seed}-${index}`)).join('');
}

function manifest(name: string): string {
  return `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${name}
  labels: {app: app-${name}, tier: "web"}
spec:
  template:
    containers:
      - name: main # the only one
        image: registry.example.com/app-${name}:1.0.0
        args: ["--port", "8080", '--verbose']
        env:
          - name: DB_HOST
            value: db-${name}.example.com
          - name: DB_PASSWORD
            valueFrom:
              secretKeyRef: {name: db-${name}, key: password}
          - name: GREETING
            value: >-
              Hello from app ${name},
              all is well.
        script: |
          start --now
        memory: 256Mi
`;
}

function json(seed: number): string {
  const items = Array.from({ length: 12 }, (_, index) => ({
    name: `app-${seed}-${index}`,
    replicas: 3,
    labels: { app: 'app', tier: 'web' },
    args: ['--port', '8080'],
    env: { DB_HOST: `db-${index}.example.com`, DEBUG: false, RETRIES: null, RATIO: 0.5 },
  }));
  return JSON.stringify({ kind: 'List', items }, undefined, 2);
}

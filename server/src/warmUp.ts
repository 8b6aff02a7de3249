import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LanguageService } from './languageService/index.ts';
import { defaultResourceSettings } from './languageService/resourceSettings.ts';
import type { Timer } from './runtime.ts';

/** Long enough for a client that already has a file open to send it. */
const DELAY_MS = 100;
/** Between two readings, so that what the client asks is answered in between. */
const PAUSE_MS = 5;
const READINGS = 40;

/**
 * Reads made-up files while nobody waits, so that the engine has compiled the reader when the first large file comes:
 * it then takes half as long. Stops when `isNeeded` says so. Nothing of it reaches the client or Vault.
 */
export function warmUp(service: LanguageService, timer: Timer, isNeeded: () => boolean): void {
  let reading = 0;
  const next = (): void => {
    if (!isNeeded()) return;
    const isYaml = reading % 2 === 0;
    const uri = `warm-up:/${reading}`;
    const text = isYaml ? yaml(reading) : json(reading);
    service.read(TextDocument.create(uri, isYaml ? 'yaml' : 'json', 0, text), defaultResourceSettings);
    service.forget(uri);
    reading += 1;
    if (reading < READINGS) timer.setTimeout(next, PAUSE_MS);
  };
  timer.setTimeout(next, DELAY_MS);
}

/** Of about 8 KB, as are the files below. */
function yaml(seed: number): string {
  return Array.from({ length: 12 }, (_, index) => manifest(`${seed}-${index}`)).join('');
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
  const items = Array.from({ length: 25 }, (_, index) => ({
    name: `app-${seed}-${index}`,
    replicas: 3,
    labels: { app: 'app', tier: 'web' },
    args: ['--port', '8080'],
    env: { DB_HOST: `db-${index}.example.com`, DEBUG: false, RETRIES: null, RATIO: 0.5 },
  }));
  return JSON.stringify({ kind: 'List', items }, undefined, 2);
}

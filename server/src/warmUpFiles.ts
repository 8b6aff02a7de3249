/** Files of the kinds that people have, of a few kilobytes each. `$N` stands for what differs from reading to reading. */
export const warmUpFiles: readonly { readonly languageId: 'yaml' | 'json'; readonly text: string }[] = [
  { languageId: 'yaml', text: repeated(kubernetes, '') },
  { languageId: 'yaml', text: `services:\n${repeated(compose, '')}` },
  { languageId: 'json', text: `{"kind": "List", "items": [\n${repeated(record, ',\n')}\n]}\n` },
];

function repeated(write: (index: number) => string, separator: string): string {
  return Array.from({ length: 5 }, (_, index) => write(index)).join(separator);
}

function kubernetes(index: number): string {
  return `---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: queue-$N-${index}
  labels: {part: queue, tier: "data"}
spec:
  serviceName: queue # headless
  template:
    spec:
      containers:
        - name: queue
          image: registry.example.com/queue:3.$N
          command: ["queue", "--listen", '0.0.0.0:5672']
          env:
            - name: QUEUE_USER
              value: worker-$N
            - name: QUEUE_PASSWORD
              valueFrom:
                secretKeyRef: {name: queue, key: password}
            {{- with .Values.extra }}
            - name: EXTRA
              value: {{ . | quote }}
            {{- end }}
          readinessProbe:
            exec:
              command:
                - sh
                - -c
                - |
                  queue-check --node "$NODE"
                  exit $?
`;
}

function compose(index: number): string {
  return `  store-$N-${index}:
    image: store:15
    restart: unless-stopped
    ports:
      - "5432:5432"
    environment:
      STORE_USER: store
      STORE_PASSWORD: \${STORE_PASSWORD:?missing}
      STORE_URL: 'store://store@localhost:5432/$N'
    healthcheck:
      test: ["CMD", "store-ready"]
      interval: 10s
    description: >-
      Holds what the queue
      has worked off.
`;
}

function record(index: number): string {
  return `  {
    "name": "node-$N-${index}",
    "enabled": true,
    "weights": [1, 2.5, null],
    "labels": { "zone": "b", "note": "line \\"one\\"" },
    "settings": { "apiKey": "\${API_KEY}", "endpoint": "https://node-$N.example.com/v1" }
  }`;
}

import { createHash } from 'node:crypto';

/** Files with made-up secrets in all the ways that values are written, and other text around them. */
export function secretTree(files: number, each: number): Readonly<Record<string, string>> {
  const tree: Record<string, string> = {};
  for (let file = 0; file < files; file += 1) {
    const name = `w/team${file % 5}/service${file}.${file % 4 === 3 ? 'json' : 'yaml'}`;
    tree[name] = file % 4 === 3 ? jsonFile(file, each) : yamlFile(file, each);
  }
  return tree;
}

/** A made-up password: letters, digits and signs, the same one each time. */
export function madeUp(...seed: readonly unknown[]): string {
  const digest = createHash('sha256').update(JSON.stringify(seed)).digest('base64url');
  return `Zq7${digest.replace(/[^A-Za-z0-9]/g, '').slice(0, 18)}!u`;
}

function yamlFile(file: number, each: number): string {
  const end = file % 4 === 1 ? '\r\n' : '\n';
  const quote = (value: string, index: number): string => {
    switch (index % 3) {
      case 0:
        return `"${value}"`;
      case 1:
        return `'${value}'`;
      default:
        return value;
    }
  };
  const lines = [`# service ${file} Ünïcode 🔐`, `name: service${file}`];
  for (let index = 0; index < each; index += 1) {
    lines.push(`part${index}:`, `    host: db${index}.example.test`);
    lines.push(`    password:  ${quote(madeUp(file, index), index)}  # keep ${index}`, `    port: ${index}`);
  }
  return `${file % 4 === 2 ? '\ufeff' : ''}${lines.join(end)}${file % 8 === 0 ? '' : end}`;
}

function jsonFile(file: number, each: number): string {
  const parts = Array.from(
    { length: each },
    (_, index) => `  "part${index}" : { "password":"${madeUp(file, index)}", "port": ${index} }`,
  );
  return `{\n${parts.join(',\n')}\n}\n`;
}

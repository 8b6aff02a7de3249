import fc, { type Arbitrary } from 'fast-check';
import { writeRoot } from './writeYaml.ts';
import type { YamlNode } from './yamlModel.ts';
import { yamlNode } from './yamlNodes.ts';

/** What stands before a document. */
const opening: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constant('---\n') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '--- # c\n',
      '---\n# c\n',
      '...\n%YAML 1.2\n---\n',
      '...\n---\n',
      '# c\n---\n',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('--- ', '--- !t\n', '---\n---\n', '...\n', '...\n...\n') },
);
const first = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '---\n',
      '\uFEFF',
      '# c\n',
      '%YAML 1.2\n---\n',
      '%TAG !e! tag:e,2000:\n---\n',
      '\n',
      '--- ',
    ),
  },
);

/** How the line breaks of a text are written. */
const breaks: Arbitrary<(text: string) => string> = fc.oneof(
  { weight: 6, arbitrary: fc.constant((text: string) => text) },
  { weight: 2, arbitrary: fc.constant((text: string) => text.replaceAll('\n', '\r\n')) },
  { weight: 1, arbitrary: fc.constant((text: string) => text.replaceAll('\n', '\r')) },
  { weight: 1, arbitrary: fc.constant((text: string) => text.replace(/\n([^\n]*)\n/g, '\r\n$1\n')) },
);
const tail = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.replace(/\n$/, ''),
  (text: string) => `${text}\n  \n`,
  (text: string) => `${text}# end`,
  (text: string) => `${text}...\n`,
);

/** Files of real structure in all styles: most are valid YAML. */
export const yamlText: Arbitrary<string> = fc
  .record({
    first,
    root: yamlNode,
    more: fc.oneof(
      { weight: 3, arbitrary: fc.constant<[string, YamlNode][]>([]) },
      { weight: 1, arbitrary: fc.array(fc.tuple(opening, yamlNode), { maxLength: 3 }) },
    ),
    breaks,
    tail,
  })
  .map(({ first: head, root, more, breaks: writeBreaks, tail: finish }) => {
    const documents = more.map(([before, node]) => before + writeRoot(node));
    return writeBreaks(finish(head + writeRoot(root) + documents.join('')));
  });

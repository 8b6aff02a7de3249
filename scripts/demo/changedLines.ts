/** A file before and after in one text: changed lines twice, marked `-` and `+`; the number of lines is the same. */
export function changedLines(before: string, after: string): string {
  const [left, right] = [before.trimEnd().split('\n'), after.trimEnd().split('\n')];
  const lines = left.flatMap((line, index) => {
    const now = right[index] ?? '';
    return now === line ? [`    ${line}`] : [`  - ${line}`, `  + ${now}`];
  });
  return lines.join('\n');
}

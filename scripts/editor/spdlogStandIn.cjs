/**
 * In place of the native module `@vscode/spdlog`, which is not built here: the editor's logs, those of extensions
 * included, become plain files below its data folder. As much of the interface as the editor calls.
 */
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

exports.setFlushOn = () => undefined;

exports.createAsyncRotatingLogger = async (_name, file) => {
  mkdirSync(dirname(file), { recursive: true });
  let least = levels.indexOf('info');
  let format = (level, text) => `${new Date().toISOString()} [${level}] ${text}\n`;
  const write = (level) => (text) => {
    if (levels.indexOf(level) < least) return;
    try {
      appendFileSync(file, format(level, text));
    } catch {
      // The folder is removed while the editor ends.
    }
  };
  return {
    trace: write('trace'),
    debug: write('debug'),
    info: write('info'),
    warn: write('warning'),
    error: write('error'),
    critical: write('critical'),
    getLevel: () => least,
    setLevel: (level) => (least = level),
    setPattern: () => undefined,
    clearFormatters: () => (format = (_level, text) => text),
    flush: () => undefined,
    drop: () => undefined,
  };
};

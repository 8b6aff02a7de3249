import * as vscode from 'vscode';
import type { Check, CheckedInput } from './dialogs.ts';
import { LiveCheck } from './liveCheck.ts';
import { plainText } from './plainText.ts';

/** Long enough not to ask the server at every keystroke, short enough to seem immediate. */
const pauseMs = 250;

/** An input box that says while typing what the server thinks of the text, and closes only on a good one. */
export function askChecked<T>(input: CheckedInput<T>): Promise<T | undefined> {
  const box = vscode.window.createInputBox();
  box.title = input.title;
  box.prompt = plainText(input.prompt);
  box.value = input.value;
  box.ignoreFocusOut = true;
  const live = new LiveCheck<T>({
    check: (text, signal) => input.check(text, signal),
    show: (check) => (box.validationMessage = message(check)),
    startTimer: (callback) => {
      const timer = setTimeout(callback, pauseMs);
      return () => clearTimeout(timer);
    },
  });
  return new Promise((resolve) => {
    box.onDidChangeValue((text) => live.changed(text));
    box.onDidAccept(async () => {
      box.busy = true;
      const check = await live.now(box.value);
      box.busy = false;
      if (!check?.ok) return;
      resolve(check.value);
      box.hide();
    });
    box.onDidHide(() => {
      live.dispose();
      box.dispose();
      resolve(undefined);
    });
    box.show();
    live.changed(input.value);
  });
}

function message<T>(check: Check<T>): vscode.InputBoxValidationMessage | undefined {
  if (!check.ok)
    return { message: plainText(check.message), severity: vscode.InputBoxValidationSeverity.Error };
  if (check.note === undefined) return undefined;
  return { message: plainText(check.note), severity: vscode.InputBoxValidationSeverity.Info };
}

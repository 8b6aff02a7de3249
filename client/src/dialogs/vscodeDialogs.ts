import * as vscode from 'vscode';
import { askChecked } from './checkedInputBox.ts';
import type { Choice, CommandButton, Dialogs, Question, TextInput } from './dialogs.ts';
import { patiently } from './patientTask.ts';
import { plainText } from './plainText.ts';

/**
 * The editor's dialogs. A suite that runs inside the editor gets no modal dialog (`refused to show dialog in tests`);
 * there, and only there, the same question is a list. The mode comes from how the editor was launched.
 */
export function createDialogs(mode: vscode.ExtensionMode): Dialogs {
  return {
    confirm: mode === vscode.ExtensionMode.Test ? confirmInList : confirmModally,
    choose,
    ask,
    askChecked,
    tell,
    withProgress,
  };
}

function withProgress<T>(title: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: plainText(title),
    cancellable: true,
  };
  return patiently(task(controller.signal), (running) =>
    vscode.window.withProgress(options, (_progress, token) => {
      token.onCancellationRequested(() => controller.abort());
      return running;
    }),
  );
}

async function confirmModally({ message, detail, agree }: Question): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(plainText(message), { modal: true, detail }, agree);
  return answer === agree;
}

async function confirmInList({ message, detail, agree }: Question): Promise<boolean> {
  const answer = await vscode.window.showQuickPick([agree, 'Cancel'], {
    title: plainText(message),
    placeHolder: plainText(detail),
    ignoreFocusOut: true,
  });
  return answer === agree;
}

async function choose<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
  const picked = await vscode.window.showQuickPick(choices, { title, ignoreFocusOut: true });
  return picked?.value;
}

async function ask(input: TextInput): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: input.title,
    prompt: plainText(input.prompt),
    value: input.value ?? '',
    ...(input.placeholder === undefined ? {} : { placeHolder: input.placeholder }),
    password: input.password === true,
    ignoreFocusOut: true,
    validateInput: (text) => plainText(input.problem(text) ?? ''),
  });
}

const tellers = {
  information: (message: string, labels: string[]) =>
    vscode.window.showInformationMessage(message, ...labels),
  warning: (message: string, labels: string[]) => vscode.window.showWarningMessage(message, ...labels),
  error: (message: string, labels: string[]) => vscode.window.showErrorMessage(message, ...labels),
};

function tell(level: keyof typeof tellers, message: string, button?: CommandButton): void {
  void tellAndFollow(level, message, button);
}

async function tellAndFollow(
  level: keyof typeof tellers,
  message: string,
  button?: CommandButton,
): Promise<void> {
  const answer = await tellers[level](plainText(message), button ? [button.label] : []);
  if (button && answer === button.label) await vscode.commands.executeCommand(button.command);
}

import * as vscode from 'vscode';
import { askChecked } from './checkedInputBox.ts';
import type { Choice, CommandButton, Dialogs, ProgressTask, Question, TextInput } from './dialogs.ts';
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

function withProgress<T>(title: string, task: ProgressTask<T>): Promise<T> {
  const controller = new AbortController();
  let shown: vscode.Progress<{ message: string }> | undefined;
  const report = (message: string): void => shown?.report({ message: plainText(message) });
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: plainText(title),
    cancellable: true,
  };
  return patiently(task(controller.signal, report), (running) =>
    vscode.window.withProgress(options, (progress, token) => {
      shown = progress;
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

function tell(level: keyof typeof tellers, message: string, ...buttons: CommandButton[]): void {
  void tellAndFollow(level, message, buttons);
}

async function tellAndFollow(
  level: keyof typeof tellers,
  message: string,
  buttons: readonly CommandButton[],
): Promise<void> {
  const labels = buttons.map(({ label }) => label);
  const answer = await tellers[level](plainText(message), labels);
  const button = buttons.find(({ label }) => label === answer);
  if (button) await vscode.commands.executeCommand(button.command, ...(button.arguments ?? []));
}

/** How many words the phrases have from which wallets are restored. */
const seedLengths: ReadonlySet<number> = new Set([12, 15, 18, 21, 24]);

/** Words that sentences are made of; nobody picks them by dice. */
const sentenceWords =
  /^(?:the|and|for|you|your|with|from|this|that|must|should|not|are|was|has|have|will|can|any|all|but|use|used|using|when|where|which|what|who|only|one|per|via|new|old|same|here|enter|type|choose|set|please|password|passwords|passphrase|passwd|secret|user|users|username|account|login|database|default|value|name|key|file|stored|generated|required|optional|see|into|over|than|then|also|its|their|our|need|needs|minimum|least|characters|long)$/;

/** Whether a text is the words of a recovery phrase: as many as one has, in lower case and nothing else. */
export function isSeedPhrase(value: string): boolean {
  return (
    value.length <= 240 &&
    seedLengths.has(value.split(' ').length) &&
    /^[a-z]{3,8}(?: [a-z]{3,8}){11,23}$/.test(value)
  );
}

/** Whether a text is four to eight words in lower case that make no sentence. */
export function isPassphrase(value: string): boolean {
  if (value.length > 100 || !/^[a-z]{3,12}(?: [a-z]{3,12}){3,7}$/.test(value)) return false;
  return !value.split(' ').some((word) => sentenceWords.test(word));
}

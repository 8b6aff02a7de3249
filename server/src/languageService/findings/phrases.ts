/** Words that sentences are made of; nobody picks them by dice. */
const sentenceWords =
  /^(?:the|and|for|you|your|with|from|this|that|must|should|not|are|was|has|have|will|can|any|all|but|use|used|using|when|where|which|what|who|only|one|per|via|new|old|same|here|enter|type|choose|set|please|password|passwords|passphrase|passwd|secret|user|users|username|account|login|database|default|value|name|key|file|stored|generated|required|optional|see|into|over|than|then|also|its|their|our|need|needs|minimum|least|characters|long)$/;

/** Longest of these that another word may begin with, while it is typed. */
const LONGEST_BEGINNING = 4;

/** Longest text that is taken for words of a phrase, in UTF-16 code units. */
const MAX_PHRASE = 320;

/** Whether a text is the words of a recovery phrase: as many as one has at least, in lower case and nothing else. */
export function isSeedPhrase(value: string): boolean {
  return value.length <= MAX_PHRASE && /^[a-z]{3,8}(?: [a-z]{3,8}){10,22} [a-z]{1,8}$/.test(value);
}

/**
 * Whether a text is words in lower case that make no sentence. The last one may not be written to the end, and there
 * may be more to come: two are enough, so that a phrase of four does not come and go while it is typed.
 */
export function isPassphrase(value: string): boolean {
  if (value.length > MAX_PHRASE || !/^[a-z]{3,12}(?: [a-z]{3,12}){0,22} [a-z]{1,12}$/.test(value))
    return false;
  const words = value.split(' ');
  const last = words.length - 1;
  return !words.some(
    (word, at) => sentenceWords.test(word) && (at < last || word.length > LONGEST_BEGINNING),
  );
}

/** What a caller, a database or another system may put into an argument, and Asterisk has to take as it is. */
export const hostile = {
  'a quote': 'say "hi',
  'quotes that close the argument and begin another': 'x" "y" HANGUP "',
  'a backslash at its end': 'x\\',
  'a backslash and a quote': '\\" HANGUP \\"',
  commas: 'a,b,1,HANGUP',
  'an ampersand': 'a&b',
  'a variable': '${EXTEN}',
  'an expression': '$[1+1]',
  'a function': '${SHELL(touch /tmp/injected)}',
  '128 words': Array.from({ length: 128 }, (_, i) => `w${i}`).join(' '),
  '128 empty quoted words': '"" '.repeat(128),
  'text that changes direction': '\u202eabc\u2066def\u2069',
  'characters of two, three and four bytes': 'é€😀\u00a0',
  'a reply': '200 result=1 (x)',
  'a result': 'result=1',
  'the word that ends a call': 'HANGUP',
  'blanks around it': '  x  ',
  'a tabulator': 'a\tb',
  'brackets that nothing closes': 'f(x[1',
  'brackets that close nothing': 'x)]1',
  'a semicolon, a hash sign and a bar': "a;b#c|d'e",
  '1,500 bytes': 'x'.repeat(1500),
} as const satisfies Readonly<Record<string, string>>;

/** What cannot be sent at all: refused before anything goes out. */
export const unsendable = {
  'a line feed': 'x\nHANGUP',
  'a line feed within quotes': '"\n"',
  'a carriage return': 'x\rHANGUP',
  'a carriage return and a line feed': 'x\r\nHANGUP\r\n',
  'a NUL character': 'x\0HANGUP',
  'the first half of a surrogate pair': 'x\ud800y',
  'the second half': '\udc00',
} as const satisfies Readonly<Record<string, string>>;

/** Longer than any Asterisk reads. */
export const TOO_LONG = 'x'.repeat(9000);

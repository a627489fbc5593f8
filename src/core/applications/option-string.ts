/** One option of an application: switched on or off, or with an argument (left out when undefined). */
export type ApplicationOption = boolean | number | string | undefined;

/**
 * Writes an application's options, `gL(60000)m(jazz)`, so that no argument ends before its parenthesis does.
 *
 * @param options - by letter
 * @returns what Asterisk's option parser reads as these options and no other (main/app.c, parse_options)
 * @example
 * optionString({ g: true, t: false, m: 'a)b' }); // gm(a\)b)
 * @internal
 */
export function optionString(options: Readonly<Record<string, ApplicationOption>>): string {
  return Object.entries(options)
    .map(([letter, value]) => {
      if (value === undefined || value === false) return '';
      return value === true ? letter : `${letter}(${String(value).replace(/[\\"()]/g, '\\$&')})`;
    })
    .join('');
}

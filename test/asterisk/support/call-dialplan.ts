/** What the generated contexts of one call do. */
export interface CallDialplan {
  readonly agi: string;
  readonly beforeAgi: readonly string[];
  readonly afterAgi: readonly string[];
  readonly caller: readonly string[];
  readonly media: CallerMedia;
  readonly callerId: string | undefined;
  readonly callerName: string | undefined;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * What the caller's leg sends while its applications send nothing: silence as a phone does, a tone, or nothing.
 * Without media ANSWER takes half a second and RECORD FILE records nothing.
 */
export type CallerMedia = 'silence' | 'tone' | 'none';

/** Variables the generated dialplan sets, to tell how far a call came. */
export const MARKERS = { next: 'HARNESS_REACHED_NEXT', h: 'HARNESS_REACHED_H' } as const;

// A tone at 0 Hz is silence with frames; it plays beside whatever the leg does.
const BACKGROUND: Record<CallerMedia, string[]> = {
  silence: ['PlayTones(0/60000)'],
  tone: ['PlayTones(440/60000)'],
  none: [],
};

/** Lines of the context in which AGI runs: variables, AGI, marker, the rest; `h` marks too. */
export function agiContext(call: CallDialplan): string[] {
  const { callerId, callerName, variables } = call;
  return [
    ...steps('s', [
      ...(callerId === undefined ? [] : [set('CALLERID(num)', callerId)]),
      ...(callerName === undefined ? [] : [set('CALLERID(name)', callerName)]),
      ...Object.entries(variables).map(([name, value]) => set(name, value)),
      ...call.beforeAgi,
      `AGI(${call.agi})`,
      `Set(${MARKERS.next}=1)`,
      ...call.afterAgi,
      'Hangup()',
    ]),
    ...steps('h', [`Set(${MARKERS.h}=1)`]),
  ];
}

/** Lines of the context the caller's leg runs once the AGI side has answered. */
export function callerContext(call: CallDialplan): string[] {
  return steps('s', ['Answer()', ...BACKGROUND[call.media], ...call.caller]);
}

function steps(extension: string, applications: readonly string[]): string[] {
  return applications.map((application, i) => {
    if (/[\r\n]/.test(application)) throw new Error(`A dialplan step holds a line break: ${application}`);
    const head = i === 0 ? `exten => ${extension},1` : ' same => n';
    return `${head},${application.replaceAll(/(?<!\\);/g, '\\;')}`;
  });
}

/** Base64 carries every character past the dialplan's own `${`, `;`, quotes and line ends. */
function set(name: string, value: string): string {
  if (value === '') return `Set(${name}=)`;
  return `Set(${name}=\${BASE64_DECODE(${Buffer.from(value).toString('base64')})})`;
}

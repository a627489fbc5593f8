import { dateParts, type DateParts } from '../date-parts.js';
import { type Spoken, spokenNumber, spokenOrdinal, spokenPair } from './spoken.js';

/** What SAY DATE plays in English: "Thursday", "January", "one", "one thousand nine hundred seventy". */
export function spokenDate(epochSeconds: number, zone: string): Spoken {
  const { weekday, month, day, year } = dateParts(epochSeconds, zone);
  return [`digits/day-${weekday}`, `digits/mon-${month - 1}`, ...spokenNumber(day), ...spokenNumber(year)];
}

/** What SAY TIME plays in English: "ten", "thirteen", "p m". */
export function spokenTime(epochSeconds: number, zone: string): Spoken {
  const { hour, minute } = dateParts(epochSeconds, zone);
  return [...spokenNumber(hour % 12 === 0 ? 12 : hour % 12), ...minutes(minute), halfOfDay(hour)];
}

/**
 * What SAY DATETIME plays in English, letter by letter of the format; letters that mean nothing are skipped.
 *
 * @param format - Asterisk's letters, with sound files in single quotes: `ABdY 'digits/at' IMp`
 */
export function spokenDateTime(epochSeconds: number, format: string, zone: string): Spoken {
  const parts = dateParts(epochSeconds, zone);
  return [...format.matchAll(/'([^']*)'?|(.)/gsu)].flatMap(([, file, letter]) =>
    file === undefined ? letterSounds(letter ?? '', parts) : [file],
  );
}

function letterSounds(letter: string, parts: DateParts): Spoken {
  const { weekday, month, day, year, hour, minute, second } = parts;
  switch (letter) {
    case 'A':
    case 'a':
      return [`digits/day-${weekday}`];
    case 'B':
    case 'b':
    case 'h':
      return [`digits/mon-${month - 1}`];
    case 'm':
      return spokenOrdinal(month);
    case 'd':
    case 'e':
      return spokenOrdinal(day);
    case 'Y':
      return spokenYear(year);
    case 'I':
    case 'l':
      return [`digits/${hour % 12 === 0 ? 12 : hour % 12}`];
    case 'H':
      return [...(hour < 10 ? ['digits/oh'] : []), ...(hour === 0 ? [] : spokenPair(hour))];
    case 'k':
      return hour === 0 ? ['digits/oh'] : spokenPair(hour);
    case 'M':
      return minutes(minute);
    case 'p':
    case 'P':
      return [halfOfDay(hour)];
    case 'R':
      return [...letterSounds('H', parts), ...letterSounds('M', parts)];
    case 'S':
      return second < 10 && second > 0
        ? ['digits/oh', `digits/${second}`]
        : second === 0
          ? ['digits/oh']
          : spokenPair(second);
    case 'T':
      return [...letterSounds('R', parts), ...letterSounds('S', parts)];
    default:
      return [];
  }
}

const minutes = (minute: number): Spoken =>
  minute === 0 ? ['digits/oclock'] : minute < 10 ? ['digits/oh', `digits/${minute}`] : spokenPair(minute);

const halfOfDay = (hour: number) => (hour < 12 ? 'digits/a-m' : 'digits/p-m');

function spokenYear(year: number): Spoken {
  if (year >= 2000 || year <= 1900) return spokenNumber(year);
  const inCentury = year - 1900;
  return ['digits/19', ...(inCentury < 10 ? ['digits/oh'] : []), ...spokenNumber(inCentury)];
}

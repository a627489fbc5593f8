import type { InstalledAsterisk } from './install.js';

/** Login and password of the one AMI user. */
export const AMI_USER = { name: 'test', secret: 'test' } as const;

/** Where an instance keeps its things, as Asterisk sees the path. */
export interface InstanceFolders {
  readonly home: string;
  readonly etc: string;
  readonly data: string;
  readonly run: string;
}

/** The folders of the instance whose own folder is `home`. */
export function foldersBelow(home: string): InstanceFolders {
  return { home, etc: `${home}/etc`, data: `${home}/data`, run: `${home}/run` };
}

/**
 * The configuration files of one instance by name, without its dialplan.
 *
 * With these no Asterisk from 16 to 22 logs a WARNING or an ERROR at start.
 *
 * @param modules - names of the modules to load, without `.so`
 */
export function configurationFiles(
  asterisk: InstalledAsterisk,
  folders: InstanceFolders,
  amiPort: number,
  modules: readonly string[],
): Record<string, string> {
  const { home, etc, data, run } = folders;
  const empty = Object.fromEntries(OPTIONAL_FILES.map((name) => [name, '[general]\n']));
  return {
    ...empty,
    'asterisk.conf': `[directories]
astetcdir => ${etc}
astmoddir => ${asterisk.moduleFolder}
astvarlibdir => ${home}/var
astdbdir => ${home}/var
astkeydir => ${home}/var
astdatadir => ${data}
astagidir => ${data}/agi-bin
astspooldir => ${home}/spool
astrundir => ${run}
astlogdir => ${home}/log

[options]
verbose = 3
`,
    'modules.conf': `[modules]\nautoload = no\n${modules.map((name) => `load = ${name}.so\n`).join('')}`,
    'logger.conf': '[general]\n\n[logfiles]\nconsole => notice,warning,error,verbose\n',
    'manager.conf': `[general]
enabled = yes
bindaddr = 127.0.0.1
port = ${amiPort}
timestampevents = yes

[${AMI_USER.name}]
secret = ${AMI_USER.secret}
read = all
write = all
`,
    'indications.conf': `[general]
country = us

[us]
description = United States
ringcadence = 2000,4000
dial = 350+440
busy = 480+620/500,0/500
ring = 440+480/2000,0/4000
congestion = 480+620/250,0/250
`,
    // A section in it is an error.
    'acl.conf': '',
    'stasis.conf': '[threadpool]\n',
    // No package with music is needed: the sounds are the music.
    'musiconhold.conf': `[default]\nmode = files\ndirectory = ${data}/sounds/en\n`,
    'voicemail.conf': '[general]\nformat = gsm\n\n[default]\n',
    'confbridge.conf': '[general]\n\n[default_bridge]\ntype = bridge\n\n[default_user]\ntype = user\n',
    'res_parking.conf': '[general]\n\n[default]\nparkext => 700\nparkpos => 701-720\ncontext => parkedcalls\n',
  };
}

const OPTIONAL_FILES = [
  'amd.conf',
  'ccss.conf',
  'cdr.conf',
  'cel.conf',
  'codecs.conf',
  'dsp.conf',
  'features.conf',
  'followme.conf',
  'queues.conf',
  'udptl.conf',
];

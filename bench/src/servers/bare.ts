import { createServer } from 'node:net';
import { COMMANDS } from '../one-call.js';
import { report } from './report.js';

// The least that Node can do: no promise, no object but the socket, no look at what Asterisk answers.
const server = createServer({ noDelay: true }, (socket) => {
  let text = '';
  let sent = 0;
  let isOpened = false;
  const next = () => {
    const command = COMMANDS[sent++];
    if (command === undefined) socket.end();
    else socket.write(`${command}\n`);
  };
  socket.setEncoding('utf8');
  socket.on('error', () => undefined);
  socket.on('data', (chunk: string) => {
    text += chunk;
    if (!isOpened) {
      if (!text.endsWith('\n\n')) return;
      isOpened = true;
      text = '';
      next();
      return;
    }
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      if (line !== 'HANGUP') next();
    }
  });
});

server.listen({ port: 0, host: '127.0.0.1' }, () => report(server));

// The applications whose outcome is typed. Everything else is `channel.exec(application, ...parts)`: docs/guides/recipes.md.
export { confBridge } from './conf-bridge.js';
export { dial } from './dial.js';
export { mixMonitor, stopMixMonitor } from './mix-monitor.js';
export { queue } from './queue.js';
export { read } from './read.js';
export { record } from './record.js';
export { transfer } from './transfer.js';
export { voicemail } from './voicemail.js';

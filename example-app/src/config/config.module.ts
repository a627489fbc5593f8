import { AgiModule, provide } from 'offhook';
import { NOW } from './clock.js';
import { CONFIG, environment } from './config.js';

/** What the app learns from its surroundings: the environment and the time. */
@AgiModule({
  providers: [provide(CONFIG).withConfiguration(environment, process.env), provide(NOW).withValue(() => new Date())],
})
export class ConfigModule {}

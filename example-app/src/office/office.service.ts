import { ArgumentError, type DialTarget, extensionTarget, Inject, Injectable } from 'offhook';
import { CONFIG, type Config } from '../config/config.js';

/** The extensions of the office: the only way from digits to Dial. */
@Injectable()
export class Office {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * Whom to ring.
   *
   * @param extension - what a caller typed, or the database knows
   * @returns nothing when the configuration does not allow it
   */
  find(extension: string): DialTarget | undefined {
    const { extensions: allow, extensionsContext: context } = this.config;
    try {
      return extensionTarget(extension, { allow, context });
    } catch (error) {
      if (error instanceof ArgumentError) return undefined;
      throw error;
    }
  }
}

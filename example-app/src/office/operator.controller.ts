import { AgiController, Call, leave, OnCall } from 'offhook';

/** Passes a caller on to a person. Every `@Menu` leads here by `0`. */
@AgiController('/operator')
export class OperatorController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: leave({ context: 'operators', extension: 's' }) })
  async enter() {
    await this.call.answer();
    await this.call.play('pls-hold-while-try');
  }
}

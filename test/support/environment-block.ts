/** An `agi_*` block as Asterisk 22 sends it, with its closing empty line. */
export function environmentBlock(values: Readonly<Record<string, string | undefined>> = {}): string {
  const block: Record<string, string | undefined> = {
    agi_network: 'yes',
    agi_network_script: 'sales',
    agi_request: 'agi://127.0.0.1:4573/sales',
    agi_channel: 'PJSIP/phone-00000001',
    agi_language: 'en',
    agi_type: 'PJSIP',
    agi_uniqueid: '1795426396.71',
    agi_version: '22.10.1+dfsg+~cs6.17.60671434-1',
    agi_callerid: '5550100',
    agi_calleridname: 'unknown',
    agi_callingpres: '0',
    agi_callingani2: '0',
    agi_callington: '0',
    agi_callingtns: '0',
    agi_dnid: '100',
    agi_rdnis: 'unknown',
    agi_context: 'sales',
    agi_extension: 's',
    agi_priority: '1',
    agi_enhanced: '0.0',
    agi_accountcode: '',
    agi_threadid: '140051116480192',
    ...values,
  };
  return `${Object.entries(block)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}\n`;
}

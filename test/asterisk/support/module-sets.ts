/** Modules every instance loads: calls, AGI, playing and recording, the functions and applications tests use. */
const CORE = `
res_timing_timerfd pbx_config res_speech res_agi res_clioriginate
app_senddtmf app_playback app_playtones app_milliwatt app_sendtext app_record app_controlplayback
app_verbose app_exec app_stack app_read app_dial app_system app_echo app_userevent app_while app_db
app_waitforsilence app_sayunixtime res_musiconhold
format_gsm format_wav format_pcm format_sln
codec_gsm codec_ulaw codec_alaw codec_resample
func_channel func_callerid func_strings func_logic func_math func_cut func_rand func_base64 func_timeout
func_db func_env func_uri func_global func_dialplan func_hangupcause func_groupcount func_volume
func_version func_module
bridge_simple bridge_builtin_features
`;

/** What a call centre adds: queue, voicemail, conference, transfer, recording of the call. */
const FULL = `
${CORE}
app_transfer app_mixmonitor app_chanspy app_channelredirect app_softhangup app_originate app_directory app_amd
app_talkdetect app_waituntil app_cdr app_bridgewait app_queue app_voicemail app_confbridge app_page
func_talkdetect func_devstate func_json func_sprintf func_md5 func_shell func_realtime func_lock
func_periodic_hook func_sha1 func_cdr func_config func_export func_extstate
bridge_holding bridge_softmix format_wav_gsm res_stasis res_parking
`;

/** Names of the module sets an instance can be started with. */
export type ModuleSet = 'core' | 'full';

/** The names of a set's modules, in the order to load them, without `.so`. */
export function modulesOf(set: ModuleSet): string[] {
  return (set === 'core' ? CORE : FULL).trim().split(/\s+/);
}

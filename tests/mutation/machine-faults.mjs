/**
 * Faults for the machine: `{ breaks, about, file, edits }`. Each edit is a text that stands once in
 * the file, and what is put in its place. One that is known to live says why (`lives`).
 */
const MACHINE = 'wasm/src/machine.cpp'
const STREAM = 'wasm/src/machine_stream.cpp'
const REQUEST = 'wasm/src/machine_request.cpp'
const LEDGER = 'wasm/src/ledger.cpp'
const TABLE = 'wasm/include/tss/transition_table.hpp'

const fault = (breaks, about, file, ...edits) => ({ breaks, about, file, edits })
/** One that changes nothing that can be seen, and why. */
const harmless = (reason, one) => ({ ...one, lives: reason })

export const MACHINE_FAULTS = [
  fault('M1', 'waking opens a second stream', STREAM, [
    'is_long(now_ - stream_->heard_at)) {\n    close_stream();',
    'is_long(now_ - stream_->heard_at)) {',
  ]),
  fault('M1', 'a stream stays open offline', MACHINE, [
    'void Machine::suspend() {\n  let_go();',
    'void Machine::suspend() {',
  ]),
  fault('M2', 'a request is sent beside another', REQUEST, [
    'if (request_ || now_ < gate_)',
    'if (now_ < gate_)',
  ]),
  fault('M3', 'late answers are taken', MACHINE, [
    'return request_ && request_->generation == fact.generation;',
    'return request_.has_value();',
  ]),
  fault('M3', 'what old streams say is heard', MACHINE, [
    'return stream_ && stream_->generation == fact.generation;',
    'return stream_.has_value();',
  ]),
  fault('M4', 'an early end is taken for a failure', STREAM, [
    'void Machine::end_early() {\n  end(State::closed);',
    'void Machine::end_early() {\n  end(State::failed);',
  ]),
  fault('M5', 'a completed job is followed further', REQUEST, [
    'if (ledger_.is_final()) {\n    end(State::closed);\n  }',
    '',
  ]),
  fault('M5', 'retry follows a completed job', MACHINE, [
    'void Machine::restart() {\n  if (ledger_.is_final()) {\n    return;\n  }',
    'void Machine::restart() {',
  ]),
  harmless(
    'with a terminal status everything is closed: nothing is heard that could replace it',
    fault('M5', 'the ledger would replace a terminal status', LEDGER, [
      'if (is_final()) {\n    return false;\n  }',
      '',
    ]),
  ),
  fault('M6', 'an older status replaces a newer one', LEDGER, [
    'status.sequence > newest_.sequence',
    'status.sequence != newest_.sequence',
  ]),
  fault('M6', 'a past epoch comes back', LEDGER, [
    'return !is_retired(status.epoch);',
    'return true;',
  ]),
  fault('M6', 'progress falls', LEDGER, [
    'same_attempt ? std::max(progress_, status.progress) : status.progress',
    'same_attempt ? status.progress : status.progress',
  ]),
  fault('M7', 'timers go on after the end', MACHINE, [
    'cancel_request();\n  timers_.disarm_all_but(Timer::linger);',
    'cancel_request();',
  ]),
  fault('M8', 'polls stop after an answer', REQUEST, [
    'if (state_ == State::polling) {\n    arm_poll(sent_at);\n  } else if (state_ == State::closed && !ledger_',
    'if (state_ == State::closed && !ledger_',
  ]),
  fault('M8', 'silence is not noticed', STREAM, [
    'timers_.arm(Timer::silence, now_ + stream_->silence.limit(policy_));',
    '',
  ]),
  fault('M8', 'an attempt may take for ever', STREAM, [
    'timers_.arm(Timer::connect, now_ + Millis{policy_.connect_timeout_ms});',
    '',
  ]),
  fault('M9', 'an opening restores the budget', STREAM, [
    'renewed_ = false;\n  timers_.disarm(Timer::connect);',
    'renewed_ = false;\n  failures_ = 0;\n  timers_.disarm(Timer::connect);',
  ]),
  fault('M9', 'use does not restore the budget', STREAM, [
    'changed_ = changed_ || failures_ > 0;\n  failures_ = 0;',
    'changed_ = changed_ || failures_ > 0;',
  ]),
  fault('M9', 'a planned close costs an attempt', STREAM, [
    '++planned_closes_;',
    '++planned_closes_;\n  ++failures_;',
  ]),
  fault('M10', 'the bridge comes a failure late', STREAM, ['failures_ == 1', 'failures_ == 2']),
  fault('M11', 'polling begins with a wait', STREAM, [
    'arm_probe(now_ + probe_delay(policy_, chance_));\n  }\n  poll();',
    'arm_probe(now_ + probe_delay(policy_, chance_));\n  }\n  arm_poll(now_);',
  ]),
  fault('M12', 'noise promotes a probe', STREAM, [
    'alive->sign != event::StreamAlive::Sign::heartbeat',
    'alive->sign == event::StreamAlive::Sign::unknown',
  ]),
  fault('M12', 'one probe only', STREAM, [
    'void Machine::probe() {\n  arm_probe(now_ + probe_delay(policy_, chance_));',
    'void Machine::probe() {',
  ]),
  fault('M13', 'requests do not heed Retry-After', REQUEST, [
    'if (request_ || now_ < gate_)',
    'if (request_)',
  ]),
  fault('M13', 'attempts do not heed Retry-After', STREAM, [
    'if (now_ < std::max(gate_, back_at_)) {\n    back_off_until',
    'if (now_ < back_at_) {\n    back_off_until',
  ]),
  fault('M13', 'probes do not heed Retry-After', STREAM, [
    '!stream_ && now_ >= std::max(gate_, back_at_)',
    '!stream_',
  ]),
  fault('M13', 'retry lifts a Retry-After', MACHINE, [
    'let_go();\n  back_at_ = Instant::min();',
    'let_go();\n  gate_ = Instant::min();\n  back_at_ = Instant::min();',
  ]),
  fault(
    'M14',
    'waking goes on while offline',
    TABLE,
    [
      '{{online}, Action::resume, {connecting, backoff, polling}}',
      '{{online, wake}, Action::resume, {connecting, backoff, polling}}',
    ],
    [
      '{{start, offline, wake, hide}, Action::ignore, {}}',
      '{{start, offline, hide}, Action::ignore, {}}',
    ],
  ),
  fault('M15', 'an error outlives the answer', REQUEST, [
    'changed_ = true;\n  show_problem(Problem::none, 0);',
    'changed_ = true;',
  ]),
  fault('M15', 'a refusal shows a fatal error while retrying', STREAM, [
    'show_problem(Problem::unavailable, failure.http_status);\n  }\n}\n\nFallbackReason',
    'show_problem(problem, failure.http_status);\n  }\n}\n\nFallbackReason',
  ]),
  fault('M16', 'a change of state may wait', MACHINE, [
    'changed_ = true;\n  urgent_ = true;',
    'changed_ = true;',
  ]),
  fault('M16', 'the end of a probe is not shown', STREAM, [
    'ask(EffectType::close_stream, stream_->generation);\n  changed_ = true;',
    'ask(EffectType::close_stream, stream_->generation);',
  ]),
  fault('M17', 'polls come twice as often', REQUEST, [
    'poll_interval(policy_, request_failures_);\n  timers_',
    'poll_interval(policy_, request_failures_) / 2;\n  timers_',
  ]),
  fault('M17', 'no wait between attempts', STREAM, [
    'back_off_until(now_ + backoff_delay(policy_, failures_, chance_, reconnection_time_));',
    'back_off_until(now_);',
  ]),
  fault('M18', 'a long absence is not noticed', STREAM, [
    'if (is_long(away) || is_long(now_ - stream_->heard_at))',
    'if (away < Millis{0} || is_long(now_ - stream_->heard_at))',
  ]),
  fault('M18', 'each waking replaces the stream', STREAM, [
    'if (is_long(away) || is_long(now_ - stream_->heard_at))',
    'if (is_long(away) || stream_)',
  ]),
  fault('M19', 'credentials are renewed again and again', MACHINE, [
    'if (std::exchange(renewed_, true))',
    'if (false)',
  ]),
  fault('M20', 'the last user leaves without grace', MACHINE, [
    'if (release.linger)',
    'if (false && release.linger)',
  ]),
  fault('M20', 'something is asked for after the end', MACHINE, [
    'ask(EffectType::finish);',
    'ask(EffectType::finish);\n  request_.reset();\n  gate_ = Instant::min();\n  request_status();',
  ]),
]

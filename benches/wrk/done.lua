-- What wrk prints when it is done: one line of JSON, times in milliseconds.
function done(summary, latency)
  local errors = summary.errors
  local failed = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  local line = '{"answered":%d,"seconds":%.6f,"failed":%d,"p50":%.3f,"p99":%.3f}'
  print(string.format(line, summary.requests, summary.duration / 1e6, failed, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end

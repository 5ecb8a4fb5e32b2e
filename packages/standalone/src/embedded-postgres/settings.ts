const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

// Unix sockets are off because their paths are limited to about 100 characters, which a data directory may exceed.
const reachable = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200 };

const quiet = { log_min_messages: 'log', log_checkpoints: 'off', log_destination: 'stderr', logging_collector: 'off' };

/** Command line of the server; it prevails over every configuration file. */
export const settings = (port: number): readonly string[] =>
  Object.entries({ port, shared_buffers: '128MB', ...reachable, ...durable, ...quiet }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);

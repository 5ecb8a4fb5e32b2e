import { useQuery } from '@tanstack/react-query';
import { queuesQuery, relaysQuery } from '../../../api/ops-status.js';
import { Message } from '../../../components/message.js';
import { PageHeader } from '../../../components/page-header.js';
import { Loaded } from '../shared/loaded.js';
import { Part } from '../shared/part.js';
import { QueueTable } from './queue-table.js';
import { RelayTable } from './relay-table.js';

const NoQueues = () => (
  <Message icon="search" title="No queue was found">
    The broker knows none of them. A service declares its queues when it starts.
  </Message>
);

export const QueuesPage = () => {
  const queues = useQuery(queuesQuery);
  const relays = useQuery(relaysQuery);
  return (
    <>
      <PageHeader title="Queues" below="Relays publish what services have recorded; queues hold it for those that handle it." />
      <Part title="Queues and consumers">
        <Loaded query={queues} what="queues">
          {({ data }) => (data.length === 0 ? <NoQueues /> : <QueueTable queues={data} />)}
        </Loaded>
      </Part>
      <Part title="Relays">
        <Loaded query={relays} what="relays">
          {({ data }) => <RelayTable relays={data} />}
        </Loaded>
      </Part>
    </>
  );
};

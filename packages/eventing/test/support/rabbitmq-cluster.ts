import type * as Scripts from '../../../../scripts/rabbitmq.mjs';

const scripts = (await import(new URL('../../../../../scripts/rabbitmq.mjs', import.meta.url).href)) as typeof Scripts;

interface Queue {
  readonly name: string;
  readonly leader: string;
  readonly members: readonly string[];
  readonly online: readonly string[];
}

/** Three brokers of a suite's own, started before it and ended after it; skips the suite where there is no RabbitMQ binary. */
export const rabbitmqCluster = () => {
  let cluster: Scripts.PrivateCluster | undefined;

  before(async function () {
    // Docker gives one broker, and no cluster.
    const isDockerAlone = scripts.canStartRabbitmq() && !scripts.canStartCluster();
    // Nothing to test against; npm test counts it and says so.
    if (isDockerAlone || scripts.mayDoWithoutRabbitmq()) this.skip();
    cluster = await scripts.startCluster();
  });
  after(() => cluster?.stop());

  const nodes = (): readonly Scripts.ClusterNode[] => {
    if (!cluster) throw new Error('the cluster has not started');
    return cluster.nodes;
  };
  /** What the broker says of the quorum queues of a namespace, asked at `node`. */
  const queues = async (node: Scripts.ClusterNode, namespace: string): Promise<readonly Queue[]> => {
    const answer = await node.rabbitmqctl('list_queues', 'name', 'leader', 'members', 'online', '--formatter', 'json');
    return (JSON.parse(answer) as readonly Queue[]).filter(({ name }) => name.startsWith(namespace));
  };
  return { nodes, queues };
};

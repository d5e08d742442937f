package org.apache.kafka.controller;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignablePartition;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignableTopic;
import org.apache.kafka.common.message.AlterPartitionRequestData;
import org.apache.kafka.common.message.AlterPartitionResponseData;
import org.apache.kafka.common.message.AssignReplicasToDirsRequestData;
import org.apache.kafka.common.message.BrokerHeartbeatRequestData;
import org.apache.kafka.common.message.BrokerRegistrationRequestData;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.metadata.BrokerRegistrationChangeRecord;
import org.apache.kafka.common.metadata.ClearElrRecord;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.common.metadata.MetadataRecordType;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.ApiError;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.metadata.BrokerHeartbeatReply;
import org.apache.kafka.metadata.BrokerRegistration;
import org.apache.kafka.metadata.FinalizedControllerFeatures;
import org.apache.kafka.metadata.PartitionRegistration;
import org.apache.kafka.metadata.placement.StripedReplicaPlacer;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.apache.kafka.timeline.SnapshotRegistry;

/**
 * The active controller: Kafka's own classes that decide, without the event queue and the quorum of QuorumController. It is in
 * their package because they are not public. Each call is answered at once, and what it records is committed and replayed at once.
 */
public final class ActiveController {
  public static final String CLUSTER = "tidemark-tidemark-tide";
  public static final int ID = 100;
  private static final long SESSION_NS = ClusterControlManager.DEFAULT_SESSION_TIMEOUT_NS;
  /** Since version 3 of BrokerRegistration a broker says whether the process before it was stopped cleanly. */
  private static final boolean DETECTS_CLEAN_SHUTDOWN = true;

  private final SessionClock clock = new SessionClock();
  private final FeatureControlManager features;
  private final ConfigurationControlManager configuration;
  private final ClusterControlManager cluster;
  private final ReplicationControlManager replication;
  private final List<List<ApiMessage>> changes = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();
  private List<ApiMessage> recorded = new ArrayList<>();
  private Map<Integer, BrokerRegistration> atLastChange = Map.of();
  private long nextOffset = 0;

  /** `first` is what the log begins with: the levels of features. The settings are those of every node. */
  public ActiveController(Map<String, Object> settings, List<ApiMessage> first) {
    SnapshotRegistry snapshots = new SnapshotRegistry(new LogContext());
    QuorumFeatures quorum =
        new QuorumFeatures(ID, QuorumFeatures.defaultSupportedFeatureMap(true), List.of(ID));
    features =
        new FeatureControlManager.Builder().setSnapshotRegistry(snapshots).setQuorumFeatures(quorum).build();
    configuration =
        new ConfigurationControlManager.Builder()
            .setSnapshotRegistry(snapshots)
            .setStaticConfig(settings)
            .setKafkaConfigSchema(kafka.server.KafkaRaftServer.configSchema())
            .setFeatureControl(features)
            .setNodeId(ID)
            .build();
    cluster =
        new ClusterControlManager.Builder()
            .setTime(clock)
            .setSnapshotRegistry(snapshots)
            .setSessionTimeoutNs(SESSION_NS)
            .setReplicaPlacer(new StripedReplicaPlacer(new Random(1)))
            .setFeatureControlManager(features)
            .setClusterId(CLUSTER)
            .setBrokerShutdownHandler(this::handleBrokerShutdown)
            .build();
    replication =
        new ReplicationControlManager.Builder()
            .setSnapshotRegistry(snapshots)
            .setLogContext(new LogContext())
            .setConfigurationControl(configuration)
            .setClusterControl(cluster)
            .setFeatureControl(features)
            .setCreateTopicPolicy(Optional.empty())
            .build();
    first.forEach(this::write);
    cluster.activate();
  }

  // What is in the metadata log.

  /**
   * Everything that was recorded since the last change is one change: brokers replay all of it, or nothing. A record that changes
   * nothing, as of a broker that is fenced once more, waits for the next one that does.
   */
  public void endChange() {
    if (isVoid()) return;
    changes.add(recorded);
    ends.add(nextOffset - 1);
    recorded = new ArrayList<>();
    atLastChange = Map.copyOf(cluster.brokerRegistrations());
  }

  private boolean isVoid() {
    return recorded.stream().allMatch(record -> record instanceof BrokerRegistrationChangeRecord)
        && atLastChange.equals(cluster.brokerRegistrations());
  }

  public int changes() {
    return changes.size();
  }

  public List<ApiMessage> change(int number) {
    return Collections.unmodifiableList(changes.get(number));
  }

  /** The offset of the last record of this change. */
  public long end(int number) {
    return ends.get(number);
  }

  public void write(ApiMessage message) {
    recorded.add(message);
    replay(message);
    nextOffset++;
  }

  public PartitionRegistration partition(Uuid topic, int partition) {
    return replication.getPartition(topic, partition);
  }

  public BrokerRegistration broker(int id) {
    return cluster.brokerRegistrations().get(id);
  }

  // What brokers and administrators ask for: the calls of QuorumController.

  /** QuorumController.registerBroker. The session of the process before has ended. The new broker epoch. */
  public long register(BrokerRegistrationRequestData request) {
    expireSession(request.brokerId());
    FinalizedControllerFeatures finalized =
        new FinalizedControllerFeatures(features.finalizedFeatures(Long.MAX_VALUE).featureMap(), Long.MAX_VALUE);
    return commit(cluster.registerBroker(request, nextOffset, finalized, DETECTS_CLEAN_SHUTDOWN)).epoch();
  }

  /** QuorumController.processBrokerHeartbeat. */
  public BrokerHeartbeatReply heartbeat(int broker, long epoch, long metadataOffset, boolean wantsShutDown) {
    BrokerHeartbeatReply reply = handle(heartbeatOf(broker, epoch, metadataOffset, wantsShutDown));
    if (reply.inControlledShutdown())
      cluster.heartbeatManager().maybeUpdateControlledShutdownOffset(broker, nextOffset - 1);
    return reply;
  }

  /** A heartbeat that says which log directories have failed. A fenced broker that does not want to stay so may be unfenced by it. */
  public void hearOfDirectories(
      int broker, long epoch, long metadataOffset, boolean wantsFence, boolean wantsShutDown, List<Uuid> offline) {
    handle(
        heartbeatOf(broker, epoch, metadataOffset, wantsShutDown)
            .setWantFence(wantsFence)
            .setOfflineLogDirs(offline));
  }

  private static BrokerHeartbeatRequestData heartbeatOf(
      int broker, long epoch, long metadataOffset, boolean wantsShutDown) {
    return new BrokerHeartbeatRequestData()
        .setBrokerId(broker)
        .setBrokerEpoch(epoch)
        .setCurrentMetadataOffset(metadataOffset)
        .setWantShutDown(wantsShutDown);
  }

  private BrokerHeartbeatReply handle(BrokerHeartbeatRequestData request) {
    int broker = request.brokerId();
    cluster.trackBrokerHeartbeat(broker, request.brokerEpoch());
    return commit(replication.processBrokerHeartbeat(request, cluster.registerBrokerRecordOffset(broker).getAsLong()));
  }

  public void assign(AssignReplicasToDirsRequestData request) {
    commit(replication.handleAssignReplicasToDirs(request));
  }

  /** What a heartbeat of an unfenced broker that wants nothing tells the controller: how much it has replayed. */
  public void hear(int broker, long metadataOffset) {
    BrokerRegistration registration = broker(broker);
    cluster.trackBrokerHeartbeat(broker, registration.epoch());
    if (!registration.fenced()) cluster.heartbeatManager().touch(broker, false, metadataOffset);
  }

  /** QuorumController.maybeFenceStaleBroker: the session of this broker ends, and of no other. */
  public void fence(int broker) {
    expireSession(broker);
    while (commit(replication.maybeFenceOneStaleBroker()));
  }

  public AlterPartitionResponseData alterPartition(AlterPartitionRequestData request, short version) {
    RequestHeaderData header =
        new RequestHeaderData().setRequestApiKey(ApiKeys.ALTER_PARTITION.id).setRequestApiVersion(version);
    ControllerRequestContext context =
        new ControllerRequestContext(header, KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
    return commit(replication.alterPartition(context, request));
  }

  /**
   * An administrator makes a replica the preferred one, asks for an election, and gives the replicas their order again. Brokers
   * replay all of it as one change.
   */
  public ApiError movePreferred(String topic, Uuid topicId, int partition, int leader) {
    List<Integer> order = replicas(topicId, partition);
    List<Integer> preferring = new ArrayList<>(order);
    preferring.remove((Integer) leader);
    preferring.add(0, leader);
    if (!order.equals(preferring)) reassign(topic, partition, preferring);
    List<ApiMessageAndVersion> records = new ArrayList<>();
    ApiError error = replication.electLeader(topic, partition, ElectionType.PREFERRED, records);
    commit(ControllerResult.of(records, null));
    if (!order.equals(preferring)) reassign(topic, partition, order);
    return error;
  }

  /** An administrator gives a topic another min.insync.replicas: ConfigurationControlManager.incrementalAlterConfig. */
  public void changeMinIsr(String topic, int minIsr) {
    Map<String, Map.Entry<OpType, String>> change = Map.of("min.insync.replicas", Map.entry(OpType.SET, "" + minIsr));
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    commit(altered(resource, change));
  }

  /** Since 4.3 it is also asked whether a broker has forwarded the request. */
  @SuppressWarnings("unchecked")
  private ControllerResult<ApiError> altered(ConfigResource resource, Map<String, Map.Entry<OpType, String>> change) {
    try {
      for (Method method : ConfigurationControlManager.class.getDeclaredMethods()) {
        if (!method.getName().equals("incrementalAlterConfig")) continue;
        method.setAccessible(true);
        boolean isForwarded = method.getParameterCount() == 4;
        return (ControllerResult<ApiError>)
            (isForwarded
                ? method.invoke(configuration, resource, change, false, false)
                : method.invoke(configuration, resource, change, false));
      }
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException("min.insync.replicas cannot be changed", failed);
    }
    throw new IllegalStateException("this Kafka has no ConfigurationControlManager.incrementalAlterConfig");
  }

  /** No replicas: what is in progress is cancelled. */
  public void reassign(String topic, int partition, List<Integer> replicas) {
    AlterPartitionReassignmentsRequestData request = new AlterPartitionReassignmentsRequestData();
    ReassignablePartition target =
        new ReassignablePartition().setPartitionIndex(partition).setReplicas(replicas.isEmpty() ? null : replicas);
    request.topics().add(new ReassignableTopic().setName(topic).setPartitions(List.of(target)));
    var answer = commit(replication.alterPartitionReassignments(request)).responses().get(0).partitions().get(0);
    if (answer.errorCode() != 0) throw new IllegalStateException(answer.errorMessage());
  }

  private List<Integer> replicas(Uuid topic, int partition) {
    List<Integer> found = new ArrayList<>();
    for (int replica : partition(topic, partition).replicas) found.add(replica);
    return found;
  }

  /** Time passes in which every other broker sends heartbeats. */
  private void expireSession(int broker) {
    clock.pass(SESSION_NS + 1);
    cluster
        .brokerRegistrations()
        .forEach((id, registration) -> {
          if (id != broker) cluster.trackBrokerHeartbeat(id, registration.epoch());
        });
  }

  private void handleBrokerShutdown(int broker, boolean isClean, List<ApiMessageAndVersion> records) {
    replication.handleBrokerShutdown(broker, isClean, records);
  }

  private <T> T commit(ControllerResult<T> result) {
    for (ApiMessageAndVersion record : result.records()) write(record.message());
    return result.response();
  }

  /** QuorumController.replay, as far as these records go. */
  private void replay(ApiMessage message) {
    switch (MetadataRecordType.fromId(message.apiKey())) {
      case FEATURE_LEVEL_RECORD -> features.replay((FeatureLevelRecord) message);
      case REGISTER_BROKER_RECORD -> cluster.replay((RegisterBrokerRecord) message, nextOffset);
      case BROKER_REGISTRATION_CHANGE_RECORD -> cluster.replay((BrokerRegistrationChangeRecord) message);
      case CONFIG_RECORD -> configuration.replay((ConfigRecord) message);
      case CLEAR_ELR_RECORD -> replication.replay((ClearElrRecord) message);
      case TOPIC_RECORD -> replication.replay((TopicRecord) message);
      case PARTITION_RECORD -> replication.replay((PartitionRecord) message);
      case PARTITION_CHANGE_RECORD -> replication.replay((PartitionChangeRecord) message);
      default -> throw new IllegalStateException("the driver does not replay " + message);
    }
  }
}

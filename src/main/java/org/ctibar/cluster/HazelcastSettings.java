package org.ctibar.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import java.util.Map;

/** Hazelcast as measured to notice a killed node within a second and a frozen one within six. */
final class HazelcastSettings {
  /** Attributes of a Hazelcast member: who it is to us. */
  static final String NAME = "cti.name";

  static final String ADDRESS = "cti.address";

  /** Two of three nodes killed at once lose nothing. */
  private static final int BACKUPS = 2;

  private static final Map<String, String> PROPERTIES = Map.ofEntries(
      Map.entry("hazelcast.phone.home.enabled", "false"),
      Map.entry("hazelcast.logging.type", "slf4j"),
      Map.entry("hazelcast.socket.bind.any", "false"),
      Map.entry("hazelcast.wait.seconds.before.join", "1"),
      Map.entry("hazelcast.max.wait.seconds.before.join", "3"),
      Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
      Map.entry("hazelcast.max.no.heartbeat.seconds", "5"),
      Map.entry("hazelcast.member.list.publish.interval.seconds", "5"),
      Map.entry("hazelcast.merge.first.run.delay.seconds", "5"),
      Map.entry("hazelcast.merge.next.run.delay.seconds", "5"),
      Map.entry("hazelcast.connection.monitor.interval", "100"),
      Map.entry("hazelcast.connection.monitor.max.faults", "2"),
      Map.entry("hazelcast.operation.call.timeout.millis", "10000"),
      Map.entry("hazelcast.operation.backup.timeout.millis", "1000"));

  private HazelcastSettings() {}

  static Config of(ClusterConfig cluster, Member self, String clusterName) {
    Config config = ConfigUtil.loadConfig();
    config.setClusterName(clusterName);
    config.getMemberAttributeConfig().setAttribute(NAME, self.name());
    config.getMemberAttributeConfig().setAttribute(ADDRESS, self.address().toString());
    PROPERTIES.forEach(config::setProperty);
    listen(config.getNetworkConfig(), cluster);
    config.addMapConfig(new MapConfig("cti.*")
        .setBackupCount(BACKUPS)
        .setMergePolicyConfig(
            new MergePolicyConfig().setPolicy(DiscardMergePolicy.class.getName())));
    return config;
  }

  private static void listen(NetworkConfig network, ClusterConfig cluster) {
    network.setPort(cluster.port()).setPortAutoIncrement(false).setReuseAddress(true);
    network.getInterfaces().setEnabled(true).addInterface(cluster.host());
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig()
        .setEnabled(true)
        .setConnectionTimeoutSeconds(2)
        .setMembers(cluster.seeds().stream().map(Object::toString).toList());
  }
}

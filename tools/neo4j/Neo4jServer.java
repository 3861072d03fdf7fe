import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * Neo4j Community over Bolt on 127.0.0.1, authentication on. Java runs this file directly: `java -cp "lib/*" Neo4jServer.java PORT FOLDER`.
 * The password of the user neo4j comes in PERMGRAPH_NEO4J_PASSWORD. Prints `ready bolt://…` once it answers; SIGTERM ends it in order.
 */
public class Neo4jServer {
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Path folder = Path.of(arguments[1]).toAbsolutePath().normalize();
        String password = System.getenv("PERMGRAPH_NEO4J_PASSWORD");
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(folder)
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", port))
            .setConfig(BoltConnector.advertised_address, new SocketAddress("127.0.0.1", port))
            .setConfig(HttpConnector.enabled, false)
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .setConfig(GraphDatabaseSettings.auth_lock_time, Duration.ZERO)
            .setConfig(GraphDatabaseSettings.pagecache_memory, 256L * 1024 * 1024)
            .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        setPassword(service, password);
        System.out.println("ready bolt://127.0.0.1:" + port);
        System.out.flush();
        Thread.currentThread().join();
    }

    /** A folder that was used before has the password already. */
    private static void setPassword(DatabaseManagementService service, String password) {
        try {
            service.database("system").executeTransactionally(
                "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
        } catch (RuntimeException error) {
            if (error.getMessage() == null || !error.getMessage().contains("cannot be the same")) throw error;
        }
    }
}

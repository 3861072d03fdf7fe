import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.neo4j.configuration.Config;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * Neo4j Community for the tests of faults: `java -cp "classes:lib/*" FaultyNeo4j PORT FOLDER`, the password in PERMGRAPH_NEO4J_PASSWORD.
 * Prints `ready`, then takes one command a line and prints `done` after each: `read-only on|off`, `memory low|high` (the most that one
 * transaction may use), `password TEXT`. These settings change while it runs, which Community offers from within only.
 */
public class FaultyNeo4j {
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        DatabaseManagementService service =
            new DatabaseManagementServiceBuilder(Path.of(arguments[1]).toAbsolutePath().normalize())
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", port))
                .setConfig(BoltConnector.advertised_address, new SocketAddress("127.0.0.1", port))
                .setConfig(HttpConnector.enabled, false)
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                .setConfig(GraphDatabaseSettings.auth_lock_time, Duration.ZERO)
                .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
                .setConfig(GraphDatabaseSettings.preallocate_store_files, false)
                .setConfig(GraphDatabaseSettings.pagecache_memory, 64L * 1024 * 1024)
                .build();
        Config config = ((GraphDatabaseAPI) service.database("neo4j")).getDependencyResolver().resolveDependency(Config.class);
        setPassword(service, System.getenv("PERMGRAPH_NEO4J_PASSWORD"));
        say("ready");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "read-only" ->
                    config.setDynamic(GraphDatabaseSettings.read_only_database_default, words[1].equals("on"), "test");
                case "memory" ->
                    config.setDynamic(GraphDatabaseSettings.memory_transaction_max_size, words[1].equals("low") ? 1L << 20 : 0L, "test");
                case "password" -> setPassword(service, words[1]);
                default -> throw new IllegalArgumentException(line);
            }
            say("done");
        }
        service.shutdown();
    }

    private static void say(String word) {
        System.out.println(word);
        System.out.flush();
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

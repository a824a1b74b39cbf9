package project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import test.dragoman.junit5.DragomanException;
import test.dragoman.junit5.DragomanGateway;
import test.dragoman.junit5.LeaksOptions;
import test.dragoman.junit5.RetryOptions;
import test.dragoman.junit5.RotationOptions;

class RehearsalTest {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static DragomanGateway gateway;

    @BeforeAll
    static void open() {
        var secrets = List.of(Map.of("name", "db", "value", "s3cr3t"));
        gateway = DragomanGateway.open(Map.of("seed_data", Map.of("secrets", secrets)));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void tellsWhatAProgramDidUnderFaults() {
        var rehearsal = gateway.rehearseRetry(program("4").cases("5xx-once", "5xx-endless").parallel(1));
        assertTrue(rehearsal.passed(), rehearsal::toString);
        assertEquals(List.of("GetSecretValue"), rehearsal.operations());
        assertEquals(2, rehearsal.find("5xx-once").orElseThrow().attempts());
        assertEquals(4, rehearsal.find("5xx-endless").orElseThrow().attempts());
    }

    @Test
    void tellsWhatIsBroken() {
        var rehearsal = gateway.rehearseRetry(program("1").cases("throttle"));
        assertFalse(rehearsal.passed());
        var finding = rehearsal.find("throttle").orElseThrow().findings().get(0);
        assertEquals("not-recovered", finding.get("rule").getAsString());
    }

    @Test
    void tellsWhatAProgramGaveAway() {
        var printing = LeaksOptions.command(commandOf("1", "print"));
        var leaks = gateway.rehearseLeaks(printing);
        assertFalse(leaks.passed());
        assertEquals("stdout", leaks.leaks().get(0).location());
        assertEquals("db", leaks.leaks().get(0).secret());
        assertEquals("GetSecretValue", leaks.leaks().get(0).operation());
        assertTrue(gateway.rehearseLeaks(LeaksOptions.command(commandOf("1"))).passed());
    }

    @Test
    void tellsWhetherAProgramFollowsARotation() {
        var times = RotationOptions.command(commandOf("1", "stay"))
                .users("one")
                .rotations(1)
                .every(Duration.ofSeconds(1))
                .grace(Duration.ofSeconds(1));
        var rotation = gateway.rehearseRotation(times);
        assertFalse(rotation.passed());
        assertEquals("follows", rotation.findings().get(0).criterion());
        assertEquals("broken", rotation.findings().get(0).verdict());
    }

    @Test
    void rejectsWhatCannotBeRehearsed() {
        var error = assertThrows(
                DragomanException.class, () -> gateway.rehearseRetry(RetryOptions.command(JAVA, "-no-such-option")));
        assertTrue(error.getMessage().contains("fails (exit code 1)"), error.getMessage());
    }

    /** Of a machine with little time, a case may take long. */
    private static RetryOptions program(String attempts) {
        return RetryOptions.command(commandOf(attempts)).caseTimeout(Duration.ofSeconds(60));
    }

    private static String[] commandOf(String... arguments) {
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var command = Stream.of(JAVA, "-XX:TieredStopAtLevel=1", "-cp", classes, "project.Reads");
        return Stream.concat(command, Stream.of(arguments)).toArray(String[]::new);
    }
}

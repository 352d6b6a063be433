package org.imageexchange.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM with this one's class path, to be killed. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /** @param wrapper a command that runs the command that follows it */
    static ChildJvm start(List<String> wrapper, Class<?> main, Object... arguments) throws IOException {
        var command = new ArrayList<>(wrapper);
        command.addAll(command(main));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        return new ChildJvm(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private static List<String> command(Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    /** Reads what the child prints until it says exactly this. */
    void awaitLine(String wanted) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.equals(wanted)) {
                return;
            }
        }
        throw new AssertionError("The child ended without " + wanted + ":\n" + String.join("\n", lines));
    }

    /** Everything the child printed until it ended. */
    List<String> awaitEnd() throws IOException, InterruptedException {
        output.lines().forEach(lines::add);
        process.waitFor();
        return lines;
    }

    int exitValue() {
        return process.exitValue();
    }

    /** Like kill -9. */
    List<String> kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // unlike the process itself, its handle leaves the output readable
        return awaitEnd();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}

package org.imageexchange.imaging.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Somebody else's program, asked for a second opinion. */
record Tool(List<String> command) {

    record Answer(int status, String text) {

        /** All it printed, for the message of an assertion. */
        Answer succeeded() {
            assertThat(status).as(text).isZero();
            return this;
        }
    }

    /** Skips the test, with the reason, where it isn't installed. */
    static Tool installed(String name) {
        var found = Path.of("/usr/bin", name);
        var onPath = new ArrayList<Path>(List.of(found));
        for (var folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            onPath.add(Path.of(folder, name));
        }
        var executable = onPath.stream().filter(Files::isExecutable).findFirst();
        assumeTrue(executable.isPresent(), () -> name + " is not installed");
        return new Tool(List.of(executable.get().toString()));
    }

    static Tool pythonWith(String module) throws IOException {
        var python = installed("python3");
        assumeTrue(
                python.run("-c", "import " + module).status == 0,
                () -> "python3 is installed without its module " + module);
        return python;
    }

    Answer run(Object... arguments) throws IOException {
        return runIn(Path.of("."), arguments);
    }

    Answer runIn(Path folder, Object... arguments) throws IOException {
        var line = new ArrayList<>(command);
        for (var argument : arguments) {
            line.add(argument.toString());
        }
        var process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(line + " did not end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return new Answer(process.exitValue(), text);
    }
}

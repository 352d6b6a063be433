package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Other people's DICOM tools, which tests ask for a second opinion where they are installed. */
enum Tool {
    DCIODVFY("dciodvfy", "dicom3tools"),
    DCMDUMP("dcmdump", "dcmtk"),
    DCMMKDIR("dcmmkdir", "dcmtk"),
    PYDICOM("python3", "python3-pydicom") {
        @Override
        boolean isInstalled() {
            return super.isInstalled() && succeeds("-c", "import pydicom.fileset");
        }

        @Override
        String program() {
            // The distribution's own Python has its packages, whichever comes first on the path.
            return Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : super.program();
        }
    };

    private final String program;
    private final String debianPackage;

    Tool(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    String program() {
        return program;
    }

    boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Why a check was skipped. */
    String absence() {
        return "Not checked: " + debianPackage + " is not installed";
    }

    /** What it says, of errors too. */
    String run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "tool", ".txt");
        try {
            Process process = start(folder, output, arguments);
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(program + " does not end");
            }
            return Files.readString(output, StandardCharsets.ISO_8859_1);
        } finally {
            Files.delete(output);
        }
    }

    boolean succeeds(String... arguments) {
        try {
            Path folder = Path.of(System.getProperty("java.io.tmpdir"));
            return start(folder, Path.of("/dev/null"), arguments).waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Process start(Path folder, Path output, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(program()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}

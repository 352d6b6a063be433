import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Adds up the reports of all test runs and names what was skipped, with its reason. Run by ./test. */
class TestTotals {

    private int passed;
    private final List<String> failed = new ArrayList<>();
    private final Map<String, List<String>> skipped = new TreeMap<>();

    public static void main(String[] arguments) throws Exception {
        var totals = new TestTotals();
        try (var files = Files.walk(Path.of(""))) {
            for (var report : files.filter(TestTotals::isReport).sorted().toList()) {
                totals.add(report);
            }
        }
        totals.print();
        System.exit(totals.failed.isEmpty() && totals.passed > 0 ? 0 : 1);
    }

    private static boolean isReport(Path file) {
        var folder = file.getParent() == null ? "" : file.getParent().toString();
        return file.getFileName().toString().matches("TEST-.*\\.xml") && folder.matches(".*target.(surefire|failsafe)-reports");
    }

    private void add(Path report) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        NodeList cases = parse(factory, report).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            var test = (Element) cases.item(i);
            var name = test.getAttribute("classname") + ": " + test.getAttribute("name");
            var skip = test.getElementsByTagName("skipped");
            if (skip.getLength() > 0) {
                skipped.computeIfAbsent(reason((Element) skip.item(0)), r -> new ArrayList<>()).add(name);
            } else if (test.getElementsByTagName("failure").getLength() + test.getElementsByTagName("error").getLength() > 0) {
                failed.add(name);
            } else {
                passed++;
            }
        }
    }

    /** In its message, or, of an assumption, in brackets in its text. */
    private static String reason(Element skip) {
        var assumption = Pattern.compile("due to: \\[(.*?)]", Pattern.DOTALL).matcher(skip.getTextContent());
        var reason = assumption.find() ? assumption.group(1) : skip.getAttribute("message");
        return reason.isBlank() ? skip.getTextContent().lines().findFirst().orElse("of no reason given") : reason;
    }

    private static org.w3c.dom.Document parse(DocumentBuilderFactory factory, Path report) throws Exception {
        try (var in = Files.newInputStream(report)) {
            return factory.newDocumentBuilder().parse(in);
        } catch (IOException e) {
            throw new IOException("Can't read " + report, e);
        }
    }

    private void print() {
        int notRun = skipped.values().stream().mapToInt(List::size).sum();
        System.out.println();
        skipped.forEach((reason, tests) -> {
            System.out.println("Skipped because " + reason);
            tests.forEach(test -> System.out.println("  " + test));
        });
        failed.forEach(test -> System.out.println("FAILED  " + test));
        System.out.println();
        System.out.println("Not part of this run: the long tests (./mvnw -P long verify) and the benchmarks (./mvnw -P bench verify)");
        System.out.println(passed + " passed, " + failed.size() + " failed, " + notRun + " skipped");
    }
}

package org.imageexchange.workflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The models and forms that this portal brings along, and the words that stand in their pictures. */
final class Models {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private final SortedMap<String, byte[]> resources;
    private final Map<String, String> labels = new HashMap<>();

    private Models(SortedMap<String, byte[]> resources) {
        this.resources = resources;
        resources.forEach((name, content) -> {
            if (name.endsWith(".bpmn")) {
                readLabels(name, content);
            }
        });
    }

    /** Everything below {@code bpmn}, {@code forms} and {@code dmn} of the class path. */
    static Models onClassPath() {
        var found = new TreeMap<String, byte[]>();
        var resolver = new PathMatchingResourcePatternResolver();
        try {
            for (var pattern : new String[] {"bpmn/*.bpmn", "forms/*.form", "dmn/*.dmn"}) {
                for (var resource : resolver.getResources("classpath*:" + pattern)) {
                    found.put(String.valueOf(resource.getFilename()), resource.getContentAsByteArray());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Models(found);
    }

    static Models of(Map<String, byte[]> resources) {
        return new Models(new TreeMap<>(resources));
    }

    SortedMap<String, byte[]> resources() {
        return resources;
    }

    /** Changes whenever any of the resources does. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            resources.forEach((name, content) -> {
                digest.update((name + '\n' + content.length + '\n').getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String processLabel(String processId) {
        return labels.getOrDefault(processId, processId);
    }

    String elementLabel(String processId, String elementId) {
        return labels.getOrDefault(processId + '/' + elementId, elementId);
    }

    private void readLabels(String name, byte[] content) {
        var factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            var xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            var process = "";
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && BPMN.equals(xml.getNamespaceURI())) {
                    process = readLabel(xml, process);
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Model " + name + " is not XML: " + e.getMessage(), e);
        }
    }

    private String readLabel(XMLStreamReader xml, String process) {
        var id = xml.getAttributeValue(null, "id");
        var label = xml.getAttributeValue(null, "name");
        var isProcess = xml.getLocalName().equals("process");
        if (id != null && label != null) {
            labels.put(isProcess ? id : process + '/' + id, label);
        }
        return isProcess && id != null ? id : process;
    }
}

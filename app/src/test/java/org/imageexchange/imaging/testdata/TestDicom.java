package org.imageexchange.imaging.testdata;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A DICOM object that a test needs, made from nothing and encoded without the code under test.
 *
 * <p>Objects are changed by their methods and can be encoded again and again. Tags are plain numbers.
 */
public final class TestDicom {

    public static final String IMPLICIT = "1.2.840.10008.1.2";
    public static final String EXPLICIT = "1.2.840.10008.1.2.1";
    public static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    public static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
    public static final String RLE = "1.2.840.10008.1.2.5";
    public static final String JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
    public static final String JPEG_LOSSLESS = "1.2.840.10008.1.2.4.70";
    public static final String JPEG_LS = "1.2.840.10008.1.2.4.80";
    public static final String JPEG_2000 = "1.2.840.10008.1.2.4.90";
    public static final String HTJ2K = "1.2.840.10008.1.2.4.201";
    public static final String DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1";

    public static final List<String> TRANSFER_SYNTAXES = List.of(
            IMPLICIT,
            EXPLICIT,
            DEFLATED,
            BIG_ENDIAN,
            RLE,
            JPEG_BASELINE,
            JPEG_LOSSLESS,
            JPEG_LS,
            JPEG_2000,
            HTJ2K,
            DEFLATED_FRAMES);

    public static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";
    public static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
    public static final String MULTI_FRAME = "1.2.840.10008.5.1.4.1.1.7.2";
    public static final String REPORT = "1.2.840.10008.5.1.4.1.1.88.11";
    public static final String KEY_OBJECTS = "1.2.840.10008.5.1.4.1.1.88.59";
    public static final String PDF = "1.2.840.10008.5.1.4.1.1.104.1";
    public static final String PRESENTATION = "1.2.840.10008.5.1.4.1.1.11.1";
    public static final String RT_PLAN = "1.2.840.10008.5.1.4.1.1.481.5";
    public static final String RT_DOSE = "1.2.840.10008.5.1.4.1.1.481.2";
    public static final String RT_STRUCTURES = "1.2.840.10008.5.1.4.1.1.481.3";
    public static final String RAW_DATA = "1.2.840.10008.5.1.4.1.1.66";
    public static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
    public static final String SURFACE_SCAN = "1.2.840.10008.5.1.4.1.1.68.1";
    public static final String SPECTROSCOPY = "1.2.840.10008.5.1.4.1.1.4.2";
    public static final String WAVEFORM = "1.2.840.10008.5.1.4.1.1.9.1.1";

    private static final int CHARACTER_SET = 0x00080005;
    private static final int SOP_CLASS = 0x00080016;
    private static final int SOP_INSTANCE = 0x00080018;
    private static final int STUDY = 0x0020000D;
    private static final int SERIES = 0x0020000E;
    private static final int ROWS = 0x00280010;
    private static final int COLUMNS = 0x00280011;
    private static final int FRAMES = 0x00280008;
    private static final int PIXELS = 0x7FE00010;
    private static final int UNDEFINED = -1;

    private static final Set<String> LONG_LENGTH =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");
    private static final Set<String> UNICODE = Set.of("LO", "LT", "PN", "SH", "ST", "UC", "UT");

    /** @param items of a sequence, else null */
    private record Element(
            String vr, byte[] value, @Nullable List<TestDicom> items) {}

    private final Map<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);
    private final Map<Integer, String> metaOverrides = new TreeMap<>();
    private final Set<Integer> metaLeftOut = new TreeSet<>();
    private List<String> characterSets = List.of();
    private String transferSyntax = EXPLICIT;
    private boolean undefinedLengths;
    private int bytesPerFragment = Integer.MAX_VALUE;

    private TestDicom() {}

    /** An item of a sequence, still empty. */
    public static TestDicom item() {
        return new TestDicom();
    }

    /** What every object has, with identifiers of its own. */
    public static TestDicom of(String sopClass) {
        return new TestDicom()
                .with(SOP_CLASS, "UI", sopClass)
                .with(SOP_INSTANCE, "UI", newUid())
                .with(STUDY, "UI", newUid())
                .with(SERIES, "UI", newUid())
                .with(0x00080020, "DA", "20240229")
                .with(0x00080030, "TM", "083015")
                .with(0x00080050, "SH", "ACC-1")
                .with(0x00080060, "CS", "OT")
                .with(0x00080070, "LO", "Tests")
                .with(0x00080090, "PN", "")
                .with(0x00100010, "PN", "EXAMPLE^Patient")
                .with(0x00100020, "LO", "P-1")
                .with(0x00100030, "DA", "19700131")
                .with(0x00100040, "CS", "F")
                .with(0x00200010, "SH", "S1")
                .with(0x00200011, "IS", "1")
                .with(0x00200013, "IS", "1");
    }

    /** A CT slice of 16 × 16 pixels. */
    public static TestDicom ct() {
        return of(CT_IMAGE)
                .with(0x00080060, "CS", "CT")
                .with(0x00080008, "CS", "ORIGINAL", "PRIMARY", "AXIAL")
                .pixels(16, 16, 1);
    }

    /** An 8-bit picture. */
    public static TestDicom picture() {
        return of(SECONDARY_CAPTURE).with(0x00080064, "CS", "WSD").pixels(16, 16, 1, 8);
    }

    public static TestDicom multiFrame(int frames) {
        return of(MULTI_FRAME)
                .with(0x00280009, "AT", new byte[] {0x18, 0, 0x63, 0x10})
                .pixels(32, 24, frames, 8);
    }

    /** A report with nested content, verified. */
    public static TestDicom report() {
        return of(REPORT)
                .with(0x00080060, "CS", "SR")
                .with(0x00080023, "DA", "20240229")
                .with(0x00080033, "TM", "0900")
                .sequence(
                        0x0040A073,
                        item().with(0x0040A027, "LO", "Example Hospital")
                                .with(0x0040A030, "DT", "20240229093000")
                                .with(0x0040A075, "PN", "EXAMPLE^Reader"),
                        item().with(0x0040A027, "LO", "Example Hospital")
                                .with(0x0040A030, "DT", "20240301120000")
                                .with(0x0040A075, "PN", "EXAMPLE^Second"))
                .with(0x0040A040, "CS", "CONTAINER")
                .sequence(0x0040A043, code("18748-4", "LN", "Diagnostic Imaging Report"))
                .with(0x0040A491, "CS", "COMPLETE")
                .with(0x0040A493, "CS", "VERIFIED")
                .sequence(
                        0x0040A730,
                        item().with(0x0040A010, "CS", "HAS CONCEPT MOD")
                                .with(0x0040A040, "CS", "CODE")
                                .sequence(0x0040A043, code("121049", "DCM", "Language of Content Item"))
                                .sequence(0x0040A168, code("en", "RFC5646", "English")),
                        item().with(0x0040A010, "CS", "CONTAINS")
                                .with(0x0040A040, "CS", "CONTAINER")
                                .sequence(
                                        0x0040A730,
                                        item().with(0x0040A010, "CS", "CONTAINS")
                                                .with(0x0040A040, "CS", "TEXT")
                                                .with(0x0040A160, "UT", "Nothing to be seen.")));
    }

    public static TestDicom keyObjects() {
        return of(KEY_OBJECTS)
                .with(0x00080060, "CS", "KO")
                .with(0x00080023, "DA", "20240229")
                .with(0x00080033, "TM", "0900")
                .with(0x0040A040, "CS", "CONTAINER")
                .sequence(0x0040A043, code("113000", "DCM", "Of Interest"));
    }

    public static TestDicom presentation() {
        return of(PRESENTATION)
                .with(0x00080060, "CS", "PR")
                .with(0x00700080, "CS", "LABEL")
                .with(0x00700081, "LO", "Window")
                .with(0x00700082, "DA", "20240229")
                .with(0x00700083, "TM", "0900")
                .with(0x00700084, "PN", "EXAMPLE^Reader")
                .sequence(
                        0x00081115,
                        item().sequence(
                                        0x00081140,
                                        item().with(0x00081150, "UI", CT_IMAGE).with(0x00081155, "UI", newUid()))
                                .with(SERIES, "UI", newUid()));
    }

    public static TestDicom pdf(int size) {
        byte[] document = Arrays.copyOf("%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII), size);
        return of(PDF).with(0x00080060, "CS", "DOC")
                .with(0x00080023, "DA", "")
                .with(0x00080033, "TM", "")
                .sequence(0x0040A043)
                .with(0x00420010, "ST", "A document")
                .with(0x00420011, "OB", document)
                .with(0x00420012, "LO", "application/pdf");
    }

    public static TestDicom rtPlan() {
        return of(RT_PLAN)
                .with(0x00080060, "CS", "RTPLAN")
                .with(0x300A0002, "SH", "Plan 1")
                .with(0x300A0006, "DA", "20240229")
                .with(0x300A0007, "TM", "0900");
    }

    public static TestDicom rtDose() {
        return of(RT_DOSE)
                .with(0x00080060, "CS", "RTDOSE")
                .with(0x3004000A, "CS", "PLAN")
                .pixels(8, 8, 4);
    }

    public static TestDicom rtStructures() {
        return of(RT_STRUCTURES)
                .with(0x00080060, "CS", "RTSTRUCT")
                .with(0x30060002, "SH", "Structures")
                .with(0x30060008, "DA", "20240229")
                .with(0x30060009, "TM", "0900");
    }

    /** One of each kind that a DICOMDIR has a record of its own for. */
    public static List<TestDicom> oneOfEachKind() {
        return List.of(
                ct(),
                picture(),
                multiFrame(3),
                report(),
                keyObjects(),
                presentation(),
                pdf(1000),
                rtPlan(),
                rtDose(),
                rtStructures(),
                dated(SEGMENTATION, "SEG")
                        .with(0x00080008, "CS", "DERIVED", "PRIMARY")
                        .pixels(8, 8, 2, 8),
                dated(RAW_DATA, "MR").with(0x00090010, "LO", "TESTS").with(0x00091001, "OB", new byte[64]),
                dated(SURFACE_SCAN, "LS"),
                dated(SPECTROSCOPY, "MR")
                        .with(0x00080008, "CS", "ORIGINAL", "PRIMARY", "SPECTROSCOPY", "NONE")
                        .sequence(
                                0x00089092,
                                item().with(0x00081150, "UI", CT_IMAGE).with(0x00081155, "UI", newUid()))
                        .with(FRAMES, "IS", "1")
                        .with(ROWS, "US", 1)
                        .with(COLUMNS, "US", 1)
                        .with(0x00289001, "UL", new byte[] {1, 0, 0, 0})
                        .with(0x00289002, "UL", new byte[] {0, 4, 0, 0})
                        .with(0x56000020, "OF", new byte[8192]),
                dated(WAVEFORM, "ECG"));
    }

    private static TestDicom dated(String sopClass, String modality) {
        return of(sopClass)
                .with(0x00080060, "CS", modality)
                .with(0x00080023, "DA", "20240229")
                .with(0x00080033, "TM", "0900");
    }

    private static TestDicom code(String value, String scheme, String meaning) {
        return item().with(0x00080100, "SH", value)
                .with(0x00080102, "SH", scheme)
                .with(0x00080104, "LO", meaning);
    }

    public static String newUid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    /** Texts given later are encoded in these sets. */
    public TestDicom characterSets(String... terms) {
        characterSets = List.of(terms);
        return with(CHARACTER_SET, "CS", terms);
    }

    public TestDicom patient(String name, String id) {
        return with(0x00100010, "PN", name).with(0x00100020, "LO", id);
    }

    public TestDicom study(String uid) {
        return with(STUDY, "UI", uid);
    }

    public TestDicom series(String uid, int number) {
        return with(SERIES, "UI", uid).with(0x00200011, "IS", Integer.toString(number));
    }

    public TestDicom number(int instance) {
        return with(0x00200013, "IS", Integer.toString(instance));
    }

    public TestDicom with(int tag, String vr, String... values) {
        String joined = String.join("\\", values);
        byte[] value = UNICODE.contains(vr)
                ? Iso2022Encoder.encode(joined, characterSets)
                : joined.getBytes(StandardCharsets.ISO_8859_1);
        return with(tag, vr, value);
    }

    public TestDicom with(int tag, String vr, int value) {
        return with(tag, vr, new byte[] {(byte) value, (byte) (value >> 8)});
    }

    /** @param value in little endian */
    public TestDicom with(int tag, String vr, byte[] value) {
        elements.put(tag, new Element(vr, padded(vr, value), null));
        return this;
    }

    public TestDicom without(int... tags) {
        for (int tag : tags) {
            elements.remove(tag);
        }
        return this;
    }

    public TestDicom sequence(int tag, TestDicom... items) {
        elements.put(tag, new Element("SQ", new byte[0], List.of(items)));
        return this;
    }

    /** 16-bit pixels, each frame another gradient. */
    public TestDicom pixels(int rows, int columns, int frames) {
        return pixels(rows, columns, frames, 16);
    }

    public TestDicom pixels(int rows, int columns, int frames, int bits) {
        byte[] pixels = new byte[rows * columns * frames * bits / 8];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31 + i / columns);
        }
        if (frames > 1) {
            with(FRAMES, "IS", Integer.toString(frames));
        }
        return with(0x00280002, "US", 1)
                .with(0x00280004, "CS", "MONOCHROME2")
                .with(ROWS, "US", rows)
                .with(COLUMNS, "US", columns)
                .with(0x00280100, "US", bits)
                .with(0x00280101, "US", bits)
                .with(0x00280102, "US", bits - 1)
                .with(0x00280103, "US", 0)
                .with(PIXELS, bits == 8 ? "OB" : "OW", pixels);
    }

    public TestDicom in(String transferSyntaxUid) {
        transferSyntax = transferSyntaxUid;
        return this;
    }

    /** Sequences and items end with delimiters rather than by length. */
    public TestDicom undefinedLengths() {
        undefinedLengths = true;
        return this;
    }

    /** Compressed frames are broken into pieces. */
    public TestDicom fragments(int bytes) {
        bytesPerFragment = bytes;
        return this;
    }

    /** Puts another value into the file meta information, for instance for element 3. */
    public TestDicom meta(int element, String uid) {
        metaOverrides.put(element, uid);
        return this;
    }

    /** Leaves an element out of the file meta information; 0 is its group length. */
    public TestDicom withoutMeta(int element) {
        metaLeftOut.add(element);
        return this;
    }

    public String sopInstanceUid() {
        return uid(SOP_INSTANCE);
    }

    public String sopClassUid() {
        return uid(SOP_CLASS);
    }

    public String studyUid() {
        return uid(STUDY);
    }

    public String seriesUid() {
        return uid(SERIES);
    }

    private String uid(int tag) {
        Element element = elements.get(tag);
        return element == null ? "" : new String(element.value(), StandardCharsets.US_ASCII).replace("\0", "");
    }

    /** The object as a file. */
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(meta());
        byte[] dataSet = dataSet();
        if (transferSyntax.equals(DEFLATED)) {
            dataSet = deflated(dataSet);
        }
        out.writeBytes(dataSet);
        return out.toByteArray();
    }

    public InputStream stream() {
        return new ByteArrayInputStream(bytes());
    }

    public void writeTo(OutputStream to) throws IOException {
        to.write(bytes());
    }

    /** The data set alone, as a file without Part 10 header has it. */
    public byte[] dataSet() {
        var out = new ByteArrayOutputStream();
        encode(out, transferSyntax);
        return out.toByteArray();
    }

    private byte[] meta() {
        var uids = new TreeMap<Integer, String>(
                Map.of(0x02, sopClassUid(), 0x03, sopInstanceUid(), 0x10, transferSyntax, 0x12, "2.25.1"));
        uids.putAll(metaOverrides);
        var out = new ByteArrayOutputStream();
        writeValue(out, EXPLICIT, 0x00020001, "OB", new byte[] {0, 1});
        uids.forEach((element, uid) -> {
            if (!metaLeftOut.contains(element)) {
                byte[] value = padded("UI", uid.getBytes(StandardCharsets.US_ASCII));
                writeValue(out, EXPLICIT, 0x00020000 | element, "UI", value);
            }
        });
        var whole = new ByteArrayOutputStream();
        if (!metaLeftOut.contains(0)) {
            writeValue(whole, EXPLICIT, 0x00020000, "UL", le32(out.size()));
        }
        whole.writeBytes(out.toByteArray());
        return whole.toByteArray();
    }

    private void encode(ByteArrayOutputStream out, String syntax) {
        elements.forEach((tag, element) -> {
            if (element.items() != null) {
                writeSequence(out, syntax, tag, element.items());
            } else if (tag == PIXELS && isEncapsulated(syntax)) {
                writeFragments(out, element.value());
            } else {
                writeValue(out, syntax, tag, element.vr(), element.value());
            }
        });
    }

    private void writeSequence(ByteArrayOutputStream out, String syntax, int tag, List<TestDicom> items) {
        var content = new ByteArrayOutputStream();
        for (TestDicom item : items) {
            var encoded = new ByteArrayOutputStream();
            item.undefinedLengths = undefinedLengths;
            item.encode(encoded, syntax);
            writeTag(content, syntax, 0xFFFEE000);
            writeInt(content, syntax, undefinedLengths ? UNDEFINED : encoded.size());
            content.writeBytes(encoded.toByteArray());
            if (undefinedLengths) {
                writeTag(content, syntax, 0xFFFEE00D);
                writeInt(content, syntax, 0);
            }
        }
        if (undefinedLengths) {
            writeTag(content, syntax, 0xFFFEE0DD);
            writeInt(content, syntax, 0);
        }
        writeHead(out, syntax, tag, "SQ", undefinedLengths ? UNDEFINED : content.size());
        out.writeBytes(content.toByteArray());
    }

    private void writeFragments(ByteArrayOutputStream out, byte[] pixels) {
        var offsets = new ByteArrayOutputStream();
        var fragments = new ByteArrayOutputStream();
        for (byte[] frame : frames(pixels)) {
            offsets.writeBytes(le32(fragments.size()));
            byte[] compressed = padded("OB", compressed(frame));
            for (int from = 0; from < compressed.length; from += bytesPerFragment) {
                int to = (int) Math.min(compressed.length, (long) from + bytesPerFragment);
                writeTag(fragments, EXPLICIT, 0xFFFEE000);
                fragments.writeBytes(le32(to - from));
                fragments.write(compressed, from, to - from);
            }
        }
        writeHead(out, EXPLICIT, PIXELS, "OB", UNDEFINED);
        writeTag(out, EXPLICIT, 0xFFFEE000);
        out.writeBytes(le32(offsets.size()));
        out.writeBytes(offsets.toByteArray());
        out.writeBytes(fragments.toByteArray());
        writeTag(out, EXPLICIT, 0xFFFEE0DD);
        out.writeBytes(le32(0));
    }

    private List<byte[]> frames(byte[] pixels) {
        Element count = elements.get(FRAMES);
        int frames = count == null ? 1 : Integer.parseInt(new String(count.value(), StandardCharsets.US_ASCII).strip());
        int size = pixels.length / frames;
        var list = new ArrayList<byte[]>();
        for (int i = 0; i < frames; i++) {
            list.add(Arrays.copyOfRange(pixels, i * size, (i + 1) * size));
        }
        return list;
    }

    /** Really so for RLE, 8-bit JPEG and deflated frames; else something that only begins like it. */
    private byte[] compressed(byte[] frame) {
        int rows = unsigned(ROWS);
        int columns = unsigned(COLUMNS);
        int bytesPerPixel = frame.length / (rows * columns);
        return switch (transferSyntax) {
            case RLE -> runLengths(frame, bytesPerPixel);
            case DEFLATED_FRAMES -> deflated(frame);
            case JPEG_BASELINE -> bytesPerPixel == 1 ? jpeg(frame, rows, columns) : stub("ffd8ffc0", "ffd9");
            case JPEG_2000, HTJ2K -> stub("ff4fff51", "ffd9");
            default -> stub("ffd8fff7", "ffd9");
        };
    }

    private int unsigned(int tag) {
        Element element = elements.get(tag);
        return element == null ? 1 : element.value()[0] & 0xff | (element.value()[1] & 0xff) << 8;
    }

    private static byte[] stub(String start, String end) {
        return HexFormat.of().parseHex(start + "00".repeat(100) + end);
    }

    private static byte[] jpeg(byte[] frame, int rows, int columns) {
        var image = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, columns, rows, frame);
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** PS3.5, G: a segment for each byte of a pixel, high bytes first, here of literal runs only. */
    private static byte[] runLengths(byte[] frame, int bytesPerPixel) {
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(bytesPerPixel);
        var segments = new ByteArrayOutputStream();
        for (int plane = bytesPerPixel - 1; plane >= 0; plane--) {
            header.putInt(64 + segments.size());
            int count = frame.length / bytesPerPixel;
            for (int from = 0; from < count; from += 128) {
                int run = Math.min(128, count - from);
                segments.write(run - 1);
                for (int i = from; i < from + run; i++) {
                    segments.write(frame[i * bytesPerPixel + plane]);
                }
            }
            if (segments.size() % 2 != 0) {
                segments.write(0x80);
            }
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(header.array());
        out.writeBytes(segments.toByteArray());
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] plain) {
        var out = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (var deflating = new DeflaterOutputStream(out, deflater)) {
            deflating.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return padded("OB", out.toByteArray());
    }

    public static boolean isEncapsulated(String syntax) {
        return syntax.startsWith("1.2.840.10008.1.2.4.") || syntax.equals(RLE) || syntax.equals(DEFLATED_FRAMES);
    }

    private static void writeValue(ByteArrayOutputStream out, String syntax, int tag, String vr, byte[] value) {
        writeHead(out, syntax, tag, vr, value.length);
        out.writeBytes(syntax.equals(BIG_ENDIAN) ? swapped(vr, value) : value);
    }

    private static void writeHead(ByteArrayOutputStream out, String syntax, int tag, String vr, int length) {
        writeTag(out, syntax, tag);
        if (syntax.equals(IMPLICIT)) {
            writeInt(out, syntax, length);
            return;
        }
        out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
        if (LONG_LENGTH.contains(vr)) {
            out.writeBytes(new byte[2]);
            writeInt(out, syntax, length);
        } else {
            writeShort(out, syntax, length);
        }
    }

    private static void writeTag(ByteArrayOutputStream out, String syntax, int tag) {
        writeShort(out, syntax, tag >>> 16);
        writeShort(out, syntax, tag);
    }

    private static void writeShort(ByteArrayOutputStream out, String syntax, int value) {
        byte low = (byte) value;
        byte high = (byte) (value >> 8);
        out.writeBytes(syntax.equals(BIG_ENDIAN) ? new byte[] {high, low} : new byte[] {low, high});
    }

    private static void writeInt(ByteArrayOutputStream out, String syntax, int value) {
        boolean big = syntax.equals(BIG_ENDIAN);
        writeShort(out, syntax, big ? value >>> 16 : value);
        writeShort(out, syntax, big ? value : value >>> 16);
    }

    private static byte[] le32(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] swapped(String vr, byte[] value) {
        int unit = switch (vr) {
            case "US", "SS", "OW", "AT" -> 2;
            case "UL", "SL", "FL", "OF", "OL" -> 4;
            case "FD", "OD", "OV", "SV", "UV" -> 8;
            default -> 1;
        };
        byte[] swapped = value.clone();
        for (int i = 0; i < value.length; i++) {
            swapped[i] = value[i - i % unit + unit - 1 - i % unit];
        }
        return swapped;
    }

    private static byte[] padded(String vr, byte[] value) {
        if (value.length % 2 == 0) {
            return value;
        }
        byte[] padded = Arrays.copyOf(value, value.length + 1);
        boolean byZero = vr.equals("UI") || vr.startsWith("O") || vr.equals("UN");
        padded[value.length] = (byte) (byZero ? 0 : ' ');
        return padded;
    }
}

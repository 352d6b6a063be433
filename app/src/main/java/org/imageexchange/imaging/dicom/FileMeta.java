package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.VR;
import org.imageexchange.imaging.dicom.ElementScanner.Encoding;

/** What a file says of itself before its data set (PS3.10, 7.1), and how its data set is to be read. */
record FileMeta(String sopClassUid, String sopInstanceUid, String transferSyntaxUid) {

    private static final int PREAMBLE = 128;
    private static final int PREFIX = PREAMBLE + 4;
    private static final int LONGEST = 1 << 20;

    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    private static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
    private static final String RLE = "1.2.840.10008.1.2.5";
    private static final String DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1";
    private static final String IMAGE_COMPRESSIONS = "1.2.840.10008.1.2.4.";

    /** JPIP: the file names a server that has the pixels. */
    private static final Set<String> PIXELS_ELSEWHERE = Set.of(
            "1.2.840.10008.1.2.4.94", "1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.204", "1.2.840.10008.1.2.4.205");

    /**
     * Reads the beginning of a file.
     *
     * @return empty when it is no DICOM file at all
     * @throws UnsoundObject when it is one, but not as PS3.10 has it
     */
    static Optional<FileMeta> read(ByteSource source) throws IOException {
        int ready = source.prepare(PREFIX);
        if (ready == 0) {
            throw new UnsoundObject("The file is empty.");
        }
        if (ready < PREFIX || !isPrefix(source, PREAMBLE)) {
            if (looksLikeBareDataSet(source, ready)) {
                throw new UnsoundObject("The file has no DICOM Part 10 header (preamble and file meta information)."
                        + " Export it again as a DICOM file.");
            }
            return Optional.empty();
        }
        source.advance(PREFIX);
        return Optional.of(readElements(source));
    }

    private static FileMeta readElements(ByteSource source) throws IOException {
        String sopClass = "";
        String sopInstance = "";
        String transferSyntax = "";
        long start = source.position();
        long end = -1; // unknown as long as no group length is met
        while (end < 0 || source.position() < end) {
            if (source.prepare(8) < 8) {
                throw UnsoundObject.cutOff();
            }
            int group = source.peek(0) | source.peek(1) << 8;
            if (group != 2) {
                if (end >= 0) {
                    throw unsound();
                }
                break;
            }
            int element = source.peek(2) | source.peek(3) << 8;
            byte[] value = readValue(source);
            switch (element) {
                case 0x0000 -> {
                    if (value.length != 4) {
                        throw unsound();
                    }
                    end = source.position() + littleEndian(value);
                }
                case 0x0002 -> sopClass = Uids.of(value);
                case 0x0003 -> sopInstance = Uids.of(value);
                case 0x0010 -> transferSyntax = Uids.of(value);
                default -> {
                    // nothing that matters here
                }
            }
            if (source.position() - start > LONGEST) {
                throw unsound();
            }
        }
        if (end >= 0 && source.position() != end) {
            throw unsound();
        }
        if (!Uids.isSound(sopClass) || !Uids.isSound(sopInstance) || !Uids.isSound(transferSyntax)) {
            throw new UnsoundObject("The file's DICOM Part 10 header does not say what the file holds (SOP class,"
                    + " instance or transfer syntax is missing). Export it again.");
        }
        return new FileMeta(sopClass, sopInstance, transferSyntax);
    }

    private static byte[] readValue(ByteSource source) throws IOException {
        int vr = source.peek(4) << 8 | source.peek(5);
        long length;
        switch (vr) {
            case 'U' << 8 | 'I', 'U' << 8 | 'L', 'S' << 8 | 'H', 'A' << 8 | 'E', 'L' << 8 | 'O', 'S' << 8 | 'T' -> {
                length = source.peek(6) | source.peek(7) << 8;
                source.advance(8);
            }
            case 'O' << 8 | 'B', 'U' << 8 | 'R', 'U' << 8 | 'T', 'U' << 8 | 'N' -> {
                source.require(12);
                length = source.peek(8) | source.peek(9) << 8 | source.peek(10) << 16 | (long) source.peek(11) << 24;
                source.advance(12);
            }
            default -> throw unsound();
        }
        if (length > LONGEST) {
            throw unsound();
        }
        return source.take((int) length);
    }

    private static UnsoundObject unsound() {
        return new UnsoundObject("The file's DICOM Part 10 header is damaged. Export it again.");
    }

    private static long littleEndian(byte[] value) {
        return value[0] & 0xff | (value[1] & 0xff) << 8 | (value[2] & 0xff) << 16 | (long) (value[3] & 0xff) << 24;
    }

    private static boolean isPrefix(ByteSource source, int at) {
        return source.peek(at) == 'D'
                && source.peek(at + 1) == 'I'
                && source.peek(at + 2) == 'C'
                && source.peek(at + 3) == 'M';
    }

    /** A first element of group 2 or 8 with a plausible head, or the prefix without its preamble. */
    private static boolean looksLikeBareDataSet(ByteSource source, int ready) {
        if (ready < 8) {
            return false;
        }
        if (isPrefix(source, 0)) {
            return true;
        }
        boolean vr = isUpperCase(source.peek(4)) && isUpperCase(source.peek(5));
        int little = source.peek(0) | source.peek(1) << 8;
        if (little == 8 || little == 2) {
            boolean shortLength = source.peek(6) == 0 && source.peek(7) == 0;
            return source.peek(3) < 0x30 && (vr || shortLength);
        }
        int big = source.peek(0) << 8 | source.peek(1);
        return (big == 8 || big == 2) && source.peek(2) < 0x30 && vr;
    }

    private static boolean isUpperCase(int character) {
        return character >= 'A' && character <= 'Z';
    }

    /** Writes the beginning of a file of ours: preamble, prefix and file meta information. */
    void write(OutputStream to) throws IOException {
        var elements = new ElementWriter();
        elements.bytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1});
        elements.text(Tag.MediaStorageSOPClassUID, VR.UI, sopClassUid);
        elements.text(Tag.MediaStorageSOPInstanceUID, VR.UI, sopInstanceUid);
        elements.text(Tag.TransferSyntaxUID, VR.UI, transferSyntaxUid);
        elements.text(Tag.ImplementationClassUID, VR.UI, Uids.IMPLEMENTATION);
        elements.text(Tag.ImplementationVersionName, VR.SH, "IMAGE_EXCHANGE");
        var all = new ElementWriter();
        all.raw(new byte[PREAMBLE]);
        all.raw(new byte[] {'D', 'I', 'C', 'M'});
        all.unsignedInt(Tag.FileMetaInformationGroupLength, elements.size());
        all.writeTo(to);
        elements.writeTo(to);
    }

    boolean isDirectory() {
        return sopClassUid.equals(Uids.MEDIA_STORAGE_DIRECTORY);
    }

    boolean isEncapsulated() {
        return transferSyntaxUid.startsWith(IMAGE_COMPRESSIONS)
                || transferSyntaxUid.equals(RLE)
                || transferSyntaxUid.equals(DEFLATED_FRAMES);
    }

    /** The scanner of the data set, which begins where the source stands now. */
    ElementScanner dataSet(ByteSource source, GateLimits limits) throws UnsoundObject {
        if (PIXELS_ELSEWHERE.contains(transferSyntaxUid)) {
            throw new UnsoundObject("The file holds no pixels: they are on a server that it names. Export the image.");
        }
        if (transferSyntaxUid.equals(DEFLATED)) {
            source.inflate();
        }
        return new ElementScanner(source, limits, encoding(), isEncapsulated());
    }

    private Encoding encoding() throws UnsoundObject {
        return switch (transferSyntaxUid) {
            case Uids.IMPLICIT_LITTLE_ENDIAN -> Encoding.IMPLICIT;
            case BIG_ENDIAN -> Encoding.EXPLICIT_BIG_ENDIAN;
            case Uids.EXPLICIT_LITTLE_ENDIAN, DEFLATED -> Encoding.EXPLICIT;
            default -> {
                if (!isEncapsulated()) {
                    throw new UnsoundObject("The file is in a transfer syntax that the portal does not know ("
                            + transferSyntaxUid + ").");
                }
                yield Encoding.EXPLICIT;
            }
        };
    }
}

package org.imageexchange.imaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

/**
 * A small DICOM object in Explicit VR Little Endian, of which a test says only what matters.
 *
 * @param pixels how many bytes of them, even
 */
public record TestObject(
        String patientName,
        String patientId,
        String issuer,
        String birthDate,
        String study,
        String series,
        String sop,
        String modality,
        int number,
        int pixels,
        long seed) {

    /** The only instance of a study of its own. */
    public static TestObject ofPatient(String patientId) {
        return new TestObject("EXAMPLE^Patient", patientId, "", "19700102", uid(), uid(), uid(), "CT", 1, 512, 1);
    }

    public static String uid() {
        return "2.25." + new java.math.BigInteger(1, bytes(UUID.randomUUID()));
    }

    private static byte[] bytes(UUID uuid) {
        return java.nio.ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /** Another instance of the same series. */
    public TestObject next() {
        return withSop(uid()).withNumber(number + 1);
    }

    public TestObject inNewSeries(String otherModality) {
        return new TestObject(
                patientName, patientId, issuer, birthDate, study, uid(), uid(), otherModality, 1, pixels, seed);
    }

    public TestObject inNewStudy() {
        return new TestObject(
                patientName, patientId, issuer, birthDate, uid(), uid(), uid(), modality, 1, pixels, seed);
    }

    public TestObject withPatientName(String value) {
        return new TestObject(value, patientId, issuer, birthDate, study, series, sop, modality, number, pixels, seed);
    }

    public TestObject withPatientId(String value) {
        return new TestObject(
                patientName, value, issuer, birthDate, study, series, sop, modality, number, pixels, seed);
    }

    public TestObject withIssuer(String value) {
        return new TestObject(
                patientName, patientId, value, birthDate, study, series, sop, modality, number, pixels, seed);
    }

    public TestObject withBirthDate(String value) {
        return new TestObject(
                patientName, patientId, issuer, value, study, series, sop, modality, number, pixels, seed);
    }

    public TestObject withSop(String value) {
        return new TestObject(
                patientName, patientId, issuer, birthDate, study, series, value, modality, number, pixels, seed);
    }

    public TestObject withNumber(int value) {
        return new TestObject(
                patientName, patientId, issuer, birthDate, study, series, sop, modality, value, pixels, seed);
    }

    public TestObject withPixels(int value) {
        return new TestObject(
                patientName, patientId, issuer, birthDate, study, series, sop, modality, number, value, seed);
    }

    /** The same object with other pixels. */
    public TestObject withOtherPixels() {
        return new TestObject(
                patientName, patientId, issuer, birthDate, study, series, sop, modality, number, pixels, seed + 1);
    }

    public InputStream stream() {
        return new ByteArrayInputStream(bytes());
    }

    public byte[] bytes() {
        var meta = new ByteArrayOutputStream();
        bytes(meta, 0x0002, 0x0001, "OB", new byte[] {0, 1});
        text(meta, 0x0002, 0x0002, "UI", "1.2.840.10008.5.1.4.1.1.2");
        text(meta, 0x0002, 0x0003, "UI", sop);
        text(meta, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1");
        text(meta, 0x0002, 0x0012, "UI", "2.25.1");

        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[128]);
        file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        bytes(file, 0x0002, 0x0000, "UL", little(meta.size(), 4));
        file.writeBytes(meta.toByteArray());

        text(file, 0x0008, 0x0005, "CS", "ISO_IR 192");
        text(file, 0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.2");
        text(file, 0x0008, 0x0018, "UI", sop);
        text(file, 0x0008, 0x0020, "DA", "20260115");
        text(file, 0x0008, 0x0030, "TM", "101500");
        text(file, 0x0008, 0x0050, "SH", "ACC1");
        text(file, 0x0008, 0x0060, "CS", modality);
        text(file, 0x0008, 0x0090, "PN", "");
        text(file, 0x0008, 0x1030, "LO", "Chest");
        text(file, 0x0008, 0x103e, "LO", "Axial");
        text(file, 0x0010, 0x0010, "PN", patientName);
        text(file, 0x0010, 0x0020, "LO", patientId);
        if (!issuer.isEmpty()) {
            text(file, 0x0010, 0x0021, "LO", issuer);
        }
        text(file, 0x0010, 0x0030, "DA", birthDate);
        text(file, 0x0010, 0x0040, "CS", "O");
        text(file, 0x0020, 0x000d, "UI", study);
        text(file, 0x0020, 0x000e, "UI", series);
        text(file, 0x0020, 0x0010, "SH", "1");
        text(file, 0x0020, 0x0011, "IS", "1");
        text(file, 0x0020, 0x0013, "IS", Integer.toString(number));
        bytes(file, 0x0028, 0x0002, "US", little(1, 2));
        text(file, 0x0028, 0x0004, "CS", "MONOCHROME2");
        bytes(file, 0x0028, 0x0010, "US", little(1, 2));
        bytes(file, 0x0028, 0x0011, "US", little(Math.min(pixels / 2, 0xffff), 2));
        bytes(file, 0x0028, 0x0100, "US", little(16, 2));
        bytes(file, 0x0028, 0x0101, "US", little(16, 2));
        bytes(file, 0x0028, 0x0102, "US", little(15, 2));
        bytes(file, 0x0028, 0x0103, "US", little(0, 2));
        var values = new byte[pixels];
        new Random(seed).nextBytes(values);
        bytes(file, 0x7fe0, 0x0010, "OW", values);
        return file.toByteArray();
    }

    private static void text(ByteArrayOutputStream to, int group, int element, String vr, String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length % 2 == 1) {
            bytes = java.util.Arrays.copyOf(bytes, bytes.length + 1);
            bytes[bytes.length - 1] = (byte) (vr.equals("UI") ? 0 : ' ');
        }
        bytes(to, group, element, vr, bytes);
    }

    private static void bytes(ByteArrayOutputStream to, int group, int element, String vr, byte[] value) {
        to.writeBytes(little(group, 2));
        to.writeBytes(little(element, 2));
        to.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
        if (vr.equals("OB") || vr.equals("OW")) {
            to.writeBytes(new byte[2]);
            to.writeBytes(little(value.length, 4));
        } else {
            to.writeBytes(little(value.length, 2));
        }
        to.writeBytes(value);
    }

    private static byte[] little(int value, int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (value >> 8 * i);
        }
        return bytes;
    }
}

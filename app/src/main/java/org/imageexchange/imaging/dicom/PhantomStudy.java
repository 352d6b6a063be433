package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.VR;

/** A CT study of a chest that nobody has, made by formula: for demonstrations, tests and measurements. */
public final class PhantomStudy {

    private static final int EDGE = 512;
    private static final double PIXEL_MM = 0.7;
    private static final double SPACING_MM = 5;
    private static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";

    private static final int AIR = -1000;
    private static final int FAT = -90;
    private static final int MUSCLE = 50;
    private static final int BLOOD = 160; // with contrast medium
    private static final int LUNG = -830;
    private static final int BONE = 650;
    private static final int MARROW = 220;
    private static final int CORD = 30;

    private final int slices;
    private final long seed;
    private final short[] noise = new short[1 << 16];

    /** @param seed another seed makes another patient, other identifiers and other noise */
    public PhantomStudy(int slices, long seed) {
        if (slices < 1) {
            throw new IllegalArgumentException("A study has at least one slice");
        }
        this.slices = slices;
        this.seed = seed;
        var random = new SplittableRandom(seed);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) Math.round(random.nextGaussian() * 11);
        }
    }

    public int slices() {
        return slices;
    }

    /**
     * Writes one instance as a DICOM file, the same bytes each time.
     *
     * @param slice from 0, at the top of the chest
     */
    public void write(int slice, OutputStream to) throws IOException {
        if (slice < 0 || slice >= slices) {
            throw new IllegalArgumentException("No slice " + slice);
        }
        String instance = uid("instance " + slice);
        new FileMeta(CT_IMAGE_STORAGE, instance, Uids.EXPLICIT_LITTLE_ENDIAN).write(to);
        header(slice, instance).writeTo(to);
        to.write(pixels(slice));
    }

    private ElementWriter header(int slice, String instance) {
        String date = "20260115";
        String time = "101500";
        String position = String.format(Locale.ROOT, "%.1f", -slice * SPACING_MM);
        var header = new ElementWriter();
        header.text(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
        header.text(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL");
        header.text(Tag.SOPClassUID, VR.UI, CT_IMAGE_STORAGE);
        header.text(Tag.SOPInstanceUID, VR.UI, instance);
        header.text(Tag.StudyDate, VR.DA, date);
        header.text(Tag.SeriesDate, VR.DA, date);
        header.text(Tag.AcquisitionDate, VR.DA, date);
        header.text(Tag.ContentDate, VR.DA, date);
        header.text(Tag.StudyTime, VR.TM, time);
        header.text(Tag.SeriesTime, VR.TM, time);
        header.text(Tag.AcquisitionTime, VR.TM, time);
        header.text(Tag.ContentTime, VR.TM, time);
        header.text(Tag.AccessionNumber, VR.SH, "SYN" + number());
        header.text(Tag.Modality, VR.CS, "CT");
        header.text(Tag.Manufacturer, VR.LO, "Image Exchange Portal");
        header.text(Tag.InstitutionName, VR.LO, "Northwick General Hospital");
        header.text(Tag.ReferringPhysicianName, VR.PN, "EXAMPLE^Referrer");
        header.text(Tag.StudyDescription, VR.LO, "CT Thorax (synthetic)");
        header.text(Tag.SeriesDescription, VR.LO, "Axial 5 mm");
        header.text(Tag.ManufacturerModelName, VR.LO, "Phantom");
        header.text(Tag.PatientName, VR.PN, "SYNTHETIC^Phantom");
        header.text(Tag.PatientID, VR.LO, "PHANTOM" + number());
        header.text(Tag.PatientBirthDate, VR.DA, "19600401");
        header.text(Tag.PatientSex, VR.CS, "O");
        header.text(Tag.BodyPartExamined, VR.CS, "CHEST");
        header.text(Tag.SliceThickness, VR.DS, "5");
        header.text(Tag.KVP, VR.DS, "120");
        header.text(Tag.DeviceSerialNumber, VR.LO, "0");
        header.text(Tag.SoftwareVersions, VR.LO, "1");
        header.text(Tag.PatientPosition, VR.CS, "HFS");
        header.text(Tag.StudyInstanceUID, VR.UI, uid("study"));
        header.text(Tag.SeriesInstanceUID, VR.UI, uid("series"));
        header.text(Tag.StudyID, VR.SH, "1");
        header.text(Tag.SeriesNumber, VR.IS, "1");
        header.text(Tag.AcquisitionNumber, VR.IS, "1");
        header.text(Tag.InstanceNumber, VR.IS, Integer.toString(slice + 1));
        header.text(Tag.ImagePositionPatient, VR.DS, "-178.85", "-178.85", position);
        header.text(Tag.ImageOrientationPatient, VR.DS, "1", "0", "0", "0", "1", "0");
        header.text(Tag.FrameOfReferenceUID, VR.UI, uid("frame of reference"));
        header.text(Tag.PositionReferenceIndicator, VR.LO, "");
        header.text(Tag.SliceLocation, VR.DS, position);
        header.unsignedShort(Tag.SamplesPerPixel, 1);
        header.text(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        header.unsignedShort(Tag.Rows, EDGE);
        header.unsignedShort(Tag.Columns, EDGE);
        header.text(Tag.PixelSpacing, VR.DS, "0.7", "0.7");
        header.unsignedShort(Tag.BitsAllocated, 16);
        header.unsignedShort(Tag.BitsStored, 16);
        header.unsignedShort(Tag.HighBit, 15);
        header.unsignedShort(Tag.PixelRepresentation, 1);
        header.text(Tag.WindowCenter, VR.DS, "40", "-600");
        header.text(Tag.WindowWidth, VR.DS, "400", "1500");
        header.text(Tag.RescaleIntercept, VR.DS, "0");
        header.text(Tag.RescaleSlope, VR.DS, "1");
        header.text(Tag.RescaleType, VR.LO, "HU");
        header.text(Tag.WindowCenterWidthExplanation, VR.LO, "Soft tissue", "Lung");
        header.header(Tag.PixelData, VR.OW, 2 * EDGE * EDGE);
        return header;
    }

    private byte[] pixels(int slice) {
        byte[] pixels = new byte[2 * EDGE * EDGE];
        List<Ellipse> anatomy = anatomy((slice + 0.5) / slices);
        int shift = new SplittableRandom(seed ^ 0x5DEECE66DL * (slice + 1)).nextInt(noise.length);
        for (int row = 0; row < EDGE; row++) {
            double y = (row - EDGE / 2 + 0.5) * PIXEL_MM;
            for (int column = 0; column < EDGE; column++) {
                double x = (column - EDGE / 2 + 0.5) * PIXEL_MM;
                double density = AIR;
                for (Ellipse part : anatomy) {
                    density = part.over(density, x, y);
                }
                int at = row * EDGE + column;
                int value = (int) Math.round(density) + noise[at * 0x9E37 + shift & noise.length - 1];
                value = Math.clamp(value, -1024, 3071);
                pixels[2 * at] = (byte) value;
                pixels[2 * at + 1] = (byte) (value >> 8);
            }
        }
        return pixels;
    }

    /**
     * What a plane cuts, in painting order.
     *
     * @param level from 0 at the neck to 1 at the diaphragm
     */
    private List<Ellipse> anatomy(double level) {
        double girth = 0.82 + 0.18 * Math.sin(Math.PI * (0.15 + 0.7 * level));
        double lung = Math.pow(Math.sin(Math.PI * (0.08 + 0.8 * level)), 0.6);
        double heart = Math.max(0, Math.sin(Math.PI * Math.clamp((level - 0.4) / 0.6, 0, 1)));
        double nodule = Math.max(0, 1 - Math.abs(level - 0.45) / 0.06);
        double breath = 1.5 * Math.sin(level * 40);
        var parts = new ArrayList<Ellipse>();
        parts.add(new Ellipse(0, 150, 160, 6, 90)); // the table
        parts.add(new Ellipse(0, 0, 165 * girth, 118 * girth, FAT));
        parts.add(new Ellipse(0, 2, 152 * girth, 106 * girth, MUSCLE));
        parts.add(new Ellipse(-68 * girth, 4, 58 * girth * lung, 76 * girth * lung, LUNG));
        parts.add(new Ellipse(68 * girth, 4, 58 * girth * lung, 76 * girth * lung, LUNG));
        parts.add(new Ellipse(0, 0, 24, 62 * girth, MUSCLE)); // the mediastinum
        for (int rib = 0; rib < 6; rib++) {
            double angle = 0.55 * rib + 0.35 + level * 3;
            double x = 140 * girth * Math.sin(angle);
            double y = -95 * girth * Math.cos(angle);
            parts.add(new Ellipse(x, y, 9, 5, BONE));
            parts.add(new Ellipse(-x, y, 9, 5, BONE));
        }
        parts.add(new Ellipse(14, -18, 52 * heart, 42 * heart, MUSCLE + 20));
        parts.add(new Ellipse(20, -14, 26 * heart, 20 * heart, BLOOD));
        parts.add(new Ellipse(24, 44, 12, 12, BLOOD)); // the aorta
        parts.add(new Ellipse(0, -8 + breath, level < 0.45 ? 9 : 0, 9, AIR)); // the trachea
        parts.add(new Ellipse(-72, 22, 9 * nodule, 9 * nodule, MUSCLE));
        parts.add(new Ellipse(0, -82 * girth, 16, 6, BONE)); // the sternum
        parts.add(new Ellipse(0, 68 * girth, 24, 19, BONE));
        parts.add(new Ellipse(0, 67 * girth, 19, 14, MARROW));
        parts.add(new Ellipse(0, 92 * girth, 11, 9, BONE));
        parts.add(new Ellipse(0, 88 * girth, 8, 6, CORD));
        return parts.stream().filter(Ellipse::isVisible).toList();
    }

    private record Ellipse(double centreX, double centreY, double radiusX, double radiusY, int density) {

        boolean isVisible() {
            return radiusX >= 1 && radiusY >= 1;
        }

        /** Edges are soft over about a millimetre, as a scanner's are. */
        double over(double below, double x, double y) {
            double dx = (x - centreX) / radiusX;
            double dy = (y - centreY) / radiusY;
            double inside = 1 - (dx * dx + dy * dy);
            if (inside <= 0) {
                return below;
            }
            double cover = Math.min(1, inside * Math.min(radiusX, radiusY) / 2);
            return below + (density - below) * cover;
        }
    }

    private String number() {
        return String.format(Locale.ROOT, "%06d", Math.floorMod(seed, 1_000_000));
    }

    private String uid(String what) {
        String name = "image exchange phantom " + seed + " of " + slices + ", " + what;
        return Uids.of(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
}

package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The DICOMDIR of a file-set of one patient, held in memory and written as often as wanted.
 *
 * <p>Records are in UTF-8 (ISO_IR 192), Type 1 keys are filled, offsets are even when names are not ASCII. Nothing
 * touches the disk.
 */
public final class DicomDirectory {

    /** @param fileSetId File-set ID (0004,1130), at most 16 characters */
    public DicomDirectory(String fileSetId) {
        throw new UnsupportedOperationException(fileSetId);
    }

    /**
     * Adds the records of an instance, read from its header.
     *
     * @param fileId the components of its Referenced File ID below the folder that the DICOMDIR is written for
     */
    public void add(InputStream object, List<String> fileId) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes a DICOMDIR.
     *
     * @param fileSetUid the SOP Instance UID of this DICOMDIR
     * @param folder components put before every file id; empty for a DICOMDIR that lies in that folder itself
     */
    public void write(OutputStream to, String fileSetUid, List<String> folder) throws IOException {
        throw new UnsupportedOperationException();
    }
}

/**
 * The DICOM toolkit's only home: the gate before it, headers, DICOMDIR. Nothing outside names a toolkit type, so that
 * upstream dcm4che can take the place of its fork here alone.
 */
@NullMarked
package org.imageexchange.imaging.dicom;

import org.jspecify.annotations.NullMarked;

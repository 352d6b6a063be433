/** Encrypted objects, on a disk now and in S3 later. Knows bytes; knows nothing of DICOM. */
@NullMarked
package org.imageexchange.imaging.store;

import org.jspecify.annotations.NullMarked;

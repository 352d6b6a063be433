/** DICOM that tests make for themselves: no sample of anybody's lies in the project. */
@NullMarked
package org.imageexchange.imaging.testdata;

import org.jspecify.annotations.NullMarked;

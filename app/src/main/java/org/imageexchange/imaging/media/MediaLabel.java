package org.imageexchange.imaging.media;

import java.time.ZonedDateTime;
import java.util.UUID;

/**
 * What README.TXT and INDEX.HTM say of a package besides its contents; no patient data.
 *
 * @param id of the package: the same images under the same label become the same file, to the byte
 */
public record MediaLabel(UUID id, String institution, String contact, String software, ZonedDateTime createdAt) {}

package org.imageexchange.imaging.media;

import java.time.ZonedDateTime;

/** What README.TXT and INDEX.HTM say of a package besides its contents; no patient data. */
public record MediaLabel(String institution, String contact, String software, ZonedDateTime createdAt) {}

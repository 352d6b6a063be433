/** What every page is made of: branding, plain pages, dates, the person who is signed in, and pages for what went wrong. */
@NullMarked
package org.imageexchange.ui.page;

import org.jspecify.annotations.NullMarked;

@org.jspecify.annotations.NullMarked
package org.imageexchange.ui;

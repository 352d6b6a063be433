package org.imageexchange.imaging.store;

/** An object's own key, encrypted under the master key and encoded as text for a database column. */
public record WrappedKey(String encoded) {

    @Override
    public String toString() {
        return "WrappedKey[hidden]";
    }
}

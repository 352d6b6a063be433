package org.imageexchange.ui.taskform;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be chosen: written in the form, or found in the data. */
sealed interface Options {

    Logger LOG = LoggerFactory.getLogger(Options.class);

    /** Labels by what they stand for. */
    Map<String, String> labels(Map<String, ?> data);

    record Fixed(Map<String, String> labels) implements Options {

        @Override
        public Map<String, String> labels(Map<String, ?> data) {
            return labels;
        }
    }

    /** A list of strings, or of maps that have a value and a label. */
    record FromData(String key) implements Options {

        @Override
        public Map<String, String> labels(Map<String, ?> data) {
            var labels = new LinkedHashMap<String, String>();
            for (var option : list(data.get(key))) {
                if (option instanceof Map<?, ?> map && map.get("value") != null) {
                    var value = String.valueOf(map.get("value"));
                    labels.put(value, map.get("label") == null ? value : String.valueOf(map.get("label")));
                } else if (option instanceof String value) {
                    labels.put(value, value);
                } else {
                    throw new IllegalArgumentException("Data “" + key + "” holds what is no option");
                }
            }
            if (labels.isEmpty()) {
                LOG.warn("There is nothing to choose from in the data “{}”", key);
            }
            return labels;
        }

        private static Collection<?> list(@Nullable Object value) {
            return value instanceof Collection<?> list ? list : List.of();
        }
    }
}

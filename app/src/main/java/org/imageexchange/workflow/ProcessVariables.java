package org.imageexchange.workflow;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How variables are written and read; independent of how the web side writes its JSON. */
final class ProcessVariables {

    private static final int MOST_CHARACTERS = 4000;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

    private ProcessVariables() {}

    static String write(Map<String, ?> variables) {
        var json = MAPPER.writeValueAsString(variables);
        if (json.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("Process variables hold ids and small facts, not " + json.length()
                    + " characters: " + variables.keySet());
        }
        return json;
    }

    static Map<String, Object> read(String json) {
        return MAPPER.readValue(json, VARIABLES);
    }

    /** Reads one value as the type that a worker asks for. */
    static <T> T convert(Object value, Class<T> type) {
        try {
            return MAPPER.convertValue(value, type);
        } catch (JacksonException e) {
            // Jackson's own message quotes the value
            throw new IllegalArgumentException("is no " + type.getSimpleName());
        }
    }
}

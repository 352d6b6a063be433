package org.imageexchange.forwarding;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was typed into the steps of a wizard, as it was typed. Names and addresses: they are kept here and in no process
 * variable, and are forgotten when the draft ends.
 */
@Component
class Answers {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    Answers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Typed of(DraftId draft, String form) {
        return jdbc.sql("select content from forward_answer where draft_id = :draft and form = :form")
                .param("draft", draft.value())
                .param("form", form)
                .query(String.class)
                .optional()
                .map(content -> new Typed(JSON.readValue(content, MAP)))
                .orElseGet(() -> new Typed(Map.of()));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(DraftId draft, String form, Typed typed) {
        jdbc.sql("delete from forward_answer where draft_id = :draft and form = :form")
                .param("draft", draft.value())
                .param("form", form)
                .update();
        jdbc.sql("insert into forward_answer (draft_id, form, content) values (:draft, :form, :content)")
                .param("draft", draft.value())
                .param("form", form)
                .param("content", JSON.writeValueAsString(typed.values()))
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(DraftId draft) {
        jdbc.sql("delete from forward_answer where draft_id = :draft")
                .param("draft", draft.value())
                .update();
    }
}

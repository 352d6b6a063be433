package org.imageexchange.imaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The studies an institution holds in the portal; for its radiology only. */
@Service
public class Studies {

    private static final String COLUMNS = """
            select id, study_uid, patient_name, patient_id, patient_id_issuer, patient_birth_date, patient_sex,
                   accession_number, modalities, description, study_date, series_count, instance_count, bytes,
                   received_at
            from study
            where institution_id = :institution""";

    private final JdbcClient jdbc;

    Studies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A page of studies, the last received first.
     *
     * @param filter matches patient name, identifiers and description; empty matches all
     */
    public List<StudyRow> list(SignedIn by, String filter, int offset, int limit) {
        var patterns = SearchText.patterns(filter);
        var query = jdbc.sql(listing(patterns.size()))
                .param("institution", institutionOf(by).value())
                .param("limit", limit)
                .param("offset", offset);
        for (int i = 0; i < patterns.size(); i++) {
            query = query.param("word" + i, patterns.get(i));
        }
        return query.query(Studies::row).list();
    }

    /** The statement behind {@link #list}; its plan is tested. */
    static String listing(int words) {
        var sql = new StringBuilder(COLUMNS);
        for (int i = 0; i < words; i++) {
            sql.append(" and search_text like :word%d escape '%s'".formatted(i, SearchText.ESCAPE));
        }
        return sql.append(" order by received_at desc, id desc limit :limit offset :offset")
                .toString();
    }

    /** The named studies of the asker's institution; others are left out. */
    public List<StudyRow> find(SignedIn by, Collection<StudyId> ids) {
        var institution = institutionOf(by);
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(COLUMNS + " and id in (:ids) order by study_date, id")
                .param("institution", institution.value())
                .param("ids", ids.stream().map(StudyId::value).toList())
                .query(Studies::row)
                .list();
    }

    /** Where {@code by} may see studies, or {@link AccessRefused}. */
    static InstitutionId institutionOf(SignedIn by) {
        if (by.institution() == null || !by.is(Role.RADIOLOGY)) {
            throw new AccessRefused("Studies are for the radiology of the institution that holds them");
        }
        return by.institution();
    }

    private static StudyRow row(ResultSet row, int number) throws SQLException {
        return new StudyRow(
                new StudyId(row.getObject("id", UUID.class)),
                row.getString("study_uid"),
                new Patient(
                        row.getString("patient_name"),
                        row.getString("patient_id"),
                        row.getString("patient_id_issuer"),
                        row.getObject("patient_birth_date", LocalDate.class),
                        row.getString("patient_sex")),
                row.getString("accession_number"),
                Arrays.stream(row.getString("modalities").split(","))
                        .filter(modality -> !modality.isEmpty())
                        .toList(),
                row.getString("description"),
                row.getObject("study_date", LocalDate.class),
                row.getInt("series_count"),
                row.getInt("instance_count"),
                row.getLong("bytes"),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }
}
